"""The room as Django knows it."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """Named by its own word in tables and migrations."""

    name = "openrsd.assessment"
    label = "assessment"

    def ready(self) -> None:
        """Makes its doors known: casework asks which action makes a step."""
        from openrsd.assessment import actions as actions
