"""PDF, DOCX and ODT: their lines come from the closed process, and are read on as plain text.

What is a picture of words has none here; which pages these are is told.
"""

from dataclasses import dataclass

from openrsd.coi.errors import CannotRead, OnlyPictures, WrongName
from openrsd.coi.reading.plain import PAGE_END
from openrsd.reading.asking import Bounds, ask
from openrsd.reading.errors import CannotBeRead, TooMany

_SECONDS = 120
_BOUNDS = Bounds(
    pages=3_000,
    characters=12_000_000,
    unpacked_bytes=128 * 1024 * 1024,
    picture_points=1,
    memory_bytes=1024 * 1024 * 1024,
    at_once=2,
    patience_seconds=30,
)


@dataclass(frozen=True, slots=True)
class Lines:
    """The text with page ends as `plain` reads it, and the pages without words."""

    text: str
    without_words: tuple[int, ...]


def lines_of(content: bytes) -> Lines:
    """The words of a document. CannotRead says what is wrong with it and what to do."""
    try:
        answer, _made = ask("lines", [content], _BOUNDS, _SECONDS)
    except (CannotBeRead, TooMany) as problem:
        if isinstance(problem, CannotBeRead) and problem.why == "not-taken":
            raise WrongName from None
        raise CannotRead(str(problem)) from None
    pages = [[str(line) for line in page] for page in answer["pages"]]
    without = tuple(at for at, page in enumerate(pages, 1) if not any(page))
    if len(without) == len(pages):
        raise OnlyPictures
    if answer["kind"] != "pdf":
        # Where a page ends is known to who printed it last.
        return Lines("\n".join(line for page in pages for line in page), ())
    return Lines(PAGE_END.join("\n".join(page) for page in pages), without)
