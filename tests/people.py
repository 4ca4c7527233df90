"""The people of the tests: staff of any role, a representative, an applicant, and their browsers.

All are invented, and sign in with PASSPHRASE; staff and representatives have a second factor too.
"""

import time
from functools import cache
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.models import AccountKind, Office, Posting, User
from openrsd.accounts.selectors import actor_of
from openrsd.accounts.signing_in.second_factor import add_app
from openrsd.vault import opened

PASSPHRASE = "seven calm herons at noon"  # noqa: S105
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105
# How the sign-in library notes in a session who signed in and how.
_METHODS, _OF = "account_authentication_methods", "account_authentication_methods_user"


def an_office(name: str = "Border post") -> Office:
    """The office of this name."""
    office, _made = Office.objects.get_or_create(name=name, defaults={"country": "KOR"})
    return office


def staff(*roles: str, office: Office | None = None, username: str | None = None) -> User:
    """A member of staff who holds these roles in the office."""
    user = _user(AccountKind.STAFF, username or "-".join(roles) or "staff")
    place = office or an_office()
    Posting.objects.bulk_create(
        Posting(user=user, office=place, role=role, since=timezone.now()) for role in roles
    )
    _second_factor(user)
    return user


def representative(username: str = "representative") -> User:
    """A legal representative, who holds nothing yet."""
    user = _user(AccountKind.REPRESENTATIVE, username)
    _second_factor(user)
    return user


def applicant(username: str = "applicant") -> User:
    """An applicant, who holds nothing yet."""
    return _user(AccountKind.APPLICANT, username)


def acting_as(user: User, office: UUID | None = None) -> Actor:
    """The user as she acts now."""
    actor = actor_of(user, office)
    assert actor is not None
    return actor


def signed_in(user: User, *, confirmed: bool = True) -> Client:
    """A browser in which the user is signed in, and has just confirmed that it is she."""
    browser = Client()
    browser.force_login(user)
    # `confirmed=False` is a sign-in of an hour ago.
    at = time.time() - (0 if confirmed else 3600)
    session = browser.session
    session[_OF] = str(user.pk)
    session[_METHODS] = [
        {"method": "password", "at": at, "username": user.username},
        {"method": "mfa", "type": "totp", "at": at, "reauthenticated": True},
    ]
    session.save()
    return browser


def _user(kind: AccountKind, username: str) -> User:
    user = User(kind=kind, username=username, display_name=f"Invented {username}")
    user.password = _hashed()
    opened().keys.make(user.compartment)
    user.save()
    return user


def _second_factor(user: User) -> None:
    add_app(user, TOTP_SECRET)


@cache
def _hashed() -> str:
    return make_password(PASSPHRASE)
