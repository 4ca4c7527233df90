"""Every write of the lawbook."""
