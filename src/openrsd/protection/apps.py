"""The room as Django knows it."""

from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    """Named by its own word in tables and migrations."""

    name = "openrsd.protection"
    label = "protection"
