"""Declaring a conflict of interest, which closes a record to whoever declares it, for good."""

from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from openrsd.accounts import acts
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import AccountKind, ConflictDeclaration, Grant
from openrsd.accounts.policies import may_open
from openrsd.accounts.recording import recorded
from openrsd.accounts.records import RecordKind


def declare_conflict(
    kind: RecordKind, record: UUID, reason: str, *, acting: Actor
) -> ConflictDeclaration:
    """Ends every grant of hers on the record, and lets none be given again.

    The reason may stay unwritten: that there is a conflict is enough.
    """
    now = timezone.now()
    with recorded(acts.DECLARE_CONFLICT, acting=acting, subject_kind=kind.code, subjects=[record]):
        compartment = kind.compartment_of(record)
        # Asked of an absent record too, so that it takes as long.
        is_open = may_open(acting, compartment or record)
        if compartment is None or not is_open or acting.kind != AccountKind.STAFF:
            raise NotHere
        declaration = ConflictDeclaration.objects.create(
            compartment=compartment,
            user_id=acting.id,
            declared_at=now,
            reason=reason.strip() or None,
        )
        Grant.objects.filter(
            Q(until=None) | Q(until__gt=now), user=acting.id, compartment=compartment
        ).update(until=now)
    return declaration
