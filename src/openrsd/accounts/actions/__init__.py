"""Every write of this room: policy, change and ledger entry in one transaction."""
