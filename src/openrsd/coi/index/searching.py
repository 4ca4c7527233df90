"""Asking the index: numbers of passages, the best first."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from openrsd.coi.asking import Question
from openrsd.coi.index.store import Connection

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
