"""Passages by their words and by their meaning, put into one order."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from openrsd.coi.asking import Question
from openrsd.coi.index import spelling
from openrsd.coi.index.searching import MOST_FOUND, Filters, by_words
from openrsd.coi.index.spelling import MOSTLY, Instead
from openrsd.coi.index.store import BesideError, opened_index
from openrsd.coi.meaning.embedding import embedder

# Reciprocal rank fusion: how little the first places count before the others, and what a place by
# meaning counts beside one by words. Chosen on one half of the queries of `docs/coi.md`.
_FLATNESS = 1
_MEANING_WEIGHT = 0.3


class Way(StrEnum):
    """How passages are found."""

    WORDS = "words"
    MEANING = "meaning"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Found:
    """Passages in order of rank, and how many there are in all, up to `MOST_FOUND`.

    `by_meaning_only` are those in which no word of the question stands.
    """

    passages: tuple[int, ...]
    count: int
    by_meaning_only: frozenset[int] = frozenset()


def search(
    question: Question, filters: Filters, *, start: int, limit: int, way: Way = Way.BOTH
) -> Found:
    """The passages from `start` on, at most `limit`."""
    if question.is_empty:
        return Found((), 0)
    model = embedder() if way is not Way.WORDS else None
    words: list[int] = []
    near: list[int] = []
    share = 1.0
    with opened_index() as index:
        if way is not Way.MEANING:
            words = by_words(index, question, filters)
        if model is not None:
            from openrsd.coi.meaning.searching import by_meaning

            near = by_meaning(index, model, question, filters)
            share = spelling.share_known(index, question)
    ids = fused(words, near, share)[:MOST_FOUND]
    shown = tuple(ids[start : start + limit])
    return Found(shown, len(ids), frozenset(shown).difference(words))


def respelled(question: Question) -> tuple[Question, Instead]:
    """The question with what was probably meant by words that no passage has."""
    try:
        with opened_index() as index:
            return spelling.respelled(index, question)
    except BesideError:
        # Damaged: who searches next makes it anew.
        return question, {}


def fused(words: Sequence[int], near: Sequence[int], share: float = 1.0) -> list[int]:
    """One order out of two, by the places in each; that by words decides between equals.

    Where only a small `share` of the words of a question stands anywhere, it is in another language
    and they fit by chance.
    """
    trust = 1.0 if share >= MOSTLY else share * share
    scores: dict[int, float] = {}
    for ranked, weight in ((words, trust), (near, _MEANING_WEIGHT)):
        for place, passage in enumerate(ranked, 1):
            scores[passage] = scores.get(passage, 0.0) + weight / (_FLATNESS + place)
    return sorted(scores, key=lambda passage: -scores[passage])
