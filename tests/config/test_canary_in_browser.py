"""People type words into the pages of a real browser; nothing left on a disk holds one in clear.

The words are typed where they belong, where they do not belong, and into forms that are refused.
"""

import json
import shutil
from pathlib import Path

import pyrage
from playwright.sync_api import Browser

from tests.config.scanning import Scanner
from tests.config.test_canary import CELLS, whole_cluster
from tests.serving import SERVER, Home, Installations, Served
from tests.web.browser import OpenWindow, Window, chromium, opening

__all__ = ["chromium"]

WORDS = {
    place: f"Zwyrteł-{place}-옥희"
    for place in ("name", "story", "later", "refused", "reason", "colleague", "sign-in", "asked")
}
KEY = pyrage.x25519.Identity.generate()
EXPECTED = """
import json, sys
from tests.protected.models import Dossier
kept = Dossier.objects.get()
assert (kept.name.open(), kept.story.open()) == tuple(json.loads(sys.argv[1]))
"""


def test_no_word_that_people_typed_is_in_clear_in_anything_left_on_a_disk(
    installations: Installations, chromium: Browser, tmp_path: Path
) -> None:
    left = tmp_path / "left"
    temporary = left / "temporary"
    temporary.mkdir(parents=True)
    home = installations.make("demo").with_environment(TMPDIR=str(temporary))
    with home.serving() as served, opening(chromium, served) as windows:
        passphrase = _passphrase(home)
        record = _a_clerk_registers(_window(windows, served, "clerk", passphrase))
        _an_officer_opens_it_in_an_emergency(
            _window(windows, served, "officer", passphrase), record
        )
        _an_administrator_makes_a_colleague(_window(windows, served, "admin", passphrase))
        _data_protection_searches(_window(windows, served, "protection", passphrase))
        _somebody_mistakes_the_page_of_sign_in(windows())
        home.inside(EXPECTED, json.dumps([WORDS["name"], WORDS["later"]]))
        home.command("backup", left / "a.backup", "--recipient", str(KEY.to_public()))
        home.inside(CELLS, str(left / "cells"))
        shutil.copytree(home.folder, left / "home", ignore=shutil.ignore_patterns("*.sock"))
        if SERVER:
            whole_cluster(left / "cluster")
    backup = (left / "a.backup").read_bytes().partition(b"\n\0\0\0\0")[2]
    (left / "opened backup").write_bytes(pyrage.decrypt(backup, [KEY]))
    assert Scanner(*WORDS.values()).in_folder(left) == []


def _passphrase(home: Home) -> str:
    return (home.folder / "demo-sign-ins.txt").read_text("utf-8").splitlines()[0].split(" ")[-1]


def _window(windows: OpenWindow, served: Served, who: str, passphrase: str) -> Window:
    window = windows()
    window.sign_in(who, passphrase)
    return window


def _press(window: Window, button: str) -> None:
    window.page.get_by_role("button", name=button).click()
    window.page.wait_for_load_state()


def _a_clerk_registers(window: Window) -> str:
    page = window.page
    window.go("/dossiers/new/")
    page.get_by_label("Story").fill(WORDS["refused"])
    page.locator("main form").first.evaluate("form => form.noValidate = true")
    page.locator("main form button").first.click()
    page.get_by_label("Name").fill(WORDS["name"])
    page.get_by_label("Story").fill(WORDS["story"])
    page.locator("main form button").first.click()
    page.wait_for_load_state()
    record = page.url.rstrip("/").rpartition("/")[2]
    window.go(f"/dossiers/{record}/story/")
    page.get_by_label("Story").fill(WORDS["later"])
    page.locator("main form button").first.click()
    page.wait_for_load_state()
    assert WORDS["later"] in page.locator("main").inner_text()
    return record


def _an_officer_opens_it_in_an_emergency(window: Window, record: str) -> None:
    window.go(f"/access/break-glass/dossier/{record}/")
    window.page.get_by_label("Why do you need").fill(f"Removal tonight: {WORDS['reason']}")
    _press(window, "Open the record")
    assert WORDS["name"] in window.page.locator("main").inner_text()


def _an_administrator_makes_a_colleague(window: Window) -> None:
    page = window.page
    window.go("/staff/users/new/")
    # First with the name of a person where a code belongs.
    for sign_in_name in (WORDS["sign-in"], "lark-7"):
        page.get_by_label("Sign-in name").fill(sign_in_name)
        page.get_by_label("Name", exact=True).fill(WORDS["colleague"])
        _press(window, "Make the user")
    assert "lark-7" in page.locator("main").inner_text()


def _data_protection_searches(window: Window) -> None:
    window.go("/oversight/ledger/")
    window.page.get_by_label("Who acted").fill(WORDS["asked"])
    _press(window, "Search")
    assert "Nobody signs in with this name" in window.page.locator("main").inner_text()


def _somebody_mistakes_the_page_of_sign_in(window: Window) -> None:
    window.sign_in(WORDS["sign-in"], WORDS["name"])
    assert "is wrong" in window.page.get_by_role("alert").first.inner_text()
