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
from openrsd.accounts.records import RecordKind, all_with


def declare_conflict(
    kind: RecordKind, record: UUID, reason: str, *, acting: Actor
) -> ConflictDeclaration:
    """Ends every grant of hers on the record and on all that belongs to it, and lets none be given
    again: of a claim also the person, of a person also the claims.

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
        concerned = all_with(compartment)
        declared = ConflictDeclaration.objects.filter(user=acting.id, compartment__in=concerned)
        known = set(declared.values_list("compartment", flat=True))
        ConflictDeclaration.objects.bulk_create(
            ConflictDeclaration(compartment=one, user_id=acting.id, declared_at=now)
            for one in concerned - known
        )
        Grant.objects.filter(
            Q(until=None) | Q(until__gt=now), user=acting.id, compartment__in=concerned
        ).update(until=now)
    return declaration
