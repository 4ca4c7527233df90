"""The level of priority: proposed by rule at fixed moments, confirmed by people; and above every
level an alert that runs.
"""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openrsd.accounts.models import User
from openrsd.casework.actions.preparing import complete_application
from openrsd.casework.actions.registering import register_claim
from openrsd.casework.intake import actions
from openrsd.casework.intake.needs_levels import LEVELS
from openrsd.casework.intake.proposing import TRIAGE
from openrsd.casework.models import Case, HandlingChange, TriageProposal
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.casework.queues import Asked, own_cases, team_cases
from openrsd.protection.models import Alert
from openrsd.registration.actions import beginning
from openrsd.registration.domain.codes import code_list
from openrsd.registration.models import Block
from tests import people
from tests.casework.intake.test_who_sees_what import told
from tests.casework.intake.world import DESK, World, a_world, fill
from tests.records import a_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


def of(world: World) -> Case:
    return Case.objects.get(id=world.claim.case_id)


def end(browser: Client, world: World) -> None:
    answer = browser.post(reverse("casework:intake-end", args=[world.person]))
    assert answer.status_code == 302


def test_a_level_that_protects_more_counts_until_somebody_changes_it(world: World) -> None:
    told(world)
    end(world.officer, world)
    case = of(world)
    proposal = TriageProposal.objects.get(case=case)
    assert case.priority == proposal.priority == 3
    assert proposal.modality == "accelerated"
    assert proposal.confirmed_at is None
    # Somebody lowered it with a reason: the same proposal does not raise it again.
    Case.objects.filter(id=case.id).update(priority=5)
    fill(world.clerk, world.person, "papers", {"papers-held": "lost"})
    end(world.clerk, world)
    assert of(world).priority == 5
    officer = User.objects.get(username="officer")
    actions.confirm_priority(case.id, acting=people.acting_as(officer))
    assert of(world).priority == 3
    fill(world.clerk, world.person, "urgent", {"detained-now": "yes"})
    end(world.clerk, world)
    assert of(world).priority == 1


def test_no_moment_tells_which_answer_raised_the_level(world: World) -> None:
    told(world)
    assert of(world).priority == 6
    assert not TriageProposal.objects.exists()

    end(world.clerk, world)

    assert of(world).priority == 3
    fill(world.clerk, world.person, "urgent", {"detained-now": "yes"})
    assert of(world).priority == 3


def test_whatever_was_said_counts_at_the_latest_when_the_application_is_complete(
    world: World,
) -> None:
    told(world)
    ticks = {one.id: True for one in shipped_procedure().transition("T2").inputs if one.must}
    acting = people.acting_as(User.objects.get(username="officer"))

    complete_application(of(world).id, "T2", ticks, acting=acting)

    assert of(world).priority == 3


def test_a_rule_is_no_clerk_and_which_rule_it_was_is_sealed(world: World) -> None:
    told(world)
    end(world.clerk, world)

    change = HandlingChange.objects.get(case=of(world))
    assert (change.by, change.role) == (TRIAGE.id, "system")
    assert "priorities/3" in change.reason.open()
    page = world.officer.get(reverse("case", args=[of(world).id])).content.decode()
    assert "by rule" in page


def test_what_was_answered_before_registration_counts_from_the_first_day() -> None:
    assert registered(answers={"removal-threatened": "yes"}).priority == 1


@pytest.mark.parametrize(
    ("codes_recorded", "level"),
    [(["SC-UC"], 2), (["TR-HO", "DS-PM"], 3), (["ER-NF"], 4), (["LP-RR", "SM-CI"], 1), ([], 6)],
)
def test_a_need_that_the_front_recorded_counts_without_the_questions(
    codes_recorded: list[str], level: int
) -> None:
    assert registered(needs=codes_recorded).priority == level


def test_every_code_that_calls_for_a_level_is_one_that_can_be_recorded() -> None:
    assert set(LEVELS) <= {one.code for one in code_list("specific-needs").codes}


def registered(needs: list[str] | None = None, answers: dict[str, str] | None = None) -> Case:
    """Somebody of whom this was recorded at the front, with a case."""
    clerk = people.staff(DESK, username="clerk")
    acting = people.acting_as(clerk, people.an_office().id)
    group = beginning.begin_group(acting=acting)
    person = beginning.begin_person(group.id, acting=acting)
    names = {"v": 1, "names": [{"text": "리옥희"}]}
    beginning.save_block(person.id, Block.NAMES, names, based_on=0, acting=acting)
    if needs is not None:
        said = {"v": 1, "codes": needs, "none": not needs}
        beginning.save_block(person.id, Block.NEEDS, said, based_on=0, acting=acting)
    if answers:
        assert fill(people.signed_in(clerk), person.id, "urgent", answers) == 302
    inputs = shipped_procedure().transition("T1").inputs
    asked = {one.id: True for one in inputs if one.kind == "flag"}
    return register_claim(group.id, person.id, asked=asked, acting=acting)


def test_while_an_alert_runs_the_case_stands_above_all_others_and_then_where_it_was(
    world: World,
) -> None:
    urgent = a_case(people.an_office())
    Case.objects.filter(id=urgent.id).update(priority=1)
    officer = User.objects.get(username="officer")
    supervisor = people.acting_as(User.objects.get(username="supervisor"))
    Case.objects.filter(id=urgent.id).update(holder=officer.id)
    alert = Alert.objects.create(
        person=world.person,
        compartment=world.claim.person.compartment,
        office=people.an_office().id,
        raised_by=officer.id,
    )

    def order() -> list[object]:
        return [one.id for one in team_cases(supervisor, Asked()).page.records]

    assert order() == [world.claim.case_id, urgent.id]
    behind = team_cases(supervisor, Asked(after=world.claim.case_id)).page.records
    assert [one.id for one in behind] == [urgent.id]
    assert not team_cases(supervisor, Asked(after=urgent.id)).page.records
    own = own_cases(people.acting_as(officer), Asked()).records
    assert [one.id for one in own] == [world.claim.case_id]
    page = world.officer.get(reverse("case", args=[world.claim.case_id])).content.decode()
    assert "1 – at once" in page
    assert "by rule, while an alert runs" in page

    alert.ended_at = timezone.now()
    alert.save()

    assert order() == [urgent.id, world.claim.case_id]
    page = world.officer.get(reverse("case", args=[world.claim.case_id])).content.decode()
    assert "6 – by date" in page
