"""Finding out, after something was saved, whether a person may be registered already."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from openrsd.accounts.acting import system_actor
from openrsd.accounts.recording import recorded
from openrsd.matching import acts
from openrsd.matching.finding import candidates, write_tokens
from openrsd.matching.models import PAIR, Pair, Rule, ToCompare
from openrsd.matching.said import Said, rule_for, said_of
from openrsd.registration.models import Person

MATCHING = system_actor("matching")
_AT_ONCE = 50
# Whoever waits for longer is not being compared at this moment by the request that saved.
_FORGOTTEN = timedelta(minutes=1)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Whom to compare with others, and until which save."""

    person: Person
    said: Said
    since: datetime | None


def wait_to_be_compared(person: UUID) -> None:
    """Told in the transaction of a save, with the person locked."""
    now = timezone.now()
    ToCompare.objects.update_or_create(person=person, defaults={"since": now, "tried_at": None})


def compare_saved(person: UUID) -> None:
    """Told after a save. Makes up for one comparison that failed before, if there is one."""
    look_for(person)
    catch_up(most=1, before=timezone.now() - _FORGOTTEN)


def look_for(person: UUID) -> list[Pair]:
    """Compares a person with those who may be the same; the new pairs. Nobody is shown anything:
    they wait for a reviewer. Nothing for a person who is not there.
    """
    wanted = _found_by_what_is_said(person)
    if wanted is None:
        ToCompare.objects.filter(person=person).delete()
        return []
    found, said = wanted.person, wanted.said
    others = Person.objects.filter(id__in=candidates(said) - {person}).in_bulk()
    of_others = said_of(others)
    pairs = [
        pair
        for other in others.values()
        if (rule := rule_for(said, of_others[other.id])) and (pair := _pair(found, other, rule))
    ]
    if wanted.since is not None:
        # What was saved meanwhile waits on.
        ToCompare.objects.filter(person=person, since=wanted.since).delete()
    return pairs


def catch_up(most: int = _AT_ONCE, before: datetime | None = None) -> int:
    """Compares those who wait since before that moment, because a fault or a crash came between;
    who failed lately comes last. Returns how many were tried. What fails again waits on.
    """
    waiting = ToCompare.objects.filter(**{"since__lt": before} if before else {})
    in_order = waiting.order_by(F("tried_at").asc(nulls_first=True), "since", "person")
    persons = list(in_order.values_list("person", flat=True)[:most])
    for person in persons:
        ToCompare.objects.filter(person=person).update(tried_at=timezone.now())
        try:
            look_for(person)
        except Exception:  # noqa: BLE001 - what fails for one keeps nobody else waiting
            _log.exception("A person could not be compared; it is tried again.")
    return len(persons)


def _found_by_what_is_said(person: UUID) -> _Wanted | None:
    """Makes a person be found by what is said now, one save after the other: who came last is
    not overwritten by who came before.
    """
    with transaction.atomic():
        found = Person.objects.select_for_update().filter(id=person).first()
        if found is None:
            return None
        waiting = ToCompare.objects.filter(person=person).values_list("since", flat=True).first()
        said = said_of([person])[person]
        write_tokens(person, found.compartment, said)
    return _Wanted(found, said, waiting)


def _pair(saved: Person, other: Person, rule: Rule) -> Pair | None:
    """The new pair; None where the two were found before, whatever was said of them."""
    first, second = sorted((saved, other), key=lambda one: one.id)
    if Pair.objects.filter(one=first.id, other=second.id).exists():
        return None
    pair = Pair(
        one=first.id,
        other=second.id,
        compartment=first.compartment,
        other_compartment=second.compartment,
        office=saved.office,
        rule=rule,
    )
    try:
        with recorded(
            acts.FIND,
            acting=MATCHING,
            subject_kind=PAIR,
            subjects=[pair.id],
            detail={"rule": str(rule)},
        ):
            pair.save(force_insert=True)
    except IntegrityError:
        # Whoever saved one of the two at the same moment found it too.
        if not Pair.objects.filter(one=first.id, other=second.id).exists():
            raise
        return None
    return pair
