"""The power goes, a process is killed, the disk is full: what was acknowledged is there."""

import os
import random
import resource
import signal
import time
from pathlib import Path

import pytest

from tests.config.test_locking import processes_of
from tests.config.writing_people import Writers, signed_in, told_and_kept
from tests.serving import Home, Installations, Served

KILLS = 100 if os.environ.get("OPENRSD_SOAK") == "1" else 5
NOTHING_WRONG = {"lost": [], "unnoted": [], "unstored": [], "sound": "ok"}


def is_worker(process: int) -> bool:
    return b"spawn_main" in Path(f"/proc/{process}/cmdline").read_bytes()


def kill_something(served: Served, chance: random.Random) -> None:
    """All of it, the parent only, or all but the parent."""
    parent = served.process.pid
    others = [process for process in processes_of(served) if is_worker(process)]
    victims = chance.choice([[parent, *others], [parent], others])
    for process in victims:
        os.kill(process, signal.SIGKILL)
    if parent in victims:
        served.process.wait(10)
        until = time.monotonic() + 5
        # Without its parent no worker goes on for long.
        while served.answers():
            assert time.monotonic() < until
    else:
        # Workers that die again within seconds are not replaced for ever: the server ends then.
        while served.process.poll() is None and not served.answers():
            time.sleep(0.05)


def test_whenever_it_is_killed_nothing_acknowledged_is_lost(demonstration: Home) -> None:
    chance = random.Random(os.environ.get("OPENRSD_SEED", time.time_ns()))  # noqa: S311
    served = demonstration.start()
    writers = Writers(signed_in(served, "clerk"))
    try:
        for _kill in range(KILLS):
            before = len(writers.acknowledged)
            writers.begin(served.port)
            while len(writers.acknowledged) < before + 10:
                time.sleep(0.01)
            time.sleep(chance.random())
            kill_something(served, chance)
            writers.end()
            if served.process.poll() is not None:
                served = demonstration.start(port=served.port)
        assert told_and_kept(demonstration, writers.acknowledged) == NOTHING_WRONG
    finally:
        served.kill()
    assert set(writers.refused) <= {502, 503}
    assert demonstration.command("ledger", "verify").code == 0
    with demonstration.serving():
        pass


@pytest.mark.any_database
def test_a_disk_that_fills_up_refuses_to_save_and_goes_on_when_there_is_room(
    installations: Installations,
) -> None:
    home = installations.make("demo", in_file=True)
    served = home.start()
    try:
        writers = Writers(signed_in(served, "clerk"), count=2)
        processes = processes_of(served)
        token = writers.browser.token_of("/dossiers/new/")
        for process in processes:
            resource.prlimit(process, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
        refused = writers.browser.post("/dossiers/new/", {"name": "Invented"}, token)
        assert refused.status == 503
        for process in processes:
            unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
            resource.prlimit(process, resource.RLIMIT_FSIZE, unlimited)
        writers.begin(served.port)
        while len(writers.acknowledged) < 5:
            time.sleep(0.01)
        writers.end()
        assert writers.refused == []
        assert told_and_kept(home, writers.acknowledged) == NOTHING_WRONG
    finally:
        served.kill()
