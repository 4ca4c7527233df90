"""A material fact with everything that was recorded of it, in words."""

from dataclasses import dataclass

from openrsd.assessment.entries import MaterialFact
from openrsd.assessment.spans import Evidence, Inconsistency
from openrsd.assessment.words import (
    EXPLAINED,
    FACT_VALUES,
    FACTORS,
    IMPORTANCE,
    INCONSISTENCIES,
    INDICATORS,
    SHOWS,
    WEIGHTS,
)
from openrsd.texts import gettext as _


@dataclass(frozen=True, slots=True)
class WholeFact:
    """The fact, and a label with words for whatever was recorded."""

    title: str
    lines: list[tuple[str, str]]


def whole_fact(fact: MaterialFact) -> WholeFact:
    """What stands, without what nobody wrote."""
    weighed = [
        (
            _(INDICATORS.get(one.indicator, one.indicator)),
            f"{_(SHOWS[one.shows])}. {one.observation}",
        )
        for one in fact.indicators
    ]
    factors = [(_(FACTORS.get(name, name)), text) for name, text in fact.factors.items()]
    misfits = [
        (_(INCONSISTENCIES[one.kind]), _misfit_in_words(one)) for one in fact.inconsistencies
    ]
    lines = [
        (_("How much turns on it"), _(IMPORTANCE[fact.importance])),
        (_("Evidence for it"), _evidence(fact, "for", fact.evidence_for)),
        (_("Evidence against it"), _evidence(fact, "against", fact.evidence_against)),
        (_("Evidence that is neither"), _evidence(fact, "neutral", "")),
        *weighed,
        *misfits,
        (_("What does not fit"), fact.inconsistency),
        (_("How it was put to the person, and when"), fact.put),
        (_("What the person answered"), fact.answer),
        *factors,
        (_("Why the others do not apply"), fact.no_other_factors),
        (_("Conclusion"), _(FACT_VALUES[fact.value])),
        (_("Benefit of the doubt"), fact.benefit_of_doubt),
        (_("Reasons for the conclusion"), fact.reasons),
    ]
    return WholeFact(fact.proposition, [(label, text) for label, text in lines if text])


def _evidence(fact: MaterialFact, bears: str, text: str) -> str:
    pieces = [_piece(one) for one in fact.evidence if one.bears == bears]
    return "\n".join([*pieces, *([text] if text else [])])


def _piece(one: Evidence) -> str:
    weighed = _("Weighed: {note}").format(note=one.note)
    return f"{one.in_words}\n{weighed}" if one.note else one.in_words


def _misfit_in_words(one: Inconsistency) -> str:
    said = [
        _(WEIGHTS[one.weight]),
        _("The one: {words}").format(words=one.one.in_words),
        _("The other: {words}").format(words=one.other.in_words),
        _("Put: {words}").format(words=one.put.in_words if one.put else _("not yet")),
        _("Answer: {words}").format(words=one.answer.in_words if one.answer else _("none")),
        " ".join(part for part in (f"{_(EXPLAINED[one.accepted])}.", one.reasons) if part),
    ]
    return "\n".join(said)
