"""The desk sees needs and safeguards, the officer the plan, the supervisor indicators, nobody an
outcome; and the same answers mean the same as on the command line."""

import json
import re
from pathlib import Path
from uuid import UUID

import pytest
import yaml
from django.test import Client
from django.urls import reverse

from openrsd.accounts.models import User
from openrsd.casework.intake.answers import kept_of
from openrsd.casework.intake.opening import opened_to
from openrsd.registration.actions import beginning
from openrsd.registration.blocks import content_of
from openrsd.registration.models import Block, Person
from tests import people
from tests.casework.intake.world import (
    OFFICER,
    Typed,
    World,
    a_world,
    block_address,
    fill,
    grant,
)
from tests.cli.command import openrsd

pytestmark = pytest.mark.django_db

# As a clerk and then an officer write them down: a woman who was sold, and a guard of a camp.
AT_DESK: dict[str, Typed] = {
    "arrangements": {"staff-wish": "woman", "recording-refused": "yes"},
    "urgent": {"medical-help-now": "yes", "removal-threatened": "no"},
    "the-person": {"birth-date": "1995", "sex": "woman"},
    "nationality": {"nationalities-claimed": ["North Korea"], "foreign-spouse": "unknown"},
    "papers": {"papers-held": "none"},
    "family": {"travels-alone": "no"},
    "safety": {"controlled-by-others": "yes"},
    "harm-if-said": {"trafficked": "yes"},
}
OF_OFFICER: dict[str, Typed] = {
    "fear": {"feared-countries": ["North Korea"], "feared-from": ["authorities"]},
    "leaving": {"exit-permission": "no", "exit-date": "2017", "repatriated-before": "no"},
    "partner-and-children": {"child-with-foreigner": "yes"},
    "conduct-if-said": {"prison-camp-role": "yes"},
}
SECRETS = ("camp", "Guard", "prison-camp-role", "supervisor_only")


@pytest.fixture
def world() -> World:
    return a_world()


def told(world: World) -> None:
    """Everything is asked: the desk its blocks, the officer hers."""
    for browser, blocks in ((world.clerk, AT_DESK), (world.officer, OF_OFFICER)):
        for block, answers in blocks.items():
            if block in ("safety", "harm-if-said", "conduct-if-said"):
                assert fill(browser, world.person, block, act="begin") == 302
            assert fill(browser, world.person, block, answers) == 302


def page(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def overview_of(world: World, browser: Client) -> str:
    return page(browser, reverse("casework:intake", args=[world.person]))


def test_the_desk_sees_what_is_urgent_and_nothing_of_the_claim(world: World) -> None:
    told(world)
    seen = overview_of(world, world.clerk)
    assert "Urgent" in seen
    assert "Recorded in the private part." in seen
    for hidden in ("sold", "traffick", "Plan of the interview", "Way of handling", *SECRETS):
        assert hidden not in seen
    for block in OF_OFFICER:
        assert world.clerk.get(block_address(world.person, block)).status_code == 404
    for name in ("intake-plan", "intake-indicators"):
        address = reverse(f"casework:{name}", args=[world.claim.id])
        assert world.clerk.get(address).status_code == 404


def test_what_one_clerk_heard_in_private_the_next_does_not_read(world: World) -> None:
    told(world)
    assert 'value="yes" checked' in page(world.clerk, block_address(world.person, "harm-if-said"))
    other = page(world.other_clerk, block_address(world.person, "harm-if-said"))
    assert "A colleague went through this part with the person" in other
    assert "checked" not in other
    assert 'value="yes" checked' in page(world.officer, block_address(world.person, "harm-if-said"))
    forged = {"block": "harm-if-said", "version": "1", "act": "next", "alone": "alone"}
    refused = world.other_clerk.post(block_address(world.person, "harm-if-said"), forged)
    assert refused.status_code == 422
    kept = kept_of(world.person)["harm-if-said"].recorded
    assert kept.answers == {"trafficked": ["yes"]}


def test_nobody_at_the_desk_can_tell_whether_a_colleague_heard_of_violence(world: World) -> None:
    spoke, silent = world, a_world("Second post")
    assert fill(spoke.clerk, spoke.person, "harm-if-said", act="begin") == 302
    assert fill(spoke.clerk, spoke.person, "harm-if-said", {"child-with-armed-group": "no"}) == 302
    assert fill(silent.clerk, silent.person, "harm-if-said", act="leave") == 302
    seen = [
        [
            without_ids(page(one.other_clerk, address), one)
            for address in (
                reverse("casework:intake", args=[one.person]),
                block_address(one.person, "harm-if-said"),
            )
        ]
        for one in (spoke, silent)
    ]
    assert seen[0] == seen[1]
    # What was only put off is there for the next one.
    assert fill(spoke.clerk, spoke.person, "health", act="leave") == 302
    assert fill(spoke.other_clerk, spoke.person, "health", act="begin") == 302


def without_ids(text: str, world: World) -> str:
    """A page but for the token of its forms, the reader's own session, and what names the person
    and the office.
    """
    person = world.claim.person
    for own in (str(person.id), person.number, world.name, "-elsewhere"):
        text = text.replace(own, "")
    passing = r'name="csrfmiddlewaretoken" value="[^"]+"|data-(user|seconds)="[^"]*"'
    return re.sub(passing, "", text)


def test_the_officer_has_a_plan_and_reads_no_indicator(world: World) -> None:
    told(world)
    plan = page(world.officer, reverse("casework:intake-plan", args=[world.claim.id]))
    assert "Way of handling that is proposed" in plan
    assert "Harms to ask about" in plan
    assert "A woman as officer and a woman as interpreter." in plan
    for hidden in ("Guard or officer in a camp", "recognised", "would be excluded"):
        assert hidden not in plan
    indicators = reverse("casework:intake-indicators", args=[world.claim.id])
    assert world.officer.get(indicators).status_code == 404
    # Nor does the next officer, who did not hear it.
    next_one = people.staff(OFFICER, username="next-officer")
    for compartment in (world.claim.compartment, world.claim.person.compartment):
        grant(next_one, OFFICER, compartment)
    seen = page(people.signed_in(next_one), block_address(world.person, "conduct-if-said"))
    assert "checked" not in seen


@pytest.mark.parametrize("role", ["reviewer", "legal-specialist", "appeal-officer"])
def test_who_reviews_reads_what_was_said_and_no_indicator(world: World, role: str) -> None:
    told(world)
    user = people.staff(role, username="reading")
    for compartment in (world.claim.compartment, world.claim.person.compartment):
        grant(user, role, compartment)
    browser = people.signed_in(user)

    case = page(browser, reverse("case", args=[world.claim.case_id]))
    address = reverse("casework:intake-said", args=[world.claim.id])
    assert address in case
    text = page(browser, address)

    for said in ("North Korea", "2017", "sold"):
        assert said in text
    assert not [one for one in SECRETS if one in text]
    assert world.clerk.get(address).status_code == world.supervisor.get(address).status_code == 404


def test_the_supervisor_sees_the_indicator_and_asks_no_questions(world: World) -> None:
    told(world)
    seen = page(world.supervisor, reverse("casework:intake-indicators", args=[world.claim.id]))
    assert "Guard or officer in a camp" in seen
    assert world.supervisor.get(reverse("casework:intake", args=[world.person])).status_code == 404


def test_the_same_answers_mean_the_same_on_the_command_line(world: World, tmp_path: Path) -> None:
    told(world)
    for role, username in (("desk", "clerk"), ("officer", "officer")):
        actor = people.acting_as(_user(username))
        opened = opened_to(actor, Person.objects.get(id=world.person))
        answers = {
            question: answer
            for kept in opened.kept.values()
            for question, answer in kept.recorded.answers.items()
        }
        case = tmp_path / f"{role}.yaml"
        case.write_text(
            yaml.safe_dump(
                {
                    "kind": "case",
                    "origin": "PRK",
                    "asylum": "KOR",
                    "date": opened.on.isoformat(),
                    "intake": {"answers": answers},
                },
                allow_unicode=True,
            )
        )
        report = openrsd("screen", case, "--for", role, "--format", "json").json
        assert report["persons"][0]["triage"] == json.loads(json.dumps(opened.results()))


def test_a_clerk_confirms_needs_and_no_code_that_is_not_for_the_desk(world: World) -> None:
    told(world)
    address = reverse("casework:intake-needs", args=[world.person])
    assert 'value="LP-ND"' in overview_of(world, world.clerk)
    assert 'value="LP-TA"' not in overview_of(world, world.clerk)
    world.clerk.post(address, {"code": ["LP-TA"]})
    assert needs_of(world.person) == []
    # What the desk itself wrote, and mended at once, stays.
    acting = people.acting_as(_user("clerk"))
    for saves, note in enumerate(("Limps.", "Limps a little.")):
        written = {"v": 1, "note": note}
        beginning.save_block(world.person, Block.NEEDS, written, based_on=saves, acting=acting)
    world.clerk.post(address, {"code": ["LP-ND"]})
    assert needs_of(world.person) == ["LP-ND"]
    assert 'value="LP-ND"' not in overview_of(world, world.clerk)
    world.officer.post(address, {"code": ["LP-TA"]})
    assert needs_of(world.person) == ["LP-ND", "LP-TA"]


def needs_of(person: UUID) -> list[str]:
    return list(content_of(Person.objects.get(id=person), Block.NEEDS).get("codes", []))


def _user(username: str) -> User:
    return User.objects.get(username=username)
