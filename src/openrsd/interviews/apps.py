"""The room as Django knows it."""

from django.apps import AppConfig


class InterviewsConfig(AppConfig):
    """Named by its own word in tables and migrations."""

    name = "openrsd.interviews"
    label = "interviews"
