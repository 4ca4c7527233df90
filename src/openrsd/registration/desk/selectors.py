"""Finding people at the front desk. Every question is on the ledger, without what was asked."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from openrsd.accounts.access import get_for, require
from openrsd.accounts.acting import Actor
from openrsd.accounts.models import Basis, ConflictDeclaration
from openrsd.accounts.recording import note
from openrsd.accounts.roles import Permission
from openrsd.names.partial_dates import NoSuchDate, PartialDate
from openrsd.registration.blocks import current_blocks
from openrsd.registration.desk import acts, policies
from openrsd.registration.desk.errors import AskMore, TooMany
from openrsd.registration.finding import is_spelled, may_be_called
from openrsd.registration.groups.splitting import left_in_confidence
from openrsd.registration.models import PERSON, Block, Membership, Person
from openrsd.registration.numbers import Numbered, read_number
from openrsd.registration.selectors import RecordedPerson

MOST = 5
# So many share a name that more are not opened: the desk then asks for the card.
_OPENED = 200
_CALLED = (Block.NAMES,)
_SEEN_AT_DESK = (Block.NAMES, Block.CONTACT)


@dataclass(frozen=True, slots=True)
class AtDesk:
    """Someone who may be the person at the desk; `was_replaced` where an old card was asked for."""

    person: RecordedPerson
    was_replaced: bool = False


@dataclass(frozen=True, slots=True)
class Served:
    """A person at the desk: what they are called, the card, and how to reach them. No more."""

    person: RecordedPerson
    old_numbers: tuple[str, ...]


def require_desk(actor: Actor) -> None:
    """NotHere, recorded, for whoever serves nobody in the office where she works."""
    require(actor, Permission.SERVE_DESK, act=acts.FIND, subject_kind=PERSON, office=actor.office)


def find(actor: Actor, number: str = "", name: str = "", year: int | None = None) -> list[AtDesk]:
    """People of her office with this number on a card, or this whole name and year of birth.

    AskMore for less than that, TooMany where a name leads to more than a few; NotANumber and
    WrongNumber for what was mistyped. NotHere for whoever serves nobody.
    """
    require_desk(actor)
    are_all = True
    if number:
        found = _by_number(actor, number)
    elif name and year:
        found, are_all = _by_name(actor, name, year)
    else:
        raise AskMore
    with transaction.atomic():
        note(
            acts.FIND,
            acting=actor,
            subject_kind=PERSON,
            subjects=[one.person.person.id for one in found[:MOST]],
            detail={"by": "number" if number else "name", "found": len(found)},
        )
    if len(found) > MOST or not are_all:
        raise TooMany
    return found


def served(actor: Actor, record: UUID) -> Served:
    """The person whom she is serving. NotHere where the half hour is over, or it never began."""
    person = get_for(
        actor,
        policies.served(actor),
        record,
        act=acts.SERVE,
        subject_kind=PERSON,
        brief=Basis.DESK,
    )
    old = person.replaced_numbers.order_by("-replaced_at").values_list("number", flat=True)
    return Served(_recorded([person], _SEEN_AT_DESK)[0], tuple(old))


def _by_number(actor: Actor, number: str) -> list[AtDesk]:
    written = read_number(number, Numbered.PERSON)
    open_to_her = _without_conflict(actor, policies.findable(actor))
    found = open_to_her.filter(number=written).first()
    if found is not None:
        return [AtDesk(_recorded([found], _CALLED)[0])]
    replaced = open_to_her.filter(replaced_numbers__number=written)
    return [AtDesk(one, was_replaced=True) for one in _recorded(list(replaced), _CALLED)]


def _by_name(actor: Actor, name: str, year: int) -> tuple[list[AtDesk], bool]:
    """Those who may have this name, in whatever letters, and whether these are all of them."""
    people = _without_conflict(actor, policies.findable(actor))
    some = list(people.filter(may_be_called(name)).order_by("id")[: _OPENED + 1])
    ids = [one.id for one in some]
    spelled = set(people.filter(is_spelled(name), id__in=ids).values_list("id", flat=True))
    # Whose name is written just so comes first.
    named = sorted(some[:_OPENED], key=lambda one: one.id not in spelled)
    # Whoever left a family in confidence is found by the card alone: what a family knows of them
    # leads nowhere.
    present = Membership.objects.filter(person__in=named, until=None)
    hidden = {one.person_id for one in present if left_in_confidence(one)}
    born = _years(named)
    fitting = [one for one in named if one.id not in hidden and born[one.id] in (None, year)]
    return [AtDesk(one) for one in _recorded(fitting, _CALLED)], len(some) == len(named)


def _without_conflict(actor: Actor, people: QuerySet[Person]) -> QuerySet[Person]:
    declared = ConflictDeclaration.objects.filter(user=actor.id).values("compartment")
    return people.exclude(compartment__in=declared)


def _recorded(people: list[Person], blocks: tuple[Block, ...]) -> list[RecordedPerson]:
    """These people with these blocks only: what a desk does not need is not even read."""
    current = current_blocks([one.id for one in people])
    return [
        RecordedPerson(
            one, {name: block for name, block in current[one.id].items() if name in blocks}
        )
        for one in people
    ]


def _years(people: list[Person]) -> dict[UUID, int | None]:
    current = current_blocks([one.id for one in people])
    return {
        one.id: _year(RecordedPerson(one, current[one.id]).content(Block.PARTICULARS))
        for one in people
    }


def _year(particulars: dict[str, object]) -> int | None:
    born = particulars.get("born")
    written = born.get("date") if isinstance(born, dict) else born
    try:
        return PartialDate.parse(str(written or "")).year
    except NoSuchDate:
        return None
