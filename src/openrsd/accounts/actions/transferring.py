"""Records that another office answers for from now on."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from openrsd.accounts import acts
from openrsd.accounts.acting import Actor
from openrsd.accounts.actions.assigning import COMPARTMENT
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import AccountKind, Grant, Holding
from openrsd.accounts.policies import offices_where
from openrsd.accounts.recording import recorded
from openrsd.accounts.roles import Permission


def transfer_compartments(compartments: Iterable[UUID], office: UUID, *, acting: Actor) -> None:
    """Moves compartments to another office. Needs cases.assign in the office that holds them.

    What staff hold on them ends now; representatives and the person keep theirs.
    """
    moved = tuple(compartments)
    with recorded(
        acts.TRANSFER,
        acting=acting,
        subject_kind=COMPARTMENT,
        subjects=moved,
        detail={"office": office},
    ):
        reach = offices_where(acting, Permission.ASSIGN_CASES)
        held = Holding.objects.filter(compartment__in=moved, office__in=reach)
        if held.count() != len(set(moved)):
            raise NotHere
        now = timezone.now()
        Grant.objects.filter(
            Q(until=None) | Q(until__gt=now),
            compartment__in=moved,
            user__kind=AccountKind.STAFF,
        ).update(until=now)
        held.update(office=office)
