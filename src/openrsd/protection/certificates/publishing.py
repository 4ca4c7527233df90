"""The list of what was revoked, once a day, and what a checker is given to work without us."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from openrsd.accounts.acting import system_actor
from openrsd.accounts.recording import note
from openrsd.protection.certificates import acts, revoking
from openrsd.protection.certificates.keys import believed, signing_key
from openrsd.protection.certificates.profile import profile
from openrsd.protection.certificates.revoking import RevokedList
from openrsd.protection.certificates.verifying import Trust
from openrsd.protection.models import AwaitingRevocation, PublishedList, RevocationBucket

LIST = "revocation-list"
# Longer than any certificate is valid.
_LISTED = timedelta(days=800)


def published(at: datetime | None = None) -> bytes | None:
    """The signed list of this day. None where nothing was ever issued.

    The first who asks on a day has it made. A revocation is in the list of the next day at the
    latest: a list that changed in between would tell that there was one.
    """
    now = at or timezone.now()
    newest = believed().first()
    if newest is None:
        return None
    made = PublishedList.objects.filter(day=now.date()).first()
    if made is None or made.key_id != newest.key_id:
        try:
            with transaction.atomic():
                made = _publish(now)
        except IntegrityError:
            # Another process made it at the same moment.
            made = PublishedList.objects.get(day=now.date())
    return bytes(made.signed)


def trust() -> Trust:
    """Whom this installation believes: itself, but for what it revoked."""
    signed = published()
    revoked = revoking.read(signed).hashes if signed else frozenset()
    return Trust(
        {bytes.fromhex(key.key_id): bytes.fromhex(key.public) for key in believed()}, revoked
    )


def newest_list() -> RevokedList | None:
    """The list of today, read."""
    signed = published()
    return revoking.read(signed) if signed else None


def _publish(now: datetime) -> PublishedList:
    day, key = now.date(), signing_key()
    RevocationBucket.objects.filter(listed_until__lt=day).delete()
    waiting = list(AwaitingRevocation.objects.select_for_update())
    if not RevocationBucket.objects.filter(day=day).exists():
        hashes = revoking.bucket(bytes.fromhex(row.hash) for row in waiting)
        RevocationBucket.objects.create(day=day, listed_until=day + _LISTED, hashes=hashes.hex())
        AwaitingRevocation.objects.filter(pk__in=[row.pk for row in waiting]).delete()
    buckets = RevocationBucket.objects.values_list("hashes", flat=True)
    signed = revoking.signed_list(profile().issuer, now, map(bytes.fromhex, buckets), key)
    PublishedList.objects.exclude(day__gt=day).delete()
    made = PublishedList.objects.create(day=day, key_id=key.key_id, signed=signed)
    note(acts.PUBLISH, acting=system_actor("certificates"), subject_kind=LIST, subjects=[made.id])
    return made
