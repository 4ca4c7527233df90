"""Reading dossiers, always for someone."""

from uuid import UUID

from openrsd.accounts.access import Page, get_for, list_for
from openrsd.accounts.acting import Actor
from tests.protected import acts, policies
from tests.protected.models import DOSSIER, Dossier


def dossiers(actor: Actor, after: UUID | None = None) -> Page[Dossier]:
    """Her dossiers, a page of them, from behind the one named."""
    records = policies.readable(actor).order_by("id")
    if after is not None:
        records = records.filter(id__gt=after)
    return list_for(actor, records, act=acts.LIST, subject_kind=DOSSIER)


def dossier(actor: Actor, record: UUID) -> Dossier:
    """One dossier. NotHere where it is not hers."""
    return get_for(actor, policies.readable(actor), record, act=acts.LOOK, subject_kind=DOSSIER)


def dossier_to_change(actor: Actor, record: UUID) -> Dossier:
    """One dossier, to fill in the form that changes it. NotHere where she may not."""
    return get_for(actor, policies.changeable(actor), record, act=acts.LOOK, subject_kind=DOSSIER)
