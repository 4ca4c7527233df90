"""The law on one day under chosen jurisdiction positions: what the engine and people ask of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from openrsd.errors import OpenRSDError
from openrsd.law.expressions import Expression
from openrsd.law.files import (
    Burden,
    ElementFile,
    FactFile,
    HarmKindFile,
    IndicatorFile,
    InstrumentFile,
    InstrumentKind,
    OptionFile,
    PositionFile,
    Scope,
    Stage,
    StandardFile,
    WarningFile,
    Work,
)
from openrsd.law.guidance_files import GuidanceFile
from openrsd.law.intake_files import NeverCollected, Questionnaire
from openrsd.law.plan_files import PlanLaw
from openrsd.law.shapes import Citation
from openrsd.law.states import BindingTable
from openrsd.law.triage_files import TriageLaw


class UnknownLaw(OpenRSDError):
    """An id that the law of that day does not have."""

    code = "unknown-law"


@dataclass(frozen=True, slots=True)
class Element:
    """A question of law as it stands on the day, with its parts compiled."""

    about: ElementFile
    combine: Expression | None
    opens: Expression | None

    @property
    def id(self) -> str:
        """Stable id."""
        return self.about.id

    @property
    def scope(self) -> Scope:
        """What it is asked of."""
        return self.about.scope

    @property
    def stage(self) -> Stage:
        """Where it stands in the order of analysis."""
        return self.about.stage

    @property
    def is_leaf(self) -> bool:
        """Whether a person answers it directly."""
        return self.combine is None

    @property
    def on_authority(self) -> bool:
        """Whether it is a branch on the authority's burden."""
        return self.about.burden is Burden.AUTHORITY

    @property
    def verified(self) -> bool:
        """Whether every source line was compared with a published text."""
        return all(source.verified for source in self.about.sources)


@dataclass(frozen=True, slots=True)
class Instrument:
    """A legal instrument as it stands on the day, with its roots compiled."""

    about: InstrumentFile
    instead: Expression | None = None
    preconditions: Expression | None = None
    inclusion: Expression | None = None
    exclusion: Expression | None = None
    removal: Expression | None = None
    status: Expression | None = None

    @property
    def id(self) -> str:
        """Stable id."""
        return self.about.id

    @property
    def kind(self) -> InstrumentKind:
        """What its result means for the person."""
        return self.about.kind

    @property
    def bars(self) -> tuple[str, ...]:
        """Elements that defeat inclusion for one country of reference."""
        return tuple(self.about.roots.bars)

    def roots(self) -> tuple[Expression, ...]:
        """All its compiled roots but the bars."""
        every = (
            self.instead,
            self.preconditions,
            self.inclusion,
            self.exclusion,
            self.removal,
            self.status,
        )
        return tuple(root for root in every if root is not None)

    def applies_in(self, asylum: str | None, authority: str, binding: BindingTable) -> bool:
        """Whether it is applied to a case in `asylum` (alpha-3) that `authority` determines."""
        where = self.about.applies
        if where.everywhere:
            return True
        if where.authority is not None:
            return where.authority == authority
        if asylum is None:
            return False
        if where.parties_to is not None:
            return binding.is_bound(asylum, where.parties_to)
        return asylum in (where.asylum or ())


@dataclass(frozen=True, eq=False)
class Law:
    """Everything in force on `day` under `positions` (position id to option id).

    Two laws are the same law exactly when they are the same object: one is made for each day and
    choice, and kept.
    """

    day: date
    version: str
    positions: Mapping[str, str]
    elements: Mapping[str, Element]
    instruments: Mapping[str, Instrument]
    position_files: Mapping[str, PositionFile]
    warnings: tuple[WarningFile, ...]
    facts: Mapping[str, FactFile]
    indicators: Mapping[str, IndicatorFile]
    harm_kinds: Mapping[str, HarmKindFile]
    standards: Mapping[str, StandardFile]
    works: Mapping[str, Work]
    guidance: Mapping[str, GuidanceFile]
    binding: BindingTable
    # Which way each element works for the person where it counts: +1 a yes favours her, -1 a no.
    signs: Mapping[str, frozenset[int]] = field(repr=False)
    triage: TriageLaw = field(default_factory=TriageLaw)
    plan: PlanLaw = field(default_factory=PlanLaw)
    questionnaires: Mapping[str, Questionnaire] = field(default_factory=dict)
    never_collected: tuple[NeverCollected, ...] = ()

    def element(self, element_id: str) -> Element:
        """The element, or UnknownLaw."""
        try:
            return self.elements[element_id]
        except KeyError:
            raise UnknownLaw(f"no element '{element_id}' in the law of {self.day}") from None

    def instrument(self, instrument_id: str) -> Instrument:
        """The instrument, or UnknownLaw."""
        try:
            return self.instruments[instrument_id]
        except KeyError:
            raise UnknownLaw(f"no instrument '{instrument_id}' in the law of {self.day}") from None

    def option(self, position_id: str) -> OptionFile:
        """The chosen answer to a question on which jurisdictions differ."""
        chosen = self.positions[position_id]
        options = self.position_files[position_id].options
        return next(option for option in options if option.id == chosen)

    @property
    def exclusion_first(self) -> bool:
        """Whether exclusion may be decided before inclusion (semantics.md §3)."""
        return any(self.option(position).exclusion_first for position in self.positions)

    def provisions(self, asylum: str | None) -> list[Instrument]:
        """National provisions that apply to a case in `asylum`."""
        return [
            instrument
            for instrument in self.instruments.values()
            if instrument.kind is InstrumentKind.PROVISION
            and instrument.applies_in(asylum, "state", self.binding)
        ]

    def adverse_value(self, element_id: str) -> bool | None:
        """The value that works against the person: False for `no`, True for `yes`, None if mixed
        or without effect on an outcome."""
        signs = self.signs.get(element_id, frozenset())
        if signs == {1}:
            return False
        if signs == {-1}:
            return True
        return None

    def cite(self, source: Citation) -> str:
        """A citation as people write it: the work's short name and the place in it."""
        work = self.works[source.work]
        return f"{work.short} {source.at}".strip()
