"""A material fact with everything that was recorded of it, in words."""

from dataclasses import dataclass

from openrsd.assessment.entries import MaterialFact
from openrsd.assessment.words import FACT_VALUES, FACTORS, IMPORTANCE, INDICATORS
from openrsd.texts import gettext as _


@dataclass(frozen=True, slots=True)
class WholeFact:
    """The fact, and a label with words for whatever was recorded."""

    title: str
    lines: list[tuple[str, str]]


def whole_fact(fact: MaterialFact) -> WholeFact:
    """What stands, without what nobody wrote."""
    weighed = [
        (_(INDICATORS.get(one.indicator, one.indicator)), f"{one.shows}. {one.observation}")
        for one in fact.indicators
    ]
    factors = [(_(FACTORS.get(name, name)), text) for name, text in fact.factors.items()]
    lines = [
        (_("How much turns on it"), _(IMPORTANCE[fact.importance])),
        (_("Evidence for it"), fact.evidence_for),
        (_("Evidence against it"), fact.evidence_against),
        *weighed,
        *factors,
        (_("What does not fit"), fact.inconsistency),
        (_("How it was put to the person, and when"), fact.put),
        (_("What the person answered"), fact.answer),
        (_("Conclusion"), _(FACT_VALUES[fact.value])),
        (_("Benefit of the doubt"), fact.benefit_of_doubt),
        (_("Reasons for the conclusion"), fact.reasons),
    ]
    return WholeFact(fact.proposition, [(label, text) for label, text in lines if text])
