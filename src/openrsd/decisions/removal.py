"""What the assessment finds of each basis of a bar to removal, country by country. No framework but
the rows of proposals.
"""

from dataclasses import dataclass

from openrsd.assessment.weighing import Assessment
from openrsd.decisions.models import NegationProposal
from openrsd.determination.determine import HypothesisResult
from openrsd.determination.values import NO
from openrsd.protection.domain import BASES, PENDING


@dataclass(frozen=True, slots=True)
class Negatable:
    """One basis, for one country (ISO 3166 alpha-3)."""

    destination: str
    basis: str


def is_found(assessed: Assessment, what: Negatable) -> bool:
    """Whether this basis is a recorded no for this country, under every reading of the nationality.

    That no claim is pending is not found in an assessment: only the steps of the case say it
    (`casework.refused`), and whoever asks here has asked there.
    """
    found = assessed.determination
    if found is None or what.basis not in BASES:
        return False
    if what.basis == PENDING:
        return any(what.destination in one.circuit.removal for one in found.by_hypothesis)
    return all(_is_no(one, what) for one in found.by_hypothesis)


def found_in(assessed: Assessment) -> list[Negatable]:
    """Everything that the assessment finds not to bar removal."""
    found = assessed.determination
    if found is None:
        return []
    countries = sorted({place for one in found.by_hypothesis for place in one.circuit.removal})
    every = (Negatable(place, basis) for place in countries for basis in BASES)
    return [one for one in every if is_found(assessed, one)]


def proposed(row: NegationProposal) -> tuple[Negatable, str]:
    """What a proposal negates, and its reasons."""
    content = row.content.open()
    assert isinstance(content, dict)
    return Negatable(content["destination"], content["basis"]), str(content["reasons"])


def _is_no(result: HypothesisResult, what: Negatable) -> bool:
    node = result.circuit.removal.get(what.destination, {}).get(what.basis)
    return node is not None and result.evaluation.value(node) == NO
