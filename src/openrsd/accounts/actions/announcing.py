"""Telling those who watch over the installation, in the transaction of what was done."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from openrsd.accounts import acts
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import AlreadySo, NotHere
from openrsd.accounts.models import Announcement, Grant, Happening, Holding, Posting, User
from openrsd.accounts.policies import may_be_told
from openrsd.accounts.recording import recorded
from openrsd.accounts.roles import Permission, roles

USER = "user"
# Whoever holds one of these opens or oversees records, or can make others who do.
_WATCHED = (
    Permission.TAKE_CASES,
    Permission.ASSIGN_CASES,
    Permission.READ_ANNOUNCEMENTS,
    Permission.OVERSEE_USERS,
    Permission.SEARCH_LEDGER,
    Permission.REQUEST_ERASURE,
    Permission.CONFIRM_ERASURE,
    Permission.MANAGE_USERS,
)


def witnesses(held: Holding) -> QuerySet[User]:
    """Supervisors of the office that holds the record, and data-protection officers of any."""
    reading = roles().that_allow(Permission.READ_ANNOUNCEMENTS)
    here = reading & roles().that_allow(Permission.ASSIGN_CASES)
    return _posted(
        Q(postings__role__in=reading - here)
        | Q(postings__role__in=here, postings__office=held.office_id)
    )


def announce_emergency(
    grant: Grant, record_kind: str, record: UUID, to: Iterable[User], *, acting: Actor
) -> None:
    """Tells the witnesses that a record was opened in an emergency."""
    Announcement.objects.bulk_create(
        Announcement(
            what=Happening.EMERGENCY,
            by=acting.id,
            grant=grant,
            recipient=user,
            record_kind=record_kind,
            record=record,
        )
        for user in to
    )


def announce_reset(user: User, *, acting: Actor) -> None:
    """Tells data-protection officers whose credentials were reset, and her herself."""
    told = set(_overseers().exclude(id=acting.id)) | {user}
    _announce(Happening.RESET, user, told, acting)


def announce_posting(posting: Posting, *, acting: Actor) -> None:
    """Tells data-protection officers of a role that opens or oversees records."""
    if any(posting.role in roles().that_allow(watched) for watched in _WATCHED):
        told = _overseers().exclude(id__in=(acting.id, posting.user_id))
        _announce(Happening.POSTED, posting.user, told, acting, posting)


def announce_suspension(user: User, *, acting: Actor) -> None:
    """Tells data-protection officers who was suspended, or works again."""
    what = Happening.SUSPENDED if user.suspended_at else Happening.RESUMED
    _announce(what, user, _overseers().exclude(id__in=(acting.id, user.id)), acting)


def acknowledge(announcement: UUID, *, acting: Actor) -> None:
    """That she who was told has read it."""
    with recorded(
        acts.ACKNOWLEDGE, acting=acting, subject_kind="announcement", subjects=[announcement]
    ):
        own = Announcement.objects.filter(id=announcement, recipient=acting.id)
        found = own.first()
        if not may_be_told(acting, found.what if found else Happening.EMERGENCY) or found is None:
            raise NotHere
        if not own.filter(read_at=None).update(read_at=timezone.now()):
            raise AlreadySo


def _announce(
    what: Happening,
    user: User,
    to: Iterable[User],
    acting: Actor,
    posting: Posting | None = None,
) -> None:
    Announcement.objects.bulk_create(
        Announcement(
            what=what,
            by=acting.id,
            posting=posting,
            recipient=one,
            record_kind=USER,
            record=user.id,
        )
        for one in to
    )


def _overseers() -> QuerySet[User]:
    return _posted(Q(postings__role__in=roles().that_allow(Permission.OVERSEE_USERS)))


def _posted(as_what: Q) -> QuerySet[User]:
    now = timezone.now()
    posted = Q(postings__since__lte=now) & (Q(postings__until=None) | Q(postings__until__gt=now))
    # Whoever is suspended reads nothing, and is nobody's witness.
    return User.objects.filter(posted & as_what, is_active=True, suspended_at=None).distinct()
