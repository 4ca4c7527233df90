"""The room as Django knows it."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Named by its own word in tables and migrations."""

    name = "openrsd.accounts"
    label = "accounts"
