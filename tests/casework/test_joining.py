"""A child who comes later is in the case of whoever cares for it, as long as nothing is decided."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.models import Basis, ConflictDeclaration, Grant, Holding, User
from openrsd.accounts.policies import may_open
from openrsd.casework.actions.joining import OPEN_TO_CHILDREN, register_in_case
from openrsd.casework.actions.registering import register_claim
from openrsd.casework.actions.registering_groups import register_group
from openrsd.casework.errors import StepRefused
from openrsd.casework.models import Case, Claim, Step
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.ledger.models import EntryRow
from openrsd.registration import selectors
from openrsd.registration.actions.beginning import begin_person, save_block
from openrsd.registration.domain.contents import read_content
from openrsd.registration.models import Block, Membership, Person
from tests import people
from tests.registration.families import a_clerk, someone

pytestmark = pytest.mark.django_db
ASKED = {
    "identity-as-stated": True,
    "information-given": True,
    "family-asked": True,
    "languages-asked": True,
    "needs-screened": True,
    "safe-contact-asked": True,
    "document-issued": True,
    "refoulement-risk": False,
}
LATER = sorted(set(shipped_procedure().states) - OPEN_TO_CHILDREN)


class Family:
    """A mother with an open case, and her child, who came a week after her."""

    def __init__(self, born: str = "2016", mother_born: str = "1985") -> None:
        self.clerk = a_clerk()
        self.mother = someone(self.clerk)
        self.group = self.mother.memberships.get().group_id
        self.says(self.mother, Block.PARTICULARS, {"born": mother_born})
        self.case = register_claim(self.group, self.mother.id, asked=ASKED, acting=self.clerk)
        self.child = begin_person(self.group, acting=self.clerk)
        self.says(self.child, Block.NAMES, {"names": [{"text": "리은주"}]})
        now = selectors.person(self.clerk, self.child.id).content(Block.PARTICULARS)
        self.says(self.child, Block.PARTICULARS, {**now, "born": born})

    def says(self, person: Person, block: Block, content: dict[str, Any]) -> None:
        saves = selectors.person(self.clerk, person.id).version(block)
        save_block(
            person.id, block, read_content(block, content), based_on=saves, acting=self.clerk
        )

    def registers(self, **changed: bool) -> Case:
        asked = {**ASKED, **changed}
        return register_in_case(self.group, self.child.id, asked=asked, acting=self.clerk)

    def stands(self, state: str) -> None:
        Case.objects.filter(id=self.case.id).update(state=state)

    def assigned(self, role: str, **of: Any) -> User:
        """A colleague to whom the mother's claim is open."""
        user = people.staff(role, username=f"{role}-{uuid4().hex[:6]}")
        compartment = self.case.compartment
        given = {"office": people.an_office(), "given_by": user.id, "basis": Basis.ASSIGNMENT, **of}
        Grant.objects.create(compartment=compartment, user=user, role=role, **given)
        return user


def test_a_child_who_comes_later_is_in_the_case_of_its_mother() -> None:
    family = Family()
    joined = family.registers()
    assert joined == family.case
    claim = Claim.objects.get(person=family.child)
    assert (claim.case_id, claim.is_principal) == (family.case.id, False)
    family.child.refresh_from_db()
    assert family.child.registered_at is not None
    assert Step.objects.filter(case=family.case).count() == 1, "the case goes on where it stood"
    entry = EntryRow.objects.get(action="case.join")
    assert bytes(entry.subjects) == family.case.id.bytes
    held = Holding.objects.get(compartment=claim.compartment)
    assert held.office_id == family.case.office
    assert not may_open(family.clerk, claim.compartment), "the desk reads no claim"


def test_the_page_of_the_household_does_so_too() -> None:
    family = Family()
    for block, content in (
        (Block.LANGUAGES, {"languages": [{"language": "ko"}]}),
        (Block.NEEDS, {"none": True}),
    ):
        family.says(family.child, block, content)
    told = {"information-given": True, "family-asked": True, "document-issued": True}
    done = register_group(family.group, told, acting=family.clerk)
    assert (done.people, done.refused, done.waiting) == (1, (), ())
    assert list(done.cases) == [family.case]
    assert family.case.claims.count() == 2


@pytest.mark.parametrize("state", LATER)
def test_where_something_is_before_a_signer_or_decided_the_child_is_heard_itself(
    state: str,
) -> None:
    family = Family()
    family.stands(state)
    own = family.registers()
    assert own != family.case
    assert Claim.objects.get(person=family.child).is_principal
    assert family.case.claims.count() == 1


def test_a_case_on_hold_is_open_where_the_state_that_it_left_was() -> None:
    family = Family()
    of = {"case": family.case, "compartment": family.case.compartment, "inputs": {}}
    for place, (transition, was, now) in enumerate(
        (
            ("T2", "registered", "application-complete"),
            ("T24a", "application-complete", "on-hold"),
        ),
        1,
    ):
        Step.objects.create(
            **of,
            position=place,
            transition=transition,
            state_before=was,
            state_after=now,
            by=family.clerk.id,
            role="reviewer",
        )
    family.stands("on-hold")
    assert family.registers() == family.case


@pytest.mark.parametrize("why", ["own wish", "adult", "young carer", "left", "other office"])
def test_else_it_has_a_case_of_its_own(why: str) -> None:
    young = why == "young carer"
    family = Family("1999" if why == "adult" else "2016", "2011" if young else "1985")
    match why:
        case "own wish":
            family.says(family.child, Block.PARTICULARS, {"born": "2016"})
        case "left":
            Membership.objects.filter(person=family.mother).update(until=timezone.now())
        case "other office":
            Case.objects.filter(id=family.case.id).update(office=people.an_office("Capital").id)
    assert family.registers() != family.case
    assert family.case.claims.count() == 1


def test_whoever_works_on_the_case_opens_the_child_too_and_whoever_may_not_does_not() -> None:
    family = Family()
    officer = family.assigned("case-officer")
    covering = family.assigned("case-officer", until=timezone.now() + timedelta(days=2))
    gone = family.assigned("reviewer", until=timezone.now() - timedelta(days=1))
    looked = family.assigned("reviewer", basis=Basis.BREAK_GLASS)
    conflicted = family.assigned("case-officer")
    ConflictDeclaration.objects.create(user=conflicted, compartment=family.child.compartment)
    family.registers()
    claim = Claim.objects.get(person=family.child)

    def opens(user: User) -> list[bool]:
        actor: Actor = people.acting_as(user, people.an_office().id)
        return [may_open(actor, one) for one in (claim.compartment, family.child.compartment)]

    assert opens(officer) == opens(covering) == [True, True]
    assert opens(gone) == opens(looked) == [False, False]
    assert opens(conflicted) == [False, False]
    grant = Grant.objects.get(user=covering, compartment=claim.compartment)
    assert grant.until is not None


def test_the_page_of_the_case_says_since_when_the_child_is_in_it() -> None:
    family = Family()
    officer = people.signed_in(family.assigned("case-officer"))
    family.registers()
    address = f"/cases/{family.case.id}/"
    assert "in this case since" not in officer.get(address).content.decode(), "they came together"
    week = timezone.now() - timedelta(days=7)
    Claim.objects.filter(case=family.case, is_principal=True).update(opened_at=week)
    assert "in this case since" in officer.get(address).content.decode()


def test_what_is_told_and_asked_at_the_desk_is_needed_for_the_child_as_well() -> None:
    family = Family()
    with pytest.raises(StepRefused, match="informed"):
        family.registers(**{"information-given": False})
    assert not Claim.objects.filter(person=family.child).exists()
    assert Person.objects.get(id=family.child.id).registered_at is None
