"""The room as Django knows it."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """Named by its own word in tables and migrations."""

    name = "openrsd.decisions"
    label = "decisions"

    def ready(self) -> None:
        """Makes its doors known: casework asks which action makes a step. And what it brings to the
        assessment form."""
        from openrsd.decisions import actions as actions
        from openrsd.decisions import on_the_form as on_the_form
