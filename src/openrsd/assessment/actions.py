"""Every write of assessment."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Max, QuerySet
from django.utils import timezone

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.recording import recorded
from openrsd.assessment import acts, policies
from openrsd.assessment.entries import (
    Content,
    Entry,
    Finding,
    Kind,
    MaterialFact,
    UnreadableEntry,
    read_content,
)
from openrsd.assessment.errors import (
    DoesNotFit,
    NotAnswered,
    NothingToTakeBack,
    NotOpenYet,
    NotStanding,
    NotYours,
    Unreadable,
)
from openrsd.assessment.fact_rules import require_fair
from openrsd.assessment.models import ENTRY, AssessmentEntry
from openrsd.assessment.scoping import scoped
from openrsd.assessment.weighing import (
    Assessment,
    all_answered,
    assessment_of,
    assessments_of,
    rests_on_open,
)
from openrsd.casework.actions.handling import in_words
from openrsd.casework.actions.moving import make_step, move, stepping
from openrsd.casework.doors import Inputs, door
from openrsd.casework.models import Case, Claim

BEFORE, OPEN, REVIEWED = "interview-complete", "assessment-draft", "under-review"


@door(page="assessment:claim")
def begin_assessment(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """The facts, the law and the country information are put together (T7)."""
    return make_step(case, transition, inputs, door=begin_assessment, acting=acting)


def record_entry(
    claim: UUID, kind: Kind, said: dict[str, Any], *, acting: Actor
) -> AssessmentEntry:
    """What the officer records under one key. The first entry opens the assessment (T7).

    `said` has the shape of the kind (`entries.py`). Raises Unreadable for a field that is amiss,
    DoesNotFit where it contradicts the law or the rest of the record, NeverPut where a fact is
    refused for what was never put to the person, NotConsidered, NoReasons or DoubtNotWeighed where
    what must be considered was not.
    """
    (row,) = record_entries(claim, [_read(kind, said)], acting=acting)
    return row


def record_entries(
    claim: UUID, contents: Sequence[Content], *, acting: Actor
) -> list[AssessmentEntry]:
    """Several entries at once, all of them or none. Refuses as `record_entry` does."""
    if any(one.kind is Kind.SOURCE for one in contents):
        raise NotYours
    return _add(policies.assessable(acting), claim, contents, acting)


def record_finding(
    claim: UUID, element: str, value: str, reasons: str, *, acting: Actor, **scope: str
) -> AssessmentEntry:
    """What she finds of one element, and why. `scope` names of what it is asked where several are
    listed: country, harm, area, other, act, destination."""
    said = {"element": element, "value": value, "reasons": reasons, "scope": scope}
    return record_entry(claim, Kind.FINDING, said, acting=acting)


def confirm_source(claim: UUID, element: str, reasons: str, *, acting: Actor) -> AssessmentEntry:
    """That a lawyer compared the source of an element with its text; the officer herself cannot."""
    content = _read(Kind.SOURCE, {"id": element, "reasons": reasons})
    (row,) = _add(policies.confirmable(acting), claim, [content], acting)
    return row


def take_back(claim: UUID, kind: Kind, key: str, reasons: str, *, acting: Actor) -> AssessmentEntry:
    """Takes back what stands under a key, with the reason. It stays readable."""
    row = AssessmentEntry(id=uuid4(), by=acting.id, at=timezone.now())
    why = in_words(reasons)
    with recorded(acts.RECORD, acting=acting, subject_kind=ENTRY, subjects=[row.id]):
        assessed = _opened(policies.assessable(acting), claim, acting)
        before = assessment_of(assessed)
        if all((one.kind, one.key) != (kind, key) for one in before.entries):
            raise NothingToTakeBack
        taken = Entry(row.id, kind, key, None, acting.id, row.at)
        _require_fit(before.with_entry(taken).problems, before.problems)
        _keep(row, assessed, {"kind": kind, "key": key, "content": None, "reasons": why})
    return row


@door(supplies=("form-complete", "inclusion-undetermined"), page="decisions:draft")
def submit_assessment(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Gives the assessment to a second person (T8).

    Whether every question is answered, and whether the consequence is open, is read from the
    record.
    """
    with stepping(case, transition, acting=acting) as locked:
        found = assessments_of(locked).values()
        if not all_answered(found):
            raise NotAnswered
        known = {"form-complete": True, "inclusion-undetermined": rests_on_open(found)}
        return move(locked, transition, {**inputs, **known}, door=submit_assessment, acting=acting)


def change_entry(
    claim: UUID,
    kind: Kind,
    key: str,
    change: Callable[[Any], Content],
    *,
    acting: Actor,
) -> AssessmentEntry:
    """Records anew what stands under a key, as `change` makes it of what stands there now. Nobody
    writes between. Raises NotStanding where nothing stands, else as `record_entry`.
    """

    def changed(stands: Assessment) -> Content:
        for one in stands.entries:
            if (one.kind, one.key) == (kind, key) and one.content is not None:
                return change(one.content)
        raise NotStanding

    (row,) = _add(policies.assessable(acting), claim, [changed], acting)
    return row


def _add(
    claims: QuerySet[Claim],
    claim: UUID,
    contents: Sequence[Content | Callable[[Assessment], Content]],
    acting: Actor,
) -> list[AssessmentEntry]:
    rows = [AssessmentEntry(id=uuid4(), by=acting.id, at=timezone.now()) for _one in contents]
    subjects = [one.id for one in rows]
    with recorded(acts.RECORD, acting=acting, subject_kind=ENTRY, subjects=subjects):
        assessed = _opened(claims, claim, acting)
        stands = before = assessment_of(assessed)
        for row, content in zip(rows, contents, strict=True):
            made = content if isinstance(content, Content) else content(stands)
            whole = _whole(made, stands)
            at = timezone.localtime(row.at)
            stands = stands.with_entry(Entry(row.id, whole.kind, whole.key, whole, acting.id, at))
            said = {"kind": whole.kind, "key": whole.key, "content": whole.model_dump()}
            _keep(row, assessed, said)
        _require_fit(stands.problems, before.problems)
    return rows


def _whole(content: Content, stands: Assessment) -> Content:
    if isinstance(content, Finding):
        return scoped(content, stands)
    if isinstance(content, MaterialFact):
        require_fair(content, stands.claim.id)
    return content


def _opened(claims: QuerySet[Claim], claim: UUID, acting: Actor) -> Claim:
    """The claim, once its case is locked as every step locks it: nobody decides meanwhile. Begins
    what was not begun. NotHere where it is none of these claims.
    """
    concerned = claims.filter(pk=claim).values("case")
    case = Case.objects.select_for_update().filter(id__in=concerned).first()
    assessed = get_to_change(claims.filter(case=case), claim)
    assert case is not None
    assessed.case = case
    if case.state == BEFORE:
        begin_assessment(case.id, "T7", {}, acting=acting)
    elif case.state not in (OPEN, *policies.also_open(acting, assessed)):
        raise NotOpenYet
    return assessed


def _keep(row: AssessmentEntry, claim: Claim, said: dict[str, Any]) -> None:
    last = AssessmentEntry.objects.filter(claim=claim).aggregate(last=Max("position"))["last"]
    row.claim, row.compartment, row.position = claim, claim.compartment, (last or 0) + 1
    row.said = {"v": 1, **said}
    row.save(force_insert=True)


def _read(kind: Kind, said: dict[str, Any]) -> Content:
    try:
        return read_content(kind, said)
    except UnreadableEntry as error:
        raise Unreadable(str(error)) from None


def _require_fit(problems: tuple[Any, ...], before: tuple[Any, ...]) -> None:
    """What was amiss before may be mended step by step; nothing new may be amiss."""
    new = [one for one in problems if one not in before]
    if new:
        raise DoesNotFit(new)
