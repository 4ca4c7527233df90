"""Asking the index: numbers of passages, the best first."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from openrsd.coi.asking import Question
from openrsd.coi.index.store import Connection

# A title or a heading says what a passage is about, but every passage under it has the same.
_HEADING_WEIGHT, _BODY_WEIGHT = 0.5, 1.0
MOST_FOUND = 1000


# How old what is told of today may be, as a citation turns amber after it; and how long before and
# after a day a report may be published that does not say of which time it tells.
_YEARS_OF_NOW, _YEARS_BEFORE, _YEARS_AFTER = 2, 1, 2
_NOW = "(p.nature <> 'practice' OR p.published >= substr(?, 1, max(4, length(p.published))))"
_THEN = """(
    p.nature = 'history'
    OR (p.nature = 'law' AND substr(p.published, 1, length(?)) <= ?)
    OR (p.nature = 'practice' AND p.events_from || p.events_until <> ''
        AND substr(p.events_from, 1, length(?)) <= ?
        AND (p.events_until = '' OR p.events_until >= substr(?, 1, length(p.events_until))))
    OR (p.nature = 'practice' AND p.events_from || p.events_until = ''
        AND p.published >= substr(?, 1, max(4, length(p.published)))
        AND substr(p.published, 1, length(?)) <= ?)
)"""


@dataclass(frozen=True, slots=True)
class Filters:
    """What found passages must be. What is empty asks for nothing."""

    country: str = ""
    topic: str = ""
    language: str = ""
    kind: str = ""
    source: str = ""
    # Where given, only these sources.
    sources: tuple[str, ...] | None = None
    # Days with unknown parts, as published: 2024 is before 2024-05.
    published_from: str = ""
    published_until: str = ""
    superseded_too: bool = False
    # A day, for how it is now, or was then. What tells how people are treated must be of that time;
    # law must have been written by then, and history is of any time.
    now: str = ""
    then: str = ""


def by_words(index: Connection, question: Question, filters: Filters) -> list[int]:
    """Passages, at most `MOST_FOUND`.

    Those that have every word come first, then those that have some; among them the ones that
    speak most of the rarer words.
    """
    asked = filter(None, (question.all_of_it(), question.expression()))
    # Each once, in the order in which it is first found.
    found = dict.fromkeys(one for each in asked for one in _matching(index, each, filters))
    return list(found)[:MOST_FOUND]


def with_texts(
    index: Connection, digests: Iterable[int], question: Question, filters: Filters
) -> dict[int, int]:
    """Of these texts the passages that may be found, by digest; of several the newest."""
    conditions, values = _conditions(filters)
    conditions += _said(question, values)
    sql = (
        "SELECT p.digest, max(p.id) FROM json_each(?) asked "  # noqa: S608 - as below
        f"JOIN passages p ON p.digest = asked.value WHERE 1{conditions} GROUP BY p.digest"
    )
    return dict(index.execute(sql, (json.dumps(list(digests)), *values)))


def texts_of(index: Connection, question: Question, filters: Filters) -> list[int]:
    """The digests of all passages that may be found."""
    conditions, values = _conditions(filters)
    conditions += _said(question, values)
    sql = f"SELECT p.digest FROM passages p WHERE 1{conditions}"  # noqa: S608 - as below
    return [row[0] for row in index.execute(sql, values)]


def _said(question: Question, values: list[str]) -> str:
    """What must stand in a passage and what must not, as conditions."""
    parts = ""
    for wanted, how in ((question.musts(), "IN"), (question.must_nots(), "NOT IN")):
        if wanted:
            parts += f" AND p.id {how} (SELECT rowid FROM words WHERE words MATCH ?)"  # noqa: S608
            values.append(wanted)
    return parts


def _matching(index: Connection, expression: str, filters: Filters) -> list[int]:
    conditions, values = _conditions(filters)
    # Only conditions written here are put together; values are bound.
    sql = (
        "SELECT words.rowid FROM words JOIN passages p ON p.id = words.rowid "  # noqa: S608
        f"WHERE words MATCH ?{conditions} "
        f"ORDER BY bm25(words, {_HEADING_WEIGHT}, {_BODY_WEIGHT}), words.rowid LIMIT ?"
    )
    return [row[0] for row in index.execute(sql, (expression, *values, MOST_FOUND))]


def _around(day: str) -> tuple[str, str, str]:
    """From when on and until when a report is of this time by the day of its publication."""
    year, rest = int(day[:4]), day[4:]
    until = f"{year + _YEARS_AFTER}{rest}"
    return f"{year - _YEARS_BEFORE}{rest}", until, until


def _conditions(filters: Filters) -> tuple[str, list[str]]:
    parts: list[str] = []
    values: list[str] = []
    for name, value in (("country", filters.country), ("topic", filters.topic)):
        if value:
            parts.append("p.id IN (SELECT passage FROM facets WHERE name = ? AND value = ?)")
            values += [name, value]
    for condition, value in (
        ("p.language = ?", filters.language),
        ("p.kind = ?", filters.kind),
        ("p.source = ?", filters.source),
        # What has unknown parts may lie within: it is taken.
        ("p.published >= substr(?, 1, max(4, length(p.published)))", filters.published_from),
        ("substr(p.published, 1, length(?)) <= ?", filters.published_until),
    ):
        if value:
            parts.append(condition)
            values += [value] * condition.count("?")
    if filters.published_until:
        parts.append("p.published <> ''")
    if filters.sources is not None:
        parts.append("p.source IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(filters.sources))
    if filters.now:
        parts.append(_NOW)
        values.append(f"{int(filters.now[:4]) - _YEARS_OF_NOW}{filters.now[4:]}")
    if filters.then:
        parts.append(_THEN)
        values += [*[filters.then] * 5, *_around(filters.then)]
    if not filters.superseded_too and not filters.then:
        parts.append("p.is_current = 1")
    return "".join(f" AND {part}" for part in parts), values
