"""Vectors for passages that have none yet: some at a time, gone on with wherever it was stopped."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from openrsd.coi.index.store import change, opened_index
from openrsd.coi.meaning.embedding import Embedder, embedder
from openrsd.coi.meaning.store import opened_vectors
from openrsd.coi.models import Passage
from openrsd.vault.sqlcipher.beside import Connection

# Small, so that who asks meanwhile waits for no long stretch of work.
AT_ONCE = 16
_STAMP = "stamp"
Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many passages of the index have vectors, and how many there are; 0 of 0 when all have."""

    done: int
    of: int

    @property
    def is_whole(self) -> bool:
        """Whether every passage can be found by its meaning."""
        return self.done >= self.of


def embed_missing(*, seconds: float | None = None, told: Told | None = None) -> bool:
    """Makes the vectors that are missing; whether every passage has one afterwards.

    Stops after so many `seconds`, where they are given. `told` hears how many are done and how many
    there are. True at once where no model is installed: there is nothing to be made.
    """
    model = embedder()
    if model is None:
        return True
    until = None if seconds is None else monotonic() + seconds
    with opened_vectors(model.name) as vectors:
        stamp = _stamp_of_words()
        if _about(vectors) == stamp:
            return True
        done, missing = _missing(vectors)
        whole = done + len(missing)
        for start in range(0, len(missing), AT_ONCE):
            if until is not None and monotonic() > until:
                return False
            some = dict(missing[start : start + AT_ONCE])
            done += _embed(vectors, model, some)
            if told:
                told(done, whole)
        with change(vectors):
            vectors.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (_STAMP, stamp))
    return True


def progress() -> Progress | None:
    """How far the vectors are; nothing where no model is installed."""
    model = embedder()
    if model is None:
        return None
    with opened_vectors(model.name) as vectors:
        if _about(vectors) == _stamp_of_words():
            return Progress(0, 0)
        done, missing = _missing(vectors)
    return Progress(done, done + len(missing))


def _about(vectors: Connection) -> str:
    row = vectors.execute("SELECT value FROM about WHERE name = ?", (_STAMP,)).fetchone()
    return row[0] if row else ""


def _stamp_of_words() -> str:
    """What the index of words held when it was last whole, and how much it holds now."""
    with opened_index() as index:
        row = index.execute("SELECT value FROM about WHERE name = 'stamp'").fetchone()
        most = index.execute("SELECT max(id) FROM passages").fetchone()
    return f"{row[0] if row else ''}|{most[0]}"


def _missing(vectors: Connection) -> tuple[int, list[tuple[int, int]]]:
    """How many texts have vectors, and of the others the digest and a passage, the newest first."""
    with opened_index() as index:
        of_texts = dict(index.execute("SELECT digest, id FROM passages ORDER BY id"))
    known = {row[0] for row in vectors.execute("SELECT digest FROM vectors")}
    lacking = [(digest, at) for digest, at in of_texts.items() if digest not in known]
    lacking.sort(key=lambda one: -one[1])
    return len(of_texts) - len(lacking), lacking


def _embed(vectors: Connection, model: Embedder, some: dict[int, int]) -> int:
    from openrsd.coi.meaning.matrix import packed

    texts = dict(Passage.objects.filter(pk__in=some.values()).values_list("pk", "text"))
    wanted = [(digest, texts[at]) for digest, at in some.items() if at in texts]
    if wanted:
        rows = model.of_passages([text for _digest, text in wanted])
        with change(vectors):
            vectors.executemany(
                "INSERT OR IGNORE INTO vectors (digest, scale, parts) VALUES (?, ?, ?)",
                [(digest, *packed(row)) for (digest, _text), row in zip(wanted, rows, strict=True)],
            )
    return len(wanted)
