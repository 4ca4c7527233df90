"""Every write of dossiers: policy, change and ledger entry in one transaction."""

from uuid import UUID

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.actions.assigning import found
from openrsd.accounts.errors import NotHere
from openrsd.accounts.recording import recorded
from openrsd.vault import opened
from tests.protected import acts, policies
from tests.protected.models import DOSSIER, Dossier

MAKER = "reception-registration-officer"


def open_dossier(name: str, story: str = "", *, acting: Actor) -> Dossier:
    """A new dossier in the office where she works, assigned to her who makes it."""
    dossier = Dossier(name=name, story=story or None)
    with recorded(acts.OPEN, acting=acting, subject_kind=DOSSIER, subjects=[dossier.id]):
        if acting.office is None or not policies.may_make(acting, acting.office):
            raise NotHere
        dossier.office = acting.office
        # If the rest fails, a key stays behind that opens nothing.
        opened().keys.make(dossier.compartment)
        found([dossier.compartment], acting.office, MAKER, acting=acting)
        dossier.save(force_insert=True)
    return dossier


def change_story(record: UUID, story: str, *, acting: Actor) -> Dossier:
    """Her story as it is told now."""
    with recorded(acts.CHANGE, acting=acting, subject_kind=DOSSIER, subjects=[record]):
        dossier = get_to_change(policies.changeable(acting), record)
        dossier.story = story or None
        dossier.save(update_fields=["story"])
    return dossier
