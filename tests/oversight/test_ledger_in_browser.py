"""The data-protection officer's pages in a real browser: both colours, mirrored on a phone."""

import json
from typing import Any

from playwright.sync_api import Browser

from tests.serving import Installations
from tests.web.browser import chromium, opening

__all__ = ["chromium"]
PEOPLE = """
import json
from openrsd.accounts.acting import system_actor
from openrsd.accounts.recording import Reason, note
from tests.people import signed_in, staff
from tests.protected.acts import LOOK
officer = staff("data-protection-officer", username="owl-2")
clerk = staff("case-officer", username="heron-3")
for number in range(60):
    entry = note(LOOK, acting=system_actor("test"), subject_kind="dossier", subjects=[clerk.id],
        reason=Reason("Asked for by the court.", clerk.compartment))
print(json.dumps({
    "session": signed_in(officer).cookies["sessionid"].value,
    "record": str(clerk.id), "entry": str(entry),
}))
"""
WAYS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 1280, "height": 900}},
    "telephone": {"color_scheme": "light", "viewport": {"width": 320, "height": 640}},
}


def test_she_finds_an_entry_and_prints_a_checkpoint(
    chromium: Browser, installations: Installations
) -> None:
    home = installations.make("demo").with_environment(OPENRSD_LANGUAGES="en ar")
    made = json.loads(home.inside(PEOPLE))
    with home.serving() as served, opening(chromium, served) as opens:
        barriers: list[str] = []
        paths = (
            f"ledger/?about={made['record']}",
            f"ledger/entries/{made['entry']}/",
            "ledger/?who=nobody",
            "ledger/state/",
            "ledger/export/",
            f"who-looked/dossier/{made['record']}/",
        )
        for way, options in WAYS.items():
            window = opens(**options)
            cookies = {"sessionid": made["session"]}
            if way == "telephone":
                cookies["django_language"] = "ar"
            window.context.add_cookies(
                [{"name": n, "value": v, "url": window.address} for n, v in cookies.items()]
            )
            for path in paths if way == "light" else paths[:2]:
                assert window.go(f"/oversight/{path}") in (200, 422)
                barriers += window.barriers()
            if way == "light":
                _walk(window)
                window.is_accessible()
            window.is_sound()
    assert barriers == []


def _walk(window: Any) -> None:
    """By what stands on the pages alone, with no address known."""
    page = window.page
    window.go("/")
    page.get_by_role("link", name="Ledger", exact=True).first.click()
    page.get_by_label("How it ended").select_option("done")
    page.get_by_label("Who acted").fill("heron-3")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Start again").click()
    page.get_by_role("link", name="Next page").click()
    page.get_by_role("region").get_by_role("link").first.click()
    assert page.get_by_text("What is proven").is_visible()
    page.get_by_role("link", name="Back to the ledger").click()
    page.get_by_role("link", name="How the ledger stands").click()
    page.locator("a[href$='/checkpoint/']").click()
    page.get_by_role("button", name="Sign a new one").click()
    assert "OPENRSD LEDGER CHECKPOINT" in page.locator("pre").inner_text()
