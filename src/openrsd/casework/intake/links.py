"""Which pages of the first conversations are open to a reader, for pages that lead there."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from openrsd.accounts.acting import Actor
from openrsd.casework.intake import policies


@dataclass(frozen=True, slots=True)
class Links:
    """The claims whose plan, what was said, and indicators of conduct she may read."""

    plans: frozenset[UUID]
    said: frozenset[UUID]
    indicators: frozenset[UUID]


def links_for(actor: Actor, claims: Iterable[UUID]) -> Links:
    """What is open to her of these claims. The page behind a link asks its own policy again."""
    named = list(claims)
    plans, said, indicators = (
        frozenset(open_to_her.filter(id__in=named).values_list("id", flat=True))
        for open_to_her in (
            policies.worked_on(actor),
            policies.reviewed(actor),
            policies.supervised(actor),
        )
    )
    return Links(plans, said, indicators)
