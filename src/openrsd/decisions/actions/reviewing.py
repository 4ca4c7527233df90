"""A second person reads the record: signs, returns it with reasons, or has it heard again."""

from uuid import UUID

from openrsd.accounts.acting import Actor
from openrsd.assessment.weighing import assessments_of, rests_on_open
from openrsd.casework.actions.moving import Door, make_step, move, stepping
from openrsd.casework.doors import Inputs, door
from openrsd.casework.models import Case, Step
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.decisions.actions.readiness import require_ready
from openrsd.decisions.errors import NoDraft, OtherDraft, SecondPerson
from openrsd.decisions.models import Draft, Signature
from openrsd.decisions.reasons import reasons_of


@door()
def sign_recognition(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Signs a recognition as second person (T10)."""
    with stepping(case, transition, acting=acting) as locked:
        return _signed(locked, transition, inputs, sign_recognition, acting)


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


@door()
def return_assessment(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Returns the draft with reasons (T9). It is kept as it is."""
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
    return Draft.objects.filter(claim__case=case).order_by("-drafted_at").first()


def _signed(case: Case, transition: str, inputs: Inputs, act: Door, acting: Actor) -> Case:
    moved = move(case, transition, inputs, door=act, acting=acting)
    outcome = shipped_procedure().transition(transition).decides
    _require_its_draft(moved, outcome)
    require_ready(assessments_of(moved).values(), outcome)
    _keep_signature(moved, acting)
    return moved


def _require_its_draft(case: Case, outcome: str | None) -> None:
    """What is signed is what was drafted when the assessment was handed in, and nothing older: each
    handing in has a draft of its own.
    """
    draft = newest_draft(case)
    if draft is None:
        raise NoDraft
    content = draft.content.open()
    assert isinstance(content, dict)
    proposed = reasons_of(content).outcome
    drafts = Draft.objects.filter(claim__case=case).count()
    handed_in = Step.objects.filter(case=case, transition="T8").count()
    if proposed != outcome or drafts < handed_in:
        raise OtherDraft


def _keep_signature(case: Case, acting: Actor, returned_for: str | None = None) -> None:
    draft = newest_draft(case)
    if draft is None:
        raise NoDraft
    if draft.drafted_by == acting.id:
        raise SecondPerson
    Signature.objects.create(
        draft=draft,
        compartment=draft.compartment,
        signed_by=acting.id,
        is_return=returned_for is not None,
        reasons=returned_for,
    )


def _open_in(case: Case) -> dict[str, bool]:
    return {"inclusion-undetermined": rests_on_open(assessments_of(case).values())}
