"""The level that a specific need calls for which was recorded at the front, without the questions.

As the rules of triage have it for answers (`law/corpus/triage/priorities.yaml`, procedure.md
section 7). A code that stands here neither by itself nor with its group calls for no level.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

LEVELS: Mapping[str, int] = MappingProxyType(
    {
        # Danger of removal, or detention.
        **dict.fromkeys(("LP-RR", "LP-RD", "LP-TD", "LP-TR", "LP-DN"), 1),
        # A child without parents.
        "SC": 2,
        # Survivors of torture or sexual violence, and who is seriously ill.
        **dict.fromkeys(("TR", "SV", "SM", "LP-TA", "LP-TO", "LP-VA", "LP-VF", "LP-VO"), 3),
        # At risk, older, disabled, or in a lasting need of protection here.
        **dict.fromkeys(("CR", "WR", "ER", "DS", "PG", "SP", "LP-UP", "LP-IH", "LP-AN"), 4),
        # A lasting illness is a lasting need and no emergency.
        "SM-CI": 4,
    }
)


def level_for(codes: Iterable[str]) -> int | None:
    """The level that comes first of those that these codes call for; None where none does."""
    called_for = (LEVELS.get(code, LEVELS.get(code.split("-")[0])) for code in codes)
    return min((one for one in called_for if one is not None), default=None)
