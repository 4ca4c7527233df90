"""A page with a form as somebody types into it, as its script does."""

import json
import re
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from django.test import Client

from tests.protected.models import Dossier

AS_A_BROWSER = {"Accept": "text/html,application/xhtml+xml"}
KEEP, DISCARD = "/drafts/keep/", "/drafts/discard/"
LONG = "She waited nine days at the river, and the tenth night they came for her brother."


def story_page(dossier: Dossier) -> str:
    """Where the story of a dossier is written."""
    return f"/dossiers/{dossier.id}/story/"


class Window:
    """One window with one form."""

    def __init__(self, browser: Client, address: str) -> None:
        self.browser = browser
        self.address = address
        self.show(browser.get(address))

    def show(self, answer: Any) -> None:
        """What stands on the page that came."""
        assert answer.status_code != 404, self.address
        page = answer.content.decode()
        found = re.search(r'name="keeps" value="([^"]+)"', page)
        self.ticket = found.group(1) if found else ""
        self.seen = _attribute(page, "seen")
        typed = _attribute(page, "typed")
        self.typed = dict(json.loads(typed)) if typed else {}
        self.page = page

    def type(self, **typed: str) -> Any:
        """A pause in typing: the script keeps what stands there."""
        words = json.dumps(list(typed.items()))
        sent = {"keeps": self.ticket, "seen": self.seen, "typed": words, "title": "Story"}
        answer = self.browser.post(KEEP, sent)
        if answer.status_code == 200:
            self.seen = answer.json()["seen"]
        return answer

    def throw_away(self) -> Any:
        """The button that throws the draft away."""
        return self.browser.post(DISCARD, {"keeps": self.ticket, "seen": self.seen})

    def send(self, **typed: str) -> Any:
        """The button of the form."""
        answer = self.browser.post(
            urlsplit(self.address).path, {"keeps": self.ticket, **typed}, headers=AS_A_BROWSER
        )
        self.show(answer)
        return answer


def _attribute(page: str, name: str) -> str:
    found = re.search(rf'data-{name}="([^"]*)"', page)
    return unescape(found.group(1)) if found else ""
