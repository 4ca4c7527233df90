"""Appeal: heard by people who took no part before, on every ground, as things are today."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from django.db.models import Max, QuerySet
from django.utils import timezone

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.models import AccountKind
from openrsd.accounts.recording import recorded
from openrsd.assessment.weighing import assessments_of
from openrsd.casework.actions.moving import move, stepping
from openrsd.casework.doors import Inputs, door
from openrsd.casework.duties import roles_in
from openrsd.casework.facts import facts_of
from openrsd.casework.models import CLAIM, Case, Claim, Confirmation
from openrsd.decisions import acts, policies
from openrsd.decisions.actions.readiness import NEGATIVE, PARTIAL, require_ready
from openrsd.decisions.appealed import (
    answer_of,
    appeal_before,
    entries_in,
    grounds_of,
    is_examined,
    last_hearing,
    law_of_today,
    require_uninvolved,
    written_decision,
)
from openrsd.decisions.appeals import (
    Answer,
    EntryKind,
    Ground,
    Hearing,
    Result,
    Statement,
    Submission,
)
from openrsd.decisions.errors import AppealClosed, NoAppeal, NoResult, Overtaken, WordIsOlder
from openrsd.decisions.models import APPEAL, Appeal, AppealDecision, AppealEntry

FILED, HEARD = "appeal-filed", "appeal-under-decision"
MEMBER = "panel-member"
# What the record of the appeal says, and nobody ticks.
BROUGHT = ("reasons-on-each-ground", "examined-today", "interview-held-on")


@dataclass(frozen=True, slots=True)
class Filed:
    """What is told of a filing beside its words. `by` is for staff who write it down; whoever files
    from an account of their own is known. Without a ground, the whole decision is disputed.
    """

    how: str = "written"
    language: str = ""
    by: str = "applicant"
    received_on: date | None = None
    grounds: tuple[Ground, ...] = field(default=(), repr=False)


USUAL = Filed()


@door(page="decisions:file-appeal")
def file_appeal(
    case: UUID, transition: str, inputs: Inputs, *, acting: Actor, filed: Filed = USUAL
) -> Case:
    """Any words of disagreement are an appeal (T15a)."""
    with stepping(case, transition, acting=acting) as locked:
        moved = move(locked, transition, inputs, door=file_appeal, acting=acting)
        _keep(moved, str(inputs["statement"]), str(inputs.get("why-late", "")), filed, acting)
    return moved


@door(page="decisions:file-appeal")
def admit_late_appeal(
    case: UUID, transition: str, inputs: Inputs, *, acting: Actor, filed: Filed = USUAL
) -> Case:
    """A late appeal is admitted for a good reason (T15b)."""
    with stepping(case, transition, acting=acting) as locked:
        moved = move(locked, transition, inputs, door=admit_late_appeal, acting=acting)
        _keep(moved, str(inputs["statement"]), str(inputs["good-cause"]), filed, acting)
    return moved


@door(page="decisions:take-up-appeal")
def take_up_appeal(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Someone who took no part before takes the appeal up (T16). TookPart for anyone else."""
    with stepping(case, transition, acting=acting) as locked:
        moved = move(locked, transition, inputs, door=take_up_appeal, acting=acting)
        require_uninvolved(moved, [acting.id])
    return moved


@door(supplies=BROUGHT, page="decisions:decide-appeal")
def decide_appeal(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Allows or dismisses the appeal, or sends the case back, as it was written (T17).

    Whether every ground is answered, whether facts and law were examined as they are today, and
    when the person was heard is read from the record. A dismissal rests on a record that is ready
    for it today. NoAppeal, NoResult, TookPart, WordIsOlder, NotReadyToRefuse.
    """
    with stepping(case, transition, acting=acting) as locked:
        appeal = appeal_before(locked)
        written = written_decision(appeal) if appeal else None
        others = {name: value for name, value in inputs.items() if name not in BROUGHT}
        given = {**others, **_brought(locked, appeal, written, transition, acting)}
        moved = move(locked, transition, given, door=decide_appeal, acting=acting)
        if appeal is None or written is None:
            raise NoAppeal
        _require_decidable(moved, written, transition, given, acting)
        written.decided_at = timezone.now()
        written.save(update_fields=["decided_at"])
    return moved


@door()
def reopen_appeal_decision(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Opens an appeal decision again that was not told yet (A8). What was decided stays as it was;
    a copy is written on, and is examined anew.
    """
    with stepping(case, transition, acting=acting) as locked:
        moved = move(locked, transition, inputs, door=reopen_appeal_decision, acting=acting)
        appeal = appeal_before(moved)
        before = appeal.decisions.order_by("-decided_at").first() if appeal else None
        if appeal and before and written_decision(appeal) is None:
            _begin(appeal, answer_of(before), acting).save(force_insert=True)
    return moved


def add_to_appeal(
    claim: UUID, said: Ground | Submission | Hearing, *, acting: Actor
) -> AppealEntry:
    """A ground, a submission, or that the person was heard, until the appeal is decided.

    The first two by whoever appeals or writes it down for them, the last by whoever hears it.
    AppealClosed before and after.
    """
    row = AppealEntry(id=uuid4(), by=acting.id)
    is_hearing = isinstance(said, Hearing)
    open_to = policies.heard(acting) if is_hearing else policies.appealable(acting)
    with recorded(acts.ADD_TO_APPEAL, acting=acting, subject_kind=APPEAL, subjects=[row.id]):
        case = _locked(open_to, claim)
        appeal = appeal_before(case)
        if appeal is None or case.state not in ({HEARD} if is_hearing else {FILED, HEARD}):
            raise AppealClosed
        kinds = {Ground: EntryKind.GROUND, Submission: EntryKind.SUBMISSION}
        _add(appeal, row, kinds.get(type(said), EntryKind.HEARING), said)
    return row


def save_appeal_decision(
    claim: UUID, said: Answer, *, based_on: int, acting: Actor
) -> AppealDecision:
    """Writes at the decision, over the version that was open. Only those who hear the appeal see
    it. Overtaken where somebody saved meanwhile; AppealClosed where nothing is being decided.
    """
    with recorded(acts.WRITE_APPEAL_DECISION, acting=acting, subject_kind=CLAIM, subjects=[claim]):
        case = _locked(policies.heard(acting), claim)
        written = _being_written(case, acting)
        if written.version != based_on:
            raise Overtaken
        written.content = said.model_dump()
        written.version += 1
        written.saved_at, written.saved_by = timezone.now(), acting.id
        written.save()
    return written


def examine_today(claim: UUID, *, acting: Actor) -> AppealDecision:
    """That she looked at the facts and the law as they are today. It holds for this day, this law,
    and what is recorded now.
    """
    with recorded(acts.EXAMINE_ON_APPEAL, acting=acting, subject_kind=CLAIM, subjects=[claim]):
        case = _locked(policies.heard(acting), claim)
        written = _being_written(case, acting)
        written.examined_at, written.examined_by = timezone.now(), acting.id
        written.examined_entries, written.examined_law = entries_in(case), law_of_today()
        written.save()
    return written


def _keep(case: Case, words: str, why_late: str, filed: Filed, acting: Actor) -> Appeal:
    claim = Claim.objects.get(compartment=case.compartment)
    appeal = Appeal(
        id=uuid4(),
        claim=claim,
        compartment=claim.compartment,
        filed_by=acting.id,
        received_on=filed.received_on or timezone.localdate(),
    )
    with recorded(acts.FILE_APPEAL, acting=acting, subject_kind=APPEAL, subjects=[appeal.id]):
        statement = Statement.model_validate(
            {
                "words": words,
                "how": filed.how,
                "language": filed.language,
                "by": _by(case, filed, acting),
                "why_late": why_late,
            }
        )
        appeal.content = statement.model_dump()
        appeal.save(force_insert=True)
        for ground in filed.grounds or (Ground(words=statement.words),):
            _add(appeal, AppealEntry(id=uuid4(), by=acting.id), EntryKind.GROUND, ground)
    return appeal


def _by(case: Case, filed: Filed, acting: Actor) -> str:
    if acting.kind == AccountKind.STAFF:
        return filed.by
    return min(roles_in(acting, case), default=filed.by)


def _add(
    appeal: Appeal, row: AppealEntry, kind: EntryKind, said: Ground | Submission | Hearing
) -> None:
    last = appeal.entries.aggregate(last=Max("position"))["last"]
    row.appeal, row.compartment, row.kind = appeal, appeal.compartment, kind
    row.position = (last or 0) + 1
    row.content = said.model_dump()
    row.save(force_insert=True)


def _locked(claims: QuerySet[Claim], claim: UUID) -> Case:
    """The case of the claim, locked as every step locks it. NotHere where it is none of these."""
    concerned = claims.filter(pk=claim).values("case")
    case = Case.objects.select_for_update().filter(id__in=concerned).first()
    get_to_change(claims.filter(case=case), claim)
    assert case is not None
    return case


def _being_written(case: Case, acting: Actor) -> AppealDecision:
    appeal = appeal_before(case)
    if appeal is None or case.state != HEARD:
        raise AppealClosed
    return written_decision(appeal) or _begin(appeal, Answer(), acting)


def _begin(appeal: Appeal, said: Answer, acting: Actor) -> AppealDecision:
    begun = AppealDecision(
        id=uuid4(), appeal=appeal, compartment=appeal.compartment, saved_by=acting.id
    )
    begun.content = said.model_dump()
    return begun


def _brought(
    case: Case,
    appeal: Appeal | None,
    written: AppealDecision | None,
    transition: str,
    acting: Actor,
) -> dict[str, object]:
    """What the record says of the inputs of a decision."""
    if appeal is None or written is None:
        return {"reasons-on-each-ground": False, "examined-today": False}
    answer = answer_of(written)
    found: dict[str, object] = {
        "reasons-on-each-ground": not answer.unanswered(grounds_of(appeal)),
        "examined-today": is_examined(written, case, acting.id),
    }
    if transition == Result.DISMISSED and (held := last_hearing(appeal)):
        found["interview-held-on"] = held
    if transition == Result.REMITTED and answer.directions:
        found["directions"] = answer.directions
    return found


def _require_decidable(
    case: Case, written: AppealDecision, transition: str, given: Inputs, acting: Actor
) -> None:
    if answer_of(written).has_result != Result(transition):
        raise NoResult
    member = given.get(MEMBER)
    require_uninvolved(case, [acting.id, *([UUID(str(member))] if member else [])])
    if member and not _agreed_after(case, transition, UUID(str(member)), written):
        raise WordIsOlder
    if transition == Result.DISMISSED:
        decided = facts_of(case).last_decision()
        stands = PARTIAL if decided and decided.decides == PARTIAL else NEGATIVE
        require_ready(assessments_of(case).values(), stands)


def _agreed_after(case: Case, transition: str, member: UUID, written: AppealDecision) -> bool:
    words = Confirmation.objects.filter(
        case=case, transition=transition, part=MEMBER, by=member, at__gte=written.saved_at
    )
    return words.exists()
