"""The course of a case, ready to be shown: where it stands, what comes next, what happened."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.models import Office
from openrsd.accounts.roles import title_of as title_of_role
from openrsd.casework import policies
from openrsd.casework.confirming import WordAsked, words_asked_of
from openrsd.casework.doors import door_of
from openrsd.casework.duties import roles_in
from openrsd.casework.intake.proposing import BY_RULE
from openrsd.casework.models import Case, Claim, Deadline, HandlingChange, Step, Transfer
from openrsd.casework.procedure.declared import UnknownTransition
from openrsd.casework.procedure.facts import CaseFacts
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.casework.procedure.machine import Option
from openrsd.casework.procedure.modality import title_of as title_of_modality
from openrsd.casework.procedure.protected import is_protected
from openrsd.casework.queues import in_danger, names_of
from openrsd.casework.steps import facts_or_none, options
from openrsd.casework.words import AT_ONCE, TONES, is_aside, level_in_words, state_in_words
from openrsd.texts import gettext as _


@dataclass(frozen=True, slots=True)
class Choice:
    """A step that leads on: where it is made, or why it cannot be made now, or who makes it."""

    title: str
    address: str
    reasons: tuple[str, ...]
    whose: str
    is_aside: bool


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the timeline."""

    at: datetime
    title: str
    state: str
    who: str
    role: str


@dataclass(frozen=True, slots=True)
class DueLine:
    """A deadline in words."""

    deadline: Deadline
    title: str
    do: str
    is_overdue: bool
    address: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change of the way of handling or of the level; the reason only where it may be read."""

    at: datetime
    what: str
    was: str
    now: str
    who: str
    reason: str


@dataclass(frozen=True, slots=True)
class Course:
    """Everything of a case that follows from its steps."""

    state: str
    meaning: str
    holder: str
    office: str
    modality: str
    level: str
    tone: str
    is_in_danger: bool
    protected: bool
    because: str
    is_erased: bool
    choices: tuple[Choice, ...]
    words: tuple[WordAsked, ...]
    due: tuple[DueLine, ...]
    happened: tuple[Happened, ...]
    changes: tuple[ChangeLine, ...]
    transfers: tuple[Transfer, ...]
    held: frozenset[str]
    facts: CaseFacts | None

    @property
    def next(self) -> Choice | None:
        """The one thing to do next, where it is hers."""
        mine = (one for one in self.choices if one.address and not one.is_aside)
        return next(mine, None)

    @property
    def others(self) -> tuple[Choice, ...]:
        """What else she can do."""
        return tuple(one for one in self.choices if one.address and one is not self.next)

    @property
    def refused(self) -> tuple[Choice, ...]:
        """What she could do but for something that is missing."""
        return tuple(one for one in self.choices if one.reasons and not one.address)

    @property
    def of_others(self) -> tuple[Choice, ...]:
        """What colleagues or the person can do."""
        return tuple(one for one in self.choices if one.whose)

    @property
    def may_order(self) -> bool:
        """Whether she sets the priority."""
        return bool(self.held & policies.ORDERING)

    @property
    def may_authorise(self) -> bool:
        """Whether she authorises another way of handling."""
        return bool(self.held & policies.AUTHORISING)

    @property
    def may_record_standing(self) -> bool:
        """Whether she records how the person stands."""
        return bool(self.held & policies.STANDING)

    @property
    def may_record_contact(self) -> bool:
        """Whether she records that the person was reached or not."""
        return bool(self.held & policies.CONTACTING)


@dataclass(frozen=True, slots=True)
class SeenByPerson:
    """Where a claim stands, as the person is told."""

    says: str
    protected: str
    due: tuple[DueLine, ...]
    choices: tuple[Choice, ...]


def course_of(actor: Actor, case: Case, principal: Claim | None = None) -> Course:
    """The course of a case that a policy has let through, in a fixed number of queries.

    `principal` where the case is open to her: then reasons are shown too, and steps lead to the
    pages that need it.
    """
    facts = facts_or_none(case)
    held = roles_in(actor, case)
    steps = list(Step.objects.filter(case=case).order_by("position"))
    changes = list(HandlingChange.objects.filter(case=case).order_by("-at"))
    names = names_of(
        {one.by for one in steps if not one.by_system}
        | {one.by for one in changes}
        | ({case.holder} if case.holder else set())
    )
    known = shipped_procedure().states.get(case.state)
    protected, because = _protection(case, facts)
    found = options(actor, case, facts) if facts else ()
    is_in_danger = bool(in_danger([case]))
    level = AT_ONCE if is_in_danger else case.priority
    return Course(
        state=state_in_words(case.state),
        meaning=_(known.meaning) if known else "",
        holder=names.get(case.holder, "") if case.holder else "",
        office=Office.objects.values_list("name", flat=True).get(id=case.office),
        modality=title_of_modality(case.modality),
        level=level_in_words(level),
        tone=TONES.get(level, "quiet"),
        is_in_danger=is_in_danger,
        protected=protected,
        because=because,
        is_erased=facts is None,
        choices=tuple(_choice(case, one, principal) for one in found),
        words=words_asked_of(case.state, held),
        due=tuple(_due_lines(case, held)),
        happened=tuple(_happened(steps, names)),
        changes=tuple(_changed(one, names, readable=principal is not None) for one in changes),
        transfers=tuple(Transfer.objects.filter(case=case).order_by("-at")),
        held=held,
        facts=facts,
    )


def seen_by_person(actor: Actor, case: Case) -> SeenByPerson:
    """Where a claim stands, for the person and for whoever represents them."""
    facts = facts_or_none(case)
    known = shipped_procedure().states.get(case.state)
    found = options(actor, case, facts) if facts else ()
    due = (one for one in _due_lines(case, frozenset()) if one.deadline.binds == "person")
    return SeenByPerson(
        says=_(known.says) if known else "",
        protected=_("The law forbids sending you back to danger."),
        due=tuple(due),
        choices=tuple(_choice(case, one, None) for one in found if one.role),
    )


def _protection(case: Case, facts: CaseFacts | None) -> tuple[bool, str]:
    if facts is None:
        return True, ""
    found = is_protected(shipped_procedure(), case.state, facts)
    return found.yes, found.because


def _choice(case: Case, option: Option, principal: Claim | None) -> Choice:
    declared = option.transition
    address = ""
    if option.is_open:
        door = door_of(declared.id)
        own_page = door.page if door else None
        if own_page and principal:
            address = reverse(own_page, kwargs={"record": principal.id})
        else:
            of = {"record": case.id, "transition": declared.id}
            address = reverse("casework:step", kwargs=of)
    whose = "" if option.role else ", ".join(title_of_role(role) for role in declared.by)
    return Choice(
        _(declared.title),
        address,
        tuple(str(reason) for reason in option.reasons) if option.role else (),
        whose,
        is_aside(declared.id),
    )


def _due_lines(case: Case, held: frozenset[str]) -> Iterator[DueLine]:
    today = timezone.localdate()
    for one in Deadline.objects.filter(case=case, ended_at=None).order_by("due_on", "transition"):
        title, do = _step_and_advice(one.transition)
        address = ""
        if one.extendable and held & policies.EXTENDING:
            of = {"record": case.id, "deadline": one.id}
            address = reverse("casework:extend", kwargs=of)
        yield DueLine(one, title, do, is_late(one.due_on, today), address)


def is_late(day: date, today: date) -> bool:
    """Whether a day has passed."""
    return day < today


def title_of_step(transition: str) -> str:
    """How people read the id of a step; the id where no edition knows it now."""
    return _step_and_advice(transition)[0]


def _step_and_advice(transition: str) -> tuple[str, str]:
    try:
        declared = shipped_procedure().transition(transition)
    except UnknownTransition:
        return transition, ""
    return _(declared.title), _(declared.limit.do) if declared.limit else ""


def _happened(steps: Iterable[Step], names: "dict[UUID, str]") -> Iterator[Happened]:
    for step in steps:
        title, _advice = _step_and_advice(step.transition)
        who = _("follows at once") if step.by_system else names.get(step.by, _("(unknown)"))
        role = "" if step.by_system else title_of_role(step.role)
        yield Happened(step.at, title, state_in_words(step.state_after), who, role)


def _changed(one: HandlingChange, names: "dict[UUID, str]", *, readable: bool) -> ChangeLine:
    in_words = title_of_modality if one.what == "modality" else _level
    reason = one.reason.open_or(_("(erased)")) if readable else ""
    what = _("Way of handling") if one.what == "modality" else _("Priority")
    who = _("by rule") if one.role == BY_RULE else names.get(one.by, "")
    return ChangeLine(one.at, what, in_words(one.was), in_words(one.now), who, reason)


def _level(level: str) -> str:
    return level_in_words(int(level))
