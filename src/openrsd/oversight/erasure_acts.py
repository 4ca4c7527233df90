"""What the ledger says of erasures."""

from openrsd.ledger.acts import register
from openrsd.texts import shown

ASKED = register("erasure.request", shown("asked for a record to be erased"))
CONFIRMED = register("erasure.confirm", shown("confirmed that a record is erased"))
WITHDRAWN = register("erasure.withdraw", shown("withdrew a request to erase a record"))
LISTED = register("erasure.list", shown("looked at requests to erase"), is_look=True)
LOOKED_AT = register("erasure.look", shown("looked at a request to erase"), is_look=True)
READ_REASON = register(
    "erasure.read-reason", shown("read why a record is to be erased"), is_look=True
)
DESTROYED = register("erasure.destroy", shown("destroyed the keys of a record"))
