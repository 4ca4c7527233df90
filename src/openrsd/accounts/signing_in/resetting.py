"""Passwords: one's own new one, and the one-time passphrase that an administrator gives."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from openrsd.accounts.models import User
from openrsd.accounts.signing_in import acts
from openrsd.accounts.signing_in.models import OneTimePassphrase
from openrsd.accounts.signing_in.recorded import note_own
from openrsd.accounts.signing_in.sessions import end_other_sessions

GOOD_FOR = timedelta(hours=72)
# Without letters and figures that look or sound alike; 30 letters of 20 places are 98 bits.
_LETTERS = "abcdefghjkmnpqrstuvwxyz2345678"
_GROUPS, _GROUP = 5, 4


def change_own_password(request: HttpRequest, user: User, password: str) -> None:
    """Her new password; every other session of hers ends."""
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])
        OneTimePassphrase.objects.filter(user=user.id).delete()
        end_other_sessions(request)
        note_own(request, acts.PASSWORD_CHANGED)


def give_one_time_passphrase(user: User) -> str:
    """A new passphrase, good for 72 hours and until it is changed at the next sign-in.

    For an action that notes why: making a user, or resetting one. It is shown once.
    """
    passphrase = "-".join(
        "".join(secrets.choice(_LETTERS) for _place in range(_GROUP)) for _group in range(_GROUPS)
    )
    now = timezone.now()
    with transaction.atomic():
        user.set_password(passphrase)
        user.save(update_fields=["password"])
        OneTimePassphrase.objects.update_or_create(
            user=user.id, defaults={"given_at": now, "good_until": now + GOOD_FOR}
        )
    return passphrase


def must_change_password(user: User) -> bool:
    """Whether her password was given by somebody else."""
    return OneTimePassphrase.objects.filter(user=user.id).exists()


def is_lapsed(user: User) -> bool:
    """Whether her one-time passphrase waited too long."""
    return OneTimePassphrase.objects.filter(user=user.id, good_until__lte=timezone.now()).exists()
