"""The room as Django knows it."""

from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    """Named by its own word in tables and migrations."""

    name = "openrsd.protection"
    label = "protection"

    def ready(self) -> None:
        """Makes its records known to the pages that all rooms share."""
        from openrsd.accounts.records import register
        from openrsd.oversight.erasure_policies import before_erasing
        from openrsd.protection.certificates.actions import revoke_before_erasing
        from openrsd.protection.models import ALERT, INCIDENT, Alert, Incident

        register(ALERT, Alert, page="protection:alert")
        register(INCIDENT, Incident, page="protection:incident")
        before_erasing(revoke_before_erasing)
