"""From the values of the roots to outcomes: per instrument, per person, per destination.

The tables of semantics.md §3. An outcome is a consequence of findings, never a decision.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from openrsd.determination.circuit import Circuit, InstrumentNodes, Node
from openrsd.determination.evaluation import Evaluation
from openrsd.determination.values import NO, UNDETERMINED, YES, Value
from openrsd.law.files import InstrumentKind


class Outcome(StrEnum):
    """What the findings amount to.

    `presumed` is the label of an undecided person who would be recognised if the unrebutted
    proposals were accepted (semantics.md §5); `ceased` belongs to reviews of status.
    """

    RECOGNISED = "recognised"
    PRESUMED = "presumed"
    UNDECIDED = "undecided"
    COMPLEMENTARY = "complementary"
    NOT_RECOGNISED = "not-recognised"
    EXCLUDED = "excluded"
    CEASED = "ceased"
    # Only for instruments that can do nothing but protect (prima facie, derivative status).
    NOT_ESTABLISHED = "not-established"


DETERMINED = frozenset(Outcome) - {Outcome.UNDECIDED, Outcome.PRESUMED}
NEGATIVE = frozenset({Outcome.NOT_RECOGNISED, Outcome.EXCLUDED, Outcome.COMPLEMENTARY})

REFUSALS = frozenset({Outcome.NOT_RECOGNISED, Outcome.EXCLUDED})


def definition_outcome(eligible: Value, excluded: Value, *, exclusion_first: bool) -> Outcome:
    """The outcome under one refugee definition (the table of semantics.md §3)."""
    if eligible == NO:
        return Outcome.NOT_RECOGNISED
    if eligible == UNDETERMINED:
        early = exclusion_first and excluded == YES
        return Outcome.EXCLUDED if early else Outcome.UNDECIDED
    return (Outcome.RECOGNISED, Outcome.UNDECIDED, Outcome.EXCLUDED)[excluded]


def complementary_outcome(eligible: Value, excluded: Value) -> Outcome:
    """The outcome under one complementary form: excluded from it counts as not recognised."""
    if eligible == NO or excluded == YES:
        return Outcome.NOT_RECOGNISED
    if eligible == YES and excluded == NO:
        return Outcome.COMPLEMENTARY
    return Outcome.UNDECIDED


def instrument_outcome(
    nodes: InstrumentNodes, value: Callable[[Node], Value], *, exclusion_first: bool
) -> Outcome:
    """The outcome under one instrument."""
    eligible, excluded = value(nodes.eligible), value(nodes.exclusion)
    if nodes.kind is InstrumentKind.REFUGEE_DEFINITION:
        return definition_outcome(eligible, excluded, exclusion_first=exclusion_first)
    if nodes.kind is InstrumentKind.COMPLEMENTARY:
        return complementary_outcome(eligible, excluded)
    if nodes.kind is InstrumentKind.POSITIVE_ONLY:
        return (Outcome.NOT_ESTABLISHED, Outcome.UNDECIDED, Outcome.RECOGNISED)[eligible]
    return Outcome.NOT_ESTABLISHED


@dataclass(frozen=True, slots=True)
class PersonOutcome:
    """The person's outcome with that of each instrument, and the instrument that carries it."""

    outcome: Outcome
    by_instrument: Mapping[str, Outcome]
    carried_by: str | None
    also_excluded: bool


def person_outcome(circuit: Circuit, evaluation: Evaluation) -> PersonOutcome:
    """Combine the instruments (semantics.md §3, Person).

    While a finding on a whole contradicts its recorded parts, no instrument is negative.
    """
    first = circuit.frame.law.exclusion_first
    by_instrument = {
        name: instrument_outcome(nodes, evaluation.value, exclusion_first=first)
        for name, nodes in circuit.instruments.items()
    }
    if circuit.frame.composites and evaluation.conflicts():
        by_instrument = {
            name: Outcome.UNDECIDED if outcome in REFUSALS else outcome
            for name, outcome in by_instrument.items()
        }
    kinds = {name: nodes.kind for name, nodes in circuit.instruments.items()}
    recognising = (InstrumentKind.REFUGEE_DEFINITION, InstrumentKind.POSITIVE_ONLY)

    def named(outcome: Outcome, *among: InstrumentKind) -> str | None:
        return next(
            (n for n, o in by_instrument.items() if o is outcome and kinds[n] in among), None
        )

    definition, form = InstrumentKind.REFUGEE_DEFINITION, InstrumentKind.COMPLEMENTARY
    excluded = named(Outcome.EXCLUDED, definition)
    steps: tuple[tuple[Outcome, str | None], ...] = (
        (Outcome.RECOGNISED, named(Outcome.RECOGNISED, *recognising)),
        (Outcome.UNDECIDED, named(Outcome.UNDECIDED, *recognising)),
        (Outcome.COMPLEMENTARY, named(Outcome.COMPLEMENTARY, form)),
        (Outcome.UNDECIDED, named(Outcome.UNDECIDED, form)),
        (Outcome.EXCLUDED, excluded),
        (Outcome.NOT_RECOGNISED, named(Outcome.NOT_RECOGNISED, definition)),
        (Outcome.NOT_RECOGNISED, named(Outcome.NOT_RECOGNISED, form)),
    )
    for outcome, carrier in steps:
        if carrier is not None:
            return PersonOutcome(outcome, by_instrument, carrier, excluded is not None)
    # Nothing was evaluated that could refuse: nothing is refused.
    return PersonOutcome(Outcome.UNDECIDED, by_instrument, None, excluded is not None)


@dataclass(frozen=True, slots=True)
class RemovalBar:
    """Whether removal to `destination` is prohibited, and on which bases.

    `bases` are established; with none established it is prohibited by default, as long as any
    basis is not a recorded no of its own. `open` names those.
    """

    destination: str
    prohibited: bool
    bases: tuple[str, ...]
    open: tuple[str, ...]

    @property
    def by_default(self) -> bool:
        """Prohibited because nothing else is recorded."""
        return self.prohibited and not self.bases


def removal_bars(circuit: Circuit, evaluation: Evaluation) -> tuple[RemovalBar, ...]:
    """The bar for each destination (semantics.md §3, Removal)."""
    bars = []
    for destination, nodes in circuit.removal.items():
        values = {basis: evaluation.value(node) for basis, node in nodes.items()}
        established = tuple(basis for basis, value in values.items() if value == YES)
        undetermined = tuple(basis for basis, value in values.items() if value == UNDETERMINED)
        prohibited = bool(established or undetermined) or not values
        bars.append(RemovalBar(destination, prohibited, established, undetermined))
    return tuple(bars)
