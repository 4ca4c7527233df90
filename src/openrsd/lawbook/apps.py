"""The room as Django knows it."""

from django.apps import AppConfig


class LawbookConfig(AppConfig):
    """Named by its own word in tables and migrations."""

    name = "openrsd.lawbook"
    label = "lawbook"
