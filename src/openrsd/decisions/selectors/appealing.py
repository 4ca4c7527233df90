"""Reading appeals, always for someone: the appellant's side, those who hear them, all others."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.utils import timezone

from openrsd.accounts.access import get_for
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import Refusal
from openrsd.accounts.models import AccountKind
from openrsd.accounts.policies import duties_in
from openrsd.assessment.weighing import assessment_of
from openrsd.casework.confirming import given_words
from openrsd.casework.facts import facts_of
from openrsd.casework.models import CLAIM, Case, Claim
from openrsd.casework.procedure.asking import PARTS
from openrsd.casework.procedure.facts import CaseFacts
from openrsd.casework.procedure.shapes import Part
from openrsd.casework.queues import names_of
from openrsd.casework.step_forms import called as called_users
from openrsd.casework.words import said_in_words, state_in_words
from openrsd.decisions import acts, policies
from openrsd.decisions.appealed import (
    answer_of,
    appeal_before,
    appeal_reasons,
    decided_at,
    grounds_of,
    is_examined,
    is_told,
    last_day,
    outcome_told,
    require_uninvolved,
    statement_of,
    written_decision,
)
from openrsd.decisions.appeals import (
    Answer,
    AppealReasons,
    EntryKind,
    Ground,
    Hearing,
    Result,
    Statement,
    Submission,
    read_entry,
)
from openrsd.decisions.fresh_review import Comparison, Disputable, compared, disputable
from openrsd.decisions.letters.gathering import work_on
from openrsd.decisions.models import Appeal, AppealDecision
from openrsd.decisions.reasons import Paragraph
from openrsd.decisions.reasons import Part as Section
from openrsd.decisions.words import RESULTS
from openrsd.determination.outcome import Outcome
from openrsd.determination.report import person_report
from openrsd.determination.visibility import Role, for_role
from openrsd.evidence.selectors import Listed, documents_of
from openrsd.texts import gettext as _

FILED, HEARD = "appeal-filed", "appeal-under-decision"
MEMBER = "panel-member"
_PENDING = frozenset({FILED, HEARD, "appeal-positive", "appeal-negative", "on-hold"})


@dataclass(frozen=True, slots=True)
class GroundLine:
    """A ground with what it is about, and the answer where it may be known."""

    id: str
    words: str
    title: str
    at: datetime
    answer: str


@dataclass(frozen=True, slots=True)
class AddedLine:
    """A submission or a hearing."""

    at: datetime
    who: str
    words: str
    held_on: date | None = None
    present: str = ""


@dataclass(frozen=True, slots=True)
class TookPartLine:
    """Somebody who took part before, and in what."""

    who: str
    what: str


@dataclass(frozen=True)
class AppealPage:
    """An appeal for one reader. What they may not know of it is not read."""

    actor: Actor
    claim: Claim
    facts: CaseFacts
    appeal: Appeal | None
    reads: bool = True

    @property
    def case(self) -> Case:
        """The case."""
        of: Case = self.claim.case
        return of

    @cached_property
    def is_staff(self) -> bool:
        """Whether the reader works here."""
        return self.actor.kind == AccountKind.STAFF

    @cached_property
    def hears(self) -> bool:
        """Whether the reader hears appeals in this case."""
        return bool(duties_in(self.actor, self.claim.compartment) & policies.HEARING)

    @property
    def state(self) -> str:
        """Where the case stands, as far as this reader may know."""
        return state_in_words(self.case.state) if self.is_staff else said_in_words(self.case.state)

    @property
    def is_pending(self) -> bool:
        """Whether an appeal waits to be decided and told."""
        return self.appeal is not None and self.case.state in _PENDING

    @property
    def may_add(self) -> bool:
        """Whether a ground or a submission can be added now, by this reader."""
        is_open = self.appeal is not None and self.case.state in (FILED, HEARD)
        return is_open and policies.appealable(self.actor).filter(pk=self.claim.pk).exists()

    @property
    def may_decide(self) -> bool:
        """Whether the reader writes at the decision now."""
        return self.hears and self.appeal is not None and self.case.state == HEARD

    @cached_property
    def statement(self) -> Statement | None:
        """The words of the appeal."""
        return statement_of(self.appeal) if self.appeal else None

    @cached_property
    def grounds(self) -> list[GroundLine]:
        """The grounds, each with its answer once it was told; for those who decide, as written."""
        if self.appeal is None:
            return []
        answers = self._answers()
        at = {str(one.id): one.at for one in self.appeal.entries.all()}
        return [
            GroundLine(key, one.words, one.title, at[key], answers.get(key, ""))
            for key, one in grounds_of(self.appeal).items()
        ]

    @cached_property
    def submissions(self) -> list[AddedLine]:
        """What was submitted."""
        return list(self._added(EntryKind.SUBMISSION))

    @cached_property
    def hearings(self) -> list[AddedLine]:
        """When the person was heard: for the person's side, and for those who hear the appeal. For
        others once the decision was told."""
        if self.is_staff and not self.hears and self.told is None:
            return []
        return list(self._added(EntryKind.HEARING))

    @cached_property
    def told(self) -> AppealReasons | None:
        """The decision, once it was told."""
        return appeal_reasons(self.case) if outcome_told(self.facts) else None

    @property
    def told_in_words(self) -> str:
        """What became of the appeal."""
        return _(RESULTS[self.told.result]) if self.told else ""

    @property
    def conclusion(self) -> tuple[Paragraph, ...]:
        """Its conclusion, once it was told, for staff."""
        if self.told is None or not self.is_staff:
            return ()
        return self.told.reasons.of(Section.CONCLUSION)

    @property
    def directions(self) -> str:
        """The directions to those who decide anew, for staff."""
        return self.told.directions if self.told and self.is_staff else ""

    @cached_property
    def took_part(self) -> list[TookPartLine]:
        """Who took part before the appeal, for staff."""
        return took_part(self.facts) if self.is_staff else []

    @cached_property
    def independence(self) -> str:
        """Why this reader may not hear the appeal; nothing where they may."""
        did = self.facts.parts_of(str(self.actor.id)) - {Part.HEARD}
        if did:
            what = ", ".join(_(PARTS[one]) for one in sorted(did))
            said = _("You took part in this case before ({what}), and so may not hear the appeal.")
            return said.format(what=what)
        try:
            require_uninvolved(self.case, [self.actor.id])
        except Refusal as refusal:
            return str(refusal)
        return ""

    @cached_property
    def comparison(self) -> Comparison | None:
        """What differs from the decision: for those who hear the appeal, and for staff once it was
        told."""
        day = decided_at(self.case, self.facts)
        if day is None or not self.is_staff or not (self.hears or self.told):
            return None
        return compared(self.claim, day)

    @cached_property
    def documents(self) -> list[Listed]:
        """Documents that were given after the appeal, as far as they are open to this reader."""
        if self.appeal is None:
            return []
        given = documents_of(self.actor, [self.claim.id])
        return [one for one in given if one.document.received_at >= self.appeal.filed_at]

    @cached_property
    def disputable(self) -> list[Disputable]:
        """On what the decision rests that was told: facts and elements, without the reasons of the
        office, which are in the letter."""
        day = decided_at(self.case, self.facts)
        if day is None or not self.reads or not is_told(self.facts):
            return []
        then = assessment_of(self.claim, on=timezone.localdate(day), until=day)
        kept_back = set() if self.is_staff else kept_back_in(self.case)
        return [one for one in disputable(then) if one.paragraph not in kept_back]

    @cached_property
    def open_then(self) -> list[str]:
        """What was still open when it was decided, and counted for the person."""
        day = decided_at(self.case, self.facts)
        if day is None or not is_told(self.facts):
            return []
        assessed = assessment_of(self.claim, on=timezone.localdate(day), until=day)
        if assessed.determination is None:
            return []
        seen = for_role(person_report(assessed.determination), Role.OFFICER)
        return [one["title"] for one in seen["open_questions"]]

    @property
    def last_day(self) -> date | None:
        """The last day to appeal."""
        return last_day(self.facts)

    @property
    def is_late(self) -> bool:
        """Whether an appeal would be late today."""
        last = self.last_day
        return last is not None and timezone.localdate() > last

    def _answers(self) -> dict[str, str]:
        """By ground. To the person and counsel the letter tells them, with what is kept back."""
        assert self.appeal
        if not self.is_staff or not (self.told or self.hears):
            return {}
        made = self.appeal.decisions.exclude(decided_at=None).order_by("-decided_at").first()
        shown = made if self.told else written_decision(self.appeal) or made
        return answer_of(shown).answers if shown else {}

    def _added(self, kind: EntryKind) -> Iterator[AddedLine]:
        if self.appeal is None:
            return
        rows = list(self.appeal.entries.filter(kind=kind).order_by("position"))
        names = names_of({one.by for one in rows})
        for row in rows:
            said = read_entry(row.kind, row.content.open())
            who = names.get(row.by, "")
            if isinstance(said, Submission):
                yield AddedLine(row.at, who, said.words)
            elif isinstance(said, Hearing):
                day = date.fromisoformat(said.held_on)
                yield AddedLine(row.at, who, said.account, day, said.present)


def kept_back_in(case: Case) -> set[str]:
    """The paragraphs of the first decision that are told in person only, by their ids."""
    principal = Claim.objects.get(compartment=case.compartment)
    works, _version = work_on(principal)
    return set(works.first.kept_back)


@dataclass(frozen=True, slots=True)
class DecidingPage:
    """The decision on an appeal as it is written, for those who hear it."""

    page: AppealPage
    written: AppealDecision | None
    answer: Answer
    grounds: dict[str, Ground]
    is_examined: bool
    members: list[tuple[str, str]]

    @property
    def differs_from_record(self) -> bool:
        """Whether a recognition is written that does not follow from what is recorded."""
        found = assessment_of(self.page.claim).determination
        recognised = found is not None and found.outcome is Outcome.RECOGNISED
        return self.answer.has_result is Result.ALLOWED and not recognised

    @property
    def result(self) -> str:
        """The result that is written, in words."""
        chosen = self.answer.has_result
        return _(RESULTS[chosen]) if chosen else ""

    @property
    def unanswered(self) -> list[str]:
        """The grounds that have no answer yet."""
        return [
            self.grounds[one].title or self.grounds[one].words
            for one in self.answer.unanswered(self.grounds)
        ]


def appeal(actor: Actor, record: UUID) -> AppealPage:
    """The appeal in the case of a claim. NotHere where the claim is not open to the reader."""
    claims = policies.appeals(actor).select_related("case", "person")
    found = get_for(actor, claims, record, act=acts.LOOK_AT_APPEAL, subject_kind=CLAIM)
    return AppealPage(actor, found, facts_of(found.case), appeal_before(found.case))


def hearing(actor: Actor, record: UUID) -> AppealPage:
    """The same for those who hear appeals in the case. NotHere for everyone else."""
    claims = policies.heard(actor).select_related("case", "person")
    found = get_for(actor, claims, record, act=acts.LOOK_AT_APPEAL, subject_kind=CLAIM)
    return AppealPage(actor, found, facts_of(found.case), appeal_before(found.case))


def to_file(actor: Actor, claim: Claim) -> AppealPage:
    """What is known to whoever files an appeal in a case in which they have a duty. On what the
    decision rests only those see who may read the claim.
    """
    facts, before = facts_of(claim.case), appeal_before(claim.case)
    return AppealPage(actor, claim, facts, before, may_read(actor, claim))


def may_read(actor: Actor, claim: Claim) -> bool:
    """Whether the appeal in the case of this claim is open to her."""
    return policies.appeals(actor).filter(pk=claim.pk).exists()


def deciding(actor: Actor, record: UUID) -> DecidingPage:
    """The decision as it is written. NotHere for everyone but those who hear the appeal."""
    claims = policies.heard(actor).select_related("case", "person")
    found = get_for(actor, claims, record, act=acts.LOOK_AT_APPEAL, subject_kind=CLAIM)
    before = appeal_before(found.case)
    page = AppealPage(actor, found, facts_of(found.case), before)
    written = written_decision(before) if before else None
    answer = answer_of(written) if written else Answer()
    agreed = given_words(found.case, answer.result, MEMBER) if answer.result else frozenset()
    return DecidingPage(
        page=page,
        written=written,
        answer=answer,
        grounds=grounds_of(before) if before else {},
        is_examined=bool(written and is_examined(written, found.case, actor.id)),
        members=called_users(UUID(one) for one in agreed if one != str(actor.id)),
    )


def took_part(facts: CaseFacts) -> list[TookPartLine]:
    """Who took part in a case before any appeal, and in what."""
    did: dict[str, set[Part]] = {}
    for step in facts.steps:
        for part, user in step.people:
            if part is not Part.HEARD:
                did.setdefault(user, set()).add(part)
    names = names_of({UUID(user) for user in did})
    return [
        TookPartLine(
            names.get(UUID(user), _("(unknown)")), ", ".join(_(PARTS[one]) for one in sorted(parts))
        )
        for user, parts in did.items()
    ]
