"""Erasing a record takes two people: one asks, another confirms. There is no way back."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import AlreadySo, NoReason, NotForOneself, NotHere, Refusal
from openrsd.accounts.recording import Reason, note, recorded
from openrsd.accounts.records import RecordKind
from openrsd.oversight import erasure_acts as acts
from openrsd.oversight import erasure_policies as policies
from openrsd.oversight.models import ErasureRequest, ErasureState
from openrsd.texts import shown
from openrsd.vault import Erased
from openrsd.vault.erasure import Erasure, erase

REQUEST, COMPARTMENT = "erasure-request", "compartment"
SHORTEST_REASON = 10


class NotErasableYet(Refusal):
    """A room above objects: the outcome is not final."""

    code = "not-erasable-yet"
    sentence = shown("This record is still needed: it may be erased after the final outcome.")


def ask_for_erasure(
    kind: RecordKind, record: UUID, reason: str, *, acting: Actor
) -> ErasureRequest:
    """Asks for a record to be erased, with a reason that is sealed in it."""
    why = reason.strip()
    with recorded(acts.ASKED, acting=acting, subject_kind=kind.code, subjects=[record]) as entry:
        compartment = kind.compartment_of(record)
        if not policies.may_ask(acting) or compartment is None:
            raise NotHere
        if len(why) < SHORTEST_REASON:
            raise NoReason
        _refuse_early(compartment)
        if _open().filter(compartment=compartment).exists():
            raise AlreadySo
        request = ErasureRequest(
            compartment=compartment,
            record_kind=kind.code,
            record=record,
            reason=why,
            asked_by=acting.id,
        )
        try:
            request.save()
        except Erased:
            raise AlreadySo from None
        entry.reason = Reason(why, compartment)
    return request


def confirm_erasure(request: UUID, *, acting: Actor) -> Erasure:
    """Destroys the keys of the record, as another person asked."""
    with recorded(acts.CONFIRMED, acting=acting, subject_kind=REQUEST, subjects=[request]):
        found = _open().select_for_update().filter(pk=request).first()
        if not policies.may_confirm(acting) or found is None:
            raise NotHere
        if policies.is_own(acting, found):
            raise NotForOneself
        _refuse_early(found.compartment)
        policies.do_last_acts(found.compartment, acting)
        _end(found, ErasureState.ERASED, acting)
        # Last: whatever fails after it, the keys are gone, and confirming again says so.
        done = erase(found.compartment, at=timezone.now())
        note(
            acts.DESTROYED,
            acting=acting,
            subject_kind=COMPARTMENT,
            subjects=[found.compartment],
            detail={
                "generation": done.tombstone.generation,
                "erased-at": done.tombstone.erased_at,
                "copies-not-reached": len(done.unreached),
            },
        )
    return done


def withdraw_erasure(request: UUID, *, acting: Actor) -> None:
    """Ends a request without erasing anything."""
    with recorded(acts.WITHDRAWN, acting=acting, subject_kind=REQUEST, subjects=[request]):
        found = _open().select_for_update().filter(pk=request).first()
        if not policies.may_ask(acting) or found is None:
            raise NotHere
        _end(found, ErasureState.WITHDRAWN, acting)


def _open() -> QuerySet[ErasureRequest]:
    return ErasureRequest.objects.filter(state=ErasureState.ASKED)


def _end(request: ErasureRequest, state: ErasureState, acting: Actor) -> None:
    request.state, request.ended_by, request.ended_at = state, acting.id, timezone.now()
    request.save(update_fields=["state", "ended_by", "ended_at"])


def _refuse_early(compartment: UUID) -> None:
    if not policies.may_be_erased(compartment):
        raise NotErasableYet
