"""Every write of country information: policy, change and ledger entry in one transaction."""
