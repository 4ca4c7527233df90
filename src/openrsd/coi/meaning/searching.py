"""The passages nearest in meaning to a question, of those that may be found."""

from dataclasses import dataclass
from threading import Lock
from time import monotonic

import numpy as np

from openrsd.coi.asking import Question
from openrsd.coi.index.searching import Filters, texts_of, with_texts
from openrsd.coi.meaning.embedding import Embedder
from openrsd.coi.meaning.matrix import FEW, Floats, Matrix, Places
from openrsd.coi.meaning.store import file_of, opened_vectors
from openrsd.vault.sqlcipher.beside import Connection

MOST_NEAR = 100
# Below it what is nearest is near to nothing; and so is what is so much farther than the nearest.
# Cosines of this model lie between 0.7 and 0.9.
_LEAST_LIKENESS, _LESS_THAN_THE_BEST = 0.74, 0.08
_LOOKED_AT = 1000
_SECONDS_BETWEEN_LOADS = 10.0


@dataclass(slots=True)
class _Loaded:
    """The vectors of a file as this process has them."""

    file: str
    matrix: Matrix
    upto: int
    at: float


_loaded: dict[str, _Loaded] = {}
_loading = Lock()


def by_meaning(
    index: Connection, model: Embedder, question: Question, filters: Filters
) -> list[int]:
    """Passages, the nearest first, at most `MOST_NEAR`."""
    matrix = _vectors(model)
    if not len(matrix):
        return []
    vector = model.of_question(question.said)
    rows = matrix.nearest(vector, _LOOKED_AT)
    found = _allowed(index, matrix, rows, question, filters)
    if len(found) < MOST_NEAR and len(rows) == _LOOKED_AT < len(matrix):
        # The filters leave little of what is near: only that which they leave is compared.
        texts = np.array(texts_of(index, question, filters), np.int64)
        among = matrix.places_of(np.unique(texts))
        rows = matrix.nearest(vector, MOST_NEAR, among)
        found = _allowed(index, matrix, rows, question, filters)
    return _near(matrix, vector, found)


def _near(matrix: Matrix, vector: Floats, found: list[tuple[int, int]]) -> list[int]:
    kept = found[:MOST_NEAR]
    if not kept:
        return []
    likeness = matrix.likeness(vector, np.array([row for row, _passage in kept], np.intp))
    least = max(_LEAST_LIKENESS, float(likeness.max()) - _LESS_THAN_THE_BEST)
    return [passage for (_row, passage), like in zip(kept, likeness, strict=True) if like >= least]


def _allowed(
    index: Connection, matrix: Matrix, rows: Places, question: Question, filters: Filters
) -> list[tuple[int, int]]:
    """Row and passage of those that may be found, in the same order."""
    digests = [int(digest) for digest in matrix.digests[rows]]
    passages = with_texts(index, digests, question, filters)
    return [
        (int(row), passages[digest])
        for row, digest in zip(rows, digests, strict=True)
        if digest in passages
    ]


def _vectors(model: Embedder) -> Matrix:
    """What this process has of the file, and what was added to it."""
    with _loading, opened_vectors(model.name) as vectors:
        file = file_of(vectors)
        known = _loaded.get(model.name)
        if known is None or known.file != file:
            known = _Loaded(file, Matrix(model.size), 0, 0.0)
        if len(known.matrix) > FEW and monotonic() - known.at < _SECONDS_BETWEEN_LOADS:
            # While a large library is taken in, it grows with every breath.
            return known.matrix
        rows = vectors.execute(
            "SELECT number, digest, scale, parts FROM vectors WHERE number > ? ORDER BY number",
            (known.upto,),
        ).fetchall()
        upto = rows[-1][0] if rows else known.upto
        matrix = known.matrix.with_more(row[1:] for row in rows)
        _loaded[model.name] = _Loaded(file, matrix, upto, monotonic())
        return matrix
