"""Ids stand once; versions of one element or instrument leave each other's days free."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import Any

from openrsd.errors import Problem
from openrsd.law.corpus import Corpus, Entry
from openrsd.law.model import Element
from openrsd.law.shapes import Period


def check_ids(corpus: Corpus) -> Iterator[Problem]:
    """Each id of a list stands once."""
    tables: tuple[Sequence[Entry[Any]], ...] = (
        corpus.works,
        corpus.standards,
        corpus.facts,
        corpus.indicators,
        corpus.harm_kinds,
        corpus.positions,
        corpus.warnings,
        corpus.treaties,
        corpus.intake.questionnaires,
        corpus.intake.blocks,
        corpus.intake.never_collected,
    )
    for table in tables:
        seen: dict[str, Entry[Any]] = {}
        for entry in table:
            first = seen.setdefault(entry.item.id, entry)
            if first is not entry:
                line, _ = first.document.place(first.path)
                yield entry.problem(
                    "duplicate-id",
                    f"'{entry.item.id}' stands already in {first.document.name}:{line}",
                    at=("id",),
                )


def check_versions(corpus: Corpus) -> Iterator[Problem]:
    """No two versions of one id hold on one day."""
    versions: dict[tuple[str, ...], list[tuple[Entry[Element], Period]]] = {}
    for entry in corpus.elements:
        about = entry.item.about
        key = (about.id, *(f"{k}={v}" for k, v in sorted(about.position.items())))
        versions.setdefault(key, []).append((entry, about.in_force))
    for group in versions.values():
        yield from _overlaps(group, group[0][0].item.id)
    laws: dict[str, list[tuple[Entry[Any], Period]]] = {}
    for law in corpus.instruments:
        laws.setdefault(law.item.id, []).append((law, law.item.about.in_force))
    for name, pairs in laws.items():
        yield from _overlaps(pairs, name)


def _overlaps(versions: Sequence[tuple[Entry[Any], Period]], name: str) -> Iterator[Problem]:
    for entry, period in versions:
        if period.until is not None and period.until < period.since:
            yield entry.problem(
                "dates", f"'{name}' ends on {period.until}, before it begins on {period.since}"
            )
    for (first, one), (second, two) in combinations(versions, 2):
        if one.since <= (two.until or date.max) and two.since <= (one.until or date.max):
            line, _ = first.document.place(first.path)
            yield second.problem(
                "dates-overlap",
                f"'{name}' is in force on days on which {first.document.name}:{line} is too",
                "versions of one id that leave each other's days free",
                at=("in-force",),
            )
