"""The room as Django knows it."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """Named by its own word in tables and migrations."""

    name = "openrsd.oversight"
    label = "oversight"
