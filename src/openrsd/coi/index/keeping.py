"""Keeping the index at what the library holds: only what changed is done again.

Work is done a few hundred passages at a time, each time in a transaction of its own: memory stays
small, a stopped run goes on where it was, and searches meanwhile find what is there.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import monotonic
from uuid import UUID

from django.db.models import Count, Max, Sum

from openrsd.coi.index.store import Connection, change, forget, opened_index
from openrsd.coi.models import Edition, Passage, State
from openrsd.coi.tokens import tokens_of

AT_ONCE = 400
_STAMP = "stamp"
Told = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """How an edition is to stand in the index."""

    revision: int
    is_current: bool


def catch_up(*, seconds: float | None = None, told: Told | None = None) -> bool:
    """Brings the index to what the library holds; whether it is whole afterwards.

    Stops after so many `seconds`, where they are given, and goes on at the next call. `told` hears
    how many passages were done.
    """
    until = None if seconds is None else monotonic() + seconds
    with opened_index() as index:
        stamp = _library_stamp()
        if _about(index) == stamp:
            return True
        wanted = _wanted()
        _drop_changed(index, wanted)
        done = 0
        for edition, how in wanted.items():
            while not _is_whole(index, edition):
                if until is not None and monotonic() > until:
                    return False
                done += _add_some(index, edition, how)
                if told:
                    told(done)
        with change(index):
            index.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (_STAMP, stamp))
    return True


def rebuild(told: Told | None = None) -> None:
    """Makes the index anew."""
    forget()
    catch_up(told=told)


def _library_stamp() -> str:
    """Changes with every change of an edition. Passages never change."""
    found = Edition.objects.aggregate(Count("id"), Sum("revision"), Max("added_at"))
    return "|".join(str(value) for value in found.values())


def _about(index: Connection) -> str | None:
    row = index.execute("SELECT value FROM about WHERE name = ?", (_STAMP,)).fetchone()
    return row[0] if row else None


def _wanted() -> dict[UUID, _Wanted]:
    """Every edition that can be found. Of a source the newest confirmed one is current."""
    rows = Edition.objects.exclude(state=State.WITHDRAWN).order_by("source", "sequence")
    current: dict[UUID, tuple[bool, int, UUID]] = {}
    found: dict[UUID, tuple[int, UUID]] = {}
    for edition, source, state, sequence, revision in rows.values_list(
        "id", "source", "state", "sequence", "revision"
    ):
        found[edition] = (revision, source)
        rank = (state == State.CONFIRMED, sequence, edition)
        current[source] = max(rank, current.get(source, rank))
    return {
        edition: _Wanted(revision, current[source][2] == edition)
        for edition, (revision, source) in found.items()
    }


def _drop_changed(index: Connection, wanted: dict[UUID, _Wanted]) -> None:
    standing = index.execute("SELECT id, revision, is_current FROM editions").fetchall()
    for edition, revision, is_current in standing:
        if wanted.get(UUID(edition)) == _Wanted(revision, bool(is_current)):
            continue
        with change(index):
            ids = "SELECT id FROM passages WHERE edition = ?"
            index.execute(f"DELETE FROM words WHERE rowid IN ({ids})", (edition,))  # noqa: S608
            index.execute(f"DELETE FROM facets WHERE passage IN ({ids})", (edition,))  # noqa: S608
            index.execute("DELETE FROM passages WHERE edition = ?", (edition,))
            index.execute("DELETE FROM editions WHERE id = ?", (edition,))


def _is_whole(index: Connection, edition: UUID) -> bool:
    row = index.execute("SELECT is_whole FROM editions WHERE id = ?", (str(edition),)).fetchone()
    return bool(row and row[0])


def _add_some(index: Connection, wanted: UUID, how: _Wanted) -> int:
    """The next passages of an edition; how many."""
    edition = Edition.objects.select_related("source").get(pk=wanted)
    with change(index):
        row = index.execute("SELECT upto FROM editions WHERE id = ?", (str(wanted),)).fetchone()
        upto = row[0] if row else 0
        passages = list(
            Passage.objects.filter(edition=wanted, ordinal__gt=upto).order_by("ordinal")[:AT_ONCE]
        )
        for passage in passages:
            _add(index, edition, passage, is_current=how.is_current)
        last = passages[-1].ordinal if passages else upto
        index.execute(
            "INSERT OR REPLACE INTO editions VALUES (?, ?, ?, ?, ?)",
            (str(wanted), how.revision, how.is_current, last, len(passages) < AT_ONCE),
        )
    return len(passages)


def _add(index: Connection, edition: Edition, passage: Passage, *, is_current: bool) -> None:
    # Two processes may do the same passages.
    index.execute("DELETE FROM words WHERE rowid = ?", (passage.pk,))
    index.execute(
        "INSERT INTO words (rowid, heading, body) VALUES (?, ?, ?)",
        (
            passage.pk,
            " ".join(tokens_of(f"{edition.title}\n{edition.reference}\n{passage.heading}")),
            " ".join(tokens_of(passage.text)),
        ),
    )
    index.execute(
        "INSERT OR REPLACE INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            passage.pk,
            str(edition.id),
            str(edition.source_id),
            edition.source.kind,
            passage.language,
            edition.published,
            is_current,
            short_digest(passage.digest),
            edition.nature,
            edition.events_from,
            edition.events_until,
        ),
    )
    for name, values in (
        ("country", passage.countries or edition.countries),
        ("topic", passage.topics or edition.topics),
    ):
        index.executemany(
            "INSERT OR IGNORE INTO facets VALUES (?, ?, ?)", _rows(name, values, passage.pk)
        )


def short_digest(digest: str) -> int:
    """Sixty bits of a hash: enough to tell texts apart, and a whole number to both databases."""
    return int(digest[:15], 16)


def _rows(name: str, values: Iterable[str], passage: int) -> list[tuple[str, str, int]]:
    return [(name, value, passage) for value in values]
