"""Agreeing beforehand to a step that names one: specialist, supervisor, the other signer."""

from uuid import UUID

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import AlreadySo
from openrsd.accounts.recording import recorded
from openrsd.casework import acts
from openrsd.casework.actions.handling import in_words
from openrsd.casework.confirming import given_words, words_asked_of
from openrsd.casework.duties import roles_in, workable
from openrsd.casework.errors import NothingToConfirm
from openrsd.casework.models import CASE, Case, Confirmation


def confirm_step(
    case: UUID, transition: str, part: str, reasons: str, *, acting: Actor
) -> Confirmation:
    """Says with her own hand, and why, that she agrees to a step that will name her.

    It holds until the case stands elsewhere. Raises NothingToConfirm where no step that can be
    made now asks for someone of her roles.
    """
    with recorded(acts.CONFIRM_STEP, acting=acting, subject_kind=CASE, subjects=[case]):
        confirmed: Case = get_to_change(workable(acting), case)
        held = roles_in(acting, confirmed)
        asked = words_asked_of(confirmed.state, held)
        role = next(
            (one.role for one in asked if (one.transition, one.part) == (transition, part)), None
        )
        if role is None:
            raise NothingToConfirm
        if str(acting.id) in given_words(confirmed, transition, part):
            raise AlreadySo
        return Confirmation.objects.create(
            case=confirmed,
            compartment=confirmed.compartment,
            transition=transition,
            part=part,
            by=acting.id,
            role=role,
            reasons=in_words(reasons),
        )
