"""Asks the confined process, and gives back what it found or why the document cannot be read.

Content is opened in a thread of its own: it asks no database.

Whatever the process does (dies, hangs, says too much) comes out as a sentence for whoever sent the
document. Nothing of a document is written to a disk unsealed: it goes and comes through pipes.
"""

import json
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import IO, Any

from openrsd.reading.errors import WHY, CannotBeRead, TooMany

Content = Iterable[bytes]
_PIECE = 64 * 1024
_LARGEST_ANSWER = 96 * 1024 * 1024
# Beyond the seconds of the processor: a process that waits is ended too.
_WAITS = 3


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much of a document is read, and how long. Bytes, points, seconds."""

    pages: int
    characters: int
    unpacked_bytes: int
    picture_points: int
    memory_bytes: int
    # Documents read at the same time in one process, and how long one waits for its turn.
    at_once: int
    patience_seconds: int


def ask(
    task: str, content: Content, bounds: Bounds, seconds: int, **asked: Any
) -> tuple[dict[str, Any], bytes]:
    """What the process answers, and the bytes that it made. CannotBeRead says why not."""
    limits = {
        "pages": bounds.pages,
        "characters": bounds.characters,
        "unpacked": bounds.unpacked_bytes,
        "points": bounds.picture_points,
    }
    said = run({"task": task, "limits": limits, **asked}, content, bounds, seconds)
    line, _newline, made = said.partition(b"\n")
    try:
        answer = json.loads(line)
        why = answer.get("refused")
    except (ValueError, AttributeError):
        raise CannotBeRead("too-heavy") from None
    if why is not None:
        why = why if why in WHY else "cut-off"
        raise CannotBeRead(why, number=int(answer["number"]), pages=bounds.pages)
    return answer, made


def run(asked: dict[str, Any], content: Content, bounds: Bounds, seconds: int) -> bytes:
    """What the process says. CannotBeRead (too-heavy) where it does not end by itself."""
    within = {"seconds": seconds, "memory": bounds.memory_bytes}
    words = json.dumps({"bounds": within, **asked})
    with _one_of_few(bounds):
        process = subprocess.Popen(  # noqa: S603 - this Python, and words made here
            [sys.executable, "-I", "-m", "openrsd.reading.confined", words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            # Nothing of the server's environment, where what unlocks the vault may stand.
            env={"LC_ALL": "C.UTF-8"},
            start_new_session=True,
        )
        end = threading.Timer(seconds + _WAITS, process.kill)
        end.start()
        try:
            said = _told(process, content)
        finally:
            end.cancel()
            process.kill()
            process.wait()
    if process.returncode != 0 or len(said) > _LARGEST_ANSWER:
        raise CannotBeRead("too-heavy")
    return said


def _told(process: "subprocess.Popen[bytes]", content: Content) -> bytes:
    assert process.stdin is not None
    assert process.stdout is not None
    failed: list[BaseException] = []
    telling = threading.Thread(target=_tell, args=(process.stdin, content, failed))
    telling.start()
    with process.stdout as answer:
        said = answer.read(_LARGEST_ANSWER + 1)
    if len(said) > _LARGEST_ANSWER:
        process.kill()
    telling.join()
    if failed:
        process.kill()
        raise failed[0]
    process.wait()
    return said


def _tell(pipe: IO[bytes], content: Content, failed: list[BaseException]) -> None:
    try:
        with pipe:
            for piece in content:
                for start in range(0, len(piece), _PIECE):
                    pipe.write(piece[start : start + _PIECE])
    except BrokenPipeError:
        # It ended before it heard all: what it said tells why.
        return
    except BaseException as error:  # noqa: BLE001 - of the vault, raised where it was asked for
        failed.append(error)


@cache
def places(at_once: int) -> threading.BoundedSemaphore:
    """The places for documents that are read at once in this process."""
    return threading.BoundedSemaphore(at_once)


@contextmanager
def _one_of_few(bounds: Bounds) -> Iterator[None]:
    """One of the places. TooMany where none becomes free."""
    if not places(bounds.at_once).acquire(timeout=bounds.patience_seconds):
        raise TooMany
    try:
        yield
    finally:
        places(bounds.at_once).release()
