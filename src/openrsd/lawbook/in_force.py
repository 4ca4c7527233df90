"""The law of a day as this installation has chosen and confirmed it. For the rooms that apply it.

It stands on what was agreed and compared up to that day, so that the law of an earlier day stays
what it was.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from uuid import UUID

from openrsd.errors import InvalidDocument
from openrsd.law.corpus import Corpus, Entry, by_id
from openrsd.law.documents import Document
from openrsd.law.guidance_files import GuidanceFile
from openrsd.law.loader import shipped_corpus
from openrsd.law.model import Element, Law
from openrsd.lawbook.guidance import guidance_of
from openrsd.lawbook.models import (
    ChoiceState,
    EditionState,
    GuidanceEdition,
    PositionChoice,
    SourceConfirmation,
)

# For a country: the edition that counts, or None where the latest one was withdrawn.
Counting = tuple[tuple[str, UUID | None], ...]


@dataclass(frozen=True)
class LawInForce:
    """The law files with this installation's guidance in them, and its positions, on a day.

    `lapsed` are chosen answers that nobody holds on that day: the law files' own count instead.
    `misfits` are countries whose edition no longer fits the law files: it proposes nothing.
    """

    day: date
    corpus: Corpus
    positions: Mapping[str, str]
    lapsed: Mapping[str, str]
    misfits: frozenset[str]

    @property
    def law(self) -> Law:
        """The law of the day under the chosen positions."""
        return self.corpus.as_of(self.day, self.positions)

    @cached_property
    def confirmed(self) -> dict[str, SourceConfirmation]:
        """By element: the comparison of its source lines as they stand in the law of the day."""
        rows = SourceConfirmation.objects.filter(on__lte=self.day).order_by("at", "id")
        latest = {(row.element, row.sources): row for row in rows}
        elements = self.law.elements
        return {
            name: row
            for (name, digest), row in latest.items()
            if row.holds and name in elements and digest == digest_of(elements[name])
        }


def law_in_force(day: date) -> LawInForce:
    """What assessment, triage and the interview plan apply on a day."""
    chosen, lapsed = _positions(day)
    corpus, misfits = _corpus_with(_counting(day))
    return LawInForce(day, corpus, chosen, lapsed, misfits)


def digest_of(element: Element) -> str:
    """By which it is known that the source lines of an element are still those compared."""
    lines = [source.model_dump(mode="json") for source in element.about.sources]
    return hashlib.sha256(json.dumps(lines, sort_keys=True).encode()).hexdigest()


def _positions(day: date) -> tuple[dict[str, str], dict[str, str]]:
    """What is chosen on the day, and what was chosen but nobody holds then."""
    rows = PositionChoice.objects.filter(state=ChoiceState.AGREED, since__lte=day)
    latest = dict(rows.order_by("since", "answered_at").values_list("position", "option"))
    files = by_id(shipped_corpus().positions)
    held = {
        (name, option.id)
        for name, position in files.items()
        for option in position.options
        if option.in_force.includes(day)
    }
    chosen = {name: option for name, option in latest.items() if (name, option) in held}
    return chosen, {name: option for name, option in latest.items() if name not in chosen}


def _counting(day: date) -> Counting:
    rows = GuidanceEdition.objects.filter(
        state__in=(EditionState.AGREED, EditionState.WITHDRAWN), since__lte=day
    ).order_by("since", "number")
    latest: dict[str, UUID | None] = {}
    for name, country, withdrawn in rows.values_list("id", "country", "withdrawn_on"):
        latest[country] = None if withdrawn is not None and withdrawn <= day else name
    return tuple(sorted(latest.items()))


@lru_cache(maxsize=32)
def _corpus_with(counting: Counting) -> tuple[Corpus, frozenset[str]]:
    """The shipped law files with these editions. Agreed editions never change, so their ids do."""
    corpus = shipped_corpus()
    if not counting:
        return corpus, frozenset()
    kept = tuple(one for one in corpus.guidance if one.item.country not in dict(counting))
    wanted = [edition for _country, edition in counting if edition is not None]
    entries: list[Entry[GuidanceFile]] = []
    misfits: set[str] = set()
    digest = hashlib.sha256(repr(counting).encode())
    for row in GuidanceEdition.objects.filter(pk__in=wanted).order_by("country"):
        digest.update(json.dumps(row.content, sort_keys=True).encode())
        try:
            entries.append(Entry(guidance_of(row.content, corpus), Document("", {}, {}), ()))
        except InvalidDocument:
            misfits.add(row.country)
    version = f"{corpus.version}+{digest.hexdigest()[:12]}"
    whole = replace(corpus, version=version, guidance=(*kept, *entries), _laws={})
    return whole, frozenset(misfits)
