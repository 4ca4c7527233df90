"""The keys that sign certificates: one at a time; those before stay published while they matter."""

from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from openrsd.protection.models import CertificateKey
from openrsd.vault import SigningKey, opened

PURPOSE = "certificates"


def signing_key() -> SigningKey:
    """The key that signs now; the first is made when it is first needed. In a transaction.

    UnknownSigningKey where the key folder does not hold it.
    """
    row = _in_use().select_for_update().first()
    return opened().keys.signing_key_for(PURPOSE, row.key_id) if row else new_key()


def new_key() -> SigningKey:
    """A new key; those before sign nothing more, and their secret halves are destroyed."""
    keys = opened().keys
    before = list(_in_use().select_for_update())
    made = keys.make_signing_key(PURPOSE)
    CertificateKey.objects.create(key_id=made.key_id, public=made.public.hex())
    for row in before:
        row.retired_at = timezone.now()
        row.save(update_fields=["retired_at"])
        # Not before: a change that fails must leave the old key to sign on.
        transaction.on_commit(partial(keys.destroy_signing_key, PURPOSE, row.key_id))
    return made


def believed() -> QuerySet[CertificateKey]:
    """The keys whose certificates are valid, newest first."""
    return CertificateKey.objects.filter(withdrawn_at=None).order_by("-made_at")


def _in_use() -> QuerySet[CertificateKey]:
    return CertificateKey.objects.filter(retired_at=None, withdrawn_at=None).order_by("-made_at")
