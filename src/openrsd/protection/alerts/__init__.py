"""Alerts: somebody may be sent back, and those who can do something are told at once."""
