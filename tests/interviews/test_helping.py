"""Help with the work, and no judgment: hints, the plan, dates gathered, and what is kept apart."""

from datetime import date
from uuid import uuid4

import pytest

from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import Grant
from openrsd.interviews import policies, selectors
from openrsd.interviews.actions import end_narrative, keep_apart, name_reader
from openrsd.interviews.content import Said
from openrsd.interviews.hints import hints_for, shipped_hints
from openrsd.interviews.models import KeptApart
from openrsd.interviews.timeline import gathered
from openrsd.oversight.erasure_policies import may_be_erased
from openrsd.registration.models import Block, PersonBlock
from openrsd.vault import opened
from tests import people
from tests.interviews.world import Held, an_interview, on_duty
from tests.records import SOMEBODY

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "asked",
    [
        "Is it true that you left alone?",
        "Didn't you go to the police?",
        "You claim that he was your uncle.",
        "Why did you leave? Who helped you?",
        "Did he tell you and why did you believe him?",
        "Why did you not ask for help?",
    ],
)
def test_a_question_that_leads_blames_or_is_several_is_hinted_at_with_the_reason(
    asked: str,
) -> None:
    assert hints_for(Said("officer", asked))


@pytest.mark.parametrize(
    "said",
    [
        Said("officer", "Please tell me what happened then."),
        Said("officer", "What did you see?"),
        Said("person", "Is it true that they shot him? Why did you not help him?"),
        Said("officer", ""),
    ],
    ids=["open", "plain", "the person's own words", "nothing"],
)
def test_an_open_question_and_whatever_the_person_says_are_left_alone(said: Said) -> None:
    assert hints_for(said) == []


def test_the_rules_for_hints_are_a_file_that_can_be_read() -> None:
    assert shipped_hints().multiple
    assert shipped_hints().source


@pytest.mark.parametrize(
    ("told", "year"),
    [
        ("I left in spring 2014.", 2014),
        ("It was 12 March 2015 when they came.", 2015),
        ("In March 2015 they came.", 2015),
        ("2013년 5월에 떠났습니다.", 2013),
        ("주체 103년에 떠났습니다.", 2014),
        ("我2012年5月离开。", 2012),
        ("They came on 2011-04-03.", 2011),
        ("That was in 1998, in the hunger.", 1998),
    ],
)
def test_times_are_found_as_people_say_them(told: str, year: int) -> None:
    (time,) = gathered([(1, Said("person", told))], on=TODAY).times

    assert time.earliest is not None
    assert time.earliest.year in (year, year - 1)
    assert time.as_said in told


def test_two_times_on_one_topic_stand_beside_each_other_and_nothing_is_concluded() -> None:
    said = [
        (1, Said("person", "I left in spring 2014 from Musan.", about="departure")),
        (2, Said("officer", "You said 2010?", about="departure")),
        (3, Said("person", "It was 2015.", about="departure")),
        (4, Said("person", "My sister was born in 2001.", about="family")),
        (5, Said("person", "It was March 2014, near Musan.", about="departure")),
    ]

    found = gathered(said, on=TODAY)

    assert {(one.one.number, one.other.number) for one in found.apart} == {(1, 3), (3, 5)}
    assert [place.name for place in found.places] == ["Musan"]
    assert found.places[0].numbers == (1, 5)
    assert [one.as_said for one in found.times][:2] == ["2001", "spring 2014"]


@pytest.mark.django_db
def test_nothing_is_gathered_while_the_person_tells_freely() -> None:
    held = an_interview()
    held.says("I left in spring 2014.")
    address = f"{held.address}timeline/"
    assert "2014" not in held.browser.get(address).content.decode()

    end_narrative(held.interview.id, acting=held.actor)

    page = held.browser.get(address).content.decode()
    assert "spring 2014" in page
    assert "Memory keeps the sense" in page


@pytest.mark.django_db
def test_the_plan_stands_beside_the_record_and_shows_what_nothing_is_about_yet() -> None:
    held = an_interview()
    person = held.claim.person
    PersonBlock.objects.create(
        person=person,
        compartment=person.compartment,
        block=Block.ORIGINS,
        version=1,
        saved_by=SOMEBODY,
        content={"nationalities": [{"country": "PRK"}]},
    )
    before = held.browser.get(held.address).context["plan"]
    topic = before.topics[0]

    held.says("I am from Musan.", about=topic.key)

    after = held.browser.get(held.address).context["plan"]
    assert topic in before.open_topics
    assert after.topics[0].blocks == (1,)
    assert len(after.open_topics) == len(before.open_topics) - 1


@pytest.mark.django_db
def test_the_person_and_the_interpreter_read_words_that_are_closed_and_never_the_marks() -> None:
    held = an_interview()
    held.says("They took her father.", marks=("inconsistency",))
    interpreter = people.staff("interpreter", username="jae")
    on_duty(interpreter, "interpreter", held.claim.compartment)
    browser = people.signed_in(interpreter)
    assert "They took her father." not in browser.get(held.address).content.decode()

    held.browser.post(f"{held.address}fix/")

    page = browser.get(held.address).content.decode()
    assert "They took her father." in page
    assert "Inconsistency" not in page
    assert "Inconsistency" in held.browser.get(held.address).content.decode()


def a_part(held: Held) -> KeptApart:
    return keep_apart(held.interview.id, "Helper A is Mr. Kim of the mill.", acting=held.actor)


@pytest.mark.django_db
def test_what_is_kept_apart_is_read_by_who_wrote_it_and_by_who_is_named() -> None:
    held = an_interview()
    part = a_part(held)
    colleague = people.staff("legal-specialist", username="colleague")
    on_duty(colleague, "legal-specialist", held.claim.compartment)
    boss = people.acting_as(people.staff("supervisor", username="boss"))
    assert selectors.part_apart(held.actor, part.id).text.open().startswith("Helper A")
    for other in (people.acting_as(colleague), boss):
        with pytest.raises(NotHere):
            selectors.part_apart(other, part.id)

    name_reader(part.id, colleague.id, acting=boss)

    assert selectors.part_apart(people.acting_as(colleague), part.id).number == 1
    with pytest.raises(NotHere):
        selectors.part_apart(boss, part.id)


@pytest.mark.django_db
def test_only_a_supervisor_names_readers_and_only_of_those_who_work_on_the_case() -> None:
    held = an_interview()
    part = a_part(held)
    stranger = people.staff("case-officer", username="stranger")
    boss = people.acting_as(people.staff("supervisor", username="boss"))
    with pytest.raises(NotHere):
        name_reader(part.id, stranger.id, acting=boss)
    with pytest.raises(NotHere):
        name_reader(part.id, stranger.id, acting=held.actor)
    with pytest.raises(NotHere):
        name_reader(uuid4(), stranger.id, acting=boss)


@pytest.mark.django_db
def test_who_leaves_the_case_reads_no_part_of_it_any_more() -> None:
    held = an_interview()
    part = a_part(held)

    Grant.objects.filter(compartment=held.claim.compartment).delete()

    assert not policies.apart(held.actor).exists()
    assert not may_be_erased(part.compartment), "the claim is still open"
    assert opened().compartment(part.compartment)
