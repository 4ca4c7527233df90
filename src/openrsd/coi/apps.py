"""The room as Django knows it."""

from django.apps import AppConfig


class CoiConfig(AppConfig):
    """Named by its own word in tables and migrations."""

    name = "openrsd.coi"
    label = "coi"
