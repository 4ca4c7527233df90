"""Which way an element works: whether a yes stands for the person or against her.

Leaves inside an `as-found` part are not counted: there the inclusion analysis is only read.
"""

from collections.abc import Iterable, Iterator, Mapping

from openrsd.law.expressions import (
    All,
    AnyOf,
    AsFound,
    Expression,
    Indicator,
    Not,
    Quantified,
    ReadAs,
    Ref,
)
from openrsd.law.files import InstrumentKind
from openrsd.law.model import Element, Instrument

Occurrence = tuple[str, int]


def signs_of(
    elements: Mapping[str, Element], instruments: Iterable[Instrument]
) -> dict[str, frozenset[int]]:
    """For each element the signs with which it counts for the person, over all instruments."""
    found: set[Occurrence] = set()
    for instrument in instruments:
        for expression, sign in _signed_roots(instrument):
            _collect(expression, sign, elements, found)
    return {
        name: frozenset(sign for element, sign in found if element == name) for name in elements
    }


def branch_signs(element: Element, elements: Mapping[str, Element]) -> dict[str, frozenset[int]]:
    """The signs with which the elements inside a branch count towards it."""
    found: set[Occurrence] = set()
    for expression in (element.opens, element.combine):
        if expression is not None:
            _collect(expression, 1, elements, found)
    names = {name for name, _ in found}
    return {name: frozenset(s for element_id, s in found if element_id == name) for name in names}


def _signed_roots(instrument: Instrument) -> Iterator[tuple[Expression, int]]:
    if instrument.kind is InstrumentKind.REVIEW:
        if instrument.status is not None:
            yield instrument.status, -1
        return
    favourable = (
        instrument.instead,
        instrument.preconditions,
        instrument.inclusion,
        instrument.removal,
        instrument.status,
    )
    for root in favourable:
        if root is not None:
            yield root, 1
    for bar in instrument.bars:
        yield Ref(bar), -1
    if instrument.exclusion is not None:
        yield instrument.exclusion, -1


def _collect(
    expression: Expression,
    sign: int,
    elements: Mapping[str, Element],
    found: set[Occurrence],
) -> None:
    match expression:
        case Ref(name):
            if (name, sign) in found or name not in elements:
                return
            found.add((name, sign))
            for inner in (elements[name].opens, elements[name].combine):
                if inner is not None:
                    _collect(inner, sign, elements, found)
        case All(parts) | AnyOf(parts):
            for part in parts:
                _collect(part, sign, elements, found)
        case Not(part):
            _collect(part, -sign, elements, found)
        case Quantified(part=part) | ReadAs(part=part):
            _collect(part, sign, elements, found)
        case AsFound() | Indicator():
            return
