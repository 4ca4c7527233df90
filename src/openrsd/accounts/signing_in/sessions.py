"""Which sessions are open, and ending them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from openrsd.accounts.models import User
from openrsd.accounts.signing_in import acts
from openrsd.accounts.signing_in.models import OpenSession
from openrsd.accounts.signing_in.recorded import note_own
from openrsd.accounts.signing_in.session_store import (
    LONGEST_IDLE,
    SessionStore,
    alive,
    content_of,
    digest_of,
)
from openrsd.texts import gettext as _
from openrsd.texts import shown

DEVICE = "device"
_BROWSERS = {
    "Edg/": "Edge",
    "OPR/": "Opera",
    "Firefox/": "Firefox",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
_SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "Linux": "Linux",
}
_UNKNOWN = shown("Another program")


@dataclass(frozen=True, slots=True)
class SessionSeen:
    """A session as its owner sees it."""

    id: UUID
    device: str
    began_at: datetime
    seen_at: datetime
    is_this: bool


def begin_session(request: HttpRequest) -> None:
    """Notes in a new session from what kind of device it is; forgets those that have ended."""
    request.session[DEVICE] = device_words(request.META.get("HTTP_USER_AGENT", ""))
    SessionStore.clear_expired()


def device_words(agent: str) -> str:
    """Browser and system in two words: enough to know one's own, too little to single one out."""
    browser = next((name for mark, name in _BROWSERS.items() if mark in agent), "")
    system = next((name for mark, name in _SYSTEMS.items() if mark in agent), "")
    return " · ".join(word for word in (browser, system) if word)


def seconds_left(request: HttpRequest) -> int:
    """Until this session ends unless it is used; of a new one what is usual."""
    ends_at: datetime | None = getattr(request.session, "ends_at", None)
    left = ends_at - timezone.now() if ends_at else LONGEST_IDLE
    return max(0, int(left.total_seconds()))


def own_sessions(request: HttpRequest) -> list[SessionSeen]:
    """Her open sessions, the newest first."""
    this = digest_of(request.session.session_key or "")
    return [
        SessionSeen(
            row.id,
            content_of(row).get(DEVICE) or _(_UNKNOWN),
            row.began_at,
            row.seen_at,
            row.digest == this,
        )
        for row in alive().filter(user=request.user.pk).order_by("-began_at")
    ]


def end_own_session(request: HttpRequest, session: UUID) -> int:
    """Ends another session of hers. Returns how many ended: none when it is not hers."""
    return _end_own(request, session)


def end_other_sessions(request: HttpRequest) -> int:
    """Ends every session of hers but this. Returns how many."""
    return _end_own(request, None)


def _end_own(request: HttpRequest, session: UUID | None) -> int:
    this = digest_of(request.session.session_key or "")
    with transaction.atomic():
        found = OpenSession.objects.filter(user=request.user.pk).exclude(digest=this)
        ended, _rows = (found.filter(id=session) if session else found).delete()
        if ended:
            note_own(request, acts.SESSIONS_ENDED, count=ended)
    return ended


def end_sessions(user: User) -> int:
    """Ends every session of this user, for an action that notes why. Returns how many."""
    ended, _rows = OpenSession.objects.filter(user=user.id).delete()
    return ended


def end_all_sessions() -> int:
    """Ends every session of everyone, signed in or not. Returns how many."""
    ended, _rows = OpenSession.objects.all().delete()
    return ended
