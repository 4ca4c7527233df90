"""Tables and columns are renamed, rebuilt and filled anew with sealed and erased rows in them."""

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from openrsd.names.partial_dates import PartialDate
from openrsd.vault import Erased, opened
from openrsd.vault.fields import SealedDate, SealedText

pytestmark = pytest.mark.django_db(transaction=True)
APP = "protected"
PEOPLE = {UUID(int=number): f"person {number}" for number in range(1, 6)}
ERASED = UUID(int=3)
CREATE = migrations.CreateModel(
    "Guest",
    [
        ("id", models.UUIDField(primary_key=True, default=uuid4)),
        ("compartment", models.UUIDField(default=uuid4)),
        ("room", models.CharField(max_length=8)),
        ("name", SealedText("guest.name", "I")),
        ("born", SealedDate("guest.born", "I", optional=True)),
    ],
)


class Migrating:
    """A table of its own that goes through migrations."""

    def __init__(self) -> None:
        self.state = ProjectState()

    def __call__(self, *operations: Any) -> None:
        for operation in operations:
            after = self.state.clone()
            operation.state_forwards(APP, after)
            with connection.schema_editor(atomic=True) as editor:
                operation.database_forwards(APP, editor, self.state, after)
            self.state = after

    def model(self, name: str) -> Any:
        return self.state.apps.get_model(APP, name)


@pytest.fixture
def migrate() -> Iterator[Migrating]:
    going = Migrating()
    going(CREATE)
    for record, name in PEOPLE.items():
        guest = going.model("Guest")(id=record, name=name, born=PartialDate(1987), room="1")
        opened().keys.make(guest.compartment)
        guest.save()
        if record == ERASED:
            opened().keys.erase(guest.compartment, at=datetime.now(UTC))
    yield going
    for model in going.state.apps.get_models():
        with connection.schema_editor() as editor:
            editor.delete_model(model)


def names(model: Any, field: str = "name") -> dict[UUID, str]:
    return {row.pk: getattr(row, field).open_or("erased") for row in model.objects.all()}


EXPECTED = {**PEOPLE, ERASED: "erased"}


def test_renaming_table_and_column_loses_nothing(migrate: Migrating) -> None:
    migrate(
        migrations.RenameModel("Guest", "Visitor"),
        migrations.RenameField("Visitor", "name", "full_name"),
        migrations.AlterModelTable("Visitor", "somewhere_else"),
    )
    assert names(migrate.model("Visitor"), "full_name") == EXPECTED


def test_rebuilding_the_table_loses_nothing(migrate: Migrating) -> None:
    migrate(
        migrations.AlterField("Guest", "room", models.CharField(max_length=20, null=True)),
        migrations.AddField("Guest", "note", models.TextField(default="")),
        migrations.AlterField("Guest", "name", SealedText("guest.name", "I", optional=True)),
        migrations.RemoveField("Guest", "room"),
    )
    assert names(migrate.model("Guest")) == EXPECTED
    born = [row.born.open_or(None) for row in migrate.model("Guest").objects.all()]
    assert born.count(PartialDate(1987)) == 4


def test_no_key_is_needed_to_move_sealed_columns(
    migrate: Migrating, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection.ensure_connection()
    with monkeypatch.context() as locked:
        locked.setattr(sys.modules["openrsd.vault.opened"], "_opened", None)
        migrate(migrations.RenameField("Guest", "name", "full_name"))
    assert names(migrate.model("Guest"), "full_name") == EXPECTED


def seal_again(change: Callable[[str], str]) -> Callable[[Any, Any], None]:
    def run(apps: Any, _editor: Any) -> None:
        for guest in apps.get_model(APP, "Guest").objects.all():
            try:
                guest.known_as = change(guest.name.open())
            except Erased:
                continue
            guest.save(update_fields=["known_as"])

    return run


def test_a_migration_that_reads_and_seals_passes_by_the_erased(migrate: Migrating) -> None:
    migrate(
        migrations.AddField("Guest", "known_as", SealedText("guest.known-as", "I", optional=True)),
        migrations.RunPython(seal_again(str.upper)),
        migrations.RemoveField("Guest", "name"),
    )
    guests = migrate.model("Guest").objects.all()
    assert {guest.pk: guest.known_as.open_or(None) for guest in guests} == {
        record: None if record == ERASED else name.upper() for record, name in PEOPLE.items()
    }
