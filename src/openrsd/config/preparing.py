"""The database of an installation, brought to what this version of OpenRSD expects."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from openrsd.config.errors import NeedsUpgrade, NewerInstallation, NoDatabase
from openrsd.config.installation import Installation
from openrsd.config.places import Places
from openrsd.texts import gettext as _
from openrsd.vault import opened
from openrsd.vault.durable import reading_in


@dataclass(frozen=True, slots=True)
class Migrations:
    """What stands between the database and this version: what it lacks, what it does not know."""

    pending: tuple[str, ...]
    unknown: tuple[str, ...]


def migrations() -> Migrations:
    """Compares the database with this version."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    loader = executor.loader
    plan = executor.migration_plan(loader.graph.leaf_nodes())
    known = set(loader.disk_migrations)
    ours = loader.migrated_apps
    unknown = [key for key in loader.applied_migrations if key[0] in ours and key not in known]
    return Migrations(
        tuple(f"{step.app_label}.{step.name}" for step, _backwards in plan),
        tuple(sorted(f"{app}.{name}" for app, name in unknown)),
    )


def refuse_newer(places: Places, found: Migrations) -> None:
    """NewerInstallation where a newer version worked with this database."""
    if found.unknown:
        raise NewerInstallation(
            _(
                "The database of {home} is from a newer version of OpenRSD; update this one. "
                "Nothing was changed."
            ).format(home=places.home)
        )


def holds_tables(places: Places) -> bool:
    """Whether there is a database with anything in it. Looking makes none."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with reading_in(places.database.parent):
            if not (places.database.exists() and places.database.stat().st_size):
                return False
    return bool(connection.introspection.table_names())


def refuse_lost(places: Places) -> bool:
    """Whether the database holds tables. NoDatabase where it must: no empty one is made in the
    place of one that is gone."""
    there = holds_tables(places)
    if not there and opened().keys.compartments:
        raise NoDatabase(
            _(
                "The database of {home} is missing or empty, and there are keys of what was in "
                "it. Bring it back from a backup: openrsd restore."
            ).format(home=places.home)
        )
    return there


def refuse_another(places: Places, installation: Installation) -> None:
    """NoDatabase where the ledger tells of another installation's making, and not of this one's.

    Where it tells of none, somebody took that away: `doctor` and a verification show it.
    """
    from openrsd.config.acts import MADE
    from openrsd.ledger.models import EntryRow, EntrySubject

    with plain_faults():
        made = EntryRow.objects.filter(action=MADE.code).values_list("id", flat=True)
        told = EntrySubject.objects.filter(entry__in=made).values_list("subject", flat=True)
        is_another = bool(told) and installation.id not in told
    if is_another:
        raise NoDatabase(
            _(
                "The database belongs to another installation than {home}; nothing was changed. "
                "Compare DATABASE_URL and OPENRSD_HOME."
            ).format(home=places.home)
        )


def refuse_unprepared(places: Places) -> None:
    """NewerInstallation or NeedsUpgrade unless the database is as this version expects."""
    with plain_faults():
        found = migrations() if refuse_lost(places) else Migrations(("all",), ())
    refuse_newer(places, found)
    if found.pending:
        raise NeedsUpgrade(
            _(
                "The database of {home} is from an older version of OpenRSD. "
                "Make a backup, then: openrsd upgrade."
            ).format(home=places.home)
        )


def prepare_database(places: Places, installation: Installation) -> int:
    """Makes or upgrades the tables and notes it. Returns how many migrations that took."""
    from django.core.management import call_command
    from django.db import transaction

    with plain_faults():
        is_new = not refuse_lost(places)
        found = migrations()
        refuse_newer(places, found)
        if not is_new and not found.pending:
            refuse_another(places, installation)
        if found.pending:
            call_command("migrate", interactive=False, verbosity=0)
        from openrsd.config.acts import MADE, UPGRADED, note_act
        from openrsd.ledger import triggers
        from openrsd.ledger.sealing import seal_all

        triggers.ensure()
        if found.pending:
            with transaction.atomic():
                note_act(MADE if is_new else UPGRADED, installation.id)
            seal_all()
    return len(found.pending)


@contextmanager
def plain_faults() -> Iterator[None]:
    """Says in one sentence what is wrong with the database itself."""
    from django.db import DatabaseError

    try:
        yield
    except DatabaseError as problem:
        if not is_fault_of_database(problem):
            raise
        raise NoDatabase(_said(str(problem))) from None


def is_fault_of_database(problem: Exception) -> bool:
    """Whether the database itself is away, full, read-only or damaged, and no program is wrong."""
    from django.db import DatabaseError, InternalError, OperationalError

    # SQLite tells damage by the general kind.
    return isinstance(problem, OperationalError | InternalError) or type(problem) is DatabaseError


def _said(problem: str) -> str:
    known = {
        "readonly": _("The database cannot be written: it is read-only for this user."),
        "read-only": _("The database cannot be written: its server is read-only now."),
        "malformed": _("The database is damaged. Bring it back from a backup: openrsd restore."),
        "full": _("The disk of the database is full; make room. What was saved is safe."),
        "unable to open": _("The database cannot be opened; look at its folder: openrsd doctor."),
        "locked": _("The database is busy with another process; try again in a moment."),
        "disk i/o error": _("The disk of the database fails or is full: openrsd doctor."),
        "connection": _("The database server does not answer; look at DATABASE_URL and at it."),
    }
    for sign, sentence in known.items():
        if sign in problem.lower():
            return sentence
    return _("The database cannot be used; openrsd doctor says what to mend.")
