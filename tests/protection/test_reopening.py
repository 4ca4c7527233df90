"""A case that is opened again protects everywhere at once, whatever was negated before."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from openrsd.protection.domain import BASES, NoBarRecorded, Prohibited
from openrsd.protection.models import BasisNegated
from openrsd.protection.selectors import bar
from tests.casework.procedure.telling import Story
from tests.casework.test_stories_acted import EVERY, ToldAndActed

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
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
        told.tell(step, f"line {number}: {step.does}")
        if negated and told.acted.state() != "final-negative":
            assert bar(person, "CHN", timezone.now()) == Prohibited(BASES)
            return
    pytest.fail("the story never leaves the refusal again")


def negate_all(told: ToldAndActed) -> None:
    """Written straight into the table, as if a decision had found it."""
    case = told.acted.case
    assert case is not None
    now = timezone.now()
    for basis in BASES:
        BasisNegated.objects.create(
            person=told.acted.person.id,
            compartment=case.compartment,
            decision=uuid4(),
            negated_at=now,
            negated_by=uuid4(),
            lapses_at=now + timedelta(days=90),
            destination="CHN",
            basis=basis,
            content={"reasons": "As found."},
        )
