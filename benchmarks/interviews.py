"""How fast a save is in a transcript of three hours: 2,000 blocks, through the whole application.

Makes an installation of its own. Session, policies, sealed version, ledger: everything that a save
of a page does. Milliseconds are of one core; the median is what an officer feels.
Usage: PYTHONPATH=. python benchmarks/interviews.py [BLOCKS]
"""

import os
import statistics
import sys
import time
from uuid import uuid4

BLOCKS = 2_000
SAVES = 200
SAVE_MS, PAGE_MS = 50, 1_000
WORDS = "They came at night and took her father, and nobody in the village asked where. "


def main() -> None:
    blocks = int(sys.argv[1]) if len(sys.argv) > 1 else BLOCKS
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from tests.interviews.records import a_block
    from tests.interviews.world import an_interview

    from openrsd.interviews.content import Said

    held = an_interview()
    interview = held.now()
    start = time.perf_counter()
    for number in range(blocks):
        a_block(interview, Said("person" if number % 2 else "officer", WORDS * 3))
    print(f"a transcript of {blocks:,} blocks: {time.perf_counter() - start:.0f} s to write")
    browser = held.browser
    block, window = uuid4(), uuid4()
    took = []
    for turn in range(1, SAVES + 1):
        typed = {
            "speaker": "person",
            "text": WORDS * 3 + str(turn),
            "window": str(window),
            "turn": str(turn),
            "seen": str(turn - 1),
        }
        start = time.perf_counter()
        answer = browser.post(
            f"{held.address}blocks/{block}/", typed, headers={"X-Saved-By": "script"}
        )
        took.append((time.perf_counter() - start) * 1000)
        assert answer.status_code == 200, answer.content
    told("a save", took, SAVE_MS)
    pages = []
    for _try in range(5):
        start = time.perf_counter()
        answer = browser.get(held.address)
        pages.append((time.perf_counter() - start) * 1000)
        assert answer.status_code == 200
    told("the page of the record", pages, PAGE_MS)


def told(what: str, took: list[float], most: float) -> None:
    median = statistics.median(took)
    print(f"{what}: median {median:.1f} ms, slowest {max(took):.1f} ms (median under {most} ms)")
    assert median < most, f"{what} is too slow"


if __name__ == "__main__":
    main()
