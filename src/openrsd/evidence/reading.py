"""Asks the confined process, and gives back what it found or why the document is not taken.

Content is opened in a thread of its own: it asks no database.

Whatever the process does (dies, hangs, says too much) comes out as a sentence for whoever sent the
document. Nothing of a document is written to a disk unsealed: it goes and comes through pipes.
"""

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import IO, Any

from openrsd.evidence.errors import NOT_TAKEN, Busy, CannotRecognise, NotTaken
from openrsd.evidence.rules import rules

Content = Iterable[bytes]
# Left, top, right, bottom, in thousandths of a page as it is drawn.
Box = tuple[float, float, float, float]
_PIECE = 64 * 1024
_LARGEST_ANSWER = 96 * 1024 * 1024
# Beyond the seconds of the processor: a process that waits is ended too.
_WAITS = 3
_PROGRAM = "tesseract"


@dataclass(frozen=True, slots=True)
class Read:
    """What a document is: its kind, the passages of each page, notes on what else is inside."""

    kind: str
    pages: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Removed:
    """What a copy leaves out of one page: passages by number, and boxes."""

    passages: tuple[int, ...] = ()
    boxes: tuple[Box, ...] = ()


def read(content: Content) -> Read:
    """The words of a document. NotTaken says why it is not taken."""
    answer, _made = _asked("read", content, rules().limits.read_seconds)
    if rules().file(answer["kind"]) is None:
        raise NotTaken("not-taken")
    pages = tuple(tuple(map(str, page)) for page in answer["pages"])
    return Read(str(answer["kind"]), pages, tuple(map(str, answer["notes"])))


def picture_of(content: Content, page: int) -> bytes:
    """A page as a JPEG, drawn anew."""
    return _asked("draw", content, rules().limits.draw_seconds, page=page)[1]


def without(content: Content, removed: dict[int, Removed]) -> tuple[bytes, list[list[str]]]:
    """A copy (PDF) without what is removed, and the passages of each page, empty where removed."""
    asked = {
        str(page): {"passages": one.passages, "boxes": one.boxes} for page, one in removed.items()
    }
    seconds = rules().limits.copy_seconds
    answer, made = _asked("remove", content, seconds, removed=asked)
    return made, [[str(one) for one in page] for page in answer["words"]]


def recognise(content: Content, page: int, languages: list[str]) -> list[str]:
    """The lines of a page, recognised in its picture. CannotRecognise where it is not installed."""
    if not languages or not set(languages) <= set(recognisable()):
        raise CannotRecognise
    drawn = _asked("draw", content, rules().limits.draw_seconds, page=page, recognise=True)[1]
    program = shutil.which(_PROGRAM)
    assert program is not None
    asked = {"task": "recognise", "languages": languages, "program": program, "folder": ""}
    said = _run(asked, [drawn], rules().limits.recognise_seconds)
    return said.decode("utf-8", "replace").replace("\f", "\n").splitlines()


@cache
def recognisable() -> tuple[str, ...]:
    """The languages whose letters can be recognised here, by their codes; none where the program is
    not installed. Asked once for each process.
    """
    program = shutil.which(_PROGRAM)
    if program is None:
        return ()
    said = subprocess.run(  # noqa: S603 - a program of the system, no input
        [program, "--list-langs"], capture_output=True, check=False, text=True, timeout=20
    ).stdout
    installed = set(said.split())
    return tuple(one.id for one in rules().recognition if one.id in installed)


def _asked(task: str, content: Content, seconds: int, **asked: Any) -> tuple[Any, bytes]:
    limits = rules().limits
    bounded = {
        "pages": limits.pages,
        "characters": limits.characters,
        "unpacked": limits.unpacked_bytes,
        "points": limits.picture_points,
    }
    said = _run({"task": task, "limits": bounded, **asked}, content, seconds)
    line, _newline, made = said.partition(b"\n")
    try:
        answer = json.loads(line)
        why = answer.get("refused")
    except (ValueError, AttributeError):
        raise NotTaken("too-heavy") from None
    if why is not None:
        why = why if why in NOT_TAKEN else "cut-off"
        raise NotTaken(why, number=int(answer["number"]), pages=limits.pages)
    return answer, made


def _run(asked: dict[str, Any], content: Content, seconds: int) -> bytes:
    """What the process says. NotTaken (too-heavy) where it does not come to an end by itself."""
    bounds = {"seconds": seconds, "memory": rules().limits.memory_bytes}
    words = json.dumps({"bounds": bounds, **asked})
    with _one_of_few():
        process = subprocess.Popen(  # noqa: S603 - this Python, and words made here
            [sys.executable, "-I", "-m", "openrsd.evidence.confined", words],
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
        raise NotTaken("too-heavy")
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
def _places() -> threading.BoundedSemaphore:
    return threading.BoundedSemaphore(rules().limits.at_once)


@contextmanager
def _one_of_few() -> Iterator[None]:
    """One of the places for documents that are read at once. Busy where none becomes free."""
    if not _places().acquire(timeout=rules().limits.read_seconds):
        raise Busy
    try:
        yield
    finally:
        _places().release()
