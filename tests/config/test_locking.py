"""Under duress: one command, and within a second no process works with the keys any more."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from openrsd.config.locked_server import EXIT_START_AGAIN
from tests.serving import PASSPHRASE, Home, Served

pytestmark = pytest.mark.any_database

PATIENCE = 1.0
LOCKED = 503


def lock_and_wait(served: Served) -> float:
    """Seconds from the command's end until the first refusal."""
    served.home.command("lock")
    locked_at = time.monotonic()
    while (status := status_of(served)) != LOCKED:
        assert time.monotonic() - locked_at < PATIENCE, status
    return time.monotonic() - locked_at


def status_of(served: Served) -> int | None:
    try:
        return served.get("/account/sign-in/").status
    except OSError:
        return None


def processes_of(served: Served) -> list[int]:
    """All processes of the server."""
    group = served.process.pid
    return [
        int(entry.name)
        for entry in Path("/proc").iterdir()
        if entry.name.isdigit() and group_of(int(entry.name)) == group
    ]


def group_of(process: int) -> int | None:
    try:
        return os.getpgid(process)
    except ProcessLookupError:
        return None


def memory_holds(process: int, secret: bytes) -> bool:
    """Whether the memory of the process has these bytes; whoever may not look finds them there."""
    try:
        maps = Path(f"/proc/{process}/maps").read_text()
        with open(f"/proc/{process}/mem", "rb", 0) as memory:  # noqa: PTH123
            for line in maps.splitlines():
                first, last, rights = re.match(r"(\w+)-(\w+) (\S+)", line).groups()  # type: ignore[union-attr]
                if rights.startswith("r") and "[v" not in line:
                    memory.seek(int(first, 16))
                    if secret in memory.read(int(last, 16) - int(first, 16)):
                        return True
    except PermissionError:
        return True
    except (FileNotFoundError, ProcessLookupError, OSError):
        return False
    return False


def keys_of(home: Home) -> list[bytes]:
    found = home.inside(
        "from openrsd.vault import opened\n"
        "print(opened().database_key.hex(), opened().web_secret.hex())"
    )
    raw = [bytes.fromhex(key) for key in found.split()]
    return [*raw, *(key.hex().encode() for key in raw), PASSPHRASE.encode()]


def test_within_a_second_every_process_refuses_and_has_forgotten(production: Home) -> None:
    secrets = keys_of(production)
    served = production.start()
    try:
        held = [
            secret
            for secret in secrets
            if any(memory_holds(process, secret) for process in processes_of(served))
        ]
        # Otherwise this test could not see a key that stayed.
        assert held
        lock_and_wait(served)
        time.sleep(PATIENCE)
        assert served.get("/").status == LOCKED
        assert processes_of(served) == [served.process.pid]
        assert not [secret for secret in secrets if memory_holds(served.process.pid, secret)]
        environment = Path(f"/proc/{served.process.pid}/environ").read_bytes()
        assert b"OPENRSD" not in environment
    finally:
        served.kill()


def test_the_locked_page_has_the_headers_of_every_page(production: Home) -> None:
    served = production.start()
    try:
        lock_and_wait(served)
        time.sleep(PATIENCE)
        answer = served.get("/")
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    finally:
        served.kill()


def test_only_who_knows_the_secret_opens_it_again(production: Home) -> None:
    served = production.start()
    try:
        lock_and_wait(served)
        refused = production.command("upgrade", succeeds=False)
        assert refused.code == 2
        assert "is locked" in refused.err

        stranger = production.with_environment(OPENRSD_PASSPHRASE=PASSPHRASE.upper())
        assert stranger.command("unlock", succeeds=False).code == 2
        assert status_of(served) == LOCKED

        production.command("unlock")
        # The server without keys ends; whoever has the secret starts one that has them.
        assert served.process.wait(10) == EXIT_START_AGAIN
    finally:
        served.kill()
    with production.serving(port=served.port):
        pass
    acts = production.inside(
        "from openrsd.ledger.models import EntryRow\n"
        "print(*EntryRow.objects.order_by('at').values_list('action', flat=True))"
    )
    made, served_first, *opened, served_again = acts.split()
    assert made == "installation.make"
    assert served_first == served_again == "installation.serve"
    assert set(opened) == {"installation.found-locked", "installation.unlock"}


def test_a_server_started_while_it_is_locked_shows_so_and_asks_for_nothing(
    production: Home,
) -> None:
    production.command("lock")
    served = production.with_environment(OPENRSD_PASSPHRASE="").start()
    try:
        assert served.get("/").status == LOCKED
        assert "openrsd unlock" in served.log
    finally:
        served.kill()


def test_a_command_under_way_ends_when_somebody_locks(production: Home) -> None:
    program = (
        "import time\nfrom openrsd.cli.unlocking import unlocked\n"
        "with unlocked():\n    print('working', flush=True)\n    time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        env=production.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as working:
        assert working.stdout
        assert working.stderr
        assert working.stdout.readline() == b"working\n"
        production.command("lock")
        assert working.wait(PATIENCE) == 3
        assert b"was locked" in working.stderr.read()


@pytest.mark.parametrize("content", [b"", b"not json", b"[]"])
def test_any_file_of_that_name_locks(production: Home, content: bytes) -> None:
    (production.folder / "run" / "locked").write_bytes(content)
    assert "is locked" in production.command("upgrade", succeeds=False).err
    production.command("unlock")
    production.command("upgrade")
