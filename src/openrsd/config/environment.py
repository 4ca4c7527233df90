"""What operators set through environment variables, read once and checked."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from openrsd.config.errors import UnsafeSetting
from openrsd.config.places import Places
from openrsd.texts import gettext as _

_HERE = {"", "localhost", "127.0.0.1", "::1"}
_YES, _NO = {"1", "yes", "true", "on"}, {"", "0", "no", "false", "off"}


def flag(name: str, *, default: bool = False) -> bool:
    """Whether the variable says yes."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in _YES | _NO:
        return value.strip().lower() in _YES
    raise UnsafeSetting(_("{name} must be 1 or 0.").format(name=name))


def listed(name: str, default: str) -> list[str]:
    """The words of the variable, separated by commas or spaces."""
    return os.environ.get(name, default).replace(",", " ").split()


def days(name: str, usual: int) -> int:
    """How many days the variable says: from 1 to 365."""
    value = os.environ.get(name, str(usual)).strip()
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= 365):
        raise UnsafeSetting(_("{name} must be a number of days from 1 to 365.").format(name=name))
    return int(value)


def file(name: str, usual: Path) -> Path:
    """The file that the variable names, or the usual one."""
    given = os.environ.get(name)
    return Path(given).expanduser().absolute() if given else usual


def proxies() -> frozenset[str]:
    """The addresses from which the web server in front asks; it alone may say for whom."""
    return frozenset(listed("OPENRSD_PROXIES", "127.0.0.1 ::1"))


def database(places: Places) -> dict[str, Any]:
    """Django's settings of the database: PostgreSQL where `DATABASE_URL` is set."""
    url = os.environ.get("DATABASE_URL")
    return _server(url) if url else _file(places)


def _file(places: Places) -> dict[str, Any]:
    return {
        "ENGINE": "openrsd.vault.sqlcipher",
        "NAME": str(places.database),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            # A writer takes the lock when it begins, so that two never wait for each other.
            "transaction_mode": "IMMEDIATE",
            # FULL: what a page says is saved outlives a power cut.
            "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL",
        },
    }


def _server(url: str) -> dict[str, Any]:
    try:
        parts: Mapping[str, Any] = conninfo_to_dict(url)
    except ProgrammingError:
        parts = {}
    if not url.startswith(("postgres://", "postgresql://")) or "dbname" not in parts:
        raise UnsafeSetting(
            _("DATABASE_URL must look like postgresql://user:password@host:5432/database.")
        )
    if not _is_private(parts):
        raise UnsafeSetting(
            _(
                "The database server is on another machine, and nothing shows that it is the "
                "right one. Add to DATABASE_URL: ?sslmode=verify-full&sslrootcert=FILE."
            )
        )
    options = {
        name: value
        for name, value in parts.items()
        if name not in ("dbname", "user", "password", "host", "port")
    }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts["dbname"],
        "USER": parts.get("user", ""),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": str(parts.get("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def _is_private(parts: Mapping[str, Any]) -> bool:
    """Whether nobody between can read or stand in: a socket, this machine, or proven TLS."""
    hosts = str(parts.get("hostaddr") or parts.get("host") or "").split(",")
    here = all(host.startswith("/") or host in _HERE for host in hosts)
    return here or parts.get("sslmode") == "verify-full"
