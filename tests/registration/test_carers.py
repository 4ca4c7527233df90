"""A child is in the case of an adult who came with it, and of nobody else."""

from uuid import uuid4

import pytest

from openrsd.accounts.acting import Actor
from openrsd.accounts.models import Basis, Grant, User
from openrsd.registration import selectors
from openrsd.registration.actions.beginning import begin_group, begin_person, save_block
from openrsd.registration.domain.contents import InvalidContent, read_content
from openrsd.registration.models import Block, Membership, Person
from tests import people
from tests.registration.families import DESK, a_clerk, field, someone

pytestmark = pytest.mark.django_db


def says(person: Person, clerk: Actor, **particulars: str) -> None:
    """What is recorded of birth and care, over what stands there."""
    recorded = selectors.person(clerk, person.id)
    now = recorded.content(Block.PARTICULARS)
    content = read_content("particulars", {**now, **particulars})
    saves = recorded.version(Block.PARTICULARS)
    save_block(person.id, Block.PARTICULARS, content, based_on=saves, acting=clerk)


def carer_of(person: Person, clerk: Actor) -> str:
    return str(selectors.person(clerk, person.id).content(Block.PARTICULARS).get("goes_with", ""))


class Family:
    """A mother who speaks, her brother, her child, and somebody in another household."""

    def __init__(self) -> None:
        self.clerk = a_clerk()
        self.mother = someone(self.clerk)
        group = self.mother.memberships.get().group_id
        self.uncle, self.sister = (begin_person(group, acting=self.clerk) for _ in range(2))
        self.child = begin_person(group, acting=self.clerk)
        self.stranger = begin_person(begin_group(acting=self.clerk).id, acting=self.clerk)
        for one, born in (
            (self.mother, "1985"), (self.uncle, "1990"), (self.sister, "2014"),
            (self.child, "2016"), (self.stranger, "1980"),
        ):  # fmt: skip
            says(one, self.clerk, born=born)


def test_an_adult_of_the_household_cares_for_the_child() -> None:
    family = Family()
    assert carer_of(family.child, family.clerk) == str(family.mother.id)
    says(family.child, family.clerk, goes_with=str(family.uncle.id))
    assert carer_of(family.child, family.clerk) == str(family.uncle.id)
    says(family.child, family.clerk, goes_with="")
    assert carer_of(family.child, family.clerk) == ""


@pytest.mark.parametrize("who", ["sister", "stranger", "child", "nobody", "hidden"])
def test_nobody_else_does_and_nobody_learns_who_else_there_is(who: str) -> None:
    family = Family()
    named = family.uncle if who == "hidden" else getattr(family, who, None)
    clerk = family.clerk
    if who == "hidden":
        # Another clerk, who was given the child alone.
        other = people.staff(DESK, username="clerk-2")
        Grant.objects.create(
            compartment=family.child.compartment,
            user=other,
            basis=Basis.ASSIGNMENT,
            role=DESK,
            office=people.an_office(),
            given_by=other.id,
        )
        clerk = people.acting_as(other, people.an_office().id)
    with pytest.raises(InvalidContent) as refused:
        says(family.child, clerk, goes_with=str(named.id if named else uuid4()))
    assert refused.value.problems == {
        ("goes_with",): "Choose an adult of this household, or leave it empty: the child's own"
        " case."
    }
    assert carer_of(family.child, family.clerk) == str(family.mother.id)


def test_who_left_the_household_is_not_chosen_anew_and_what_stood_stays_writable() -> None:
    family = Family()
    Membership.objects.filter(person=family.mother).update(until="2026-01-01T00:00:00Z")
    says(family.child, family.clerk, born="2015")
    says(family.child, family.clerk, goes_with="")
    with pytest.raises(InvalidContent):
        says(family.child, family.clerk, goes_with=str(family.mother.id))


def test_the_page_says_it_beside_the_field() -> None:
    family = Family()
    user = User.objects.get(id=family.clerk.id)
    name = field(family.child.id, "particulars", "goes_with")
    recorded = selectors.person(family.clerk, family.child.id)
    posted = {
        name: str(family.sister.id),
        field(family.child.id, "particulars", "born"): "2016",
        field(family.child.id, "particulars", "seen"): f"{recorded.version(Block.PARTICULARS)}.x",
        "way": "short",
    }
    address = f"/registration/persons/{family.child.id}/save/particulars/"
    answer = people.signed_in(user).post(address, posted)
    assert answer.status_code == 422
    assert "Choose an adult of this household" in answer.json()["errors"][name]
