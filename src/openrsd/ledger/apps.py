"""The room as Django knows it."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Named by its own word in tables and migrations."""

    name = "openrsd.ledger"
    label = "ledger"
