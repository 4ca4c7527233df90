"""The room as Django knows it."""

from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    """Named by its own word in tables and migrations."""

    name = "openrsd.protection"
    label = "protection"

    def ready(self) -> None:
        """Makes the kinds of record known to the pages common to all."""
        from openrsd.accounts.records import register
        from openrsd.protection.models import ALERT, INCIDENT, Alert, Incident

        register(ALERT, Alert, page="protection:alert")
        register(INCIDENT, Incident, page="protection:incident")
