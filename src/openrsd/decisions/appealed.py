"""What stands of an appeal in the tables, read without asking for whom: for actions and selectors.

Whatever is shown goes through `selectors.appealing`.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from openrsd.assessment.models import AssessmentEntry
from openrsd.assessment.on_appeal import appeals_heard
from openrsd.casework.facts import facts_of
from openrsd.casework.models import Case, Step
from openrsd.casework.procedure.facts import CaseFacts, StepTaken
from openrsd.casework.queues import names_of
from openrsd.decisions.appeals import (
    Answer,
    AppealReasons,
    EntryKind,
    Ground,
    Hearing,
    Result,
    Statement,
    read_entry,
    reasons_on,
)
from openrsd.decisions.errors import TookPart
from openrsd.decisions.models import Appeal, AppealDecision
from openrsd.law.loader import shipped_corpus
from openrsd.texts import gettext as _

# By these a decision is told; the end of a status is told with it.
TELLING = frozenset({"T12a", "T12b", "A14", "T23b"})
# By these a decision on appeal is told, or is open to those who decide anew.
TELLING_APPEAL = frozenset({"S1", "S2", "T17c"})


def appeal_before(case: Case) -> Appeal | None:
    """The newest appeal in a case; none where nobody appealed."""
    return Appeal.objects.filter(claim__case=case).order_by("-filed_at").first()


def statement_of(appeal: Appeal) -> Statement:
    """Its words."""
    return Statement.model_validate(appeal.content.open())


def grounds_of(appeal: Appeal) -> dict[str, Ground]:
    """Its grounds by the ids of their entries, in their order."""
    found: dict[str, Ground] = {}
    for row in appeal.entries.filter(kind=EntryKind.GROUND).order_by("position"):
        said = read_entry(row.kind, row.content.open())
        assert isinstance(said, Ground)
        found[str(row.id)] = said
    return found


def last_hearing(appeal: Appeal) -> date | None:
    """The last day on which the person was heard on it."""
    days = []
    for row in appeal.entries.filter(kind=EntryKind.HEARING):
        said = read_entry(row.kind, row.content.open())
        assert isinstance(said, Hearing)
        days.append(date.fromisoformat(said.held_on))
    return max(days, default=None)


def written_decision(appeal: Appeal) -> AppealDecision | None:
    """The decision that is being written; none where nothing was written yet."""
    return appeal.decisions.filter(decided_at=None).first()


def answer_of(written: AppealDecision) -> Answer:
    """What is written of it."""
    return Answer.model_validate(written.content.open())


def entries_in(case: Case) -> int:
    """How many entries the assessments of a case have."""
    return AssessmentEntry.objects.filter(claim__case=case).count()


def law_of_today() -> str:
    """The edition of the law files and its exact text."""
    return str(shipped_corpus().version)[:120]


def is_examined(written: AppealDecision, case: Case, by: UUID) -> bool:
    """Whether she looked at facts and law as they are today: on this day, in this stage, under this
    edition of the law, and at everything that is recorded.
    """
    at, heard = written.examined_at, appeals_heard(case.id)
    return bool(
        at
        and heard
        and heard[-1].since <= at
        and timezone.localdate(at) == timezone.localdate()
        and written.examined_by == by
        and written.examined_entries == entries_in(case)
        and written.examined_law == law_of_today()
    )


def require_uninvolved(case: Case, users: Iterable[UUID]) -> None:
    """Beside the guard of the procedure: whoever recorded findings at first instance does not hear
    the appeal. Raises TookPart.
    """
    among = list(users)
    heard = appeals_heard(case.id)
    entries = AssessmentEntry.objects.filter(claim__case=case, by__in=among)
    for by, at in entries.values_list("by", "at"):
        if not any(one.since <= at and (one.until is None or at <= one.until) for one in heard):
            who = names_of({by}).get(by, "")
            raise TookPart(_(TookPart.sentence).format(who=who))


def decided_at(case: Case, facts: CaseFacts) -> datetime | None:
    """When the newest decision that can be appealed was signed."""
    decision = facts.last_decision()
    if decision is None:
        return None
    steps = Step.objects.filter(case=case, transition=decision.transition)
    return steps.latest("position").at


def is_told(facts: CaseFacts) -> bool:
    """Whether the newest decision that can be appealed was told."""
    return any(step.transition in TELLING for step in _since_decision(facts))


def last_day(facts: CaseFacts) -> date | None:
    """The last day to appeal: that of the letter, and the days on which the case was held."""
    found = facts.noted_last("appeal-until", "T12b", "A14", "T23b")
    return found[1] + timedelta(days=facts.days_held_since(found[0])) if found else None


def outcome_told(facts: CaseFacts) -> Result | None:
    """What became of the newest appeal, once it was told; else nothing."""
    steps = _since_decision(facts)
    told = [place for place, one in enumerate(steps) if one.transition in TELLING_APPEAL]
    if not told:
        return None
    made = [one.transition for one in steps[: told[-1] + 1] if one.transition in set(Result)]
    return Result(made[-1]) if made else None


def appeal_reasons(case: Case) -> AppealReasons | None:
    """The newest decision that was made on an appeal, for whoever may know it: its letter, and
    those who are told. None where none was made.
    """
    appeal = appeal_before(case)
    made = (
        appeal.decisions.exclude(decided_at=None).order_by("-decided_at").first()
        if appeal
        else None
    )
    if appeal is None or made is None:
        return None
    answer = answer_of(made)
    decided = facts_of(case).last_decision()
    outcome = str(decided.decides) if decided else "negative"
    result = answer.has_result
    assert result is not None
    stands = {Result.DISMISSED: outcome, Result.ALLOWED: "positive"}.get(result)
    return AppealReasons(
        result, reasons_on(answer, grounds_of(appeal), outcome), answer.directions, stands
    )


def _since_decision(facts: CaseFacts) -> tuple[StepTaken, ...]:
    place = max((n for n, one in enumerate(facts.steps) if one.decides), default=None)
    return facts.steps[place:] if place is not None else ()
