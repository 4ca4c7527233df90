"""Guessing from many sides at once, at a real server, gains nothing."""

import re
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from urllib.parse import urlencode

from tests.people import PASSPHRASE
from tests.serving import Home, Served

GUESSERS = 12


def try_password(served: Served, password: str) -> str:
    """The page that came back to one browser, over a connection of its own."""
    connection = HTTPConnection("127.0.0.1", served.port, timeout=60)
    host = {"Host": f"localhost:{served.port}"}
    connection.request("GET", "/account/sign-in/", headers=host)
    answer = connection.getresponse()
    page = answer.read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    cookie = (answer.headers["Set-Cookie"] or "").partition(";")[0]
    assert token
    form = {"csrfmiddlewaretoken": token[1], "login": "heron", "password": password}
    headers = {
        **host,
        "Cookie": cookie,
        "Content-Type": "application/x-www-form-urlencoded",
        "Origin": f"http://localhost:{served.port}",
    }
    connection.request("POST", "/account/sign-in/", urlencode(form), headers)
    answer = connection.getresponse()
    page = answer.read().decode()
    connection.close()
    assert answer.status == 200, answer.status
    return page


def test_many_guesses_at_once_are_counted_one_by_one(production: Home) -> None:
    production.inside('from tests import people\npeople.staff("case-officer", username="heron")')
    with production.serving() as served, ThreadPoolExecutor(GUESSERS) as pool:
        pages = list(pool.map(lambda n: try_password(served, f"guess {n}"), range(GUESSERS)))
        checked = [page for page in pages if "name or the password is wrong" in page]
        refused = [page for page in pages if "too many attempts" in page]
        assert len(checked) + len(refused) == GUESSERS
        assert 1 <= len(checked) <= 5
        assert "too many attempts" in try_password(served, PASSPHRASE)
