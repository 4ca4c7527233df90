"""While someone is being registered: who of those open to the clerk may be the same person.

Of all others there is no sign, not even in how long the answer takes.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.cache import cache
from django.db import transaction

from openrsd.accounts.acting import Actor
from openrsd.accounts.recording import note
from openrsd.matching import acts
from openrsd.matching.finding import may_be
from openrsd.matching.models import Rule
from openrsd.matching.said import Said, rule_for, said_of
from openrsd.registration.models import PERSON
from openrsd.registration.policies import readable
from openrsd.registration.selectors import RecordedPerson, called

_SHOWN = 5
# One entry for a burst of typing; whoever was not shown before makes a new one at once.
_BURST_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Hint:
    """Someone who may be the same, and why."""

    person: RecordedPerson
    rule: Rule


def maybe_registered(actor: Actor, said: Said, besides: Collection[UUID] = ()) -> list[Hint]:
    """Persons open to her who may be the one of whom this is said, but for those named.

    The look is on record before anyone is given out.
    """
    found = list(readable(actor).filter(may_be(said)).exclude(id__in=besides))
    known = said_of(one.id for one in found)
    recorded = called(found)
    rules = ((one, rule_for(said, known[one.id])) for one in found)
    hints = [Hint(recorded[one.id], rule) for one, rule in rules if rule][:_SHOWN]
    _note(actor, [hint.person.person.id for hint in hints])
    return hints


def _note(actor: Actor, shown: Sequence[UUID]) -> None:
    key = f"asked-of-duplicates:{actor.id}"
    noted = cache.get(key)
    before = set(noted or ())
    seen = {person.hex for person in shown}
    if noted is not None and seen <= before:
        return
    with transaction.atomic():
        note(acts.ASK, acting=actor, subject_kind=PERSON, subjects=shown)
        cache.set(key, sorted(seen | before), _BURST_SECONDS)
