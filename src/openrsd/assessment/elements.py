"""The elements that an officer answers so far, and what is found of them."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from openrsd.assessment.models import RecordedFinding
from openrsd.casework.models import Case, Claim

ELEMENTS = ("well-founded-fear",)
UNDETERMINED = "undetermined"
Found = Mapping[UUID, Mapping[str, str]]


def found_in(case: Case) -> dict[UUID, dict[str, str]]:
    """What is found of each element, by claim: what is found of one person is not found of another.

    The claim with which the case is sealed is there also where nothing was found of it.
    """
    claims = Claim.objects.filter(case=case).prefetch_related("findings")
    found = {one: found_of(one.findings.all()) for one in claims}
    of_case = case.compartment
    return {one.id: said for one, said in found.items() if said or one.compartment == of_case}


def found_of(findings: Iterable[RecordedFinding]) -> dict[str, str]:
    """The value of each element of one claim, the later finding over the earlier one."""
    found: dict[str, str] = {}
    for one in sorted(findings, key=lambda recorded: recorded.found_at):
        content = one.finding.open()
        assert isinstance(content, dict)
        found[str(content["element"])] = str(content["value"])
    return found


def all_answered(found: Found) -> bool:
    """Whether every element was answered, be it that it is undetermined."""
    return all(element in said for said in found.values() for element in ELEMENTS)


def rests_on_open(found: Found) -> bool:
    """Whether an element of inclusion is undetermined for anyone, or was not answered at all."""
    return any(
        said.get(element, UNDETERMINED) == UNDETERMINED
        for said in found.values()
        for element in ELEMENTS
    )
