"""The database itself refuses to change, delete or replace what the ledger holds.

Whoever may alter tables can take the triggers away: they stop mistakes and stolen passwords of
the application; the chain shows what they did not stop. SQLite drops them when a migration
rebuilds a table, so they are put back after every migration.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

# Each table with its key.
HELD = {
    "ledger_entry": "id",
    "ledger_entry_subject": "id",
    "ledger_seal": "number",
    "ledger_mark": "position",
    "ledger_checkpoint": "id",
}
REFUSAL = "The ledger is only ever added to."
_FUNCTION = "ledger_refuse"
_BODY = f"BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END"
# ENABLE ALWAYS, so that a session which calls itself a replica is refused too.
_ENABLED_ALWAYS = "A"


def ensure(on: BaseDatabaseWrapper = connection) -> None:
    """Every trigger stands as it should. Call it after migrations."""
    with transaction.atomic(using=on.alias), on.cursor() as cursor:
        lacking = set(missing(on))
        if not lacking:
            return
        if on.vendor != "sqlite":
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS %s",
                [_BODY],
            )
        for name, (table, statement) in _wanted(on.vendor).items():
            if name not in lacking:
                continue
            where = "" if on.vendor == "sqlite" else f" ON {table}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{where}")
            cursor.execute(statement)
            if on.vendor != "sqlite":
                cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")


def missing(on: BaseDatabaseWrapper = connection) -> tuple[str, ...]:
    """The names of the triggers that are absent, altered or switched off."""
    wanted = _wanted(on.vendor)
    if on.vendor == "sqlite":
        standing = _standing_in_sqlite(on)
        return tuple(name for name, (_table, sql) in wanted.items() if standing.get(name) != sql)
    standing_here = _standing_in_postgresql(on)
    return tuple(
        name for name, (table, _sql) in wanted.items() if (name, table) not in standing_here
    )


@contextmanager
def lifted(on: BaseDatabaseWrapper = connection) -> Iterator[None]:
    """Nothing is held inside. For tests, which empty their tables; the product never calls it."""
    with on.cursor() as cursor:
        for name, (table, _sql) in _wanted(on.vendor).items():
            where = "" if on.vendor == "sqlite" else f" ON {table}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{where}")
    try:
        yield
    finally:
        ensure(on)


def _wanted(vendor: str) -> dict[str, tuple[str, str]]:
    """Each trigger by its name: its table and the statement that makes it."""
    wanted = {}
    for table, key in HELD.items():
        if vendor == "sqlite":
            refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            # INSERT OR REPLACE deletes without calling the trigger of deletion.
            taken = f"EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})"  # noqa: S608
            kinds = {
                "update": f"BEFORE UPDATE ON {table} {refuse}",
                "delete": f"BEFORE DELETE ON {table} {refuse}",
                "replace": f"BEFORE INSERT ON {table} WHEN {taken} {refuse}",
            }
        else:
            refuse = f"EXECUTE FUNCTION {_FUNCTION}()"
            kinds = {
                "change": f"BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {refuse}",
                "truncate": f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}",
            }
        for kind, rest in kinds.items():
            name = f"{table}_no_{kind}"
            wanted[name] = (table, f"CREATE TRIGGER {name} {rest}")
    return wanted


def _standing_in_sqlite(on: BaseDatabaseWrapper) -> dict[str, str]:
    with on.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return dict(cursor.fetchall())


def _standing_in_postgresql(on: BaseDatabaseWrapper) -> set[tuple[str, str]]:
    with on.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname, c.relname FROM pg_trigger t "
            "JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid "
            "WHERE t.tgenabled = %s AND p.proname = %s AND p.prosrc = %s "
            "AND pg_table_is_visible(c.oid)",
            [_ENABLED_ALWAYS, _FUNCTION, _BODY],
        )
        return set(cursor.fetchall())
