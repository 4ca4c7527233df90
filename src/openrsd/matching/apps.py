"""The room as Django knows it."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """Named by its own word in tables and migrations."""

    name = "openrsd.matching"
    label = "matching"

    def ready(self) -> None:
        """Looks at every person that registration saves."""
        from openrsd.matching.actions.finding import look_for
        from openrsd.registration.duplicates import call_after_saving

        call_after_saving(look_for)
