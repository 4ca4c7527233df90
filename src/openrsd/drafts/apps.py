"""The room as Django knows it."""

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    """Named by its own word in tables and migrations."""

    name = "openrsd.drafts"
    label = "drafts"
