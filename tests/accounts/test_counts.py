"""What is counted of attempts: nothing in its table can run, and nothing in it names anybody."""

import base64
import json
import os
import pickle
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from openrsd.accounts.signing_in.models import Count
from tests import people
from tests.accounts.signing_in import CODE, code_of, give_code, give_password
from tests.accounts.test_sign_in import in_the_database

pytestmark = pytest.mark.django_db
ADDRESS, NEIGHBOURS = "203.0.113.77", "2001:db8:77::5"


class Planted:
    """Makes a file when it is unpickled."""

    def __init__(self, at: Path) -> None:
        self.at = at

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self.at),)


def test_what_somebody_writes_into_the_table_never_runs(tmp_path: Path) -> None:
    officer = people.staff("case-officer")
    give_password(Client(), officer.username, "guess")
    planted = base64.b64encode(pickle.dumps(Planted(tmp_path / "ran"))).decode()
    assert Count.objects.update(value=planted)
    browser = Client(raise_request_exception=False)
    for _attempt in range(3):
        give_password(browser, officer.username, "guess")
    give_password(browser, officer.username)
    give_code(browser, code_of())
    assert not (tmp_path / "ran").exists()


def test_neither_addresses_nor_names_nor_codes_stand_in_it() -> None:
    officer, code = people.staff("case-officer"), code_of()
    for address in (ADDRESS, NEIGHBOURS):
        give_password(Client(REMOTE_ADDR=address), officer.username, "guess")
    browser = Client(REMOTE_ADDR=ADDRESS)
    give_password(browser, officer.username)
    assert give_code(browser, code).status_code == 302
    assert in_the_database(ADDRESS, "2001:db8:77") == []
    kept = json.dumps(list(Count.objects.values_list("key", "value")))
    for told in (str(officer.id), officer.id.hex, officer.username, code):
        assert told not in kept


def test_what_has_had_its_time_is_forgotten_at_the_next_attempt(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for number in range(5):
        give_password(Client(REMOTE_ADDR=f"203.0.113.{number}"), f"name-{number}", "guess")
    before, now = set(Count.objects.values_list("key", flat=True)), time.time()
    monkeypatch.setattr(time, "time", lambda: now + 3600)
    assert (
        give_password(Client(), people.staff("case-officer").username).headers["Location"] == CODE
    )
    assert not before & set(Count.objects.values_list("key", flat=True))


def test_it_counts_as_a_cache_does() -> None:
    assert cache.add("one", 1, timeout=60)
    assert not cache.add("one", 2, timeout=60)
    assert cache.get("one") == 1
    cache.set("one", [1.5, 2.5], 60)
    assert cache.get("one") == [1.5, 2.5]
    cache.set("one", "y", 0)
    assert cache.get("one", "nothing") == "nothing"
    assert cache.add("one", True, timeout=60), "a lapsed one is no hindrance"
    assert cache.delete("one")
    assert not cache.delete("one")
    with pytest.raises(ValueError, match="for ever"):
        cache.set("one", 1, None)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_take_the_same_at_once_one_gets_it() -> None:
    def take(_number: int) -> bool:
        try:
            return cache.add("a code", 1, timeout=60)
        finally:
            connection.close()

    cache.set("a code", 1, 0)
    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(take, range(6))) == [False] * 5 + [True]
