"""The room as Django knows it."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Named by its own word in tables and migrations."""

    name = "openrsd.web"
    label = "web"
