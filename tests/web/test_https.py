"""An installation on a network, behind a web server that does the encryption."""

import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import pytest

from tests.people import PASSPHRASE
from tests.serving import Installations, Served
from tests.web.test_headers import ALWAYS

pytestmark = pytest.mark.any_database

HSTS = "max-age=31536000; includeSubDomains"
COOKIES = {"__Host-sessionid", "__Host-csrftoken", "__Host-django_language", "__Host-openrsd_theme"}
TOO_LARGE = 33 * 1024 * 1024


@pytest.fixture(scope="module")
def served(installations: Installations) -> Iterator[Served]:
    home = installations.make("init").with_environment(
        OPENRSD_HTTPS="1", OPENRSD_BEHIND_PROXY="1", OPENRSD_LANGUAGES="en ar"
    )
    home.inside('from tests import people\npeople.applicant("heron")')
    running = home.start()
    yield running
    running.kill()


class Browser:
    """What it keeps, and sends again."""

    def __init__(self, served: Served) -> None:
        self.served = served
        self.cookies: SimpleCookie = SimpleCookie()

    def ask(self, path: str, form: dict[str, str] | None = None, **more: str) -> HTTPResponse:
        """One request as the web server in front hands it on, answered and closed."""
        connection = HTTPConnection("127.0.0.1", self.served.port, timeout=60)
        host = f"localhost:{self.served.port}"
        headers = {
            "Host": host,
            "X-Forwarded-Proto": "https",
            "Origin": f"https://{host}",
            "Cookie": "; ".join(f"{name}={kept.value}" for name, kept in self.cookies.items()),
            **more,
        }
        if form is None:
            connection.request("GET", path, headers=headers)
        else:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request("POST", path, urlencode(form), headers)
        answer = connection.getresponse()
        self.page = answer.read().decode()
        connection.close()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            self.cookies.load(cookie)
        return answer

    def send(self, path: str, **form: str) -> HTTPResponse:
        """A form of a page, with its token."""
        self.ask("/account/sign-in/" if "__Host-sessionid" not in self.cookies else "/")
        token = self.page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        return self.ask(path, {"csrfmiddlewaretoken": token, **form})


def lacking(answer: HTTPResponse) -> list[str]:
    """What an answer that was given without Django lacks."""
    expected = {**ALWAYS, "Cache-Control": "no-store", "Strict-Transport-Security": HSTS}
    expected["Content-Type"] = "text/html; charset=utf-8"
    # It tells nobody where it was, for no form is sent from it.
    expected["Referrer-Policy"] = "no-referrer"
    lacks = [name for name, value in expected.items() if answer.headers.get(name) != value]
    policy = answer.headers.get("Content-Security-Policy", "")
    return lacks if "default-src 'none'" in policy and "frame-anc" in policy else [*lacks, "CSP"]


def test_every_cookie_belongs_to_this_host_alone(served: Served) -> None:
    browser = Browser(served)
    browser.send("/theme/", theme="dark")
    browser.send("/language/", language="ar")
    signed_in = browser.send("/account/sign-in/", login="heron", password=PASSPHRASE)
    assert signed_in.headers["Location"] == "/"
    assert browser.ask("/").status == 200
    assert set(browser.cookies) == COOKIES
    for cookie in browser.cookies.values():
        assert (cookie["path"], cookie["domain"]) == ("/", "")
        assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Strict")
    assert 'dir="rtl"' in browser.page
    assert 'data-bs-theme="dark"' in browser.page
    assert browser.send("/theme/", theme="").status == 302
    assert browser.cookies["__Host-openrsd_theme"].value == ""
    assert browser.cookies["__Host-openrsd_theme"]["secure"], "else no browser would take it away"


def test_what_is_too_large_is_refused_as_carefully_as_all_else(served: Served) -> None:
    browser = Browser(served)
    answer = browser.ask("/", None, **{"Content-Length": str(TOO_LARGE)})
    assert answer.status == 413
    assert "larger than" in browser.page
    assert lacking(answer) == []
    assert answer.headers["Connection"] == "close"


def test_when_it_is_locked_browsers_are_held_to_https_all_the_same(served: Served) -> None:
    browser = Browser(served)
    served.home.command("lock")
    for moment in ("the workers refuse", "the server without keys answers"):
        until = time.monotonic() + 3
        while (answer := _answer(browser)) is None or answer.status != 503:
            assert time.monotonic() < until, moment
        assert lacking(answer) == [], moment
        time.sleep(1)


def _answer(browser: Browser) -> HTTPResponse | None:
    try:
        return browser.ask("/account/sign-in/")
    except OSError:
        return None
