"""The room as Django knows it."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Named by its own word in tables and migrations."""

    name = "openrsd.casework"
    label = "casework"

    def ready(self) -> None:
        """Makes its records known to the pages that all rooms share."""
        from openrsd.accounts.records import belongs_together, register
        from openrsd.casework.duties import compartments_with
        from openrsd.casework.erasing import may_be_erased
        from openrsd.casework.models import CLAIM, Claim
        from openrsd.oversight.erasure_policies import erase_only_if

        register(CLAIM, Claim, page="casework:claim")
        belongs_together(compartments_with)
        erase_only_if(may_be_erased)
