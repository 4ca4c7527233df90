"""What was announced before accounts were watched too stays what it was."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from openrsd.accounts.actions.breaking_glass import break_glass
from openrsd.accounts.models import Announcement, Happening
from openrsd.accounts.records import record_kind
from openrsd.accounts.told import emergencies
from tests.people import acting_as, staff
from tests.protected.actions import open_dossier
from tests.protected.models import DOSSIER

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = "0001_initial"


def migrate(to: str) -> None:
    MigrationExecutor(connection).migrate([("accounts", to)])


@pytest.fixture
def newest() -> Iterator[str]:
    """Whatever happens, the next test finds the newest tables."""
    leaves = MigrationExecutor(connection).loader.graph.leaf_nodes("accounts")
    [(_accounts, name)] = leaves
    yield name
    migrate(name)


def test_an_emergency_announced_before_says_who_opened_the_record(newest: str) -> None:
    clerk, officer = staff("reception-registration-officer"), staff("case-officer")
    supervisor = staff("supervisor")
    dossier = open_dossier("Ri Ok-hui", acting=acting_as(clerk))
    reason = "A call from the border: removal tonight."
    break_glass(record_kind(DOSSIER), dossier.id, reason, acting=acting_as(officer))
    migrate(BEFORE)
    migrate(newest)
    announced = Announcement.objects.get()
    assert (announced.what, announced.by) == (Happening.EMERGENCY, officer.id)
    [told] = emergencies(acting_as(supervisor))
    assert (told.reason, told.record) == (reason, dossier.id)
