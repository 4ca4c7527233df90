"""The page of a case asks the database as often for a long case as for a short one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from openrsd.accounts.acting import system_actor
from openrsd.accounts.models import Basis, Grant, User
from openrsd.casework.models import Case, Contact, ContactKind, HandlingChange, Step
from openrsd.vault import opened
from tests import people
from tests.records import Made, a_full_case

pytestmark = pytest.mark.django_db


def an_officer(*cases: Made) -> User:
    """An officer to whom these cases are open."""
    officer = people.staff("case-officer")
    for case in cases:
        for compartment in case.compartments:
            Grant.objects.create(
                compartment=compartment,
                user=officer,
                basis=Basis.ASSIGNMENT,
                role="case-officer",
                office=people.an_office(),
                given_by=officer.id,
            )
    return officer


def lengthen(made: Made) -> None:
    """A case that was put back many times, with many contacts and changes."""
    case = Case.objects.get(id=made.id)
    of = {"case": case, "compartment": case.compartment}
    by = system_actor("history").id
    for place in range(1, 41, 2):
        for at, (transition, was, now) in enumerate(
            (
                ("T2", "registered", "application-complete"),
                ("A2", "application-complete", "registered"),
            )
        ):
            Step.objects.create(
                **of,
                position=place + at,
                transition=transition,
                state_before=was,
                state_after=now,
                by=by,
                role="case-officer",
                inputs={},
            )
        Contact.objects.create(
            **of, kind=ContactKind.SEEN, on=timezone.localdate(), by=by, account="At the office."
        )
        HandlingChange.objects.create(
            **of, what="priority", was="6", now="5", by=by, role="case-officer", reason="A child."
        )


def test_the_number_of_queries_does_not_grow_with_the_case() -> None:
    short, long = a_full_case(people.an_office()), a_full_case(people.an_office())
    lengthen(long)
    browser = people.signed_in(an_officer(short, long))
    # What is asked once, at the first page of a session.
    browser.get(f"/cases/{short.id}/")
    asked = []
    for made in (short, long):
        with CaptureQueriesContext(connection) as queries:
            answer = browser.get(f"/cases/{made.id}/")
        assert answer.status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]
    # Every officer opens it many times a day.
    assert asked[0] < 60


def test_an_erased_case_shows_what_stands_in_clear_and_offers_nothing() -> None:
    made = a_full_case(people.an_office())
    browser = people.signed_in(an_officer(made))
    for compartment in made.compartments:
        opened().keys.erase(compartment, at=timezone.now())
    answer = browser.get(f"/cases/{made.id}/")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "This record was erased" in page and "(erased)" in page
    assert "Nothing here waits for you" in page
    assert browser.get("/casework/work/").status_code == 200
