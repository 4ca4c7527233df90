"""What this room does, as the ledger says it."""

from openrsd.ledger.acts import register
from openrsd.texts import shown

SEARCHED = register("ledger.search", shown("searched the ledger"), is_look=True)
READ = register("ledger.read", shown("read an entry of the ledger"), is_look=True)
READ_REASON = register("ledger.read-reason", shown("read a reason in the ledger"), is_look=True)
SAW_WHO_LOOKED = register("ledger.who-looked", shown("saw who looked at a record"), is_look=True)
EXPORTED_SEARCH = register("ledger.export-search", shown("exported a search of the ledger"))
EXPORTED = register("ledger.export", shown("exported the whole ledger"))
VERIFIED = register("ledger.verify", shown("verified the ledger"))
SIGNED = register("ledger.checkpoint", shown("signed a checkpoint of the ledger"))
