"""Every address x every role x relation to the record: what the table says, and no gaps."""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openrsd.accounts.models import User
from openrsd.accounts.roles import RoleAccount, roles
from tests import people
from tests.relations import ABSENT, RELATIONS_TO, WORLDS
from tests.routes import ANONYMOUS, METHODS, Outcome, Row, addresses, outcome_of, table
from tests.serving import SERVER
from tests.warm import SOAK

pytestmark = pytest.mark.django_db
ROWS = table()
NOT_FOUND = 404
ASSIGNED = "assigned"
OF_RECORDS = [name for name, row in ROWS.items() if row.of]
# What differs between any two answers: the token of forms, and the id in the address asked for.
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')


@dataclass(frozen=True, slots=True)
class Answer:
    """All that someone outside can see or measure of an answer."""

    outcome: Outcome
    headers: dict[str, str]
    body: bytes
    cookies: list[str]
    queries: int


class Visitor:
    """Somebody at a browser, signed in as at the first visit whatever a visit changed."""

    def __init__(self, user: User | None) -> None:
        self.user = user
        self.browser = people.signed_in(user) if user else Client()
        self.browser.raise_request_exception = False
        self._cookies = deepcopy(self.browser.cookies)

    def visit(self, row: Row, method: str, record: UUID | None = None) -> tuple[HttpResponse, int]:
        """What this person gets, and in how many queries. Whatever the visit changes is undone."""
        office = people.an_office()
        self.browser.cookies = deepcopy(self._cookies)
        with transaction.atomic():
            # Django keeps the last 9000 only, and would count wrongly beyond.
            connection.queries_log.clear()
            with CaptureQueriesContext(connection) as queries:
                response = getattr(self.browser, method)(row.path(record), row.filled(office))
            transaction.set_rollback(True)
        return response, len(queries)


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert set(addresses()) == set(ROWS)


def test_every_row_says_what_everyone_gets_whatever_the_relation() -> None:
    for row in ROWS.values():
        for method in METHODS:
            for who in (ANONYMOUS, *everyone()):
                for relation in RELATIONS_TO[row.of] if row.of else (None,):
                    assert row.expected(method, who, relation)


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row.of is None])
def test_each_gets_what_the_table_says(name: str) -> None:
    row, differing = ROWS[name], []
    for who, visitor in visitors(name):
        for method in METHODS:
            expected, (got, _queries) = row.expected(method, who), visitor.visit(row, method)
            if outcome_of(got) != expected:
                differing.append(f"{method} as {who}: {outcome_of(got)} instead of {expected}")
    assert differing == []


@pytest.mark.parametrize("name", OF_RECORDS)
def test_each_gets_of_a_record_what_the_table_says_and_cannot_tell_the_rest_from_nothing(
    name: str,
) -> None:
    row, differing = ROWS[name], []
    related = world_of(row)
    for place, (who, visitor) in enumerate(visitors(name)):
        user = visitor.user
        ids = related(user, who) if user else {relation: uuid4() for relation in ("exists", ABSENT)}
        ids = tried_of(ids, list(ROWS).index(name) + place)
        for method in METHODS:
            nothing = answer(row, method, visitor, ids[ABSENT])
            for relation, record in ids.items():
                expected = row.expected(method, who, relation)
                got = nothing if relation == ABSENT else answer(row, method, visitor, record)
                if got.outcome != expected:
                    differing.append(f"{method} as {who}, {relation}: {got.outcome}, {expected}")
                if expected == NOT_FOUND and got != nothing:
                    differing.append(f"{method} as {who}, {relation}: not like nothing")
    assert differing == []


def tried_of(ids: dict[str, UUID], place: int) -> dict[str, UUID]:
    """What is hers and what is not there, and a third of all other relations.

    Another third for the next role and at the next address; in a soak all of them.
    """
    others = [relation for relation in ids if relation not in {ABSENT, ASSIGNED}]
    left_out = set() if SOAK else set(others) - set(others[place % 3 :: 3])
    return {relation: one for relation, one in ids.items() if relation not in left_out}


def world_of(row: Row) -> Callable[[User, str], dict[str, UUID]]:
    """Brings people into every relation to a record; there is someone to tell of broken glasses."""
    for office in ("Border post", "Capital"):
        people.staff("supervisor", office=people.an_office(office), username=f"witness in {office}")
    assert row.of is not None
    return WORLDS[row.of]()


def everyone() -> tuple[str, ...]:
    """Every role that a person can hold."""
    return tuple(role.id for role in roles().values() if role.account is not RoleAccount.NONE)


def visitors(name: str) -> Iterator[tuple[str, Visitor]]:
    """Every third role, on a server every fifth; others at the next address. In a soak all."""
    tried = (ANONYMOUS, *everyone())
    step = 1 if SOAK else 5 if SERVER else 3
    for role in tried[list(ROWS).index(name) % step :: step]:
        yield role, Visitor(None if role == ANONYMOUS else a_person(role))


def a_person(role: str) -> User:
    """Somebody who holds this role."""
    match roles()[role].account:
        case RoleAccount.STAFF:
            return people.staff(role)
        case RoleAccount.REPRESENTATIVE:
            return people.representative(role)
        case _:
            return people.applicant(role)


def answer(row: Row, method: str, visitor: Visitor, record: UUID) -> Answer:
    response, queries = visitor.visit(row, method, record)
    body = _TOKEN.sub(b"", response.content).replace(str(record).encode(), b"<record>")
    return Answer(
        outcome_of(response),
        dict(response.headers),
        body,
        sorted(response.cookies),
        queries,
    )
