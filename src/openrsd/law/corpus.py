"""Every version of every rule, before a day is chosen; and the law of a day taken from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Protocol, TypeVar

from openrsd.errors import Problem
from openrsd.law.documents import Document, Path
from openrsd.law.files import (
    FactFile,
    HarmKindFile,
    IndicatorFile,
    InstrumentKind,
    PositionFile,
    StandardFile,
    WarningFile,
    Work,
)
from openrsd.law.guidance_files import GuidanceFile
from openrsd.law.intake_files import (
    BlockFile,
    NeverCollected,
    Questionnaire,
    QuestionnaireFile,
)
from openrsd.law.model import Element, Instrument, Law, UnknownLaw
from openrsd.law.plan_files import LeadingForm, PhaseFile, PlanFile, PlanLaw
from openrsd.law.polarity import signs_of
from openrsd.law.reading import suggestion
from openrsd.law.states import BindingTable, TreatyAct
from openrsd.law.treaty_files import BindingNoteFile, TreatyFile
from openrsd.law.triage_files import (
    HarmSuggestionFile,
    ModalityFile,
    ModalityRule,
    PriorityFile,
    SpecificNeedsFile,
    TriageLaw,
    TriageRule,
)

T = TypeVar("T")
_KINDS = tuple(InstrumentKind)


class HasId(Protocol):
    """Anything that law files name by an id."""

    @property
    def id(self) -> str:
        """Stable id."""


N = TypeVar("N", bound=HasId)


@dataclass(frozen=True)
class Entry(Generic[T]):
    """One item with the place it was read from."""

    item: T
    document: Document
    path: Path

    def problem(self, code: str, message: str, expected: str = "", *, at: Path = ()) -> Problem:
        """A problem standing at this item, or at a part of it."""
        return self.document.problem((*self.path, *at), code, message, expected)


def by_id(entries: Iterable[Entry[N]]) -> dict[str, N]:
    """The items by id, in file order."""
    return {entry.item.id: entry.item for entry in entries}


def _items(entries: tuple[Entry[T], ...]) -> tuple[T, ...]:
    return tuple(entry.item for entry in entries)


@dataclass(frozen=True)
class TriageEntries:
    """The lists that triage reads, with the places they were read from."""

    rules: tuple[Entry[TriageRule], ...]
    needs: tuple[Entry[SpecificNeedsFile], ...]
    modalities: tuple[Entry[ModalityFile], ...]
    modality_rules: tuple[Entry[ModalityRule], ...]
    priorities: tuple[Entry[PriorityFile], ...]
    suggestions: tuple[Entry[HarmSuggestionFile], ...]

    def law(self) -> TriageLaw:
        """The same without the places; levels of priority in their order."""
        return TriageLaw(
            rules=_items(self.rules),
            needs=_items(self.needs),
            modalities=_items(self.modalities),
            modality_rules=_items(self.modality_rules),
            priorities=tuple(sorted(_items(self.priorities), key=lambda one: one.level)),
            suggestions=_items(self.suggestions),
        )


@dataclass(frozen=True)
class PlanEntries:
    """The lists that the interview plan reads, with the places they were read from."""

    entries: tuple[Entry[PlanFile], ...]
    phases: tuple[Entry[PhaseFile], ...]
    leading_forms: tuple[Entry[LeadingForm], ...]

    def law(self) -> PlanLaw:
        """The same without the places."""
        return PlanLaw(_items(self.entries), _items(self.phases))


@dataclass(frozen=True)
class IntakeEntries:
    """The lists of which questionnaires are made, with the places they were read from."""

    questionnaires: tuple[Entry[QuestionnaireFile], ...]
    blocks: tuple[Entry[BlockFile], ...]
    never_collected: tuple[Entry[NeverCollected], ...]

    def compiled(self) -> dict[str, Questionnaire]:
        """The questionnaires by id, with their blocks found."""
        blocks = by_id(self.blocks)
        return {
            name: Questionnaire(about, tuple(blocks[block] for block in about.blocks))
            for name, about in by_id(self.questionnaires).items()
        }


@dataclass(frozen=True)
class Corpus:
    """All law files of one edition, compiled. `version` names the edition and its exact text."""

    version: str
    elements: tuple[Entry[Element], ...]
    instruments: tuple[Entry[Instrument], ...]
    works: tuple[Entry[Work], ...]
    standards: tuple[Entry[StandardFile], ...]
    facts: tuple[Entry[FactFile], ...]
    indicators: tuple[Entry[IndicatorFile], ...]
    harm_kinds: tuple[Entry[HarmKindFile], ...]
    positions: tuple[Entry[PositionFile], ...]
    warnings: tuple[Entry[WarningFile], ...]
    treaties: tuple[Entry[TreatyFile], ...]
    binding_notes: tuple[Entry[BindingNoteFile], ...]
    guidance: tuple[Entry[GuidanceFile], ...]
    acts: tuple[TreatyAct, ...]
    triage: TriageEntries
    plan: PlanEntries
    intake: IntakeEntries
    _laws: dict[tuple[date, tuple[tuple[str, str], ...]], Law] = field(
        default_factory=dict, repr=False, compare=False
    )

    def choose(self, chosen: Mapping[str, str]) -> dict[str, str]:
        """Every position with its chosen or default option. Raises UnknownLaw with a hint."""
        known = by_id(self.positions)
        for position, option in chosen.items():
            if position not in known:
                hint = suggestion(position, set(known)) or "known are " + ", ".join(sorted(known))
                raise UnknownLaw(f"there is no jurisdiction position '{position}': {hint}")
            options = [o.id for o in known[position].options]
            if option not in options:
                names = ", ".join(options)
                raise UnknownLaw(f"position '{position}' has no option '{option}', but {names}")
        return {name: chosen.get(name, position.default) for name, position in known.items()}

    def option_named(self, named: str) -> dict[str, str]:
        """A position chosen as "position=option", or by an option's id where only one has it.

        Raises UnknownLaw.
        """
        if "=" in named:
            position, _, option = named.partition("=")
            return {position.strip(): option.strip()}
        holders = [
            entry.item.id
            for entry in self.positions
            if any(option.id == named for option in entry.item.options)
        ]
        if len(holders) != 1:
            known = {option.id for entry in self.positions for option in entry.item.options}
            hint = suggestion(named, known) or "name it as position=option"
            raise UnknownLaw(f"there is no single jurisdiction position '{named}': {hint}")
        return {holders[0]: named}

    def as_of(self, day: date, chosen: Mapping[str, str] | None = None) -> Law:
        """The law of `day` under the chosen positions, with the defaults elsewhere."""
        positions = self.choose(chosen or {})
        self._refuse_untimely(chosen or {}, day)
        key = (day, tuple(sorted(positions.items())))
        if key not in self._laws:
            self._laws[key] = self._compose(day, positions)
        return self._laws[key]

    def _refuse_untimely(self, chosen: Mapping[str, str], day: date) -> None:
        """A position may be chosen only on the days on which somebody holds it."""
        known = by_id(self.positions)
        for position, name in chosen.items():
            option = next(o for o in known[position].options if o.id == name)
            if not option.in_force.includes(day):
                until = f" to {option.in_force.until}" if option.in_force.until else " on"
                held = f"{option.in_force.since}{until}"
                raise UnknownLaw(f"position '{position}={name}' is held from {held}, not on {day}")

    def _compose(self, day: date, positions: dict[str, str]) -> Law:
        elements = self._elements(day, positions)
        in_force = [e.item for e in self.instruments if e.item.about.in_force.includes(day)]
        # Refugee definitions first, as they are examined.
        in_force.sort(key=lambda instrument: _KINDS.index(instrument.kind))
        instruments = {instrument.id: instrument for instrument in in_force}
        return Law(
            day=day,
            version=self.version,
            positions=positions,
            elements=elements,
            instruments=instruments,
            position_files=by_id(self.positions),
            warnings=tuple(by_id(self.warnings).values()),
            facts=by_id(self.facts),
            indicators=by_id(self.indicators),
            harm_kinds=by_id(self.harm_kinds),
            standards=by_id(self.standards),
            works=by_id(self.works),
            guidance=self._guidance(day),
            binding=BindingTable(
                day,
                by_id(self.treaties),
                {(act.treaty, act.state): act for act in self.acts},
                tuple(entry.item for entry in self.binding_notes),
            ),
            signs=signs_of(elements, instruments.values()),
            triage=self.triage.law(),
            plan=self.plan.law(),
            questionnaires=self.intake.compiled(),
            never_collected=_items(self.intake.never_collected),
        )

    def _elements(self, day: date, positions: dict[str, str]) -> dict[str, Element]:
        """The version in force on `day`; one made for the chosen position goes before the rest."""
        elements: dict[str, Element] = {}
        for entry in self.elements:
            about = entry.item.about
            chosen = all(positions[name] == option for name, option in about.position.items())
            if not about.in_force.includes(day) or not chosen:
                continue
            standing = elements.get(about.id)
            if standing is None or len(about.position) > len(standing.about.position):
                elements[about.id] = entry.item
        return elements

    def _guidance(self, day: date) -> dict[str, GuidanceFile]:
        """The latest edition for each country that had appeared by `day`, expired or not."""
        latest: dict[str, GuidanceFile] = {}
        for entry in self.guidance:
            edition = entry.item
            standing = latest.get(edition.country)
            if edition.dated <= day and (standing is None or edition.dated > standing.dated):
                latest[edition.country] = edition
        return latest
