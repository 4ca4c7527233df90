"""What is recorded in a batch, under one hypothesis of nationality for each case.

The columnar counterpart of `openrsd.determination.framing`: sets from the nested lists, and states
of leaves from findings, from facts, and from proposals of guidance that a person accepted, in that
order.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from openrsd.caseload.facts import FactColumns
from openrsd.caseload.kleene import Marks, Value
from openrsd.caseload.nested import Level, Levels, Numbers, encoded
from openrsd.caseload.tables import Sets, Tables
from openrsd.determination.values import Reading, State, leaf_value
from openrsd.law.files import Scope
from openrsd.law.guidance_files import GuidanceFile, ProfileFile
from openrsd.law.model import Element, Law

NOWHERE = -2  # a code that no place has


@dataclass(frozen=True)
class Offer:
    """What a profile of guidance proposes on one element, with the rows on which it falls."""

    id: str
    profile: str
    element: str
    rows: Marks
    cases: Marks
    expired: bool


@dataclass(frozen=True)
class Codes:
    """Places and countries of a batch as numbers into one list of codes."""

    places: Numbers
    asylum: Numbers
    nationality: Numbers
    residence: Numbers
    words: list[str]

    def number(self, code: str) -> int:
        """The number of a code, or one that no place has."""
        return self.words.index(code) if code in self.words else NOWHERE


class Recorded:
    """The sets of a batch and the states of its leaves. `turn` says which hypothesis is taken.

    A case without hypotheses of its own has one: the countries that state a basis.
    """

    def __init__(self, levels: Levels, law: Law, turn: int = 0) -> None:
        self.levels = levels
        self.law = law
        hypothesis = levels.hypothesis
        self.nationality = hypothesis.inner("nationality")
        self.residence = hypothesis.inner("former_habitual_residence")
        (places, asylum, national, resident), words = encoded(
            levels.place.words("code"),
            levels.case.words("asylum"),
            self.nationality.words(""),
            self.residence.words(""),
        )
        self.codes = Codes(places, asylum, national, resident, words)
        self.turn = turn
        self.sets = self._sets()
        self.tables = Tables(self.sets)
        self._states: dict[str, Value] = {}

    # Sets

    def _sets(self) -> Sets:
        levels, place = self.levels, self.levels.place
        national, resident = self._references()
        reference, other = national | resident, place.marks("other")
        asylum = self.codes.asylum.take(place.owner)
        return Sets(
            cases=levels.case.size,
            places=place.offsets,
            harms=levels.harm.offsets,
            areas=levels.area.offsets,
            acts=levels.act.offsets,
            reference=reference,
            national=national,
            other=other,
            destination=(reference | other | place.marks("destination"))
            & ((self.codes.places != asylum) | (asylum < 0)),
            countries_complete=levels.case.marks("countries_complete"),
            harms_complete=place.marks("harms_complete") & (reference | other),
        )

    def _references(self) -> tuple[Marks, Marks]:
        """Countries of nationality and of former habitual residence under the hypothesis."""
        place = self.levels.place
        basis, words = place.coded("basis")
        own = np.diff(self.levels.hypothesis.offsets) == 0
        by_basis = own.take(place.owner)
        found = []
        for word, level, numbers in (
            ("nationality", self.nationality, self.codes.nationality),
            ("former-habitual-residence", self.residence, self.codes.residence),
        ):
            number = words.index(word) if word in words else NOWHERE
            found.append((by_basis & (basis == number)) | self._named(level, numbers, own))
        national, resident = found
        return national, resident & ~national

    def _named(self, level: Level, numbers: Numbers, own: Marks) -> Marks:
        """Places that the case's hypothesis of this turn names in a list of countries."""
        place = self.levels.place
        named = np.zeros(place.size, bool)
        if not level.size:
            return named
        # Cases with a basis instead of hypotheses name nothing here.
        chosen = np.where(own, 0, self.levels.hypothesis.offsets[:-1] + self.turn)
        first, last = level.offsets.take(chosen), level.offsets.take(chosen + 1)
        last = np.where(own, first, last)
        for step in range(int((last - first).max(initial=0))):
            at = np.minimum(first + step, level.size - 1)
            code = np.where(first + step < last, numbers.take(at), NOWHERE)
            named |= self.codes.places == code.take(place.owner)
        return named

    # Facts, indicators, guidance

    @cached_property
    def facts(self) -> FactColumns:
        """The facts of the cases, with those that the system sees for itself."""
        place, sets = self.levels.place, self.sets
        asylum = self.codes.asylum
        inside = sets.reference & (self.codes.places == asylum.take(place.owner))
        within = np.bincount(place.owner, inside, self.levels.case.size) > 0
        some = np.bincount(place.owner, sets.reference, self.levels.case.size) > 0
        computed = {
            "asylum-outside": (asylum >= 0) & some & ~within,
            "claim-pending": self.levels.case.marks("claim_pending", missing=True),
        }
        return FactColumns(self.levels.case, self.law.day, computed)

    def indicated(self, indicator: str) -> Marks | bool:
        """Where an indicator is set, over the rows of its scope."""
        about = self.law.indicators[indicator]
        of_person = about.scope is Scope.PERSON
        owner = self.levels.case if of_person else self.levels.place
        marked = owner.inner("indicators")
        numbers, words = marked.coded("")
        marks = np.zeros(owner.size, bool)
        if indicator in words:
            marks[marked.owner[numbers == words.index(indicator)]] = True
        if of_person and about.when is not None:
            marks |= self.facts.holds(about.when)
        return marks if marks.any() else False

    @cached_property
    def offers(self) -> tuple[Offer, ...]:
        """Everything that guidance on the countries of reference proposes in this batch."""
        found: list[Offer] = []
        for country, guidance in self.law.guidance.items():
            here = self.sets.reference & (self.codes.places == self.codes.number(country))
            if not here.any():
                continue
            concerned = np.bincount(self.levels.place.owner, here, self.levels.case.size) > 0
            for profile in guidance.profiles:
                cases = concerned & self.facts.holds(profile.when)
                if cases.any():
                    found.extend(self._offers(guidance, profile, cases, here))
        return tuple(found)

    def _offers(
        self, guidance: GuidanceFile, profile: ProfileFile, cases: Marks, here: Marks
    ) -> Iterator[Offer]:
        expired = guidance.expires < self.law.day
        harm = self.levels.harm
        of_place = here & cases.take(self.levels.place.owner)
        kinds, words = harm.coded("kind")
        fitting = [not word or word in profile.harm_kinds for word in words]
        of_harm = of_place.take(harm.owner) & np.array([*fitting, True]).take(kinds)
        for proposition in profile.proposes:
            scope = self.law.element(proposition.element).scope
            rows = {Scope.PERSON: cases, Scope.HARM: of_harm}.get(scope, of_place)
            name = f"{profile.id}:{proposition.element}"
            yield Offer(name, profile.id, proposition.element, rows, cases, expired)

    def answered(self, offer: Offer, answer: str) -> Marks:
        """The cases in which a person accepted or rebutted an offer, or its whole profile."""
        marks = np.zeros(self.levels.case.size, bool)
        for name in (offer.id, offer.profile):
            found = self._answers.get((name, answer))
            if found is not None:
                marks |= found
        return marks

    @cached_property
    def _answers(self) -> dict[tuple[str, str], Marks]:
        """By proposal and answer, the cases that have it."""
        given = self.levels.case.inner("answers")
        found: dict[tuple[str, str], Marks] = {}
        if not given.size:
            return found
        proposals, names = given.coded("proposal")
        answers, kinds = given.coded("answer")
        standing = self.answers_standing(given)
        for number, name in enumerate(names):
            for kind_number, kind in enumerate(kinds):
                meant = (proposals == number) & (answers == kind_number) & standing
                marks = found[name, kind] = np.zeros(self.levels.case.size, bool)
                marks[given.owner[meant]] = True
        return found

    def answers_standing(self, given: Level) -> Marks:
        """Which of the answers to guidance count."""
        return np.ones(given.size, bool)

    # States of leaves

    def level(self, scope: Scope) -> Level:
        """The rows on which something of this scope is recorded."""
        levels = self.levels
        match scope:
            case Scope.PERSON:
                return levels.case
            case Scope.HARM:
                return levels.harm
            case Scope.AREA:
                return levels.area
            case Scope.AREA_HARM:
                return levels.area_harm
            case Scope.ACT:
                return levels.act
            case _:
                return levels.place

    def states(self, element: str) -> Value:
        """The state of a leaf over the table of its scope: one number where all agree."""
        if element not in self._states:
            self._states[element] = self._state(self.law.elements[element])
        return self._states[element]

    def _state(self, element: Element) -> Value:
        found = self.found(element)
        for rows, state in self._supplied(element):
            if isinstance(found, int):
                found = np.full(self.tables.of_scope(element.scope).size, found, np.int8)
            found = np.where(rows & (found == State.OPEN), np.int8(state), found)
        return found

    def found(self, element: Element) -> Value:
        """What persons recorded."""
        level = self.level(element.scope)
        states = level.states(element.id)
        if states is None:
            return int(State.OPEN)
        if element.scope is not Scope.AREA_HARM:
            return states
        # Areas that say nothing of any harm have no rows here, but stand in the table.
        whole = np.full(self.tables.area_harm.size, State.OPEN, np.int8)
        place = np.arange(level.size) - level.offsets.take(level.owner)
        whole[self.tables.harms_before_area.take(level.owner) + place] = states
        return whole

    def _supplied(self, element: Element) -> Iterator[tuple[Marks, State]]:
        """What follows from facts, the last that the law files name going first; then what a
        person accepted of guidance. Each fills what is still open."""
        table = self.tables.of_scope(element.scope)
        beside: dict[str, Marks] = {}
        if element.scope is Scope.HARM:
            beside["fear-stated"] = self.levels.harm.marks("stated", missing=True)
        for derivation in reversed(element.about.derived):
            marks = self.facts.holds(derivation.when, table.case, beside)
            if marks.any():
                yield marks, State.YES if derivation.gives == "yes" else State.NOT_APPLICABLE
        for offer in self.offers:
            if offer.element == element.id:
                accepted = self._of_offer(offer, self.answered(offer, "accepted"))
                if accepted.any():
                    yield accepted, State.YES

    def standing(self, element: str) -> Marks | None:
        """Where guidance proposes a yes that no one has answered yet and that is not expired."""
        marks: Marks | None = None
        for offer in self.offers:
            if offer.element == element and not offer.expired:
                answered = self.answered(offer, "accepted") | self.answered(offer, "rebutted")
                rows = self._of_offer(offer, ~answered)
                marks = rows if marks is None else marks | rows
        return marks

    def _of_offer(self, offer: Offer, cases: Marks) -> Marks:
        table = self.tables.of_scope(self.law.elements[offer.element].scope)
        return offer.rows & (cases if table.case is None else cases.take(table.case))


class AsRecorded:
    """Leaves as they are recorded."""

    def __init__(self, recorded: Recorded) -> None:
        self.recorded = recorded

    def states(self, element: str) -> Value:
        """The states of a leaf."""
        return self.recorded.states(element)

    def value(self, element: str, reading: Reading) -> Value:
        """The value of a leaf under a reading."""
        states = self.states(element)
        if isinstance(states, int):
            return leaf_value(State(states), reading)
        if states.max(initial=0) <= State.YES:
            return states
        return _VALUES[reading].take(states)

    def indicated(self, indicator: str) -> Marks | bool:
        """Where an indicator is set."""
        return self.recorded.indicated(indicator)


class WithProposals(AsRecorded):
    """Leaves as they would be if every standing proposal were accepted on open ones."""

    def states(self, element: str) -> Value:
        """The states of a leaf, open ones filled by standing proposals."""
        states = self.recorded.states(element)
        proposed = self.recorded.standing(element)
        if proposed is None:
            return states
        return np.where(proposed & (states == np.int8(State.OPEN)), np.int8(State.YES), states)


_VALUES = {
    reading: np.array([leaf_value(state, reading) for state in State], np.int8)
    for reading in Reading
}
