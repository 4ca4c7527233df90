"""Asking the index: numbers of passages, the best first."""

from dataclasses import dataclass

from openrsd.coi.asking import Question
from openrsd.coi.index.store import Connection, opened_index

# A title or a heading says what a passage is about, but every passage under it has the same.
_HEADING_WEIGHT, _BODY_WEIGHT = 0.5, 1.0
MOST_FOUND = 1000


@dataclass(frozen=True, slots=True)
class Filters:
    """What found passages must be. What is empty asks for nothing."""

    country: str = ""
    topic: str = ""
    language: str = ""
    kind: str = ""
    source: str = ""
    # Days with unknown parts, as published: 2024 is before 2024-05.
    published_from: str = ""
    published_until: str = ""
    superseded_too: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Passages in order of rank, and how many there are in all, up to `MOST_FOUND`."""

    passages: tuple[int, ...]
    count: int


def search(question: Question, filters: Filters, *, start: int, limit: int) -> Found:
    """The passages from `start` on, at most `limit`.

    Those that have every word come first, then those that have some; among them the ones that
    speak most of the rarer words.
    """
    if question.is_empty:
        return Found((), 0)
    asked = filter(None, (question.all_of_it(), question.expression()))
    with opened_index() as index:
        # Each once, in the order in which it is first found.
        ids = list(dict.fromkeys(one for each in asked for one in _matching(index, each, filters)))
    ids = ids[:MOST_FOUND]
    return Found(tuple(ids[start : start + limit]), len(ids))


def _matching(index: Connection, expression: str, filters: Filters) -> list[int]:
    conditions, values = _conditions(filters)
    # Only conditions written here are put together; values are bound.
    sql = (
        "SELECT words.rowid FROM words JOIN passages p ON p.id = words.rowid "  # noqa: S608
        f"WHERE words MATCH ?{conditions} "
        f"ORDER BY bm25(words, {_HEADING_WEIGHT}, {_BODY_WEIGHT}), words.rowid LIMIT ?"
    )
    return [row[0] for row in index.execute(sql, (expression, *values, MOST_FOUND))]


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
    if not filters.superseded_too:
        parts.append("p.is_current = 1")
    return "".join(f" AND {part}" for part in parts), values
