"""The room as Django knows it."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Named by its own word in tables and migrations."""

    name = "openrsd.web"
    label = "web"

    def ready(self) -> None:
        """Templates find our texts."""
        from openrsd.web.languages import join_all

        join_all()
