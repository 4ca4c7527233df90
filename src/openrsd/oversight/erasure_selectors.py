"""Reading requests to erase, for those who may ask or confirm. Nothing here opens the record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from openrsd.accounts.access import PAGE
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import User
from openrsd.accounts.recording import note, recorded
from openrsd.ledger.acts import Act
from openrsd.ledger.entries import Result
from openrsd.oversight import erasure_acts as acts
from openrsd.oversight import erasure_policies as policies
from openrsd.oversight.erasure_actions import REQUEST
from openrsd.oversight.models import ErasureRequest, ErasureState
from openrsd.oversight.searching import Place
from openrsd.texts import gettext as _
from openrsd.vault.erasure import copies_not_reached

_TONES = {ErasureState.ASKED: "care", ErasureState.ERASED: "danger"}
_SHORT = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it is shown. Who asked and who ended it are sign-in names."""

    id: UUID
    record_kind: str
    record: UUID
    asked_by: str
    asked_at: datetime
    ended_by: str
    ended_at: datetime | None
    state: str
    tone: str
    is_waiting: bool
    is_erased: bool
    is_own: bool

    @property
    def short(self) -> str:
        """The beginning of the record's id: enough to tell it from others in a list."""
        return str(self.record)[:_SHORT]


@dataclass(frozen=True, slots=True)
class Requests:
    """Those that wait, oldest first, and a page of those that ended, newest first.

    `more_wait` where not all that wait are listed; `behind` is where the next ended begin.
    """

    waiting: tuple[Asked, ...]
    more_wait: bool
    ended: tuple[Asked, ...]
    behind: Place | None


@dataclass(frozen=True, slots=True)
class OneRequest:
    """A request, and the copies of the keys that an erasure has not reached yet."""

    asked: Asked
    not_reached: tuple[Path, ...]


def waiting_for(actor: Actor) -> int:
    """How many requests she could confirm. Says nothing of what they are about."""
    if not policies.may_confirm(actor):
        return 0
    return _waiting().exclude(asked_by=actor.id).count()


def requests(actor: Actor, before: Place | None = None) -> Requests:
    """All requests, a page at a time. NotHere unless she may ask for an erasure."""
    require_asking(actor, acts.LISTED)
    waiting = list(_waiting().order_by("asked_at", "id")[: PAGE + 1])
    ended = ErasureRequest.objects.exclude(ended_at=None).order_by("-ended_at", "-id")
    if before is not None:
        earlier = Q(ended_at__lt=before.at) | Q(ended_at=before.at, id__lt=before.entry)
        ended = ended.filter(earlier)
    found = list(ended[: PAGE + 1])
    shown = [*waiting[:PAGE], *found[:PAGE]]
    _look(acts.LISTED, actor, [one.pk for one in shown])
    seen = _seen(actor, shown)
    return Requests(
        waiting=tuple(one for one in seen if one.is_waiting),
        more_wait=len(waiting) > PAGE,
        ended=tuple(one for one in seen if not one.is_waiting),
        behind=_place(found[PAGE - 1]) if len(found) > PAGE else None,
    )


def request_seen(actor: Actor, request: UUID) -> OneRequest:
    """One request. NotHere unless she may ask for an erasure, and where there is none."""
    require_asking(actor, acts.LOOKED_AT, request)
    found = ErasureRequest.objects.filter(pk=request).first()
    _look(acts.LOOKED_AT, actor, [request], Result.DONE if found else Result.REFUSED)
    if found is None:
        raise NotHere
    (asked,) = _seen(actor, [found])
    return OneRequest(asked, copies_not_reached(found.compartment) if asked.is_erased else ())


def reason_of(request: UUID, *, acting: Actor) -> str:
    """Why a record is to be erased, for her who confirms it; the look is noted first."""
    with recorded(acts.READ_REASON, acting=acting, subject_kind=REQUEST, subjects=[request]):
        found = _waiting().filter(pk=request).first()
        if not policies.may_confirm(acting) or found is None:
            raise NotHere
    return found.reason.open()


def require_asking(actor: Actor, act: Act, request: UUID | None = None) -> None:
    """NotHere, recorded as this act, for whoever may not ask for an erasure."""
    if policies.may_ask(actor):
        return
    _look(act, actor, [request] if request else [], Result.REFUSED)
    raise NotHere


def _waiting() -> QuerySet[ErasureRequest]:
    return ErasureRequest.objects.filter(state=ErasureState.ASKED)


def _look(act: Act, actor: Actor, about: list[UUID], result: Result = Result.DONE) -> None:
    with transaction.atomic():
        note(act, acting=actor, subject_kind=REQUEST, subjects=about, result=result)


def _place(request: ErasureRequest) -> Place | None:
    return Place(request.ended_at, request.pk) if request.ended_at else None


def _seen(actor: Actor, found: Iterable[ErasureRequest]) -> list[Asked]:
    listed = list(found)
    people = {one.asked_by for one in listed} | {one.ended_by for one in listed if one.ended_by}
    names = dict(User.objects.filter(id__in=people).values_list("id", "username"))
    return [
        Asked(
            id=one.pk,
            record_kind=one.record_kind,
            record=one.record,
            asked_by=names.get(one.asked_by, str(one.asked_by)),
            asked_at=one.asked_at,
            ended_by=names.get(one.ended_by, str(one.ended_by)) if one.ended_by else "",
            ended_at=one.ended_at,
            state=_(str(ErasureState(one.state).label)),
            tone=_TONES.get(ErasureState(one.state), "quiet"),
            is_waiting=one.state == ErasureState.ASKED,
            is_erased=one.state == ErasureState.ERASED,
            is_own=policies.is_own(actor, one),
        )
        for one in listed
    ]
