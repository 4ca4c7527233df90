"""A bar can fall only in a case that is refused for good, and stands again once it is opened."""

import pytest
from django.utils import timezone

from openrsd.casework.models import Claim
from openrsd.casework.refused import refused_for_good
from openrsd.protection.actions import Negation, record_basis_negated
from openrsd.protection.domain import BASES, NoBarRecorded, Prohibited
from openrsd.protection.errors import ClaimPending
from openrsd.protection.selectors import bar
from openrsd.vault import opened
from tests.casework.procedure.telling import Story
from tests.casework.test_stories_acted import EVERY, ToldAndActed
from tests.people import an_office
from tests.records import a_case

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
DRAFTS_AND_SIGNS = ("case-officer", "reviewer")
REOPENED = [
    one
    for _name, one in EVERY
    if any(step.does == "T21" and not step.refused for step in one.steps)
    and any(step.then == "final-negative" for step in one.steps)
]


def test_there_is_such_a_story() -> None:
    assert REOPENED


@pytest.mark.parametrize("story", REOPENED)
def test_what_was_negated_ends_with_the_step_that_reopens(story: Story) -> None:
    told, negated = ToldAndActed(), False
    told.acted.stands(story.person)
    for number, step in enumerate(story.steps, 1):
        person = told.acted.person.id
        if told.acted.state() == "final-negative" and not negated:
            negate_all(told)
            assert isinstance(bar(person, "CHN", timezone.now()), NoBarRecorded)
            negated = True
        elif told.acted.case is not None and not negated:
            nothing_can_be_negated(told)
        told.tell(step, f"line {number}: {step.does}")
        if negated and told.acted.state() != "final-negative":
            assert bar(person, "CHN", timezone.now()) == Prohibited(BASES)
            nothing_can_be_negated(told)
            return
    pytest.fail("the story never leaves the refusal again")


def test_a_state_that_the_steps_do_not_show_refuses_nobody() -> None:
    made = a_case(an_office(), state="final-negative")
    with pytest.raises(ClaimPending), refused_for_good(made.records["claim"]):
        pytest.fail("nobody signed and nobody told that refusal")


@pytest.mark.parametrize("story", REOPENED[:1])
def test_who_is_in_the_case_of_somebody_else_was_not_refused_by_it(story: Story) -> None:
    told = ToldAndActed()
    told.acted.stands(story.person)
    for number, step in enumerate(story.steps, 1):
        if told.acted.state() == "final-negative":
            break
        told.tell(step, f"line {number}: {step.does}")
    case = told.acted.case
    assert case is not None
    child = Claim(person_id=told.acted.person.id, case=case, is_principal=False)
    opened().keys.make(child.compartment)
    child.save(force_insert=True)
    with pytest.raises(ClaimPending), refused_for_good(child.id):
        pytest.fail("the child was never heard")


def nothing_can_be_negated(told: ToldAndActed) -> None:
    assert told.acted.case is not None
    claim = told.acted.case.claims.get(is_principal=True)
    with pytest.raises(ClaimPending), refused_for_good(claim.id):
        pytest.fail("the claim is not refused for good")


def negate_all(told: ToldAndActed) -> None:
    """As a decision would: two people who worked on the claim, each basis with its reasons."""
    case = told.acted.case
    assert case is not None
    drafter, signer = (told.acted.actor(f"{role}-of-bars", role) for role in DRAFTS_AND_SIGNS)
    for actor, role in zip((drafter, signer), DRAFTS_AND_SIGNS, strict=True):
        told.acted.assign(actor, role)
    with refused_for_good(case.claims.get(is_principal=True).id) as refused:
        for basis in BASES:
            found = Negation("CHN", basis, drafter.id, "As found, for each risk of its own there.")
            record_basis_negated(found, refused, acting=signer)
