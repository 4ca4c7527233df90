"""How well the search finds what people judged to be relevant: nDCG@10, recall@20, MRR.

A line of a file of queries is {"query": …, "relevant": […]}. What is relevant is named by its
reference number ("A/79/797"), by a paragraph of it ("A/79/797#23"), or with a grade
({"A/79/797#23": 2}). With "language" the queries of each language are measured apart too.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from random import Random
from typing import Any

from openrsd.coi.errors import BadQueries
from openrsd.coi.models import Passage
from openrsd.texts import gettext as _

# Passages asked for, so that twenty different documents are among them.
DEPTH = 400
_TOP, _RECALLED = 10, 20
_RESAMPLES = 2000
Find = Callable[[str, int], list[Passage]]


@dataclass(frozen=True, slots=True)
class Judged:
    """A query and what is relevant for it, with grades."""

    query: str
    relevant: Mapping[str, int]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """What one query reached, from 0 to 1."""

    ndcg_10: float
    recall_20: float
    reciprocal: float


@dataclass(frozen=True, slots=True)
class Measured:
    """Means over all queries, from 0 to 1; of how many queries nothing relevant was found."""

    queries: int
    ndcg_10: float
    recall_20: float
    mrr: float
    missed: int


@dataclass(frozen=True, slots=True)
class Difference:
    """By how much the mean nDCG@10 of the same queries differs, and 95 % of resampled means."""

    mean: float
    low: float
    high: float


def read_queries(raw: bytes, name: str) -> list[Judged]:
    """The queries of a file. BadQueries names the first line that is none."""
    judged: list[Judged] = []
    for number, line in enumerate(raw.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            judged.append(_judged(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise BadQueries(
                _(
                    '{file}, line {line}: a query is {{"query": "…", "relevant": ["A/79/797#23"]}}.'
                ).format(file=name, line=number)
            ) from None
    if not judged:
        raise BadQueries(_("{file} holds no query.").format(file=name))
    return judged


def scored(judged: Iterable[Judged], find: Find) -> list[Score]:
    """What each query reached; `find` gives the best passages for a text, at most so many."""
    return [_score(one, _ranked(one, find(one.query, DEPTH))) for one in judged]


def means(scores: Sequence[Score]) -> Measured:
    """The means of at least one query."""
    count = len(scores)
    return Measured(
        count,
        sum(one.ndcg_10 for one in scores) / count,
        sum(one.recall_20 for one in scores) / count,
        sum(one.reciprocal for one in scores) / count,
        sum(1 for one in scores if not one.reciprocal),
    )


def evaluate(judged: Iterable[Judged], find: Find) -> Measured:
    """The means of what the queries reached."""
    return means(scored(judged, find))


def difference(ours: Sequence[Score], other: Sequence[Score]) -> Difference:
    """Of the same queries in the same order, by a paired bootstrap that is the same each time."""
    gaps = [one.ndcg_10 - two.ndcg_10 for one, two in zip(ours, other, strict=True)]
    chance = Random(1951)  # noqa: S311 - resampling, no secret
    drawn = sorted(sum(chance.choices(gaps, k=len(gaps))) / len(gaps) for _at in range(_RESAMPLES))
    edge = _RESAMPLES // 40
    return Difference(sum(gaps) / len(gaps), drawn[edge], drawn[-edge - 1])


def _judged(said: Any) -> Judged:
    relevant = said["relevant"]
    graded = relevant if isinstance(relevant, dict) else dict.fromkeys(relevant, 1)
    if not isinstance(said["query"], str) or not graded:
        raise ValueError
    grades = {str(name): int(grade) for name, grade in graded.items()}
    if min(grades.values()) < 1:
        raise ValueError
    return Judged(said["query"], grades, str(said.get("language", "")))


def _ranked(judged: Judged, passages: Iterable[Passage]) -> list[str]:
    """What was found, by the names that the query uses, each once."""
    by_paragraph = {name.split("#")[0] for name in judged.relevant if "#" in name}
    names: list[str] = []
    for passage in passages:
        document = passage.edition.reference or passage.edition.title
        name = f"{document}#{passage.paragraph}" if document in by_paragraph else document
        names.append(name)
    return list(dict.fromkeys(names))


def _score(judged: Judged, ranked: list[str]) -> Score:
    grades = [judged.relevant.get(name, 0) for name in ranked]
    best = sorted(judged.relevant.values(), reverse=True)
    ndcg = _gain(grades[:_TOP]) / _gain(best[:_TOP])
    recall = sum(1 for grade in grades[:_RECALLED] if grade) / len(best)
    first = next((place for place, grade in enumerate(grades, 1) if grade), 0)
    return Score(ndcg, recall, 1 / first if first else 0.0)


def _gain(grades: list[int]) -> float:
    return sum(((1 << grade) - 1) / log2(place + 1) for place, grade in enumerate(grades, 1))
