"""A second person reads the record: signs, returns it with reasons, or has it heard again."""

from dataclasses import dataclass
from uuid import UUID

from openrsd.accounts.acting import Actor
from openrsd.assessment.weighing import assessments_of, rests_on_open
from openrsd.casework.actions.moving import Door, make_step, move, stepping
from openrsd.casework.doors import Inputs, door
from openrsd.casework.models import Case, Step
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.decisions.actions.checking import require_read
from openrsd.decisions.actions.commenting import require_settled
from openrsd.decisions.actions.readiness import require_ready
from openrsd.decisions.errors import NoDraft, NotForBatch, OtherDraft, SecondPerson
from openrsd.decisions.models import Draft, Signature
from openrsd.decisions.rounds import depth_of, handed_in_drafts, reasons_in, writers_of
from openrsd.decisions.sampling import sampling


@dataclass(frozen=True, slots=True)
class InBatch:
    """That a signature is one of several with one word, and of which draft it was given."""

    id: UUID
    draft: UUID


@door()
def sign_recognition(
    case: UUID, transition: str, inputs: Inputs, *, acting: Actor, batch: InBatch | None = None
) -> Case:
    """Signs a recognition as second person (T10). NotForBatch where it is read by itself."""
    with stepping(case, transition, acting=acting) as locked:
        return _signed(locked, transition, inputs, sign_recognition, acting, batch)


@door(supplies=("inclusion-undetermined",))
def sign_refusal(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Signs a refusal as second person (T11a). What is open is read from the findings."""
    with stepping(case, transition, acting=acting) as locked:
        known = {**inputs, **_open_in(locked)}
        return _signed(locked, transition, known, sign_refusal, acting)


@door(supplies=("inclusion-undetermined",))
def sign_partial(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Signs a refusal of status that grants another protection (T11b)."""
    with stepping(case, transition, acting=acting) as locked:
        known = {**inputs, **_open_in(locked)}
        return _signed(locked, transition, known, sign_partial, acting)


@door(page="decisions:return")
def return_assessment(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Returns the draft with reasons (T9). It is kept as it is; the officer sees the comments."""
    with stepping(case, transition, acting=acting) as locked:
        moved = move(locked, transition, inputs, door=return_assessment, acting=acting)
        _keep_signature(moved, acting, returned_for=str(inputs["reasons"]))
    return moved


@door()
def order_interview(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Has the person heard again before anything is decided (A6)."""
    return make_step(case, transition, inputs, door=order_interview, acting=acting)


@door()
def reopen_decision(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Both signers open a decision again that was not told yet (A7)."""
    return make_step(case, transition, inputs, door=reopen_decision, acting=acting)


def newest_draft(case: Case) -> Draft | None:
    """The draft that is before the reviewer, or was."""
    return handed_in_drafts(case).last()


def _signed(
    case: Case,
    transition: str,
    inputs: Inputs,
    act: Door,
    acting: Actor,
    batch: InBatch | None = None,
) -> Case:
    moved = move(case, transition, inputs, door=act, acting=acting)
    outcome = shipped_procedure().transition(transition).decides
    draft = _its_draft(moved, outcome)
    require_settled(moved)
    require_read(moved, draft)
    require_ready(assessments_of(moved).values(), outcome)
    if batch is not None:
        _require_fit_for_batch(moved, draft, batch)
    _keep_signature(moved, acting, batch=batch)
    return moved


def _its_draft(case: Case, outcome: str | None) -> Draft:
    """What is signed is what was drafted when the assessment was handed in, and nothing older: each
    handing in has a draft of its own. Raises NoDraft and OtherDraft.
    """
    drafts = list(handed_in_drafts(case))
    if not drafts:
        raise NoDraft
    handed_in = Step.objects.filter(case=case, transition="T8").count()
    if reasons_in(drafts[-1]).outcome != outcome or len(drafts) < handed_in:
        raise OtherDraft
    return drafts[-1]


def _require_fit_for_batch(case: Case, draft: Draft, batch: InBatch) -> None:
    """Only what she was shown, and only where nothing asks for a reading by itself."""
    alone = depth_of(case, draft).is_alone
    if batch.draft != draft.id or alone or case.modality not in sampling().batch:
        raise NotForBatch


def _keep_signature(
    case: Case, acting: Actor, returned_for: str | None = None, batch: InBatch | None = None
) -> None:
    draft = newest_draft(case)
    if draft is None:
        raise NoDraft
    if acting.id in writers_of(draft):
        raise SecondPerson
    Signature.objects.create(
        draft=draft,
        compartment=draft.compartment,
        signed_by=acting.id,
        is_return=returned_for is not None,
        batch=batch.id if batch else None,
        reasons=returned_for,
    )


def _open_in(case: Case) -> dict[str, bool]:
    return {"inclusion-undetermined": rests_on_open(assessments_of(case).values())}
