"""The search is measured against what people judged, and the measures mean what they should."""

from types import SimpleNamespace
from typing import Any

import pytest

from openrsd.coi.errors import BadQueries
from openrsd.coi.evaluating import evaluate, read_queries


def found(*names: str) -> Any:
    """Passages by name, as a search would give them."""
    passages = []
    for name in names:
        reference, _, paragraph = name.partition("#")
        edition = SimpleNamespace(reference=reference, title="")
        passages.append(SimpleNamespace(edition=edition, paragraph=paragraph or "1"))
    return lambda _query, _limit: passages


def test_the_first_place_counts_most_and_a_document_counts_once() -> None:
    judged = read_queries(b'{"query": "q", "relevant": ["A"]}', "q.jsonl")
    first = evaluate(judged, found("A#1", "B#1"))
    assert (first.ndcg_10, first.recall_20, first.mrr, first.missed) == (1, 1, 1, 0)
    third = evaluate(judged, found("B#1", "B#2", "C#1", "A#9", "A#1"))
    assert third.mrr == pytest.approx(1 / 3)
    assert third.ndcg_10 == pytest.approx(0.5)
    nothing = evaluate(judged, found("B#1"))
    assert (nothing.ndcg_10, nothing.recall_20, nothing.mrr, nothing.missed) == (0, 0, 0, 1)


def test_paragraphs_and_grades_are_told_apart() -> None:
    judged = read_queries(b'{"query": "q", "relevant": {"A#2": 3, "A#5": 1}}', "q.jsonl")
    best = evaluate(judged, found("A#2", "A#5"))
    other = evaluate(judged, found("A#5", "A#2"))
    assert best.ndcg_10 == 1
    assert 0.6 < other.ndcg_10 < 0.75
    assert other.mrr == 1
    assert evaluate(judged, found("A#1", "A#2")).recall_20 == 0.5


@pytest.mark.parametrize(
    "line",
    [b"no json", b"{}", b'{"query": "q", "relevant": []}', b'{"query": 1, "relevant": ["A"]}',
     b'{"query": "q", "relevant": {"A": 0}}', b'["q"]'],
)  # fmt: skip
def test_a_line_that_is_no_query_is_named(line: bytes) -> None:
    with pytest.raises(BadQueries) as refused:
        read_queries(b'{"query": "q", "relevant": ["A"]}\n\n' + line, "q.jsonl")
    assert "q.jsonl, line 3" in str(refused.value)
    with pytest.raises(BadQueries):
        read_queries(b"\n", "q.jsonl")
