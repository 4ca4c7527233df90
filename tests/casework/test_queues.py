"""Lists show what there is to do; what is finished stands behind a filter."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.models import User
from openrsd.casework import queues
from openrsd.casework.actions import assigning
from openrsd.casework.erasing import FINAL
from openrsd.casework.models import Case
from openrsd.casework.models.cases import FINISHED
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.casework.queues import Asked
from openrsd.protection.models import Alert
from tests import people
from tests.records import Made, a_case

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
OPEN = ("registered", "appeal-period", "cessation-review", "status-ended", "reopened")


@pytest.fixture
def boss() -> Actor:
    return people.acting_as(people.staff("supervisor", username="boss"))


@pytest.fixture
def officer() -> User:
    return people.staff("case-officer", username="officer")


@pytest.fixture
def cases(boss: Actor, officer: User) -> dict[str, Made]:
    """One case in each of these states, all held by the officer."""
    made = {state: a_case(people.an_office(), state) for state in (*OPEN, *FINISHED)}
    for one in made.values():
        office = people.an_office().id
        assigning.assign_case(one.id, officer.id, "case-officer", office=office, acting=boss)
    return made


def states(records: tuple[Case, ...]) -> set[str]:
    return {one.state for one in records}


def test_what_is_finished_is_out_of_the_way_and_is_found_behind_a_filter(
    boss: Actor, officer: User, cases: dict[str, Made]
) -> None:
    own = people.acting_as(officer)
    assert states(queues.team_cases(boss, Asked()).page.records) == set(OPEN)
    assert states(queues.own_cases(own, Asked()).records) == set(OPEN)
    finished = Asked(only=queues.FINISHED)
    assert states(queues.team_cases(boss, finished).page.records) == set(FINISHED)
    assert states(queues.own_cases(own, finished).records) == set(FINISHED)
    # Whoever names a state means it.
    one = Asked(state="final-positive")
    assert states(queues.team_cases(boss, one).page.records) == {"final-positive"}
    [load] = [one for one in queues.loads(boss) if one.user == officer.id]
    assert load.cases == len(OPEN), "who has finished much does not hold much"
    browser = people.signed_in(officer)
    page = browser.get(reverse("casework:own"), {"only": "finished"}).content.decode()
    assert str(cases["final-positive"].id) in page
    assert str(cases["registered"].id) not in page


def test_a_finished_case_comes_back_while_somebody_is_in_danger_or_something_is_due(
    boss: Actor, officer: User, cases: dict[str, Made]
) -> None:
    refused, closed = cases["final-negative"], cases["closed-administrative"]
    Alert.objects.create(
        person=refused.records["person"],
        compartment=refused.compartments[1],
        office=refused.office,
        raised_by=officer.id,
    )
    Case.objects.filter(id=closed.id).update(due_on=timezone.localdate())
    shown = queues.team_cases(boss, Asked()).page.records
    assert shown[0].id == refused.id
    assert states(shown) == {*OPEN, "final-negative", "closed-administrative"}
    own = queues.own_cases(people.acting_as(officer), Asked()).records
    assert own[0].id == refused.id
    assert states(own) == states(shown)


def test_whoever_is_not_shown_where_a_case_stands_is_not_told_by_its_absence(
    boss: Actor, cases: dict[str, Made]
) -> None:
    interpreter = people.staff("interpreter")
    for state in ("registered", "final-negative"):
        assigning.assign_case(
            cases[state].id,
            interpreter.id,
            "interpreter",
            office=people.an_office().id,
            acting=boss,
        )
    acting = people.acting_as(interpreter)
    assert states(queues.own_cases(acting, Asked()).records) == {"registered", "final-negative"}
    assert not queues.own_cases(acting, Asked(only=queues.FINISHED)).records


def test_a_list_asks_the_database_no_more_for_many_cases_than_for_few(
    officer: User, cases: dict[str, Made]
) -> None:
    browsers = people.signed_in(officer), people.signed_in(User.objects.get(username="boss"))
    for browser, name in zip(browsers, ("casework:own", "casework:team"), strict=True):
        asked = []
        for only in ("overdue", "", "finished"):
            browser.get(reverse(name))
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert browser.get(reverse(name), {"only": only}).status_code == 200
            asked.append(len(queries))
        nothing, work, finished = asked
        assert nothing <= work == finished


def test_finished_is_where_the_procedure_leaves_nothing_to_do() -> None:
    known = shipped_procedure().states
    assert set(FINISHED) <= set(known)
    assert set(FINISHED) >= FINAL
    left = {one.id for one in known.values() if one.stage == "end" or one.waits_on == "nobody"}
    assert left - set(FINISHED) == {"notified"}, "a step on the way, and no end"
