"""The room as Django knows it."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Named by its own word in tables and migrations."""

    name = "openrsd.casework"
    label = "casework"

    def ready(self) -> None:
        """Makes its records known to the pages that all rooms share."""
        from openrsd.accounts.records import register
        from openrsd.casework.models import CLAIM, Claim

        register(CLAIM, Claim, page="casework:claim")
