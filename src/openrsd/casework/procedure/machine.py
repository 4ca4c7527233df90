"""Whether a step may be made, and what the case is after it. Pure and total: never an exception,
and always an answer in words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from openrsd.accounts.roles import title_of

# The guards register themselves when they are imported.
from openrsd.casework.procedure import guards_of_course as guards_of_course
from openrsd.casework.procedure import guards_of_people as guards_of_people
from openrsd.casework.procedure import guards_of_record as guards_of_record
from openrsd.casework.procedure.asking import GUARDS, KNOWN_BEFORE, Tried
from openrsd.casework.procedure.declared import Procedure
from openrsd.casework.procedure.facts import NOTHING, CaseFacts, InputValue, StepTaken
from openrsd.casework.procedure.inputs import inputs_of, read_inputs
from openrsd.casework.procedure.redlines import asked_of
from openrsd.casework.procedure.refusals import Refusal, refused_by
from openrsd.casework.procedure.shapes import (
    STATE_LEFT,
    InputFile,
    Part,
    Stage,
    TransitionFile,
)
from openrsd.texts import gettext as _

SYSTEM = "system"
# Whoever acts as one of these speaks for themselves, not for the office.
_PERSON = frozenset({"applicant", "legal-representative", "guardian"})


@dataclass(frozen=True, slots=True)
class Attempt:
    """A step that a user tries to make in one role, on a day, with what it brings."""

    transition: str
    by: str
    role: str
    on: date
    inputs: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Allowed:
    """The step may be made. `then` is what the system makes at once after it, in the same act."""

    step: StepTaken
    facts: CaseFacts
    sealed: Mapping[str, InputValue]
    then: str | None = None

    @property
    def state(self) -> str:
        """Where the case stands after it."""
        return self.step.now


@dataclass(frozen=True, slots=True)
class Refused:
    """The step may not be made; every reason, not the first alone."""

    reasons: tuple[Refusal, ...]

    @property
    def codes(self) -> frozenset[str]:
        """The guards and inputs that refused it."""
        return frozenset(reason.code for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Option:
    """A step that leads on from where the case stands, as one user in her roles sees it.

    `role` is the one in which she may make it; without one it is someone else's. `reasons` are
    those that are known before anything is filled in.
    """

    transition: TransitionFile
    role: str | None
    reasons: tuple[Refusal, ...]
    needs: tuple[InputFile, ...]

    @property
    def is_open(self) -> bool:
        """Whether she can begin to fill it in."""
        return self.role is not None and not self.reasons


def attempt(procedure: Procedure, facts: CaseFacts, tried: Attempt) -> Allowed | Refused:
    """What becomes of this attempt."""
    transition = procedure.transitions.get(tried.transition)
    if transition is None:
        return Refused((_no_such(tried.transition),))
    if facts.state not in transition.from_:
        return Refused((_does_not_lead_on(procedure, facts),))
    read, wrong = read_inputs(transition, tried.role, tried.inputs)
    asked = Tried(
        facts,
        transition,
        tried.by,
        tried.role,
        tried.on,
        read.noted,
        read.sealed,
        read.people,
    )
    reasons = (*wrong, *_of_everyone(procedure, asked), *_of_guards(procedure, asked))
    if reasons:
        return Refused(reasons)
    step = _step(procedure, asked)
    return Allowed(step, facts.after(step), read.sealed, _then(procedure, facts.after(step)))


def available(
    procedure: Procedure, facts: CaseFacts, by: str, roles: frozenset[str], on: date
) -> tuple[Option, ...]:
    """Every step that leads on from here, but for those that the system makes."""
    return tuple(
        _option(procedure, facts, one, by, roles, on)
        for one in procedure.from_state(facts.state)
        if one.by != [SYSTEM]
    )


def allowed_roles(transition: TransitionFile) -> frozenset[str]:
    """The roles in which this step can be made or written down."""
    return frozenset((*transition.by, *transition.recorded_by))


def _option(
    procedure: Procedure,
    facts: CaseFacts,
    one: TransitionFile,
    by: str,
    roles: frozenset[str],
    on: date,
) -> Option:
    in_order = (*one.by, *one.recorded_by)
    role = next((role for role in in_order if role in roles), None)
    acting = role or one.by[0]
    asked = Tried(facts, one, by, acting, on, NOTHING)
    reasons = _of_guards(procedure, asked, only=KNOWN_BEFORE)
    if role:
        reasons = (*_of_everyone(procedure, asked), *reasons)
    return Option(one, role, reasons, inputs_of(one, acting))


def _no_such(transition: str) -> Refusal:
    says = _("The procedure has no step '{id}'.").format(id=transition[:20])
    return Refusal("unknown-transition", says, _("Choose one that leads on from here."))


def _does_not_lead_on(procedure: Procedure, facts: CaseFacts) -> Refusal:
    state = procedure.states.get(facts.state)
    title = _(state.title) if state else facts.state
    return refused_by(procedure, "state-fits", {"state": title})


def _of_everyone(procedure: Procedure, asked: Tried) -> tuple[Refusal, ...]:
    """What is asked of every step: the role, conflicts, guardians, the order of days."""
    found: list[Refusal] = []
    allowed = allowed_roles(asked.transition)
    if asked.role not in allowed:
        told = {
            "role": title_of(asked.role),
            "roles": ", ".join(sorted(map(title_of, allowed))),
        }
        found.append(refused_by(procedure, "role-may", told))
    person = asked.facts.circumstances
    involved = {asked.by, *(user for _part, user in asked.people), *_users_named(asked)}
    if involved & person.conflicts:
        who = _("you") if asked.by in person.conflicts else _("someone named in it")
        found.append(refused_by(procedure, "no-conflict", {"who": who}))
    working = involved if asked.role not in _PERSON else involved - {asked.by}
    if working & person.guardians:
        found.append(refused_by(procedure, "guardian-does-not-decide"))
    last = asked.facts.since
    if last and asked.on < last:
        told = {"day": asked.on.isoformat(), "last": last.isoformat()}
        found.append(refused_by(procedure, "days-in-order", told))
    return tuple(found)


def _users_named(asked: Tried) -> frozenset[str]:
    names = [one.id for one in asked.transition.inputs if one.kind == "user"]
    return frozenset(user for name in names if (user := asked.user(name)))


def _of_guards(
    procedure: Procedure, asked: Tried, only: "set[str] | None" = None
) -> tuple[Refusal, ...]:
    found: list[Refusal] = []
    for name in asked_of(asked.transition, asked.facts.state):
        if only is not None and name not in only:
            continue
        about = GUARDS[name](asked)
        if about is not None:
            found.append(refused_by(procedure, name, about))
    return tuple(found)


def _step(procedure: Procedure, asked: Tried) -> StepTaken:
    one, facts = asked.transition, asked.facts
    was = facts.state
    now = facts.left[-1] if one.to == STATE_LEFT else one.to
    own: tuple[tuple[Part, str], ...] = ((one.part, asked.by),) if one.part else ()
    return StepTaken(
        transition=one.id,
        was=was,
        now=now,
        by=asked.by,
        role=asked.role,
        on=asked.on,
        people=(*own, *asked.people),
        noted=asked.noted,
        decides=one.decides,
        left=left_after(procedure, facts, one),
    )


def left_after(procedure: Procedure, facts: CaseFacts, one: TransitionFile) -> tuple[str, ...]:
    """The states to go back to after this step of the case, nearest last."""
    if one.to == STATE_LEFT:
        return facts.left[:-1]
    if one.to == "reopened":
        return facts.left if procedure.state(facts.state).stage is Stage.SIDE else ()
    aside = procedure.state(one.to).stage is Stage.SIDE
    return (*facts.left, facts.state) if aside else ()


def _then(procedure: Procedure, facts: CaseFacts) -> str | None:
    """The step that the system makes at once, where what was just made is one that it follows."""
    last = facts.steps[-1]
    for one in procedure.from_state(facts.state):
        if one.by == [SYSTEM] and last.transition in one.follows:
            return one.id
    return None


def follow(procedure: Procedure, allowed: Allowed) -> Allowed:
    """The same, with what the system makes at once after it. To be made in the same act."""
    if allowed.then is None:
        return allowed
    next_one = attempt(
        procedure, allowed.facts, Attempt(allowed.then, SYSTEM, SYSTEM, allowed.step.on)
    )
    if isinstance(next_one, Refused):
        return replace(allowed, then=None)
    return next_one
