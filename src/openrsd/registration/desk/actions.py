"""What the front desk writes: that it serves, a safe contact, a new card."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.actions.opening import open_briefly
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import Basis
from openrsd.accounts.recording import recorded
from openrsd.registration.blocks import write_block
from openrsd.registration.desk import acts, policies
from openrsd.registration.desk.errors import NotAContact
from openrsd.registration.domain.contents import InvalidContent, read_content
from openrsd.registration.models import PERSON, Block, Person, PersonBlock, ReplacedNumber
from openrsd.registration.numbers import Numbered, new_number


def begin_serving(number: str, *, acting: Actor) -> Person:
    """Opens the desk's page of the person with this number, for half an hour.

    By the number that counts now, not by an id: whoever remembers an address gets nowhere with it.
    """
    found = policies.findable(acting).filter(number=number[:16]).first()
    subjects = [found.id] if found else []
    with recorded(
        acts.BEGIN, acting=acting, subject_kind=PERSON, subjects=subjects, purpose="desk"
    ):
        if found is None:
            raise NotHere
        open_briefly(found.compartment, Basis.DESK, acting=acting)
    return found


def change_contact(
    person: UUID, changed: Mapping[str, Any], *, based_on: int, acting: Actor
) -> PersonBlock:
    """Saves how the person is safely reached, over the version that the desk saw.

    NotAContact where something of it cannot be recorded.
    """
    with recorded(acts.CHANGE_CONTACT, acting=acting, subject_kind=PERSON, subjects=[person]):
        served = get_to_change(policies.served(acting), person)
        try:
            content = read_content(Block.CONTACT, changed)
        except InvalidContent as invalid:
            raise NotAContact(" ".join(dict.fromkeys(invalid.problems.values()))) from None
        return write_block(served, Block.CONTACT, content, based_on=based_on, acting=acting)


def replace_card(person: UUID, *, acting: Actor) -> str:
    """A new number for a lost card; the old one still leads here, and is shown as replaced."""
    with recorded(acts.REPLACE_CARD, acting=acting, subject_kind=PERSON, subjects=[person]):
        served = get_to_change(policies.served(acting), person)
        ReplacedNumber.objects.create(person=served, number=served.number, replaced_by=acting.id)
        served.number = new_number(Numbered.PERSON)
        served.save(update_fields=["number"])
    return served.number
