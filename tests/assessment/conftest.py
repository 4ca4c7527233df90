"""A case that is being assessed, and the officer who assesses it."""

from uuid import UUID

import pytest

from openrsd.accounts.acting import Actor
from tests import people
from tests.assessing import on_duty
from tests.records import Made, a_case


@pytest.fixture
def case() -> Made:
    return a_case(people.an_office(), state="assessment-draft")


@pytest.fixture
def officer(case: Made) -> Actor:
    return people.acting_as(on_duty(case, "case-officer"))


@pytest.fixture
def claim(case: Made) -> UUID:
    return case.records["claim"]
