"""Who looked, who changed, prove it: the ledger and break-glass as data protection sees them."""
