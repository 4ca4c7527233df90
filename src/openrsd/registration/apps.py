"""The room as Django knows it."""

from django.apps import AppConfig


class RegistrationConfig(AppConfig):
    """Named by its own word in tables and migrations."""

    name = "openrsd.registration"
    label = "registration"

    def ready(self) -> None:
        """Makes its records known to the pages that all rooms share."""
        from openrsd.accounts.records import register
        from openrsd.registration.models import PERSON, Person

        register(PERSON, Person, page="registration:person")
