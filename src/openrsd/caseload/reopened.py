"""What a change of law or guidance opens again, for those who wait or were refused.

A record is opened where the question itself was rewritten, where it rests on a source or guidance
that has been replaced, or where guidance newly proposes a yes and the record is anything else
(semantics.md §5, architecture.md §2). Nothing is opened against a person who was recognised: such
cases are not read at all.
"""

from collections.abc import Iterator
from functools import cached_property

import numpy as np

from openrsd.caseload.kleene import Marks, Value
from openrsd.caseload.nested import Level, Levels
from openrsd.caseload.recorded import Recorded
from openrsd.caseload.schema import OF_PLACE
from openrsd.determination.values import State
from openrsd.law.files import Scope
from openrsd.law.model import Element, Law

# What a person was asked; a change of wording elsewhere (errors, notes) does not undo an answer.
ASKED = ("question", "scope", "standard", "burden", "sources", "derived")


class Change:
    """What differs between two laws, as far as records may rest on it."""

    def __init__(self, before: Law, after: Law) -> None:
        self.before = before
        self.after = after
        self.rewritten = frozenset(
            name
            for name, element in before.elements.items()
            if name in after.elements and _differs(element, after.elements[name])
        )

    @cached_property
    def current(self) -> frozenset[tuple[str, str]]:
        """The sources that stand after the change, each with its edition."""
        return frozenset({("law", self.before.version), *_sources(self.after)})

    @cached_property
    def tracked(self) -> frozenset[str]:
        """The sources of which editions are known; others are never taken for replaced."""
        named = [source for law in (self.before, self.after) for source, _ in _sources(law)]
        return frozenset({"law", *named})

    def replaced(self, source: str, edition: str) -> bool:
        """Whether something newer stands in the place of this edition of a source."""
        return source in self.tracked and (source, edition) not in self.current

    def edition_of(self, profile: str) -> str | None:
        """The edition of guidance that has the profile after the change."""
        return _edition_of(self.after, profile)

    def kept(self, profile: str) -> bool:
        """Whether the change leaves the guidance with the profile as it was."""
        return _edition_of(self.before, profile) == self.edition_of(profile)


def _edition_of(law: Law, profile: str) -> str | None:
    """The edition of the guidance that a profile belongs to."""
    for guidance in law.guidance.values():
        if any(one.id == profile for one in guidance.profiles):
            return guidance.edition
    return None


def _differs(one: Element, other: Element) -> bool:
    asked = any(getattr(one.about, key) != getattr(other.about, key) for key in ASKED)
    return asked or one.is_leaf != other.is_leaf


def _sources(law: Law) -> Iterator[tuple[str, str]]:
    yield "law", law.version
    for country, guidance in law.guidance.items():
        yield country, guidance.edition
        for source in guidance.sources:
            yield source.id, source.published


class Reopened(Recorded):
    """A batch under the law after a change, with what the change opens open.

    `standing_before` is the same batch under the law before it.
    """

    def __init__(
        self, levels: Levels, change: Change, standing_before: Recorded, turn: int = 0
    ) -> None:
        self.change = change
        self.standing_before = standing_before
        self.opened: dict[str, dict[str, Marks]] = {}
        self._resting: dict[Scope, dict[str, list[int]]] = {}
        super().__init__(levels, change.after, turn)

    def found(self, element: Element) -> Value:
        """What persons recorded and the change leaves standing."""
        found = super().found(element)
        if isinstance(found, int):
            return found
        recorded = found != np.int8(State.OPEN)
        rewritten = np.full(len(found), element.id in self.change.rewritten)
        opposed = self._newly_proposed(element) & (found != np.int8(State.YES))
        self.opened[element.id] = {
            "law": rewritten & recorded,
            "source": self._on_replaced(element) & recorded,
            "proposal": opposed & recorded,
        }
        anyhow = np.logical_or.reduce(list(self.opened[element.id].values()))
        return np.where(anyhow, np.int8(State.OPEN), found)

    def _on_replaced(self, element: Element) -> Marks:
        """Rows whose record on the element rests on something that was replaced."""
        marks = np.zeros(self.tables.of_scope(element.scope).size, bool)
        # What is recorded of an area and a harm together names no sources of its own.
        if element.scope is not Scope.AREA_HARM:
            marks[self._replaced(element.scope).get(element.id, [])] = True
        return marks

    def _replaced(self, scope: Scope) -> dict[str, list[int]]:
        """By element, the rows of a level with a record that rests on what was replaced."""
        key = Scope.COUNTRY if scope in OF_PLACE else scope
        if key not in self._resting:
            self._resting[key] = dict(self._replaced_in(self.level(key).inner("rests_on")))
        return self._resting[key]

    def _replaced_in(self, resting: Level) -> Iterator[tuple[str, list[int]]]:
        elements, names = resting.coded("element")
        sources, source_names = resting.coded("source")
        editions, edition_names = resting.coded("edition")
        replaced = np.zeros(resting.size, bool)
        for number, source in enumerate(source_names):
            for edition_number, edition in enumerate(edition_names):
                if self.change.replaced(source, edition):
                    replaced |= (sources == number) & (editions == edition_number)
        for number, name in enumerate(names):
            yield name, resting.owner[replaced & (elements == number)].tolist()

    def _newly_proposed(self, element: Element) -> Marks:
        """Rows for which guidance proposes a yes now and did not before."""
        now = self.standing(element.id)
        if now is None:
            return np.zeros(self.tables.of_scope(element.scope).size, bool)
        for offer in self.standing_before.offers:
            if offer.element == element.id and not offer.expired:
                now = now & ~offer.rows
        return now

    def answers_standing(self, given: Level) -> Marks:
        """An answer to guidance that was replaced is no answer to what stands now.

        Where an answer names no edition, it was given to the guidance before the change.
        """
        proposals, names = given.coded("proposal")
        editions, edition_names = given.coded("edition")
        marks = np.zeros(given.size, bool)
        for number, name in enumerate(names):
            current = self.change.edition_of(name.partition(":")[0])
            unsaid = self.change.kept(name.partition(":")[0])
            known = [edition == current for edition in edition_names]
            marks |= (proposals == number) & np.array([*known, unsaid]).take(editions)
        return marks
