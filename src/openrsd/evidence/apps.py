"""The room as Django knows it."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Named by its own word in tables and migrations."""

    name = "openrsd.evidence"
    label = "evidence"
