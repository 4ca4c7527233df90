"""Dates and places of what a person told, gathered after the free account and never during it.

What stands here was said; what was meant, only the person knows. Two times that stand apart are
shown beside each other as a question. Nothing is counted and nobody is weighed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from openrsd.interviews.content import Said, Speaker
from openrsd.names.reading_dates import read_date
from openrsd.names.said_dates import SaidDate
from openrsd.texts import shown

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_PART = r"(?:spring|summer|autumn|fall|winter|early|late|mid)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_TIMES = re.compile(
    rf"""
    (?:주체|juche)\s*\d{{1,3}}(?:\s*\(\s*\d{{4}}\s*\))?\s*년?
    | (?:19|20)\d\d\s*년\s*(?:봄|여름|가을|겨울|초|말)
    | (?:19|20)\d\d\s*[년年](?:\s*\d{{1,2}}\s*[월月](?:\s*\d{{1,2}}\s*[일日])?)?
    | \b(?:{_DAY}\s+)?{_MONTH}\.?(?:\s+{_DAY}\s*,)?\s+(?:19|20)\d\d\b
    | \b{_PART}\s+(?:of\s+|in\s+)?(?:19|20)\d\d\b
    | \b(?:19|20)\d\d-\d\d(?:-\d\d)?\b
    | \b\d{{1,2}}[./]\d{{1,2}}[./](?:19|20)\d\d\b
    | \b(?:19|20)\d\d\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Only words in Latin letters show by a capital letter that they may be a name.
_PLACES = re.compile(
    r"\b(?:in|to|from|at|near|through|via)\s+((?:[A-Z][\w’'-]+)(?:[\s-][A-Z][\w’'-]+){0,2})"
)
_NO_PLACES = re.compile(
    rf"^(?:{_MONTH}|{_PART}|monday|tuesday|wednesday|thursday|friday|saturday"
    r"|sunday|i|the)\b",
    re.IGNORECASE,
)
_AROUND = 60
_AS_KOREAN = str.maketrans("年月日", "년월일")
REMINDERS = shown(
    (
        "Memory keeps the sense of what happened better than its day and its order.",
        "What was suffered can make an account fragmented; some of it is kept back at first.",
        "Calendars differ: Juche years, lunar days, years of age counted from birth as one.",
        "Words change on their way through an interpreter, a dialect, a form filled in by others.",
        "Who had little schooling, or lived in hiding for years, tells time by other things.",
        "Fear, shame, and what others advised to say can stand beside a true account.",
    )
)


@dataclass(frozen=True, slots=True)
class Time:
    """A time as it was said, in which block, with the words around it."""

    as_said: str
    number: int
    around: str
    about: str
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class Place:
    """Something that may be a place, and the blocks in which it was said."""

    name: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """Two times that were said on one topic and cannot be the same."""

    one: Time
    other: Time


@dataclass(frozen=True, slots=True)
class Timeline:
    """What was gathered. Times that follow from no calendar stand at the end."""

    times: tuple[Time, ...]
    places: tuple[Place, ...]
    apart: tuple[Apart, ...]


def gathered(said: Sequence[tuple[int, Said]], *, on: date) -> Timeline:
    """The times and places in the words of the person; what the officer said is no source."""
    told = [(number, one) for number, one in said if one.speaker == Speaker.PERSON]
    times = [time for number, one in told for time in _times(number, one, on)]
    in_order = sorted(times, key=lambda one: (one.earliest or date.max, one.number))
    return Timeline(tuple(in_order), tuple(_places(told)), tuple(_apart(times)))


def _times(number: int, said: Said, on: date) -> Iterator[Time]:
    for found in _TIMES.finditer(said.text):
        as_said = " ".join(found.group().split())
        read = _bounds(read_date(_plain(as_said), said_on=on))
        yield Time(as_said, number, _around(said.text, found), said.about, *read)


def _plain(as_said: str) -> str:
    """As dates of birth are read: without "in", and Chinese years and months as Korean ones."""
    return as_said.replace(" of ", " ").replace(" in ", " ").translate(_AS_KOREAN)


def _bounds(readings: Iterable[SaidDate]) -> tuple[date | None, date | None]:
    """Everything that may be meant: where there are several readings, all of them."""
    days = [(one.earliest, one.latest) for one in readings]
    first = [one for one, _last in days if one]
    last = [one for _first, one in days if one]
    return (min(first), max(last)) if first and last else (None, None)


def _around(text: str, found: re.Match[str]) -> str:
    start, end = max(0, found.start() - _AROUND), found.end() + _AROUND
    cut = " ".join(text[start:end].split())
    return f"{'… ' if start else ''}{cut}{' …' if end < len(text) else ''}"


def _places(told: Iterable[tuple[int, Said]]) -> Iterator[Place]:
    found: dict[str, list[int]] = {}
    for number, one in told:
        for match in _PLACES.finditer(one.text):
            if not _NO_PLACES.match(match.group(1)):
                found.setdefault(match.group(1), []).append(number)
    for name in sorted(found):
        yield Place(name, tuple(dict.fromkeys(found[name])))


def _apart(times: Iterable[Time]) -> Iterator[Apart]:
    """Pairs on one topic, in different blocks, of which no day fits both."""
    by_topic: dict[str, list[Time]] = {}
    for one in times:
        if one.about and one.earliest and one.latest:
            by_topic.setdefault(one.about, []).append(one)
    for of_topic in by_topic.values():
        for one, other in combinations(of_topic, 2):
            if one.number != other.number and not _may_be_same(one, other):
                yield Apart(one, other)


def _may_be_same(one: Time, other: Time) -> bool:
    assert one.earliest and one.latest and other.earliest and other.latest
    return one.earliest <= other.latest and other.earliest <= one.latest
