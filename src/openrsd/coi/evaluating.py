"""How well the search finds what people judged to be relevant: nDCG@10, recall@20, MRR.

A line of a file of queries is {"query": …, "relevant": […]}. What is relevant is named by its
reference number ("A/79/797"), by a paragraph of it ("A/79/797#23"), or with a grade
({"A/79/797#23": 2}).
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import log2
from typing import Any

from openrsd.coi.errors import BadQueries
from openrsd.coi.models import Passage
from openrsd.texts import gettext as _

# Passages asked for, so that twenty different documents are among them.
DEPTH = 400
_TOP, _RECALLED = 10, 20
Find = Callable[[str, int], list[Passage]]


@dataclass(frozen=True, slots=True)
class Judged:
    """A query and what is relevant for it, with grades."""

    query: str
    relevant: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Measured:
    """Means over all queries, from 0 to 1; of how many queries nothing relevant was found."""

    queries: int
    ndcg_10: float
    recall_20: float
    mrr: float
    missed: int


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


def evaluate(judged: Iterable[Judged], find: Find) -> Measured:
    """The means; `find` gives the best passages for a text, at most so many."""
    scores = [_scores(one, _ranked(one, find(one.query, DEPTH))) for one in judged]
    count = len(scores)
    ndcg, recall, reciprocal = (sum(score[at] for score in scores) / count for at in range(3))
    missed = sum(1 for score in scores if not score[2])
    return Measured(count, ndcg, recall, reciprocal, missed)


def _judged(said: Any) -> Judged:
    relevant = said["relevant"]
    graded = relevant if isinstance(relevant, dict) else dict.fromkeys(relevant, 1)
    if not isinstance(said["query"], str) or not graded:
        raise ValueError
    grades = {str(name): int(grade) for name, grade in graded.items()}
    if min(grades.values()) < 1:
        raise ValueError
    return Judged(said["query"], grades)


def _ranked(judged: Judged, passages: Iterable[Passage]) -> list[str]:
    """What was found, by the names that the query uses, each once."""
    by_paragraph = {name.split("#")[0] for name in judged.relevant if "#" in name}
    names: list[str] = []
    for passage in passages:
        document = passage.edition.reference or passage.edition.title
        name = f"{document}#{passage.paragraph}" if document in by_paragraph else document
        names.append(name)
    return list(dict.fromkeys(names))


def _scores(judged: Judged, ranked: list[str]) -> tuple[float, float, float]:
    grades = [judged.relevant.get(name, 0) for name in ranked]
    best = sorted(judged.relevant.values(), reverse=True)
    ndcg = _gain(grades[:_TOP]) / _gain(best[:_TOP])
    recall = sum(1 for grade in grades[:_RECALLED] if grade) / len(best)
    first = next((place for place, grade in enumerate(grades, 1) if grade), 0)
    return ndcg, recall, 1 / first if first else 0.0


def _gain(grades: list[int]) -> float:
    return sum(((1 << grade) - 1) / log2(place + 1) for place, grade in enumerate(grades, 1))
