"""Tests that commit empty every table afterwards, which the ledger's triggers refuse.

While Django empties the tables of a test database the triggers are lifted; then they stand again.
"""

from collections.abc import Iterable

from django.db.backends.base.operations import BaseDatabaseOperations

from openrsd.ledger import triggers


def let_tables_be_emptied() -> None:
    """From here on, in this process of tests."""
    emptied = BaseDatabaseOperations.execute_sql_flush

    def execute_sql_flush(self: BaseDatabaseOperations, sql_list: Iterable[str]) -> None:
        with triggers.lifted(self.connection):
            emptied(self, sql_list)

    BaseDatabaseOperations.execute_sql_flush = execute_sql_flush  # type: ignore[method-assign]
