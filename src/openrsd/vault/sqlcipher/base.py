"""Django's SQLite backend over SQLCipher; the key comes from the open vault, never from settings.

Django's backend is written against the standard library's driver. What it registers there is
registered here again for this driver, and its cursor is made anew on this driver's.
"""

import datetime
import decimal
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.backends.sqlite3 import base as plain
from django.db.backends.sqlite3._functions import register as register_functions  # type: ignore[import-untyped]
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from sqlcipher3 import dbapi2 as driver

from openrsd.vault.errors import WrongDatabaseKey
from openrsd.vault.opened import opened

_PARSERS = {
    "date": parse_date,
    "time": parse_time,
    "datetime": parse_datetime,
    "timestamp": parse_datetime,
}
for _name, _parse in _PARSERS.items():
    driver.register_converter(_name, plain.decoder(_parse))
driver.register_converter("bool", b"1".__eq__)
driver.register_adapter(decimal.Decimal, str)
driver.register_adapter(datetime.date, datetime.date.isoformat)
driver.register_adapter(datetime.datetime, lambda moment: moment.isoformat(" "))

Parameters = Sequence[Any] | Mapping[str, Any]


class Cursor(driver.Cursor):  # type: ignore[misc]
    """This driver's cursor, speaking Django's style of parameters (`%s`)."""

    convert_query = plain.SQLiteCursorWrapper.convert_query  # type: ignore[attr-defined]

    def execute(self, query: str, params: Parameters | None = None) -> Any:
        """Run one statement."""
        if params is None:
            return super().execute(query)
        names = list(params) if isinstance(params, Mapping) else None
        return super().execute(self.convert_query(query, param_names=names), params)

    def executemany(self, query: str, param_list: Iterable[Parameters]) -> Any:
        """Run one statement with each of these sets of parameters."""
        rows = list(param_list)
        named = rows and isinstance(rows[0], Mapping)
        names = list(rows[0]) if named else None
        return super().executemany(self.convert_query(query, param_names=names), rows)


class DatabaseWrapper(plain.DatabaseWrapper):
    """SQLite, encrypted as a whole."""

    Database = driver

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection that has proven that its key is the right one."""
        connection = driver.connect(**conn_params)
        try:
            # Otherwise SQLCipher itself writes to the terminal on a wrong key.
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{opened().database_key.hex()}'\"")
            connection.execute("SELECT count(*) FROM sqlite_master")
        except driver.DatabaseError as problem:
            connection.close()
            if "not a database" in str(problem):
                raise WrongDatabaseKey(conn_params["database"]) from None
            raise
        register_functions(connection)
        for setting in ("foreign_keys = ON", "legacy_alter_table = OFF", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {setting}")
        for command in filter(None, map(str.strip, self.init_commands)):  # type: ignore[attr-defined]
            connection.execute(command)
        return connection

    def create_cursor(self, name: str | None = None) -> Any:
        """A cursor of this driver."""
        return self.connection.cursor(factory=Cursor)
