"""Leaving a group so that nobody who stays, or works with those who stay, sees a trace.

Who leaves gets a group and numbers of her own. Of the old group no row names her any more: where
she came from is sealed with her, and read by whoever may open her record. The entry in the ledger
names her and her new group alone.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.actions.closing import close_to_all_but
from openrsd.accounts.recording import recorded
from openrsd.registration import policies
from openrsd.registration.groups import acts, memberships
from openrsd.registration.groups.errors import AloneAlready, NotTogether
from openrsd.registration.models import (
    PERSON,
    Block,
    Membership,
    Person,
    PersonBlock,
    RegistrationGroup,
    ReplacedNumber,
)
from openrsd.registration.numbers import Numbered, new_number


@dataclass(frozen=True, slots=True)
class Apart:
    """Who left together, and into which group."""

    group: RegistrationGroup
    persons: tuple[Person, ...]


def leave_in_confidence(
    persons: Sequence[UUID],
    *,
    keep: Collection[UUID],
    also_close: Iterable[UUID] = (),
    acting: Actor,
) -> Apart:
    """Takes people out of their group without a trace; the first of them speaks for the new one.

    `keep` names the users who may go on opening their records, the one who acts among them only if
    she is named. `also_close` are compartments of theirs in upper rooms, closed alike. Called by
    the upper room that moves their claims, in its transaction.
    """
    own = uuid4()
    with recorded(
        acts.LEAVE_IN_CONFIDENCE, acting=acting, subject_kind=PERSON, subjects=[*persons, own]
    ):
        leaving = [
            get_to_change(policies.registrable(acting), one) for one in dict.fromkeys(persons)
        ]
        before = {membership.group_id for membership in map(memberships.of, leaving) if membership}
        if len(before) != 1 or not all(map(memberships.of, leaving)):
            raise NotTogether
        (old,) = before
        memberships.lock(old)
        if memberships.present(old).count() == len(leaving):
            raise AloneAlready
        Membership.objects.filter(group=old, person__in=leaving).delete()
        memberships.settle(old)
        staying = [one.person_id for one in memberships.present(old)]
        _forget_each_other([one.id for one in leaving], staying)
        group = RegistrationGroup.objects.create(
            id=own,
            number=new_number(Numbered.HOUSEHOLD),
            office=leaving[0].office,
            opened_by=acting.id,
        )
        for person in leaving:
            memberships.enter(group, person, {"how": "in confidence", "from": str(old)})
            _renumber(person)
        close_to_all_but(
            [*(person.compartment for person in leaving), *also_close],
            keep,
            on_duty_as={policies.DESK},
            acting=acting,
        )
    return Apart(group, tuple(leaving))


def left_in_confidence(membership: Membership | None) -> bool:
    """Whether the person must not be found by what others know of them."""
    came = membership.came.open_or({}) if membership else {}
    return isinstance(came, dict) and came.get("how") == "in confidence"


def _forget_each_other(leaving: Sequence[UUID], staying: Sequence[UUID]) -> None:
    """Takes away, from every version, that a child's case goes with somebody on the other side."""
    for here, there in ((leaving, staying), (staying, leaving)):
        ids = {str(one) for one in there}
        for block in PersonBlock.objects.filter(person__in=here, block=Block.PARTICULARS):
            content = block.content.open_or({})
            if isinstance(content, dict) and content.get("goes_with") in ids:
                block.content = {key: content[key] for key in content if key != "goes_with"}
                block.save(update_fields=["content"])


def _renumber(person: Person) -> None:
    """A new number: the old one is on papers that those who stay may hold, and leads nowhere."""
    ReplacedNumber.objects.filter(person=person).delete()
    person.number = new_number(Numbered.PERSON)
    person.save(update_fields=["number"])
