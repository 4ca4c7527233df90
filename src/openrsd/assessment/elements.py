"""The elements that an officer answers so far, and what is found of them."""

from collections.abc import Iterable

from openrsd.assessment.models import RecordedFinding

ELEMENTS = ("well-founded-fear",)
UNDETERMINED = "undetermined"


def found_of(findings: Iterable[RecordedFinding]) -> dict[str, str]:
    """The value of each element, the later finding over the earlier one."""
    found: dict[str, str] = {}
    for one in sorted(findings, key=lambda recorded: recorded.found_at):
        content = one.finding.open()
        assert isinstance(content, dict)
        found[str(content["element"])] = str(content["value"])
    return found


def all_answered(found: dict[str, str]) -> bool:
    """Whether every element was answered, be it that it is undetermined."""
    return all(element in found for element in ELEMENTS)


def rests_on_open(found: dict[str, str]) -> bool:
    """Whether an element of inclusion is undetermined, or was not answered at all."""
    return any(found.get(element, UNDETERMINED) == UNDETERMINED for element in ELEMENTS)
