"""Every address x every role x relation to the record: what the table says, and no gaps."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client

from openrsd.accounts.models import User
from openrsd.accounts.roles import RoleAccount, roles
from tests import people
from tests.routes import ANONYMOUS, METHODS, Row, addresses, outcome_of, table

pytestmark = pytest.mark.django_db
ROWS = table()
MAKERS = {
    RoleAccount.STAFF: lambda role: people.staff(role),
    RoleAccount.REPRESENTATIVE: lambda role: people.representative(role),
    RoleAccount.APPLICANT: lambda role: people.applicant(role),
}


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert set(addresses()) == set(ROWS)


def test_every_row_says_what_everyone_gets() -> None:
    for row in ROWS.values():
        for method in METHODS:
            for who in (ANONYMOUS, *everyone()):
                assert row.expected(method, who, "no relation that has a name")


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row.of is None])
def test_each_gets_what_the_table_says(name: str) -> None:
    row, differing = ROWS[name], []
    for who, user in people_of_every_role():
        for method in METHODS:
            expected, got = row.expected(method, who), visit(row, method, user)
            if got != expected:
                differing.append(f"{method} as {who}: {got} instead of {expected}")
    assert differing == []


def everyone() -> tuple[str, ...]:
    """Every role that a person can hold."""
    return tuple(role.id for role in roles().values() if role.account is not RoleAccount.NONE)


def people_of_every_role() -> Iterator[tuple[str, User | None]]:
    yield ANONYMOUS, None
    for role in everyone():
        yield role, MAKERS[roles()[role].account](role)


def visit(row: Row, method: str, user: User | None, record: object | None = None) -> int | str:
    """What this person gets. Whatever the visit changes is undone."""
    with transaction.atomic():
        browser = people.signed_in(user) if user else Client()
        browser.raise_request_exception = False
        response = getattr(browser, method)(row.path(record), row.form)
        transaction.set_rollback(True)
    return outcome_of(response)
