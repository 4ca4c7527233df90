"""Reading users, offices and postings, always for someone."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from openrsd.accounts import acts
from openrsd.accounts.access import require
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import AccountKind, Office, Posting, User
from openrsd.accounts.models.users import is_sign_in_name
from openrsd.accounts.policies import may_open, offices_where, posts_that_open_records
from openrsd.accounts.recording import note
from openrsd.accounts.records import RecordKind
from openrsd.accounts.roles import Permission, title_of
from openrsd.ledger.entries import Result
from openrsd.texts import gettext as _

USER = "user"


def actor_of(user: AbstractBaseUser | AnonymousUser, office: UUID | None = None) -> Actor | None:
    """Who acts when this user does, with the postings held at this moment.

    `office` is the one she chose to work in; one in which she holds nothing is not heeded.
    """
    if not isinstance(user, User) or not user.is_active:
        return None
    held = _open_postings().filter(user=user).values_list("role", "office_id")
    # Whoever is suspended holds no role until it ends: every policy asks for one.
    postings = frozenset() if user.suspended_at else frozenset(held)
    held_in = {place for _role, place in postings}
    if office not in held_in:
        office = min(held_in, default=None)
    return Actor(user.kind, user.id, office, postings)


def acting_office_name(actor: Actor) -> str:
    """The name of the office in which this person works at present; empty where in none."""
    if actor.office is None:
        return ""
    return Office.objects.values_list("name", flat=True).get(id=actor.office)


@dataclass(frozen=True, slots=True)
class Held:
    """A role held in an office at present."""

    posting: UUID
    role: str
    office: str

    def __str__(self) -> str:
        return f"{title_of(self.role)} ({self.office})"


@dataclass(frozen=True, slots=True)
class UserSeen:
    """A user, and what she holds at present."""

    user: User
    held: tuple[Held, ...]

    @property
    def kind(self) -> str:
        """The kind of account, in words."""
        return _(str(AccountKind(self.user.kind).label))


def users(actor: Actor, after: str = "", limit: int | None = None) -> list[UserSeen]:
    """Users by sign-in name, from behind the one named. For those who manage them."""
    require(actor, Permission.MANAGE_USERS, act=acts.LOOK_AT_USERS, subject_kind=USER)
    if after and not is_sign_in_name(after):
        raise NotHere
    found = User.objects.filter(username__gt=after).order_by("username")[:limit]
    with transaction.atomic():
        note(acts.LOOK_AT_USERS, acting=actor, subject_kind=USER, subjects=[])
    return _with_postings(found)


def user_seen(actor: Actor, user: UUID) -> UserSeen:
    """One user. NotHere for whoever does not manage users."""
    require(actor, Permission.MANAGE_USERS, act=acts.LOOK_AT_USER, subject_kind=USER, subject=user)
    found = User.objects.filter(id=user)
    result = Result.DONE if found else Result.REFUSED
    with transaction.atomic():
        note(acts.LOOK_AT_USER, acting=actor, subject_kind=USER, subjects=[user], result=result)
    if not found:
        raise NotHere
    return _with_postings(found)[0]


def posting_seen(actor: Actor, posting: UUID) -> Posting:
    """One posting, to end it. NotHere for whoever does not manage users."""
    require(
        actor, Permission.MANAGE_USERS, act=acts.UNPOST, subject_kind="posting", subject=posting
    )
    found = Posting.objects.select_related("user", "office").filter(id=posting).first()
    if found is None:
        raise NotHere
    return found


def suspended(actor: Actor) -> list[User]:
    """Who is suspended of the offices where she assigns, the last first. NotHere for others."""
    require(actor, Permission.ASSIGN_CASES, act=acts.LOOK_AT_SUSPENDED, subject_kind=USER)
    working = posts_that_open_records(offices_where(actor, Permission.ASSIGN_CASES))
    users = User.objects.filter(id__in=working.values("user")).exclude(suspended_at=None)
    found = list(users.order_by("-suspended_at", "id"))
    with transaction.atomic():
        note(
            acts.LOOK_AT_SUSPENDED,
            acting=actor,
            subject_kind=USER,
            subjects=[one.id for one in found],
        )
    return found


def require_management(actor: Actor) -> None:
    """NotHere, recorded, for whoever does not manage users."""
    require(actor, Permission.MANAGE_USERS, act=acts.MAKE_USER, subject_kind=USER)


def require_glass(actor: Actor, kind: RecordKind, record: UUID) -> None:
    """NotHere, recorded, for whoever may not break a glass. Says nothing of the record."""
    require(
        actor,
        Permission.BREAK_GLASS,
        act=acts.BREAK_GLASS,
        subject_kind=kind.code,
        subject=record,
    )


def require_open(actor: Actor, kind: RecordKind, record: UUID) -> None:
    """NotHere, recorded, unless the record is there and open to this member of staff."""
    compartment = kind.compartment_of(record)
    is_open = may_open(actor, compartment or record)
    if is_open and actor.kind == AccountKind.STAFF:
        return
    with transaction.atomic():
        note(
            acts.DECLARE_CONFLICT,
            acting=actor,
            subject_kind=kind.code,
            subjects=[record],
            result=Result.REFUSED,
        )
    raise NotHere


def offices(actor: Actor) -> list[Office]:
    """The offices that are open. For those who manage users."""
    require(actor, Permission.MANAGE_USERS, act=acts.LOOK_AT_USERS, subject_kind="office")
    return list(Office.objects.filter(closed_at=None).order_by("name"))


def own_offices(actor: Actor) -> list[Office]:
    """The offices in which she herself holds a role."""
    held = {office for _role, office in actor.postings}
    return list(Office.objects.filter(id__in=held).order_by("name"))


def user_named(username: str) -> User:
    """The user of this sign-in name, for the command line."""
    found = User.objects.filter(username=username.strip().lower()).first()
    if found is None:
        raise NotHere(_("There is no user of this name: openrsd user list."))
    return found


def office_named(name: str) -> Office:
    """The office of this name, for the command line."""
    found = Office.objects.filter(name__iexact=name.strip(), closed_at=None).first()
    if found is None:
        raise NotHere(_("There is no office of this name; give --country to make it."))
    return found


def posting_of(user: User, office: Office, role: str) -> Posting:
    """The open posting of a user, for the command line."""
    found = _open_postings().filter(user=user, office=office, role=role).first()
    if found is None:
        raise NotHere(_("This role is not held there: openrsd user list."))
    return found


def _open_postings() -> QuerySet[Posting]:
    now = timezone.now()
    return Posting.objects.filter(Q(until=None) | Q(until__gt=now), since__lte=now)


def _with_postings(found: QuerySet[User]) -> list[UserSeen]:
    listed = list(found)
    held: dict[UUID, list[Held]] = {user.id: [] for user in listed}
    postings = _open_postings().filter(user__in=held).select_related("office")
    for one in postings.order_by("office__name", "role"):
        held[one.user_id].append(Held(one.id, one.role, one.office.name))
    return [UserSeen(user, tuple(held[user.id])) for user in listed]
