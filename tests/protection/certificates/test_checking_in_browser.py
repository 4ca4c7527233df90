"""An officer with a telephone checks a certificate in a real browser, in her own language; the
network may be off. Staff hand a certificate out in another.
"""

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, FilePayload

from openrsd.protection.certificates import revoking, verifying, writing
from openrsd.protection.certificates.codes import found_in
from openrsd.protection.certificates.profile import DEMONSTRATION
from openrsd.protection.certificates.words import words
from tests.protection.certificates.holders import DECIDED
from tests.protection.certificates.made import KEY, OTHER, TODAY, code, corruptions, raw, trust
from tests.protection.certificates.made import said as made_said
from tests.protection.certificates.photographs import photograph
from tests.serving import Installations, Served
from tests.web.browser import OpenWindow, Window, chromium, opening

__all__ = ["chromium"]

PEOPLE = """
import json
from base64 import b64encode
from openrsd.protection.certificates import actions
from openrsd.protection.certificates.choosing import Form, Why
from tests.people import signed_in
from tests.protection.certificates.holders import *
from openrsd.accounts.models import User
first, lost, second = a_holder(), a_holder(), a_holder()
desk = at_the_desk(first)
picture = {}
for one, acting in ((first, desk), (lost, at_the_desk(lost))):
    issued(one, acting, languages=("ar",))
    made = actions.printed(one.id, Form.PHONE, None, acting=acting)
    picture[str(one.id)] = b64encode(made.content).decode()
# Lost before the first list of the day is made.
actions.revoke(lost.id, Why.LOST, acting=acting)
clerk = at_the_desk(second)
print(json.dumps({
    "valid": picture[str(first.id)], "lost": picture[str(lost.id)], "record": str(second.id),
    "session": signed_in(User.objects.get(id=clerk.id)).cookies["sessionid"].value,
}))
"""
SOAK = os.environ.get("OPENRSD_SOAK") == "1"
PHOTOGRAPHS = 30 if SOAK else 6
PICTURES = os.environ.get("OPENRSD_TEST_PICTURES", "")


@dataclass(frozen=True)
class Place:
    """A served demonstration, with certificates that were handed out."""

    served: Served
    valid: bytes
    lost: bytes
    record: str
    session: str


@pytest.fixture(scope="module")
def place(installations: Installations) -> Iterator[Place]:
    home = installations.make("demo")
    (home.folder / "certificates.yaml").write_text(DECIDED, "utf-8")
    made = json.loads(home.inside(PEOPLE))
    valid, lost = b64decode(made["valid"]), b64decode(made["lost"])
    with home.serving() as served:
        yield Place(served, valid, lost, made["record"], made["session"])


@pytest.fixture
def at(chromium: Browser, place: Place) -> Iterator[OpenWindow]:
    with opening(chromium, place.served) as opens:
        yield opens


def opened(window: Window, language: str = "en", behind: str = "") -> None:
    """The page, ready to check."""
    window.go(f"/protected/?language={language}{behind}")
    window.page.wait_for_selector("body[data-ready]")


# So that what is read afterwards is the answer to what is asked now.
CLEAR = "document.querySelectorAll('.result').forEach((one) => { one.hidden = true; })"


def choose(window: Window, picture: bytes) -> None:
    """A photograph is chosen and checked."""
    window.page.evaluate(CLEAR)
    file = FilePayload(name="photo.jpg", mimeType="image/jpeg", buffer=picture)
    window.page.get_by_label(words()["en"].photograph).set_input_files(file)
    window.page.get_by_role("button", name=words()["en"].do_check).click()
    window.page.wait_for_selector("#results section:not([hidden])")


def paste(window: Window, text: str) -> None:
    window.page.evaluate(CLEAR)
    window.page.locator("#text").fill(text)
    window.page.locator("#check button").click()
    window.page.wait_for_selector("#results section:not([hidden])")


def code_of(picture: bytes) -> Image.Image:
    """The code alone, with its quiet margin, as it stands on the picture for a telephone."""
    return Image.open(BytesIO(picture)).convert("L").crop((55, 47, 653, 645))


def said(window: Window) -> str:
    return window.page.locator("#results").inner_text()


def test_a_photograph_of_paper_is_read_without_a_network(at: OpenWindow, place: Place) -> None:
    window = at(viewport={"width": 360, "height": 740})
    opened(window)
    window.page.wait_for_selector("#works-offline:not([hidden])")
    window.context.set_offline(True)
    # A new visit, as on the next day at a post in the mountains.
    opened(window)
    english, found = words()["en"], 0
    for seed in range(PHOTOGRAPHS):
        choose(window, photograph(code_of(place.valid), seed))
        # Whoever cannot read it at once photographs it again; a wrong answer would not mend.
        found += english.valid in said(window)
        assert english.valid in said(window) or english.because_unreadable in said(window)
    # Each certificate has a code of its own, so that a few photographs say little.
    assert found >= (PHOTOGRAPHS / 2 if SOAK else 1)
    choose(window, place.valid)
    assert english.valid in said(window)
    assert english.statement in said(window)
    assert DEMONSTRATION in said(window), "also where the profile names a real office"
    assert "+82 2 000 0000" in said(window)
    choose(window, place.lost)
    assert english.not_valid in said(window)
    assert english.because_revoked in said(window)
    window.is_accessible()
    for tag in words():
        opened(window, tag)
        assert words()[tag].page_title in window.page.inner_text("h1")


def test_whatever_is_not_valid_says_that_it_says_nothing(at: OpenWindow) -> None:
    window = at()
    for tag in words() if SOAK else ("ar", "fr", "zh-Hans"):
        spoken = words()[tag]
        opened(window, tag)
        for text, because in (
            ("hello", spoken.because_unreadable),
            (code(OTHER), spoken.because_unknown_issuer),
            ("", spoken.because_unreadable),
        ):
            paste(window, text)
            assert spoken.not_valid in said(window)
            assert because in said(window)
            assert spoken.statement not in said(window)
            assert "+82 2 000 0000" in said(window)


def test_a_thousand_corruptions_are_all_refused_by_the_browser_too(at: OpenWindow) -> None:
    window = at()
    opened(window)
    check = """([texts, key, name]) => {
        const trust = { keys: { [name]: new Uint8Array(key) }, revoked: new Set(), at: 0 };
        return texts.map(
            (text) => OpenRSDCertificates.check(text, trust, 1795392000).result);
    }"""
    known = [list(KEY.public), KEY.key_id]

    assert window.page.evaluate(check, [[code()], *known]) == ["valid"]
    results = window.page.evaluate(check, [corruptions(1000, seed=20261123), *known])
    assert len(results) == 1000
    assert "valid" not in results
    assert set(results) <= {"unreadable", "forged", "unknown-issuer"}


def test_neither_here_nor_there_a_signature_can_be_written_in_another_way(at: OpenWindow) -> None:
    # Adding the order of the group to a signature's second half gives another that also fits.
    order = 2**252 + 27742317777372353535851937790883648493
    content = raw()
    other = int.from_bytes(content[-32:], "little") + order
    text = "".join(writing.bare(content[:-32] + other.to_bytes(32, "little")))
    window = at()
    opened(window)
    check = """([text, key, name]) => {
        const trust = { keys: { [name]: new Uint8Array(key) }, revoked: new Set(), at: 0 };
        return OpenRSDCertificates.check(text, trust, 1795392000).result;
    }"""

    assert window.page.evaluate(check, [text, list(KEY.public), KEY.key_id]) == "forged"
    assert verifying.check(text, trust(), TODAY).result is verifying.Result.FORGED


def test_a_list_is_believed_only_from_a_known_key(at: OpenWindow) -> None:
    window = at()
    opened(window)
    day = revoking.bucket([revoking.hash_of(made_said().id)])
    look = """([known, text]) => {
        const trust = OpenRSDCertificates.trusted(known);
        return [trust.at, OpenRSDCertificates.check(text, trust, 1795392000).result];
    }"""
    keys = {KEY.key_id: b64encode(KEY.public).decode()}
    for key, expected in ((KEY, [1795392000, "revoked"]), (OTHER, [0, "valid"])):
        at_noon = datetime.fromtimestamp(1795392000, UTC)
        listed = b64encode(revoking.signed_list("Office", at_noon, [day], key)).decode()
        known = {"format": 1, "keys": keys, "revoked": listed}
        assert window.page.evaluate(look, [known, code()]) == expected


def test_the_code_in_an_address_is_checked_and_taken_out_of_it(
    at: OpenWindow, place: Place
) -> None:
    window = at()
    letters = found_in(place.valid).partition("#")[2]
    opened(window, behind=f"#{letters}")

    assert words()["en"].valid in said(window)
    assert "#" not in window.page.url
    assert letters not in place.served.log


def test_without_javascript_the_server_answers_and_forgets(
    at: OpenWindow, place: Place, tmp_path: Path
) -> None:
    window = at(java_script_enabled=False)
    for picture, expected in (
        (place.valid, words()["fr"].valid),
        (place.lost, words()["fr"].because_revoked),
        (b"no picture", words()["fr"].because_unreadable),
    ):
        window.go("/protected/?language=fr")
        file = FilePayload(name="photo.png", mimeType="image/png", buffer=picture)
        window.page.locator("#photograph").set_input_files(file)
        window.page.locator("#check button").click()
        assert expected in said(window)
    assert window.context.cookies() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["ar", "ko"])
def test_results_can_be_read_by_everyone(
    at: OpenWindow, place: Place, language: str, scheme: str
) -> None:
    window = at(viewport={"width": 320, "height": 700}, color_scheme=scheme)
    opened(window, language)
    for name, text in (("valid", found_in(place.valid)), ("not-valid", "hello")):
        paste(window, text)
        if PICTURES:
            window.page.screenshot(
                path=Path(PICTURES) / f"check-{language}-{scheme}-{name}.png", full_page=True
            )
        window.is_accessible()


def test_the_desk_records_the_choice_and_hands_out_the_paper(at: OpenWindow, place: Place) -> None:
    window = at(viewport={"width": 1100, "height": 900}, accept_downloads=True)
    window.context.add_cookies(
        [{"name": "sessionid", "value": place.session, "url": window.address}]
    )
    page = window.page
    window.go(f"/protection/certificates/{place.record}/")
    page.get_by_label("On paper").check()
    page.get_by_label("Who explained it").fill("Anna")
    page.get_by_label("On which day").fill("2026-11-20")
    page.get_by_label("In which language").fill("Korean")
    page.get_by_label("What the person was told, and asked").fill("All of it.")
    page.get_by_label("العربية").check()
    page.get_by_role("button", name="Record the choice").click()
    page.get_by_role("button", name="Issue the certificate").click()
    window.is_accessible()
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / "desk.png", full_page=True)
    with page.expect_download() as download:
        page.get_by_role("button", name="Print on paper").click()
    assert download.value.suggested_filename == "document.pdf"
    page.get_by_role("button", name="Replace a lost certificate").click()
    assert "The lost certificate is revoked" in page.inner_text("main")
    page.get_by_label("The holder wishes it").check()
    page.get_by_role("button", name="Revoke").click()
    assert "What protects the person stays as it is." in page.inner_text("main")
    window.is_accessible()
