"""Bringing the database of an installation to what this version of OpenRSD expects, and saying
when it is not."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from openrsd.config.errors import NeedsUpgrade, NewerInstallation, NoDatabase
from openrsd.config.places import Places
from openrsd.texts import gettext as _


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


def refuse_unprepared(places: Places) -> None:
    """NewerInstallation or NeedsUpgrade unless the database is as this version expects."""
    with plain_faults():
        found = migrations()
    refuse_newer(places, found)
    if found.pending:
        raise NeedsUpgrade(
            _(
                "The database of {home} is from an older version of OpenRSD. "
                "Make a backup, then: openrsd upgrade."
            ).format(home=places.home)
        )


def prepare_database(places: Places) -> int:
    """Makes or upgrades the tables. Returns how many migrations that took."""
    from django.core.management import call_command

    with plain_faults():
        found = migrations()
        refuse_newer(places, found)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
    return len(found.pending)


@contextmanager
def plain_faults() -> Iterator[None]:
    """Says in one sentence what is wrong with the database itself."""
    from django.db import OperationalError

    try:
        yield
    except OperationalError as problem:
        raise NoDatabase(_said(str(problem))) from None


def _said(problem: str) -> str:
    known = {
        "readonly": _("The database cannot be written: it is read-only for this user."),
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
