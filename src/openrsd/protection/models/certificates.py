"""Certificates and the choices behind them. In clear stand days on which something was done."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from openrsd.columns import operational
from openrsd.vault.fields import SealedJSON


class CertificateChoice(models.Model):
    """What a person chose after it was explained to her. The newest counts; all are kept."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    person = operational(models.UUIDField(db_index=True))
    compartment = operational(models.UUIDField())
    recorded_at = operational(models.DateTimeField(default=timezone.now))
    recorded_by = operational(models.UUIDField())
    content = SealedJSON("protection.certificate-choice", "S")


class Certificate(models.Model):
    """One certificate. Its random id, its form and why it ended are sealed with its holder."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    person = operational(models.UUIDField(db_index=True))
    compartment = operational(models.UUIDField())
    issued_at = operational(models.DateTimeField(default=timezone.now))
    issued_by = operational(models.UUIDField())
    valid_until = operational(models.DateField())
    ended_at = operational(models.DateTimeField(null=True))
    content = SealedJSON("protection.certificate", "S")
    portrait = SealedJSON("protection.certificate-portrait", "I", optional=True)
    ended = SealedJSON("protection.certificate-ended", "S", optional=True)


class CertificateKey(models.Model):
    """A public key of this installation. The secret half is in the key store until it retires."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    key_id = operational(models.CharField(max_length=16, unique=True))
    public = operational(models.CharField(max_length=64))
    made_at = operational(models.DateTimeField(default=timezone.now))
    # From then on it signs nothing more; what it signed stays valid.
    retired_at = operational(models.DateTimeField(null=True))
    # From then on nothing that it signed is believed: somebody else may have held it.
    withdrawn_at = operational(models.DateTimeField(null=True))


class AwaitingRevocation(models.Model):
    """The hash of a revoked certificate until the next list. It names no person and no record."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    hash = operational(models.CharField(max_length=32, unique=True))


class RevocationBucket(models.Model):
    """What one list added: revoked hashes among random ones."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    day = operational(models.DateField(unique=True))
    # Until every certificate in it would have run out by itself.
    listed_until = operational(models.DateField())
    hashes = operational(models.TextField())


class PublishedList(models.Model):
    """The signed list of a day, as it is given to whoever asks."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    day = operational(models.DateField(unique=True))
    key_id = operational(models.CharField(max_length=16))
    signed = operational(models.BinaryField())
