"""Outcomes in words: as consequences of findings, never as decisions."""

from dataclasses import dataclass
from datetime import date

from openrsd.determination.determine import Determination, HypothesisResult
from openrsd.determination.frame import Gap, Instance
from openrsd.determination.outcome import Outcome, RemovalBar
from openrsd.determination.values import YES
from openrsd.law.countries import country_name
from openrsd.law.expressions import Variable
from openrsd.law.files import Scope
from openrsd.law.model import Law
from openrsd.texts import current_language, ngettext, shown
from openrsd.texts import gettext as _

NOTICE = shown("This is the consequence of the findings recorded so far. It is not a decision.")
# The element that gathers the parts of one harm, and the one that says when its risk arose.
HARM_MADE_OUT = "harm-made-out"
SUR_PLACE = "sur-place"


@dataclass(frozen=True, slots=True)
class CarriedBy:
    """On what a recognition rests."""

    instrument: str
    country: str | None = None
    harm: str | None = None
    grounds: tuple[str, ...] = ()
    sur_place: bool = False


def notice() -> str:
    """What stands on every result."""
    return _(NOTICE)


def carried(result: HypothesisResult) -> CarriedBy:
    """The instrument, country, harm and grounds that carry a recognition."""
    name = result.result.carried_by
    assert name is not None
    circuit, evaluation = result.circuit, result.evaluation
    law = circuit.frame.law

    def is_yes(element: str, scope: tuple[str, ...]) -> bool:
        node = circuit.node(Instance(element, scope))
        return node is not None and evaluation.value(node) == YES

    for nodes in circuit.instruments[name].by_country:
        if evaluation.value(nodes.made_out) != YES:
            continue
        for scope in circuit.frame.instances(Scope.HARM):
            if scope[0] == nodes.country and is_yes(HARM_MADE_OUT, scope):
                grounds = tuple(
                    element.id
                    for element in law.elements.values()
                    if element.about.ground and is_yes(element.id, scope)
                )
                return CarriedBy(name, scope[0], scope[1], grounds, is_yes(SUR_PLACE, scope))
        return CarriedBy(name, nodes.country)
    return CarriedBy(name)


def outcome_text(determination: Determination) -> str:
    """The outcome in one sentence."""
    match determination.outcome:
        case Outcome.RECOGNISED:
            return _recognised(determination)
        case Outcome.PRESUMED:
            return _(
                "Would be recognised under a presumption: if a person accepts the proposals of "
                "country guidance that no one has answered yet. To be confirmed one by one."
            )
        case Outcome.UNDECIDED:
            return _undecided(determination)
        case Outcome.COMPLEMENTARY:
            form = determination.by_hypothesis[0].result.carried_by or ""
            return _(
                "Would not be recognised as a refugee, but protected in a complementary form: "
                "{form}."
            ).format(form=_(determination.law.instrument(form).about.title))
        case Outcome.EXCLUDED:
            return _("Meets the definition, but would be excluded from refugee status.")
        case _:
            return _("Would not be recognised as a refugee under any definition examined.")


def _recognised(determination: Determination) -> str:
    found = carried(determination.by_hypothesis[0])
    title = _(determination.law.instrument(found.instrument).about.title)
    parts = [_("Would be recognised as a refugee under: {instrument}").format(instrument=title)]
    if found.country is not None:
        language = current_language()
        place = country_name(found.country, language)
        parts.append(_("for fear in {country}").format(country=place))
    feared = [harm for harm in determination.record.harms if harm.id == found.harm and harm.title]
    if feared:
        parts.append(_("the feared harm: {harm}").format(harm=feared[0].title))
    if found.grounds:
        law = determination.law
        grounds = ", ".join(_(law.element(ground).about.title) for ground in found.grounds)
        parts.append(_("on the ground of: {grounds}").format(grounds=grounds))
    if found.sur_place:
        parts.append(_("a refugee sur place"))
    return "; ".join(parts) + "."


def _undecided(determination: Determination) -> str:
    if determination.hypotheses_differ:
        return _("Cannot be decided yet: the hypotheses of nationality lead to different outcomes.")
    count = sum(len(result.open_questions) for result in determination.by_hypothesis)
    return ngettext(
        "Cannot be decided yet: {count} question is open.",
        "Cannot be decided yet: {count} questions are open.",
        count,
    ).format(count=count)


def floor_text(floor: Outcome | None) -> str | None:
    """The least that every hypothesis gives."""
    return floor.value if floor is not None else None


def gap_question(gap: Gap) -> str:
    """The question behind a set that no one recorded complete."""
    if gap.over is Variable.HARM:
        return _(
            "Is any other harm feared in {country}? If not, record with reasons that the list of "
            "harms is complete."
        ).format(country=country_name(gap.country, current_language()))
    return _(
        "Is there any other country of nationality or, for a stateless person, of former "
        "habitual residence? If not, record with reasons that the list is complete."
    )


def removal_text(bar: RemovalBar, law: Law, on: date) -> str:
    """One of the only two things that are ever said about a removal (law.md §9)."""
    if not bar.prohibited:
        return _(
            "No bar recorded as of {day}: not an authorisation. A fresh individual assessment is "
            "required before any removal."
        ).format(day=on.isoformat())
    if bar.by_default:
        return _("Removal prohibited by default: not every basis was examined and answered no.")
    bases = "; ".join(_(law.element(basis).about.title) for basis in bar.bases)
    return _("Removal prohibited: {bases}.").format(bases=bases)
