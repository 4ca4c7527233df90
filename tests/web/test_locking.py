"""Whoever may lock does so with two presses, and everyone else cannot tell that it is possible."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError, connection

from openrsd.ledger.models import EntryRow
from openrsd.vault.locking import is_locked, take_away_lock
from openrsd.web import actions, acts
from tests.people import acting_as, applicant, signed_in, staff

Execute = Callable[[str, Any, bool, Any], Any]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def unlocked_again() -> Iterator[None]:
    yield
    if is_locked(settings.PLACES.run):
        take_away_lock(settings.PLACES.run)


def entries() -> list[str]:
    return list(EntryRow.objects.filter(action=acts.LOCK.code).values_list("result", flat=True))


def test_an_officer_asks_confirms_and_everything_is_locked() -> None:
    browser = signed_in(staff("case-officer"))
    # The foot of each page leads to the question, and the question changes nothing.
    assert 'href="/lock/"' in browser.get("/").content.decode()
    assert "Lock this installation?" in browser.get("/lock/").content.decode()
    assert browser.post("/lock/").status_code == 200
    assert not is_locked(settings.PLACES.run)
    answer = browser.post("/lock/", {"sure": "yes"})
    assert answer.status_code == 503
    assert "OpenRSD is locked" in answer.content.decode()
    assert is_locked(settings.PLACES.run)
    assert entries() == ["done"]


@pytest.mark.parametrize("person", ["interpreter", "applicant"])
def test_who_may_not_lock_finds_nothing_and_is_on_record(person: str) -> None:
    browser = signed_in(applicant() if person == "applicant" else staff(person))
    assert "/lock/" not in browser.get("/").content.decode()
    assert browser.get("/lock/").content == browser.get("/nowhere/").content
    assert browser.post("/lock/", {"sure": "yes"}).status_code == 404
    assert not is_locked(settings.PLACES.run)
    assert entries() == ["refused", "refused"], "the question was refused, and the lock"


def test_a_lock_that_cannot_be_recorded_is_set_all_the_same() -> None:
    officer = acting_as(staff("case-officer"))

    def full(execute: Execute, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("INSERT"):
            raise OperationalError
        return execute(sql, params, many, context)

    with connection.execute_wrapper(full):
        actions.lock_installation(settings.PLACES.run, acting=officer)
    assert is_locked(settings.PLACES.run)
    assert entries() == []
