from django.apps import AppConfig


class ProtectedConfig(AppConfig):
    name = "tests.protected"
    label = "protected"

    def ready(self) -> None:
        from openrsd.accounts.records import register
        from tests.protected.models import DOSSIER, Dossier

        register(DOSSIER, Dossier, page="protected:dossier")
