"""Where entries, seals and checkpoints are stored. No foreign keys, no names; nothing is updated.

Only `Unsealed`, the queue of the sealer, is ever deleted from. Database triggers hold the rest.
"""

from django.db import models

from openrsd.columns import operational, sealed_before
from openrsd.ledger.chain import DIGEST_LENGTH


class EntryRow(models.Model):
    """One entry, field by field as the chain covers it (`openrsd.ledger.entries.Entry`)."""

    id = operational(models.UUIDField(primary_key=True, editable=False))
    at = operational(models.DateTimeField())
    actor_kind = operational(models.CharField(max_length=64))
    actor = operational(models.UUIDField())
    office = operational(models.UUIDField(null=True))
    action = operational(models.CharField(max_length=64))
    subject_kind = operational(models.CharField(max_length=64))
    # Ids of sixteen bytes each, in order.
    subjects = operational(models.BinaryField())
    result = operational(models.CharField(max_length=16))
    purpose = operational(models.CharField(max_length=64))
    reason_compartment = operational(models.UUIDField(null=True))
    # Sealed by whoever writes the entry, with the key of that compartment.
    reason = sealed_before(models.BinaryField(null=True))
    # The typed values as an export writes them (docs/ledger.md).
    detail = operational(models.JSONField())

    class Meta:
        db_table = "ledger_entry"
        indexes = (
            models.Index(fields=["at", "id"], name="ledger_entry_time"),
            models.Index(fields=["actor", "at"], name="ledger_entry_actor"),
            models.Index(fields=["action", "at"], name="ledger_entry_action"),
        )


class EntrySubject(models.Model):
    """Finds the entries about a subject. Derived from the entries; a verification compares."""

    id = operational(models.BigAutoField(primary_key=True))
    subject = operational(models.UUIDField())
    at = operational(models.DateTimeField())
    entry = operational(models.UUIDField())

    class Meta:
        db_table = "ledger_entry_subject"
        indexes = (models.Index(fields=["subject", "at", "entry"], name="ledger_subject"),)


class Unsealed(models.Model):
    """The queue of entries that no seal covers yet, in the order in which they were written.

    The digest is that of the entry as its writer knew it: what is done to the row of the entry
    before it is sealed shows as well as what is done to it afterwards.
    """

    id = operational(models.BigAutoField(primary_key=True))
    entry = operational(models.UUIDField())
    digest = operational(models.BinaryField(max_length=DIGEST_LENGTH))

    class Meta:
        db_table = "ledger_unsealed"


class SealRow(models.Model):
    """A seal: its head and the hash it was given."""

    number = operational(models.BigIntegerField(primary_key=True))
    first = operational(models.BigIntegerField())
    last = operational(models.BigIntegerField())
    root = operational(models.BinaryField(max_length=DIGEST_LENGTH))
    previous = operational(models.BinaryField(max_length=DIGEST_LENGTH))
    at = operational(models.DateTimeField())
    hash = operational(models.BinaryField(max_length=DIGEST_LENGTH))

    class Meta:
        db_table = "ledger_seal"


class MarkRow(models.Model):
    """The mark of one sealed entry: its place and the digest of its bytes."""

    position = operational(models.BigIntegerField(primary_key=True))
    seal = operational(models.BigIntegerField())
    entry = operational(models.UUIDField(unique=True))
    digest = operational(models.BinaryField(max_length=DIGEST_LENGTH))

    class Meta:
        db_table = "ledger_mark"


class CheckpointRow(models.Model):
    """A signed statement of how far the ledger reached."""

    id = operational(models.BigAutoField(primary_key=True))
    seal = operational(models.BigIntegerField())
    seal_hash = operational(models.BinaryField(max_length=DIGEST_LENGTH))
    entries = operational(models.BigIntegerField())
    at = operational(models.DateTimeField())
    key_id = operational(models.CharField(max_length=64))
    signature = operational(models.BinaryField())

    class Meta:
        db_table = "ledger_checkpoint"
