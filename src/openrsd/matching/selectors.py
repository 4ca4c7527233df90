"""Reading pairs and links, always for someone."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from openrsd.accounts.access import PAGE, Page, get_for, require
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import Basis
from openrsd.accounts.recording import note
from openrsd.accounts.roles import Permission
from openrsd.ledger.entries import Result
from openrsd.matching import acts, policies
from openrsd.matching.actions.finding import catch_up
from openrsd.matching.models import PAIR, Pair, PairState, SamePerson
from openrsd.registration.acts import LOOK_AT_PERSON
from openrsd.registration.groups.splitting import left_in_confidence
from openrsd.registration.models import PERSON, Membership, Person
from openrsd.registration.policies import readable
from openrsd.registration.selectors import RecordedPerson, called

_WAITING = (PairState.OPEN, PairState.UNSURE)


@dataclass(frozen=True, slots=True)
class OpenedPair:
    """A pair, and both records where the reviewer opened them. `in_confidence` where one of the two
    left a family that must not find her.
    """

    pair: Pair
    records: tuple[RecordedPerson, RecordedPerson] | None
    in_confidence: bool

    @property
    def is_linked(self) -> bool:
        """Whether a reviewer said that this is one person."""
        return self.pair.state == PairState.SAME


def waiting_for(actor: Actor) -> int:
    """How many pairs wait for her."""
    return policies.reviewable(actor).filter(state=PairState.OPEN).count()


def pairs(actor: Actor, *, decided: bool = False) -> Page[Pair]:
    """Pairs to compare, or those compared last. Without opening any. NotHere unless she reviews."""
    require(actor, Permission.REVIEW_MATCHES, act=acts.LIST_PAIRS, subject_kind=PAIR)
    catch_up()
    records = policies.reviewable(actor)
    if decided:
        records = records.exclude(state__in=_WAITING).order_by("-decided_at", "id")
    else:
        records = records.filter(state__in=_WAITING).order_by("found_at", "id")
    found = list(records[: PAGE + 1])
    given = tuple(found[:PAGE])
    with transaction.atomic():
        note(acts.LIST_PAIRS, acting=actor, subject_kind=PAIR, subjects=[one.id for one in given])
    return Page(given, more=len(found) > PAGE)


def pair(actor: Actor, record: UUID) -> OpenedPair:
    """One pair, with both records where she opened them. NotHere where it is not hers."""
    found = policies.reviewable(actor).filter(pk=record).first()
    result = Result.REFUSED if found is None else Result.DONE
    with transaction.atomic():
        note(acts.LOOK_AT_PAIR, acting=actor, subject_kind=PAIR, subjects=[record], result=result)
    if found is None:
        raise NotHere
    open_now = policies.compared(actor).filter(id__in=[found.one, found.other]).count()
    if open_now != 2:
        return OpenedPair(found, None, in_confidence=False)
    both = [_compared(actor, one) for one in (found.one, found.other)]
    recorded = called(both)
    present = Membership.objects.filter(person__in=both, until=None)
    return OpenedPair(
        found,
        (recorded[found.one], recorded[found.other]),
        in_confidence=any(map(left_in_confidence, present)),
    )


def same_as(actor: Actor, persons: Iterable[UUID]) -> dict[UUID, tuple[Person, ...]]:
    """Other records of the same people, of those that are open to the reader.

    Whoever may open only one of two linked records learns nothing of the other.
    """
    asked = set(persons)
    links = _links(asked)
    groups = {person: _together(person, links) for person in asked}
    everyone = frozenset().union(*groups.values())
    open_to_her = readable(actor).filter(id__in=everyone).in_bulk()
    return {
        person: tuple(open_to_her[one] for one in sorted(group - {person}) if one in open_to_her)
        for person, group in groups.items()
        if person in open_to_her
    }


def _links(persons: set[UUID]) -> list[tuple[UUID, UUID]]:
    """Every link that leads on from these persons, over as many links as there are."""
    links: set[tuple[UUID, UUID]] = set()
    seen, last = set(persons), set(persons)
    while last:
        found = SamePerson.objects.filter(Q(one__in=last) | Q(other__in=last))
        links.update(found.values_list("one", "other"))
        last = {end for link in links for end in link} - seen
        seen |= last
    return list(links)


def _together(person: UUID, links: list[tuple[UUID, UUID]]) -> frozenset[UUID]:
    """Everyone who is one with this person."""
    group, before = {person}, set[UUID]()
    while group != before:
        before = set(group)
        group |= {end for link in links if before & set(link) for end in link}
    return frozenset(group)


def _compared(actor: Actor, person: UUID) -> Person:
    # Noted as any look at this person: it does not say that there is another record.
    return get_for(
        actor,
        Person.objects.all(),
        person,
        act=LOOK_AT_PERSON,
        subject_kind=PERSON,
        brief=Basis.MATCHING,
    )
