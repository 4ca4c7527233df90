"""The mark that locks an installation: while it is there, no process works with its keys.

Whoever can write in the folder can lock; no secret is needed. Unlocking is another matter.
"""

import json
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from openrsd.vault.durable import make_folder, new_file, sync_folder, write_whole, writing_in
from openrsd.vault.errors import CannotWrite

MARK = "locked"
WATCH_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Lock:
    """When the installation was locked, as far as the mark says."""

    at: datetime | None


def lock(run_folder: Path) -> None:
    """Locks the installation whose folder of running things this is. It lasts over a power cut."""
    make_folder(run_folder)
    with writing_in(run_folder):
        try:
            os.close(new_file(run_folder / MARK))
        except FileExistsError:
            return
        sync_folder(run_folder)
    # It is locked already, by the name alone: a full disk may have room for nothing more.
    with suppress(CannotWrite):
        content = json.dumps({"at": datetime.now(UTC).isoformat()}).encode() + b"\n"
        write_whole(run_folder / MARK, content)


def is_locked(run_folder: Path) -> bool:
    """Whether the mark is there. A folder that cannot be looked into counts as locked."""
    try:
        os.lstat(run_folder / MARK)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return True


def read_lock(run_folder: Path) -> Lock | None:
    """What the mark says; None where there is none."""
    if not is_locked(run_folder):
        return None
    try:
        return Lock(datetime.fromisoformat(json.loads((run_folder / MARK).read_bytes())["at"]))
    except (OSError, ValueError, KeyError, TypeError):
        # Even an empty file made by hand locks.
        return Lock(None)


def take_away_lock(run_folder: Path) -> None:
    """Removes the mark. Only for who has shown the secret and ended all sessions."""
    with writing_in(run_folder):
        with suppress(FileNotFoundError):
            (run_folder / MARK).unlink()
        sync_folder(run_folder)


def when_locked(run_folder: Path, do: Callable[[], None]) -> None:
    """Calls `do` in a thread of its own as soon as the installation is locked."""

    def watch() -> None:
        pause = threading.Event()
        while not is_locked(run_folder):
            pause.wait(WATCH_SECONDS)
        do()

    threading.Thread(target=watch, name="lock watch", daemon=True).start()
