"""Incidents: what happened to people who were returned, turned back or detained for it."""
