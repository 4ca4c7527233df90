"""Who can sign in. Three kinds of account, which never turn into one another."""

import re
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from openrsd.columns import operational
from openrsd.texts import shown
from openrsd.vault.fields import SealedText

SIGN_IN_NAME = r"^[A-Za-z0-9][A-Za-z0-9._-]{1,63}\Z"


def is_sign_in_name(text: str) -> bool:
    """Whether someone could sign in by this: 2 to 64 letters, digits, dots, dashes."""
    return re.match(SIGN_IN_NAME, text) is not None


class AccountKind(models.TextChoices):
    """Staff hold roles in offices; representatives and applicants hold grants only."""

    STAFF = "staff", shown("Staff")
    REPRESENTATIVE = "representative", shown("Legal representative")
    APPLICANT = "applicant", shown("Applicant")


class UserAccounts(BaseUserManager["User"]):
    """Finds users by the name with which they sign in."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user of this sign-in name, in any case of letters."""
        return self.get(username=(username or "").lower())


class User(AbstractBaseUser):
    """A person who can sign in. The sign-in name is a code or invented word, not her name."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    compartment = operational(models.UUIDField(default=uuid4, editable=False, unique=True))
    kind = operational(models.CharField(max_length=16, choices=AccountKind.choices))
    username = operational(models.CharField(max_length=64, unique=True))
    display_name = SealedText("user.display_name", "I")
    password = operational(models.CharField(max_length=256))
    last_login = operational(models.DateTimeField(null=True, editable=False))
    is_active = operational(models.BooleanField(default=True))
    # Since when a supervisor has kept her from all work. She can sign in, and finds nothing.
    suspended_at = operational(models.DateTimeField(null=True))
    language = operational(models.CharField(max_length=16, default="en"))
    made_at = operational(models.DateTimeField(auto_now_add=True))

    objects = UserAccounts()
    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        return self.username

    @property
    def is_staff_account(self) -> bool:
        """Whether roles and offices apply."""
        return self.kind == AccountKind.STAFF

    def natural_key(self) -> tuple[str]:
        """The name with which she signs in."""
        return (self.username,)
