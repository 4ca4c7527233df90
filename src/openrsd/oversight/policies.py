"""Who may search the ledger, and who may see who looked at a record."""

from uuid import UUID

from openrsd.accounts.acting import Actor
from openrsd.accounts.policies import may, may_open
from openrsd.accounts.records import RecordKind
from openrsd.accounts.roles import Permission

_NONE = UUID(int=0)


def may_search(actor: Actor) -> bool:
    """The ledger as a whole, of every office: data-protection officers."""
    return may(actor, Permission.SEARCH_LEDGER)


def may_see_who_looked(actor: Actor, kind: RecordKind, record: UUID) -> bool:
    """Of one record: whoever may open it and holds the permission, and whoever may search.

    Asks the same of the database whether the record is absent or not hers.
    """
    open_to_her = may_open(actor, kind.compartment_of(record) or _NONE)
    by_role = may(actor, Permission.SEE_WHO_LOOKED)
    return may_search(actor) or (by_role and open_to_her)


def may_read_reason(actor: Actor, compartment: UUID) -> bool:
    """A reason is read by whoever may open the record of which it speaks."""
    return may_open(actor, compartment)
