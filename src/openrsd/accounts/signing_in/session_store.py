"""Django's sessions, kept so that whoever reads the database can neither read nor take over one.

The content is sealed; the key stands only as a digest. A session ends eight hours after sign-in,
and when nothing was asked of it for half an hour.
"""

import json
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from openrsd.accounts.signing_in.models import OpenSession
from openrsd.vault import CannotOpen, opened

LONGEST = timedelta(hours=8)
LONGEST_IDLE = timedelta(minutes=30)
# A look at a page is written down at most this often, so that reading does not write.
NOTED_EVERY = timedelta(minutes=1)
CONTENT_FIELD = "session.content"


def digest_of(key: str) -> str:
    """What the table knows of a session's key."""
    return sha256(key.encode()).hexdigest()


def alive() -> "QuerySet[OpenSession]":
    """The sessions that have not ended."""
    now = timezone.now()
    return OpenSession.objects.filter(ends_at__gt=now, seen_at__gt=now - LONGEST_IDLE)


class SessionStore(SessionBase):
    """One session."""

    # Set for a request that asks when the session ends: to ask is not to use it.
    is_only_asked = False
    # When it ends unless it is used, known once it was loaded.
    ends_at: datetime | None = None

    if TYPE_CHECKING:
        # The stubs do not know them.
        def _get_new_session_key(self) -> str: ...
        def _get_session(self, no_load: bool = False) -> dict[str, Any]: ...

    def load(self) -> dict[str, Any]:
        """Its content; empty when it has ended."""
        row = alive().filter(digest=digest_of(self.session_key or "")).first()
        content = _opened(row) if row else None
        if row is None or content is None:
            self._session_key = None
            return {}
        seen_at = row.seen_at if self.is_only_asked else self._note_use(row)
        self.ends_at = min(row.ends_at, seen_at + LONGEST_IDLE)
        return content

    def exists(self, session_key: str) -> bool:
        """Whether there is a session of this key."""
        return OpenSession.objects.filter(digest=digest_of(session_key)).exists()

    def create(self) -> None:
        """A new session under a new key."""
        while True:
            self._session_key = self._get_new_session_key()
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        """Keeps the content; UpdateError when somebody ended the session meanwhile."""
        if self.session_key is None:
            self.create()
            return
        content = self._get_session(no_load=must_create)
        user, digest = content.get(SESSION_KEY), digest_of(self.session_key)
        kept = {
            "user": UUID(user) if user else None,
            "seen_at": timezone.now(),
            "content": opened().own.seal(
                json.dumps(content).encode(), record=_record(digest), field=CONTENT_FIELD
            ),
        }
        if not must_create:
            if not OpenSession.objects.filter(digest=digest).update(**kept):
                raise UpdateError
            return
        began = timezone.now()
        try:
            with transaction.atomic():
                OpenSession.objects.create(
                    digest=digest, began_at=began, ends_at=began + LONGEST, **kept
                )
        except IntegrityError:
            raise CreateError from None

    def cycle_key(self) -> None:
        """A new key for the same session. Only signing in makes it last longer."""
        old = OpenSession.objects.filter(digest=digest_of(self.session_key or "")).first()
        super().cycle_key()
        if old and old.user:
            OpenSession.objects.filter(digest=digest_of(self.session_key or "")).update(
                began_at=old.began_at, ends_at=old.ends_at
            )

    def delete(self, session_key: str | None = None) -> None:
        """Ends a session."""
        key = session_key or self.session_key
        if key:
            OpenSession.objects.filter(digest=digest_of(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        """Forgets the sessions that have ended."""
        now = timezone.now()
        OpenSession.objects.filter(ends_at__lte=now).delete()
        OpenSession.objects.filter(seen_at__lte=now - LONGEST_IDLE).delete()

    @cached_property
    def row_id(self) -> UUID | None:
        """The id under which a list names this session."""
        key = self.session_key
        found = OpenSession.objects.filter(digest=digest_of(key)).first() if key else None
        return found.id if found else None

    @staticmethod
    def _note_use(row: OpenSession) -> datetime:
        now: datetime = timezone.now()
        if now - row.seen_at <= NOTED_EVERY:
            return row.seen_at
        OpenSession.objects.filter(id=row.id).update(seen_at=now)
        return now


def content_of(row: OpenSession) -> dict[str, Any]:
    """What a session holds; empty when it does not open."""
    return _opened(row) or {}


def _opened(row: OpenSession) -> dict[str, Any] | None:
    try:
        plain = opened().own.open(
            bytes(row.content), record=_record(row.digest), field=CONTENT_FIELD
        )
    except CannotOpen:
        return None
    content: dict[str, Any] = json.loads(plain)
    return content


def _record(digest: str) -> UUID:
    return UUID(digest[:32])
