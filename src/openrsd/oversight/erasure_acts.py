"""What the ledger says of erasures."""

from openrsd.ledger.acts import register

ASKED = register("erasure.request", "asked for a record to be erased")
CONFIRMED = register("erasure.confirm", "confirmed that a record is erased")
WITHDRAWN = register("erasure.withdraw", "withdrew a request to erase a record")
LISTED = register("erasure.list", "looked at requests to erase", is_look=True)
LOOKED_AT = register("erasure.look", "looked at a request to erase", is_look=True)
READ_REASON = register("erasure.read-reason", "read why a record is to be erased", is_look=True)
DESTROYED = register("erasure.destroy", "destroyed the keys of a record")
