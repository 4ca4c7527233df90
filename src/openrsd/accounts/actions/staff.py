"""Offices, users and postings: what administrators do."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet
from django.utils import timezone

from openrsd.accounts import acts
from openrsd.accounts.acting import Actor
from openrsd.accounts.actions.announcing import announce_posting, announce_reset
from openrsd.accounts.actions.suspending import end_every_grant
from openrsd.accounts.errors import (
    AccountClosed,
    AlreadySo,
    NameTaken,
    NoSignInName,
    NoSuchRole,
    NotForOneself,
    NotHere,
)
from openrsd.accounts.models import AccountKind, Office, Posting, User
from openrsd.accounts.models.users import is_sign_in_name
from openrsd.accounts.policies import may
from openrsd.accounts.recording import recorded
from openrsd.accounts.roles import Permission, RoleAccount, roles
from openrsd.accounts.signing_in.acts import RESET
from openrsd.accounts.signing_in.resetting import give_one_time_passphrase
from openrsd.accounts.signing_in.sessions import end_sessions
from openrsd.vault import opened

OFFICE, USER = "office", "user"


@dataclass(frozen=True, slots=True)
class WithPassphrase:
    """A user and the one-time passphrase to hand over. It is shown once and kept nowhere."""

    user: User
    passphrase: str = field(repr=False)


def make_office(name: str, country: str, *, acting: Actor) -> Office:
    """A new office. `country` is an ISO 3166-1 alpha-3 code."""
    office = Office(name=name.strip(), country=country)
    with recorded(acts.MAKE_OFFICE, acting=acting, subject_kind=OFFICE, subjects=[office.id]):
        _require_management(acting)
        if Office.objects.filter(name__iexact=office.name).exists():
            raise NameTaken
        office.save(force_insert=True)
    return office


def make_user(
    kind: AccountKind, username: str, display_name: str, *, acting: Actor, language: str = "en"
) -> WithPassphrase:
    """A new user who can sign in with the one-time passphrase, and holds nothing yet."""
    user = User(
        id=uuid4(),
        kind=kind,
        username=username.strip().lower(),
        display_name=display_name.strip(),
        language=language,
    )
    with recorded(
        acts.MAKE_USER,
        acting=acting,
        subject_kind=USER,
        subjects=[user.id],
        detail={"kind": str(kind)},
    ):
        _require_management(acting)
        if not is_sign_in_name(user.username):
            raise NoSignInName
        if User.objects.filter(username=user.username).exists():
            raise NameTaken
        # If the rest fails, a key stays behind that opens nothing.
        opened().keys.make(user.compartment)
        user.save(force_insert=True)
        passphrase = give_one_time_passphrase(user)
    return WithPassphrase(user, passphrase)


def reset_user(user: UUID, *, acting: Actor) -> WithPassphrase:
    """For someone who lost her passphrase or device: a one-time passphrase, no second factor.

    Her sessions end. She enrols a second factor anew when she signs in. She and data-protection
    officers are told: whoever holds the passphrase could sign in as her.
    """
    with recorded(RESET, acting=acting, subject_kind=USER, subjects=[user]):
        _require_management(acting)
        found = _user(user)
        _refuse_oneself(found, acting)
        _refuse_closed(found)
        Authenticator.objects.filter(user=found).delete()
        end_sessions(found)
        announce_reset(found, acting=acting)
        return WithPassphrase(found, give_one_time_passphrase(found))


def post(user: UUID, office: UUID, role: str, *, acting: Actor) -> Posting:
    """Gives a member of staff a role in an office, from now on. Nobody posts herself.

    Data-protection officers are told of roles that open or oversee records.
    """
    with recorded(
        acts.POST,
        acting=acting,
        subject_kind=USER,
        subjects=[user],
        detail={"role": _code(role), "office": office},
    ):
        _require_management(acting)
        found, place = _user(user), _office(office)
        _refuse_oneself(found, acting)
        _refuse_closed(found)
        if role not in roles() or roles()[role].account is not RoleAccount.STAFF:
            raise NoSuchRole
        if not found.is_staff_account:
            raise NoSuchRole
        if _held(found.id).filter(office=place, role=role).exists():
            raise AlreadySo
        posting = Posting.objects.create(user=found, office=place, role=role, since=timezone.now())
        announce_posting(posting, acting=acting)
        return posting


def unpost(posting: UUID, *, acting: Actor) -> None:
    """Ends a posting now, and whatever was opened in that role and office. Whoever is posted so
    again begins with nothing.
    """
    with recorded(acts.UNPOST, acting=acting, subject_kind="posting", subjects=[posting]):
        _require_management(acting)
        found = Posting.objects.select_related("user").filter(id=posting).first()
        if found is None:
            raise NotHere
        _refuse_oneself(found.user, acting)
        if not _held(found.user_id).filter(id=posting).update(until=timezone.now()):
            raise AlreadySo
        of_it = Q(role=found.role, office=found.office_id)
        end_every_grant(found.user, acting=acting, among=of_it)


def deactivate(user: UUID, *, acting: Actor) -> None:
    """Closes an account: sessions, postings and grants end now. What she did stays on record."""
    with recorded(acts.DEACTIVATE, acting=acting, subject_kind=USER, subjects=[user]):
        _require_management(acting)
        found, now = _user(user), timezone.now()
        _refuse_oneself(found, acting)
        _refuse_closed(found)
        found.is_active = False
        found.save(update_fields=["is_active"])
        _held(found.id).update(until=now)
        end_every_grant(found, acting=acting)
        end_sessions(found)


def _require_management(acting: Actor) -> None:
    if not may(acting, Permission.MANAGE_USERS):
        raise NotHere


def _refuse_oneself(user: User, acting: Actor) -> None:
    if user.id == acting.id:
        raise NotForOneself


def _refuse_closed(user: User) -> None:
    if not user.is_active:
        raise AccountClosed


def _user(user: UUID) -> User:
    found = User.objects.select_for_update().filter(id=user).first()
    if found is None:
        raise NotHere
    return found


def _office(office: UUID) -> Office:
    found = Office.objects.filter(id=office, closed_at=None).first()
    if found is None:
        raise NotHere
    return found


def _held(user: UUID) -> QuerySet[Posting]:
    return Posting.objects.filter(Q(until=None) | Q(until__gt=timezone.now()), user=user)


def _code(role: str) -> str:
    """What the ledger takes of a role that may be no role at all."""
    return role if role in roles() else "unknown"
