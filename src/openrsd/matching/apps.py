"""The room as Django knows it."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """Named by its own word in tables and migrations."""

    name = "openrsd.matching"
    label = "matching"

    def ready(self) -> None:
        """Looks at every person that registration saves."""
        from openrsd.matching.actions.finding import compare_saved, wait_to_be_compared
        from openrsd.registration.duplicates import call_after_saving

        call_after_saving(compare_saved, first=wait_to_be_compared)
