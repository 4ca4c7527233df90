"""Whatever goes wrong, the person reads what happened and what to do, and nothing else."""

import subprocess
import sys

import pytest
from django.conf import LazySettings
from django.core.exceptions import RequestDataTooBig
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from openrsd.web import views
from openrsd.web.error_pages import PAGES, error_page
from tests.people import signed_in, staff
from tests.web.faulty_urls import SECRET

LARGE = "x" * (3 * 1024 * 1024)


@pytest.mark.django_db
def test_a_page_that_is_not_there_is_the_same_for_everyone_and_every_address() -> None:
    officer = signed_in(staff("case-officer"))
    stranger = Client()
    answers = [
        browser.get(address)
        for browser in (officer, stranger)
        for address in ("/nowhere/", "/nowhere/else/?a=b")
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert "nowhere" not in answers[0].content.decode()


@pytest.mark.django_db
def test_an_old_form_says_that_nothing_was_saved_and_what_to_do() -> None:
    careful = Client(enforce_csrf_checks=True)
    answer = careful.post("/account/sign-in/", {"login": "heron-12"})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "The form is too old" in page
    assert "Nothing was saved" in page
    assert "heron-12" not in page


@pytest.mark.django_db
def test_too_much_is_said_to_be_too_much(client: Client) -> None:
    answer = client.post("/theme/", LARGE, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413
    assert "That is too large" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "sent", "code"), [("/theme/", None, 405), ("/theme/", {"theme": "pink"}, 400)]
)
def test_nobody_is_refused_with_an_empty_page(
    client: Client, address: str, sent: dict[str, str] | None, code: int
) -> None:
    answer = client.get(address) if sent is None else client.post(address, sent)
    assert answer.status_code == code
    assert PAGES[code].title in answer.content.decode()
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Content-Length"] == str(len(answer.content))


@pytest.mark.urls("tests.web.faulty_urls")
def test_a_fault_of_the_program_is_told_without_database_and_without_what_it_was_about(
    caplog: pytest.LogCaptureFixture,
) -> None:
    # Given no right to touch the database in this test
    answer = Client(raise_request_exception=False).get("/fault/")
    assert answer.status_code == 500
    assert "Something failed" in answer.content.decode()
    assert SECRET not in answer.content.decode()
    assert SECRET not in caplog.text


@pytest.mark.django_db
def test_every_page_of_error_is_written_without_asking_anything() -> None:
    request = RequestFactory().get("/")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        for code, page in PAGES.items():
            answer = error_page(request, code)
            assert answer.status_code == code
            assert page.happened.replace("'", "&#x27;") in answer.content.decode()
    assert len(asked) == 0


def test_a_demonstration_says_so_on_pages_of_error_too(settings: LazySettings) -> None:
    settings.DEMONSTRATION = True
    page = error_page(RequestFactory().get("/"), 404).content.decode()
    assert "Everyone here is invented." in page


def test_a_status_without_words_of_its_own_still_has_words() -> None:
    request = RequestFactory().get("/")
    assert PAGES[400].title in error_page(request, 418).content.decode()
    assert PAGES[500].title in error_page(request, 502).content.decode()


def test_what_is_too_large_is_told_from_what_cannot_be_read() -> None:
    request = RequestFactory().get("/")
    assert views.bad_request(request, RequestDataTooBig()).status_code == 413
    assert views.bad_request(request, ValueError()).status_code == 400


def test_the_locked_page_needs_neither_django_nor_a_key() -> None:
    asked = (
        "import sys; from openrsd.web.locked_page import locked_headers, locked_page; "
        "print(locked_page().decode()); print(locked_headers(https=True)); "
        "print([name for name in sys.modules if name.split('.')[0] in ('django', 'cryptography')])"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True, text=True)
    page, headers, imported = told.stdout.strip().split("\n")
    assert "OpenRSD is locked" in page
    assert "default-src 'none'" in headers
    assert "Strict-Transport-Security" in headers
    assert "unsafe" not in headers
    assert imported == "[]"
