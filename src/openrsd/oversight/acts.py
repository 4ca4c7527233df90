"""What this room does, as the ledger says it."""

from openrsd.ledger.acts import register

SEARCHED = register("ledger.search", "searched the ledger", is_look=True)
READ = register("ledger.read", "read an entry of the ledger", is_look=True)
READ_REASON = register("ledger.read-reason", "read a reason in the ledger", is_look=True)
SAW_WHO_LOOKED = register("ledger.who-looked", "saw who looked at a record", is_look=True)
EXPORTED_SEARCH = register("ledger.export-search", "exported a search of the ledger")
EXPORTED = register("ledger.export", "exported the whole ledger")
VERIFIED = register("ledger.verify", "verified the ledger")
SIGNED = register("ledger.checkpoint", "signed a checkpoint of the ledger")
