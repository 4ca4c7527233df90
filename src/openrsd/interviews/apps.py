"""The room as Django knows it."""

from django.apps import AppConfig


class InterviewsConfig(AppConfig):
    """Named by its own word in tables and migrations."""

    name = "openrsd.interviews"
    label = "interviews"

    def ready(self) -> None:
        """Makes its doors known to casework, and what is kept apart to the pages of all rooms."""
        from openrsd.accounts.records import belongs_together, register
        from openrsd.interviews import actions as actions
        from openrsd.interviews.erasing import compartments_apart, may_be_erased
        from openrsd.interviews.models import APART, KeptApart
        from openrsd.oversight.erasure_policies import erase_only_if

        register(APART, KeptApart, page="interviews:apart")
        belongs_together(compartments_apart)
        erase_only_if(may_be_erased)
