"""The desk asks in blocks, stops and goes on; what is private waits until the person is alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from openrsd.casework.intake.answers import kept_of
from openrsd.casework.models import IntakeAnswers
from openrsd.registration.models import Block, PersonBlock
from tests.casework.intake.world import Typed, World, a_world, block_address, fill, versions

# Two of them ask which positions and guidance the installation has in force.
MOST_QUERIES = 20
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
    assert "What is saved now" in refused.content.decode()
    assert "<dd><bdi>Yes</bdi></dd>" in refused.content.decode()
    assert kept_of(world.person)["urgent"].recorded.answers == {"medical-help-now": ["yes"]}
    assert fill(world.other_clerk, world.person, "urgent", {"medical-help-now": "no"}) == 302
    assert versions(world.person) == [2]
    assert IntakeAnswers.objects.count() == 2


def test_two_windows_of_one_writer_do_not_overwrite_each_other(world: World) -> None:
    address = block_address(world.person, "urgent")
    first, second = ({"block": "urgent", "version": "1", "act": "save"} for _window in range(2))
    assert fill(world.clerk, world.person, "urgent", {"medical-help-now": "unknown"}) == 302
    assert world.clerk.post(address, {**first, "q-medical-help-now": "yes"}).status_code == 302
    # The answer was lost on the way: the same is sent again, and is no conflict.
    assert world.clerk.post(address, {**first, "q-medical-help-now": "yes"}).status_code == 302
    assert world.clerk.post(address, {**second, "q-medical-help-now": "no"}).status_code == 409
    assert kept_of(world.person)["urgent"].recorded.answers == {"medical-help-now": ["yes"]}


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


def test_whatever_is_written_is_kept_and_shown_safely(world: World) -> None:
    hostile = "<script>alert(1)</script>\u202egnp.exe 🕊️ Ａ &quot; {{ 7 }}\x00"
    assert fill(world.clerk, world.person, "arrangements", {"dialect": hostile}) == 302
    page = world.clerk.get(block_address(world.person, "arrangements")).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;\u202egnp.exe 🕊️ Ａ &amp;quot; {{ 7 }}" in page
    assert "\x00" not in page
    too_long = {"dialect": "ㄱ" * 300_000}
    assert fill(world.clerk, world.person, "arrangements", too_long) == 422
    far = {"family-members-999999-called": "A.", "family-members-59-called": "B."}
    assert fill(world.clerk, world.person, "family", far) == 302
    family = kept_of(world.person)["family"].recorded.answers["family-members"]
    assert family == [{"called": "B."}]
    forged: Typed = {"staff-wish": "dragon", "urgent": "yes"}
    assert fill(world.clerk, world.person, "arrangements", forged) == 422


SHE_SAID = {
    "v": 1,
    "born": {"date": "2010-XX-XX"},
    "sex_stated": "F",
    "birth_place": "Keren, near the river",
    "family_status": "SN",
}


def test_what_registration_knows_is_not_asked_anew_and_doubt_is_for_the_child(
    world: World,
) -> None:
    person = world.claim.person
    for block, content in (
        (Block.PARTICULARS, SHE_SAID),
        (Block.ORIGINS, {"v": 1, "nationalities": [{"country": "ERI"}]}),
    ):
        PersonBlock.objects.create(
            person=person,
            compartment=person.compartment,
            block=block,
            version=1,
            saved_by=person.id,
            content=content,
        )
    page = world.clerk.get(block_address(world.person, "the-person")).content.decode()
    assert 'value="2010"' in page
    assert 'name="q-sex" value="woman" checked' in page
    assert "Registered: <bdi>Keren, near the river</bdi>" in page
    assert "Registered: <bdi>Single</bdi>" in page
    assert (
        'value="Eritrea"'
        in world.clerk.get(block_address(world.person, "nationality")).content.decode()
    )
    # An answer makes her of age, registration does not: she is asked as a child all the same.
    assert fill(world.clerk, world.person, "the-person", {"birth-date": "2001"}) == 302
    assert world.clerk.get(block_address(world.person, "children")).status_code == 200
    assert "Safeguards" in overview(world)


def test_a_page_takes_few_questions_to_the_database_however_much_is_kept(world: World) -> None:
    for block in ("arrangements", "urgent", "the-person", "nationality", "papers", "family"):
        assert fill(world.officer, world.person, block) == 302
    for address in (
        reverse("casework:intake", args=[world.person]),
        block_address(world.person, "nationality"),
        reverse("casework:intake-plan", args=[world.claim.id]),
    ):
        world.officer.get(address)
        with CaptureQueriesContext(connection) as queries:
            world.officer.get(address)
        assert len(queries) <= MOST_QUERIES
