"""Random first answers, and what tests ask of a person who gave them."""

from collections.abc import Mapping

from hypothesis import strategies as st

from openrsd.determination.frame import Instance
from openrsd.determination.record import (
    CaseKind,
    Harm,
    Hypothesis,
    PersonRecord,
    ReferenceBasis,
    ReferenceCountry,
)
from openrsd.determination.triage import Triage, triage_of
from openrsd.law.files import FactFile
from tests.determination.worlds import TODAY, shipped_law

BIRTHS = ("1950", "1985-06", "2008", "2012", "2021-03-01")


def person(
    facts: Mapping[str, str] | None = None,
    *,
    origin: str = "PRK",
    asylum: str = "CHN",
    kind: CaseKind = CaseKind.CASE,
    indicators: tuple[str, ...] = (),
    intake: Mapping[str, tuple[str, ...]] | None = None,
    others: tuple[str, ...] = (),
    harms: tuple[Harm, ...] = (),
) -> PersonRecord:
    """A person of one nationality with these answers."""
    return PersonRecord(
        id="someone",
        kind=kind,
        date=TODAY,
        asylum=asylum,
        hypotheses=(Hypothesis("as-claimed", (ReferenceCountry(origin),)),),
        facts=facts or {},
        indicators=frozenset(Instance(name) for name in indicators),
        intake=intake or {},
        others=others,
        harms=harms,
    )


def doubted() -> tuple[Hypothesis, ...]:
    """Two readings of a nationality."""
    return (
        Hypothesis("north-korean", (ReferenceCountry("PRK"),), "A national of the DPRK"),
        Hypothesis(
            "stateless",
            (ReferenceCountry("CHN", ReferenceBasis.FORMER_HABITUAL_RESIDENCE),),
            "Without nationality",
        ),
    )


def triage(record: PersonRecord) -> Triage:
    """The triage of a case in progress."""
    found = triage_of(record, shipped_law())
    assert found is not None
    return found


def called(record: PersonRecord) -> set[str]:
    """The ids of all rules that the record calls for."""
    return {line.rule.id for line in triage(record).called}


def _values(fact: FactFile) -> tuple[str, ...]:
    if fact.id == "birth-date":
        return BIRTHS
    return tuple(fact.choices) if fact.kind == "choice" else ("yes", "no", "unknown")


@st.composite
def facts(draw: st.DrawFn, most: int = 12) -> dict[str, str]:
    """Some facts that a first conversation may record."""
    known = [
        fact
        for fact in shipped_law().facts.values()
        if not fact.computed and (fact.kind in ("yes-no", "choice") or fact.id == "birth-date")
    ]
    chosen = draw(st.lists(st.sampled_from(known), max_size=most, unique_by=lambda one: one.id))
    return {fact.id: draw(st.sampled_from(_values(fact))) for fact in chosen}
