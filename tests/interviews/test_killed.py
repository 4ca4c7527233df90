"""The power goes while somebody writes: what the page said was saved stands in the record."""

import json
import os
import random
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPException
from uuid import uuid4

import pytest

from tests.config.test_killed import kill_something
from tests.config.writing_people import TIMEOUT_SECONDS, Browser, signed_in
from tests.interviews.test_in_browser import PLANT
from tests.serving import Home

KILLS = 100 if os.environ.get("OPENRSD_SOAK") == "1" else 3
HANDS, AT_LEAST = 4, 12
KEPT = """
import json, sys
from openrsd.interviews.models import BlockVersion, Interview, RecordBlock
of = Interview.objects.get(id=sys.argv[1])
found = BlockVersion.objects.filter(block__interview=of, standing="current")
numbers = sorted(RecordBlock.objects.filter(interview=of).values_list("number", flat=True))
print(json.dumps({
    "texts": {str(one.block_id): one.content.open()["text"] for one in found},
    "numbered": numbers == list(range(1, of.numbered + 1)),
    "blocks": len(numbers),
}))
"""


@dataclass
class Writers:
    """Windows of one officer, each in a block of its own, until the server is gone."""

    browser: Browser
    address: str
    acknowledged: dict[str, int] = field(default_factory=dict)

    def begin(self, port: int) -> None:
        self._stopping = threading.Event()
        token = Browser(port, dict(self.browser.cookies)).token_of(self.address)
        self._threads = [
            threading.Thread(target=self._write, args=(port, token)) for _ in range(HANDS)
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
        block, window, seen = str(uuid4()), str(uuid4()), 0
        for turn in range(1, 10_000):
            if self._stopping.is_set():
                return
            typed = {"speaker": "person", "text": f"word {turn}", "window": window}
            sent = {**typed, "turn": str(turn), "seen": str(seen)}
            try:
                answer = browser.post(f"{self.address}blocks/{block}/", sent, token)
            except (OSError, HTTPException):
                return
            if answer.status == 302 and "block-" in answer.location:
                self.acknowledged[block] = turn
                seen += 1


@pytest.mark.any_database  # tests/config/test_killed.py kills on a server too.
def test_whenever_the_server_is_killed_nothing_acknowledged_is_lost(demonstration: Home) -> None:
    chance = random.Random(os.environ.get("OPENRSD_SEED", time.time_ns()))  # noqa: S311
    interview = demonstration.inside(PLANT).strip()
    served = demonstration.start()
    writers = Writers(signed_in(served, "officer-border"), f"/interviews/{interview}/")
    try:
        for _kill in range(KILLS):
            before = sum(writers.acknowledged.values())
            writers.begin(served.port)
            until = time.monotonic() + TIMEOUT_SECONDS
            while sum(writers.acknowledged.values()) < before + AT_LEAST:
                assert time.monotonic() < until, served.log
                time.sleep(0.01)
            time.sleep(chance.random() / 2)
            kill_something(served, chance)
            writers.end()
            if served.process.poll() is not None:
                served = demonstration.start(port=served.port)
        kept = json.loads(demonstration.inside(KEPT, interview))
    finally:
        served.kill()
    lost = {
        block: turn
        for block, turn in writers.acknowledged.items()
        if int(kept["texts"].get(block, "word 0").split()[1]) < turn
    }
    assert lost == {}
    assert kept["numbered"], "a block without a number, or a number without a block"
    assert kept["blocks"] >= len(writers.acknowledged)
    assert demonstration.command("ledger", "verify").code == 0
