"""What the confined process of `openrsd.reading` finds in a document, within this room's rules."""

import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from openrsd.evidence.errors import Busy, CannotRecognise, NotTaken
from openrsd.evidence.rules import rules
from openrsd.reading.asking import Bounds, ask, run
from openrsd.reading.errors import CannotBeRead, TooMany

Content = Iterable[bytes]
# Left, top, right, bottom, in thousandths of a page as it is drawn.
Box = tuple[float, float, float, float]
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
    with _refused():
        said = run(asked, [drawn], _bounds(), rules().limits.recognise_seconds)
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
    with _refused():
        return ask(task, content, _bounds(), seconds, **asked)


@contextmanager
def _refused() -> Iterator[None]:
    """What cannot be read is not taken."""
    try:
        yield
    except CannotBeRead as problem:
        raise NotTaken(problem.why, **problem.amounts) from None
    except TooMany:
        raise Busy from None


def _bounds() -> Bounds:
    limits = rules().limits
    return Bounds(
        pages=limits.pages,
        characters=limits.characters,
        unpacked_bytes=limits.unpacked_bytes,
        picture_points=limits.picture_points,
        memory_bytes=limits.memory_bytes,
        at_once=limits.at_once,
        patience_seconds=limits.read_seconds,
    )
