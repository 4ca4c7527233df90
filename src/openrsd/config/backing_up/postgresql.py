"""PostgreSQL's own programs, through pipes: nothing of a dump is ever on a disk in clear."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from django.db import connection, transaction
from psycopg.conninfo import make_conninfo

from openrsd.config.backing_up.errors import NoTool
from openrsd.texts import gettext as _

_PLACES = "/usr/lib/postgresql"
_VERSION = re.compile(r"(\d+)(?:\.\d+)*")


@contextmanager
def frozen() -> Iterator[tuple[str, dict[str, int]]]:
    """A name under which other connections see this very moment, and the rows of each table."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        (name,) = cursor.fetchone()
        yield name, rows_of_tables()


def rows_of_tables() -> dict[str, int]:
    """How many rows each table has."""
    with connection.cursor() as cursor:
        rows = {}
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
            (rows[table],) = cursor.fetchone()
    return rows


@contextmanager
def dumping(moment: str) -> Iterator[BinaryIO]:
    """The dump of that moment as it comes out of pg_dump."""
    command = [_program("pg_dump"), "--format=custom", "--no-owner", "--no-privileges"]
    command += [f"--snapshot={moment}", f"--dbname={_address()}"]
    process = _started(command, is_source=True)
    assert process.stdout is not None
    with process:
        try:
            yield cast(BinaryIO, process.stdout)
        except BaseException:
            process.kill()
            raise
        _refuse_failure(process, "pg_dump")


def restore(chunks: Iterable[bytes]) -> None:
    """Everything of a dump into the empty database, or nothing."""
    command = [_program("pg_restore"), "--no-owner", "--no-privileges", "--exit-on-error"]
    command += ["--single-transaction", f"--dbname={_address()}"]
    process = _started(command, is_source=False)
    assert process.stdin is not None
    with process:
        try:
            for chunk in chunks:
                process.stdin.write(chunk)
            process.stdin.close()
        except BrokenPipeError:
            pass  # It gave up and says why.
        except BaseException:
            process.kill()
            raise
        _refuse_failure(process, "pg_restore")


def _program(name: str) -> str:
    """The newest program of this name, which must be as new as the server."""
    found = {_major(path): path for path in _installed(name)}
    newest = max(found, default=0)
    server = connection.cursor().connection.info.server_version // 10000
    if newest < server:
        raise NoTool(
            _(
                "The program {name} of PostgreSQL {version} or newer is needed here; install the "
                "package postgresql-client."
            ).format(name=name, version=server)
        )
    return found[newest]


def _installed(name: str) -> list[str]:
    at_hand = shutil.which(name)
    return [
        *([at_hand] if at_hand else []),
        *(str(path) for path in Path(_PLACES).glob(f"*/bin/{name}")),
    ]


def _major(program: str) -> int:
    said = subprocess.run(  # noqa: S603
        [program, "--version"], capture_output=True, text=True, check=False
    )
    version = _VERSION.search(said.stdout)
    return int(version.group(1)) if version else 0


def _address() -> str:
    settings = connection.settings_dict
    parts = {
        "dbname": settings["NAME"],
        "user": settings["USER"],
        "host": settings["HOST"],
        "port": settings["PORT"],
        **settings["OPTIONS"],
    }
    given = {name: str(value) for name, value in parts.items() if value}
    return make_conninfo("", **given)


def _started(command: list[str], *, is_source: bool) -> subprocess.Popen[bytes]:
    # Not in the arguments, which others on the machine can read.
    password = {"PGPASSWORD": str(connection.settings_dict["PASSWORD"] or "")}
    environment = {**os.environ, **{name: value for name, value in password.items() if value}}
    return subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.DEVNULL if is_source else subprocess.PIPE,
        stdout=subprocess.PIPE if is_source else subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
    )


def _refuse_failure(process: subprocess.Popen[bytes], name: str) -> None:
    if process.wait():
        raise NoTool(
            _("{name} failed; the database server may be away or refuse this user.").format(
                name=name
            )
        )
