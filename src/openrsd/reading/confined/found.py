"""What was read of a document, as it goes back over standard output."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from openrsd.reading.confined.refused import Refused

# Signs that steer a terminal or a reader's eye, and halves of letters that are none.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe]")
_SPACES = re.compile(r"[ \t\u00a0\u3000]+")
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a document is read. `unpacked` in bytes, `points` of one picture."""

    pages: int
    characters: int
    unpacked: int
    points: int


@dataclass(slots=True)
class Found:
    """The kind of a document, the passages of each page, and what else is to be known of it."""

    kind: str
    pages: list[list[str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def note(self, code: str) -> None:
        """Once each."""
        if code not in self.notes:
            self.notes.append(code)


def passages_of(lines: Iterable[str]) -> list[str]:
    """Lines or paragraphs as passages: without signs that are not read, none empty, none endless.

    They are numbered from 1 in the order in which they stand here, for good.
    """
    found = []
    for line in lines:
        text = _SPACES.sub(" ", _STEERING.sub("", line)).strip()
        while text:
            cut = len(text) if len(text) <= LONGEST else text.rfind(" ", 1, LONGEST)
            cut = cut if cut > 0 else LONGEST
            found.append(text[:cut].strip())
            text = text[cut:].strip()
    return found


def checked(found: Found, limits: Limits) -> Found:
    """What was found, if it is not too much of it."""
    if len(found.pages) > limits.pages:
        raise Refused("too-many-pages", len(found.pages))
    if sum(len(one) for page in found.pages for one in page) > limits.characters:
        raise Refused("too-much-text")
    return found
