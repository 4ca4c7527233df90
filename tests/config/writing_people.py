"""People who write through the pages of a served installation, and know what was acknowledged."""

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from urllib.parse import urlencode
from uuid import UUID, uuid4

from tests.serving import Home, Served

TIMEOUT_SECONDS = 20
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
_RECORD = re.compile(r"/dossiers/([0-9a-f-]{36})/$")


@dataclass(frozen=True)
class Answer:
    """Status, address to go on to, and body."""

    status: int
    location: str
    body: bytes


@dataclass
class Browser:
    """Keeps cookies and fills in forms, without a window."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        return self._send("GET", path, None)

    def post(self, path: str, fields: Mapping[str, str], token: str | None = None) -> Answer:
        """Sends the form of this page."""
        token = token or self.token_of(path)
        return self._send("POST", path, {**fields, "csrfmiddlewaretoken": token})

    def token_of(self, path: str) -> str:
        found = _TOKEN.search(self.get(path).body)
        assert found, path
        return found.group(1).decode()

    def _send(self, method: str, path: str, fields: Mapping[str, str] | None) -> Answer:
        connection = HTTPConnection("localhost", self.port, timeout=TIMEOUT_SECONDS)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, urlencode(fields) if fields else None, headers)
            answer = connection.getresponse()
            body = answer.read()
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return Answer(answer.status, answer.headers.get("Location", ""), body)


def signed_in(served: Served, username: str) -> Browser:
    """An invented person of the demonstration, signed in with its passphrase."""
    sign_ins = (served.home.folder / "demo-sign-ins.txt").read_text("utf-8")
    words = sign_ins.splitlines()[0].rpartition(" ")[2]
    browser = Browser(served.port)
    answer = browser.post("/account/sign-in/", {"login": username, "password": words})
    assert answer.status == 302, answer.body
    return browser


@dataclass
class Writers:
    """Eight who open one record after another, until told to stop or the server is gone."""

    browser: Browser
    acknowledged: dict[UUID, str] = field(default_factory=dict)
    refused: list[int] = field(default_factory=list)
    count: int = 8

    def begin(self, port: int) -> None:
        """They work in the background."""
        self._stopping = threading.Event()
        token = Browser(port, dict(self.browser.cookies)).token_of("/dossiers/new/")
        self._threads = [
            threading.Thread(target=self._write, args=(port, token)) for _ in range(self.count)
        ]
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        self._stopping.set()
        for thread in self._threads:
            thread.join(TIMEOUT_SECONDS * 2)
            assert not thread.is_alive()

    def _write(self, port: int, token: str) -> None:
        browser = Browser(port, dict(self.browser.cookies))
        while not self._stopping.is_set():
            name = f"Invented {uuid4()}"
            try:
                answer = browser.post("/dossiers/new/", {"name": name}, token)
            except (OSError, HTTPException):
                # The server is gone: whether it was saved nobody was told.
                self._stopping.wait(0.05)
                continue
            if made := _RECORD.search(answer.location):
                self.acknowledged[UUID(made.group(1))] = name
            else:
                self.refused.append(answer.status)


LOST = """
import json, sys
from uuid import UUID
from django.db import connection
from openrsd.accounts.acting import system_actor
from openrsd.ledger.models import EntryRow, EntrySubject
from tests.protected.acts import OPEN
from tests.protected.models import Dossier
told = json.load(open(sys.argv[1]))
stored = {str(found.id): found.name.open() for found in Dossier.objects.all()}
opened = set(EntryRow.objects.filter(action=OPEN.code, result="done").values_list("id", flat=True))
noted = {str(row.subject) for row in EntrySubject.objects.all() if row.entry in opened}
lost = [record for record, name in told.items() if stored.get(record) != name]
unnoted = [record for record in stored if record not in noted]
unstored = [record for record in noted if record not in stored]
sound = "ok"
if connection.vendor == "sqlite":
    cursor = connection.cursor()
    cursor.execute("PRAGMA integrity_check")
    sound = cursor.fetchone()[0]
print(json.dumps({"lost": lost, "unnoted": unnoted, "unstored": unstored, "sound": sound}))
"""


def told_and_kept(home: Home, acknowledged: Mapping[UUID, str]) -> dict[str, object]:
    """What was acknowledged and is not there, and what is there without its entry."""
    import json

    told = home.folder.with_suffix(".told.json")
    told.write_text(json.dumps({str(record): name for record, name in acknowledged.items()}))
    found: dict[str, object] = json.loads(home.inside(LOST, str(told)))
    return found
