"""Reading requests to erase, for those who may ask or confirm."""

from uuid import UUID

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.recording import recorded
from openrsd.oversight import erasure_acts as acts
from openrsd.oversight import erasure_policies as policies
from openrsd.oversight.erasure_actions import REQUEST
from openrsd.oversight.models import ErasureRequest, ErasureState


def open_requests(*, acting: Actor) -> list[ErasureRequest]:
    """What waits for a second person, oldest first; nothing for anybody else. Opens no reason."""
    if not (policies.may_ask(acting) or policies.may_confirm(acting)):
        return []
    found = ErasureRequest.objects.filter(state=ErasureState.ASKED)
    return list(found.order_by("asked_at", "id"))


def reason_of(request: UUID, *, acting: Actor) -> str:
    """Why a record is to be erased, for her who confirms it; the look is noted first."""
    with recorded(acts.READ_REASON, acting=acting, subject_kind=REQUEST, subjects=[request]):
        found = ErasureRequest.objects.filter(pk=request, state=ErasureState.ASKED).first()
        if not policies.may_confirm(acting) or found is None:
            raise NotHere
    return found.reason.open()
