"""The page for everyone: it sets nothing, keeps nothing, and cannot be made to work too hard."""

import hashlib
import re
from importlib.resources import files
from io import BytesIO

import pytest
from django.core.cache import cache
from django.test import Client

from openrsd.ledger.models import EntryRow
from openrsd.protection.certificates.words import words
from tests.protection.certificates.made import code

pytestmark = pytest.mark.django_db
PAGE = "/protected/"


def test_every_language_is_one_page_in_its_own_direction() -> None:
    for tag, spoken in words().items():
        answer = Client().get(PAGE, {"language": tag})
        text = answer.content.decode()
        assert f'<html lang="{tag}" dir="{spoken.direction}">' in text
        assert spoken.not_valid in text
        assert spoken.contact_unhcr in text, "nobody is named, so UNHCR is, in words"
        assert answer.headers["Content-Language"] == tag


@pytest.mark.parametrize(
    ("asked", "given"),
    [("ar-EG,en;q=0.8", "ar"), ("zh-CN", "zh-Hans"), ("ko-KR", "ko"), ("xx", "en"), ("", "en")],
)
def test_an_officer_is_spoken_to_as_her_browser_asks(asked: str, given: str) -> None:
    answer = Client().get(PAGE, headers={"accept-language": asked})
    assert answer.headers["Content-Language"] == given


def test_a_check_leaves_nothing_behind() -> None:
    before = EntryRow.objects.count()
    for text in (code(), "hello", "", "\x00" * 50, "ORSD1:" + "🙂" * 900):
        answer = Client().post(PAGE, {"text": text})
        assert answer.status_code == 200
        assert words()["en"].not_valid in answer.content.decode()
        assert not answer.cookies
        assert answer.headers["Cache-Control"] == "no-store"
    assert EntryRow.objects.count() == before


def test_who_asks_too_often_waits() -> None:
    cache.clear()
    answers = [Client().post(PAGE, {"text": "hello"}).status_code for _ in range(40)]
    assert answers[0] == 200
    assert answers[-1] == 429


def test_a_picture_too_large_is_refused_before_it_is_read() -> None:
    cache.clear()
    large = BytesIO(bytes(13 * 1024 * 1024))
    large.name = "photo.png"
    assert (
        Client(raise_request_exception=False).post(PAGE, {"photograph": large}).status_code == 413
    )


def test_what_is_given_out_is_the_same_for_everyone_and_names_nobody() -> None:
    known = Client().get("/protected/known/").json()
    assert known == {"format": 1, "keys": {}, "revoked": None}
    script = Client().get("/protected/worker.js").content.decode()
    for tag in words():
        assert f"/protected/?language={tag}" in script
    for file in re.findall(r'"(/static/[^"]+)"', script):
        # Read to its end, the file is closed.
        assert b"".join(Client().get(file)), file


def test_a_telephone_keeps_everything_that_the_page_is_made_of() -> None:
    kept = Client().get("/protected/worker.js").content.decode()
    for tag in words():
        text = Client().get(PAGE, {"language": tag}).content.decode()
        for file in re.findall(r'(?:href|src)="(/static/[^"]+)"', text):
            assert f'"{file}"' in kept, file


def test_foreign_scripts_are_those_that_were_published() -> None:
    vendor = files("openrsd.protection") / "static" / "protection" / "vendor"
    listed = re.findall(
        r"\| `([^`]+\.js)` \|.*`([0-9a-f]{64})` \|", (vendor / "README.md").read_text()
    )
    assert len(listed) == 2
    for name, digest in listed:
        assert hashlib.sha256((vendor / name).read_bytes()).hexdigest() == digest
