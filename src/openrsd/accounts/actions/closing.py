"""Closing records to everyone whom the person herself does not choose to keep."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from openrsd.accounts import acts
from openrsd.accounts.acting import Actor
from openrsd.accounts.actions.assigning import COMPARTMENT
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import Authority, Grant
from openrsd.accounts.policies import may_open
from openrsd.accounts.recording import recorded


def close_to_all_but(
    compartments: Iterable[UUID],
    keep: Collection[UUID],
    *,
    on_duty_as: Collection[str],
    acting: Actor,
) -> None:
    """Ends every running grant on these compartments, and every authority, but of those kept.

    `keep` names users. One of the compartments must be assigned to whoever acts, in one of these
    roles. Whoever is kept holds what they held, no more.
    """
    closed = tuple(compartments)
    with recorded(acts.CLOSE, acting=acting, subject_kind=COMPARTMENT, subjects=closed):
        if not any(may_open(acting, one, on_duty_as=on_duty_as) for one in closed):
            raise NotHere
        now = timezone.now()
        running = Q(compartment__in=closed) & ~Q(user__in=keep)
        Grant.objects.filter(running, Q(until=None) | Q(until__gt=now)).update(until=now)
        Authority.objects.filter(running, revoked_at=None).update(revoked_at=now)
