"""What an officer would have recorded of a claim that ends so: invented, whole, and in order.

A recognition needs what carries it. A refusal needs an answer to everything (semantics.md section
5): what decides is answered, the rest is marked as not reached, each with reasons.
"""

from collections.abc import Callable, Iterator

from openrsd.assessment.entries import Complete, Considered, Content, Country, Finding, Source
from openrsd.assessment.weighing import Assessment
from openrsd.determination.readiness import Missing
from openrsd.determination.report_lines import scope_of
from openrsd.law.files import Stage
from openrsd.law.model import Law

POSITIVE, PARTIAL, NEGATIVE = "positive", "partial", "negative"
Record = Callable[[Content], Assessment]
HARM = "harm-1"
# Where a person claimed no country that could be read.
_ANY_COUNTRY = "PRK"
_REACHED = {
    POSITIVE: {
        "subjective-fear": "yes",
        "objective-risk": "yes",
        "serious-harm": "yes",
        "agent-state": "yes",
        "ground-political-opinion": "yes",
        "nexus-persecutor-reason": "yes",
    },
    NEGATIVE: {"subjective-fear": "yes", "objective-risk": "no"},
    PARTIAL: {"subjective-fear": "yes", "objective-risk": "no"},
}
_REMOVAL = {
    POSITIVE: {},
    NEGATIVE: {"nr-cat3": "no", "nr-iccpr": "no"},
    PARTIAL: {"nr-cat3": "yes", "nr-iccpr": "yes"},
}
_OTHER_PROTECTION = (Stage.OTHER_DEFINITIONS, Stage.COMPLEMENTARY, Stage.REMOVAL)
_NOT_REACHED = "Nothing turns on it: the findings above decide."


def examine(assessed: Assessment, outcome: str, reasons: str, record: Record) -> Assessment:
    """Records everything that `outcome` rests on, entry by entry through `record`."""
    if assessed.determination is None:
        assessed = record(Country(id=_ANY_COUNTRY))
    found = assessed.determination
    assert found is not None
    countries = {one.code for one in found.record.hypotheses[0].countries}
    record(Complete(id="countries", reasons="No other country is named, and none was found."))
    for country in sorted(countries):
        record(Complete(id=f"harms:{country}", reasons="The account was heard to its end."))
        for element, value in _REACHED[outcome].items():
            record(_found(element, {"country": country, "harm": HARM}, value, reasons))
        for element, value in _REMOVAL[outcome].items():
            assessed = record(_found(element, {"destination": country}, value, reasons))
    while outcome != POSITIVE and (rest := list(_rest(assessed, outcome))):
        for content in rest:
            assessed = record(content)
    return assessed


def _rest(assessed: Assessment, outcome: str) -> Iterator[Content]:
    """What a refusal still lacks, marked and considered."""
    for lacking in assessed.lacks(partly=True):
        marked = _marked(assessed.law, lacking, outcome)
        if marked is not None:
            yield marked
    found = assessed.determination
    assert found is not None
    considered = found.record.considered
    for name in found.by_hypothesis[0].circuit.instruments:
        if name not in considered and any(
            one.code == "form-not-considered" for one in assessed.lacks(partly=True)
        ):
            yield Considered(id=name, reasons="Weighed with the findings on its elements.")


def _marked(law: Law, lacking: Missing, outcome: str) -> Finding | Source | None:
    if lacking.instance is None:
        return None
    if lacking.code == "source-unconfirmed":
        return Source(id=lacking.instance.element, reasons="Compared with the published text.")
    if lacking.code != "leaf":
        return None
    scope = scope_of(law, lacking.instance)
    about = law.element(lacking.instance.element).about
    # Whoever considered a ground or another protection says so; what nothing turns on is marked.
    is_no = about.ground or (outcome == NEGATIVE and about.stage in _OTHER_PROTECTION)
    return _found(about.id, scope, "no" if is_no else "not-reached", _NOT_REACHED)


def _found(element: str, scope: dict[str, str], value: str, reasons: str) -> Finding:
    return Finding.model_validate(
        {"element": element, "scope": scope, "value": value, "reasons": reasons}
    )
