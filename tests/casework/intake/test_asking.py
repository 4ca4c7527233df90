"""The desk asks in blocks, stops and goes on; what is private waits until the person is alone."""

import pytest
from django.urls import reverse

from openrsd.casework.intake.answers import kept_of
from openrsd.casework.models import IntakeAnswers
from tests.casework.intake.world import Typed, World, a_world, block_address, fill, versions

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


def overview(world: World, who: str = "clerk") -> str:
    browser = getattr(world, who)
    page = browser.get(reverse("casework:intake", args=[world.person]))
    assert page.status_code == 200
    return str(page.content.decode())


def test_what_was_answered_is_there_when_the_clerk_comes_back(world: World) -> None:
    assert (
        fill(world.clerk, world.person, "urgent", {"medical-help-now": "yes"}, act="later") == 302
    )
    kept = kept_of(world.person)["urgent"].recorded
    assert kept.answers == {"medical-help-now": ["yes"]}
    assert kept.how.language == "ko"
    page = world.clerk.get(block_address(world.person, "urgent")).content.decode()
    assert "지금 의사나 약이 필요합니까?" in page
    assert "Do you need a doctor or medicine now?" in page
    assert 'name="q-medical-help-now" value="yes" checked' in page
    assert "Begun" in overview(world)
    assert fill(world.clerk, world.person, "urgent", {"medical-help-now": "yes"}) == 302
    assert "Done" in overview(world)


def test_a_private_block_is_left_first_and_begun_only_alone(world: World) -> None:
    entrance = world.clerk.get(block_address(world.person, "harm-if-said")).content.decode()
    assert "victim-of-torture" not in entrance
    assert entrance.index('value="leave"') < entrance.index('value="begin"')
    assert fill(world.clerk, world.person, "harm-if-said", act="leave") == 302
    assert "Left for a private interview" in overview(world)
    address = block_address(world.person, "harm-if-said")
    begun = {"block": "harm-if-said", "version": "1", "act": "begin", "alone": "others"}
    refused = world.clerk.post(address, begun)
    assert refused.status_code == 422
    assert "Ask the others to wait outside" in refused.content.decode()
    assert fill(world.clerk, world.person, "harm-if-said", act="begin") == 302
    assert "q-victim-of-torture" in world.clerk.get(address).content.decode()


def test_answers_bring_further_questions_and_leave_others_out(world: World) -> None:
    page = world.clerk.get(block_address(world.person, "the-person")).content.decode()
    assert 'data-question="age-said" aria' in page
    assert (
        fill(world.clerk, world.person, "the-person", {"birth-date": "주체 76", "sex": "man"})
        == 302
    )
    kept = kept_of(world.person)["the-person"].recorded
    assert kept.answers["birth-date"] == ["1987"]
    assert kept.as_said["birth-date"] == "주체 76"
    page = world.clerk.get(block_address(world.person, "the-person")).content.decode()
    assert 'data-question="age-said" hidden' in page
    assert "주체 76" in page
    fill(world.clerk, world.person, "health", act="begin")
    health = world.clerk.get(block_address(world.person, "health")).content.decode()
    assert 'data-question="pregnant" hidden' in health
    assert fill(world.clerk, world.person, "children") == 404


def test_what_cannot_be_read_stands_beside_its_field_and_the_rest_is_kept(world: World) -> None:
    address = block_address(world.person, "the-person")
    sent = {"block": "the-person", "version": "0", "act": "next"}
    page = world.clerk.post(address, {**sent, "q-birth-date": "gestern", "q-sex": "woman"})
    assert page.status_code == 422
    text = page.content.decode()
    assert "Write at least the year" in text
    assert 'value="gestern"' in text
    assert kept_of(world.person)["the-person"].recorded.answers == {"sex": ["woman"]}
    again = world.clerk.post(address, {**sent, "version": "1", "q-birth-date": "1987"})
    assert again.status_code == 302


def test_an_unknown_country_is_named_back_and_countries_are_read_in_any_language(
    world: World,
) -> None:
    claimed: Typed = {"nationalities-claimed": ["Eritreia", ""]}
    assert fill(world.clerk, world.person, "nationality", claimed) == 422
    claimed = {"nationalities-claimed": ["북한", "north korea", "ERI"]}
    assert fill(world.clerk, world.person, "nationality", claimed) == 302
    kept = kept_of(world.person)["nationality"].recorded
    assert kept.answers["nationalities-claimed"] == ["PRK", "ERI"]


def test_two_hands_do_not_overwrite_each_other(world: World) -> None:
    assert fill(world.clerk, world.person, "urgent", {"medical-help-now": "yes"}) == 302
    stale = {"block": "urgent", "version": "0", "act": "next", "q-medical-help-now": "no"}
    refused = world.other_clerk.post(block_address(world.person, "urgent"), stale)
    assert refused.status_code == 409
    assert kept_of(world.person)["urgent"].recorded.answers == {"medical-help-now": ["yes"]}
    assert fill(world.other_clerk, world.person, "urgent", {"medical-help-now": "no"}) == 302
    assert versions(world.person) == [2]
    assert IntakeAnswers.objects.count() == 2


def test_every_question_may_be_unknown_or_go_unanswered(world: World) -> None:
    silent = {"languages-spoken-instead": "no-answer", "interpreter-understood": "unknown"}
    assert fill(world.clerk, world.person, "arrangements", silent) == 302
    assert kept_of(world.person)["arrangements"].recorded.answers == {
        "languages-spoken": ["no-answer"],
        "interpreter-understood": ["unknown"],
    }
    both: Typed = {"languages-spoken": "Korean", "languages-spoken-instead": "unknown"}
    assert fill(world.clerk, world.person, "arrangements", both) == 422


def test_a_family_is_told_of_row_by_row(world: World) -> None:
    rows: dict[str, str | list[str]] = {
        "family-members-0-called": "A.",
        "family-members-0-relation": "child",
        "family-members-2-called": "+86 138 0013 8000",
    }
    assert fill(world.clerk, world.person, "family", rows) == 422
    rows["family-members-2-called"] = "B."
    assert fill(world.clerk, world.person, "family", rows) == 302
    assert kept_of(world.person)["family"].recorded.answers["family-members"] == [
        {"called": "A.", "relation": "child"},
        {"called": "B."},
    ]


def test_where_somebody_hides_is_not_written_down(world: World) -> None:
    told: Typed = {"contact-care": "He hides at 41.2011, 129.1234"}
    assert fill(world.clerk, world.person, "contact", told) == 422
    told = {"contact-care": "After 19:00, not on 2026-12-01"}
    assert fill(world.clerk, world.person, "contact", told) == 302
    kept = kept_of(world.person)["contact"].recorded
    assert kept.answers["contact-care"] == [told["contact-care"]]
