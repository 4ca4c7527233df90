"""Every write of registration."""
