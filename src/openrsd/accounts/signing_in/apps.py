"""The part of the room as Django knows it: it has tables of its own."""

from django.apps import AppConfig


class SigningInConfig(AppConfig):
    """Named by its own word in tables and migrations."""

    name = "openrsd.accounts.signing_in"
    label = "signing_in"
