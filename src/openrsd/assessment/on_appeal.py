"""What is found on appeal: by whoever hears it, beside what was found before, and for nobody else
to see until the decision is told.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from openrsd.casework.models import Step

HEARING = frozenset({"appeal-officer"})
HEARD = "appeal-under-decision"
# An appeal that stands here is decided or waits, and was not told.
_UNTOLD = frozenset({HEARD, "appeal-positive", "appeal-negative", "on-hold"})


@dataclass(frozen=True, slots=True)
class Heard:
    """From when until when an appeal was heard and its decision was not told; still, where `until`
    is None."""

    since: datetime
    until: datetime | None


def appeals_heard(case: UUID) -> list[Heard]:
    """Every time in which an appeal of this case was before whoever hears it, in their order."""
    found: list[Heard] = []
    since: datetime | None = None
    steps = Step.objects.filter(case=case).order_by("position")
    for state, at in steps.values_list("state_after", "at"):
        if state == HEARD and since is None:
            since = at
        elif state not in _UNTOLD and since is not None:
            found.append(Heard(since, at))
            since = None
    return [*found, Heard(since, None)] if since else found
