"""Finding out, after something was saved, whether a person may be registered already."""

from uuid import UUID

from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from openrsd.accounts.acting import system_actor
from openrsd.accounts.recording import recorded
from openrsd.matching import acts
from openrsd.matching.finding import candidates, write_tokens
from openrsd.matching.models import PAIR, Looked, Pair, Rule
from openrsd.matching.said import rule_for, said_of
from openrsd.registration.models import Person, PersonBlock

MATCHING = system_actor("matching")
_AT_ONCE = 50


def look_for(person: UUID) -> list[Pair]:
    """Compares a person with those who may be the same; the new pairs. Nobody is shown anything:
    they wait for a reviewer. Nothing for a person who is not there.
    """
    found = Person.objects.filter(id=person).first()
    if found is None:
        return []
    at = timezone.now()
    said = said_of([person])[person]
    write_tokens(person, found.compartment, said)
    others = Person.objects.filter(id__in=candidates(said) - {person}).in_bulk()
    of_others = said_of(others)
    pairs = [
        pair
        for other in others.values()
        if (rule := rule_for(said, of_others[other.id])) and (pair := _pair(found, other, rule))
    ]
    Looked.objects.update_or_create(person=person, defaults={"at": at})
    return pairs


def catch_up(most: int = _AT_ONCE) -> int:
    """Looks at what was saved and, after a crash, never looked at. Returns at how many."""
    seen = Looked.objects.filter(person=OuterRef("person"), at__gte=OuterRef("saved_at"))
    waiting = (
        PersonBlock.objects.filter(~Exists(seen), is_current=True)
        .order_by(F("person"))
        .values_list("person", flat=True)
        .distinct()
    )
    persons = list(waiting[:most])
    for person in persons:
        look_for(person)
    return len(persons)


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
    with recorded(
        acts.FIND,
        acting=MATCHING,
        subject_kind=PAIR,
        subjects=[pair.id],
        detail={"rule": str(rule)},
    ):
        pair.save(force_insert=True)
    return pair
