"""The room as Django knows it."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Named by its own word in tables and migrations."""

    name = "openrsd.vault"
    label = "vault"
