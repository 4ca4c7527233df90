"""Open sessions, passphrases that are good for one sign-in, and counted attempts."""

from uuid import uuid4

from django.db import models

from openrsd.columns import operational, sealed_before


class OpenSession(models.Model):
    """A session. The table holds no key that a browser could show, only its digest."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    digest = operational(models.CharField(max_length=64, unique=True))
    user = operational(models.UUIDField(null=True, db_index=True))
    began_at = operational(models.DateTimeField())
    seen_at = operational(models.DateTimeField())
    ends_at = operational(models.DateTimeField(db_index=True))
    # Sealed by the session store, with the device from which she signed in.
    content = sealed_before(models.BinaryField())


class OneTimePassphrase(models.Model):
    """That the password of this user was given by somebody else and must be changed at sign-in."""

    user = operational(models.UUIDField(primary_key=True, editable=False))
    given_at = operational(models.DateTimeField())
    good_until = operational(models.DateTimeField())


class Count(models.Model):
    """What is remembered for some minutes about an attempt. The key is a keyed digest."""

    key = operational(models.CharField(max_length=32, primary_key=True))
    # Times, and marks that a code was used.
    value = operational(models.JSONField())
    until = operational(models.DateTimeField(db_index=True))
