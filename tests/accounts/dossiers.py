"""A dossier, who sees it, and what was recorded of it."""

from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import User
from openrsd.ledger.models import EntryRow
from tests.people import acting_as
from tests.protected import actions, selectors
from tests.protected.models import Dossier

REASON = "A call from the border: removal tonight."


def a_dossier(clerk: User) -> Dossier:
    return actions.open_dossier("Ri Ok-hui", "She crossed in March.", acting=acting_as(clerk))


def sees(user: User, dossier: Dossier) -> bool:
    """The single look and the list, which must agree."""
    listed = dossier in selectors.dossiers(acting_as(user)).records
    try:
        selectors.dossier(acting_as(user), dossier.id)
    except NotHere:
        assert not listed
        return False
    assert listed
    return True


def last_entry() -> EntryRow:
    return EntryRow.objects.order_by("at").reverse()[0]
