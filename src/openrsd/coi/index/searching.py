"""Asking the index: numbers of passages, the best first."""

from dataclasses import dataclass

from openrsd.coi.asking import Question
from openrsd.coi.index.store import opened_index

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
    """The passages from `start` on, at most `limit`; those that speak most of it come first."""
    conditions, values = _conditions(filters)
    if question.is_empty:
        return Found((), 0)
    # Only conditions written here are put together; values are bound.
    sql = (
        "SELECT words.rowid FROM words JOIN passages p ON p.id = words.rowid "  # noqa: S608
        f"WHERE words MATCH ?{conditions} "
        f"ORDER BY bm25(words, {_HEADING_WEIGHT}, {_BODY_WEIGHT}), words.rowid LIMIT ?"
    )
    with opened_index() as index:
        rows = index.execute(sql, (question.expression(), *values, MOST_FOUND)).fetchall()
    ids = [row[0] for row in rows]
    return Found(tuple(ids[start : start + limit]), len(ids))


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
