"""Every answer carries the headers that keep it private and keep strangers' code out."""

import os
import subprocess
import sys
from uuid import uuid4

import pytest
from django.http.response import HttpResponseBase
from django.test import Client

from tests.people import signed_in, staff
from tests.routes import METHODS, table

pytestmark = pytest.mark.any_database

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
# The one page that may use the camera, and only by itself.
CAMERA = {"/protected/": "camera=(self), geolocation=(), microphone=()"}
FILES = ("web/openrsd.css", "web/dark.css", "web/vendor/bootstrap.min.css", "web/icon.svg")


def missing(answer: HttpResponseBase) -> list[str]:
    """What the headers of this answer lack."""
    policy = dict(
        part.strip().split(" ", 1)
        for part in answer.headers.get("Content-Security-Policy", "").split(";")
        if " " in part.strip()
    )
    always = dict(ALWAYS)
    path = getattr(getattr(answer, "wsgi_request", None), "path", "")
    always["Permissions-Policy"] = CAMERA.get(path, ALWAYS["Permissions-Policy"])
    return [name for name, value in always.items() if answer.headers.get(name) != value] + [
        directive for directive, sources in POLICY.items() if policy.get(directive) != sources
    ]


def loose(answer: HttpResponseBase) -> list[str]:
    """Cookies that scripts could read or other sites could use."""
    return [
        name
        for name, cookie in answer.cookies.items()
        if not cookie["httponly"] or cookie["samesite"] != "Strict"
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("name", table())
def test_every_answer_at_every_address_is_private(name: str) -> None:
    row, wrong = table()[name], []
    for browser in (Client(raise_request_exception=False), signed_in(staff("case-officer"))):
        for method in METHODS:
            answer = getattr(browser, method)(row.path(uuid4()), row.form)
            lacks = missing(answer) + loose(answer)
            if answer.headers["Cache-Control"] != "no-store":
                lacks.append("Cache-Control")
            if lacks:
                wrong.append((method, answer.status_code, lacks))
    assert wrong == []


@pytest.mark.parametrize("file", FILES)
def test_files_of_the_product_are_checked_for_news_each_time(client: Client, file: str) -> None:
    answer = client.get(f"/static/{file}")
    # Read to its end, the file is closed.
    assert b"".join(answer)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"
    assert missing(answer) == []
    again = client.get(
        f"/static/{file}", headers={"If-Modified-Since": answer.headers["Last-Modified"]}
    )
    assert again.status_code == 304


def test_a_file_that_is_not_there_is_a_page_like_any_other(client: Client) -> None:
    answer = client.get("/static/web/nothing.css")
    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store"
    assert missing(answer) == []


def test_nothing_that_the_pages_link_to_is_missing(client: Client) -> None:
    # Style sheets name further files; ours and those we took over name none outside themselves.
    for file in (*FILES, "web/vendor/bootstrap.rtl.min.css"):
        content = b"".join(client.get(f"/static/{file}"))
        assert b"sourceMappingURL" not in content
        named = [part.split(b")")[0] for part in content.split(b"url(")[1:]]
        assert all(name.strip(b"\"'").startswith(b"data:") for name in named)


def test_django_has_no_warning_for_an_installation_on_the_network() -> None:
    environment = {
        **os.environ,
        "OPENRSD_HTTPS": "1",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": ".",
    }
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
