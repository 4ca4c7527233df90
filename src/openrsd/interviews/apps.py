"""The room as Django knows it."""

from django.apps import AppConfig


class InterviewsConfig(AppConfig):
    """Named by its own word in tables and migrations."""

    name = "openrsd.interviews"
    label = "interviews"

    def ready(self) -> None:
        """Makes its doors known: casework asks which action makes a step."""
        from openrsd.interviews import actions as actions
