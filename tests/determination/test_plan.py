"""The interview plan: every open question once, in order, and nothing on conduct without cause."""

from dataclasses import replace

from hypothesis import given

from openrsd.determination.determine import Determination, determine
from openrsd.determination.frame import Instance
from openrsd.determination.framing import frame_person
from openrsd.determination.plan import Plan, interview_plan
from openrsd.determination.questions import STAGE_ORDER
from openrsd.determination.record import Act, Finding, Harm, PersonRecord
from openrsd.determination.report import person_report
from openrsd.determination.report_plan import plan_report
from openrsd.determination.triage import triage_of
from openrsd.determination.values import State
from openrsd.law.files import Scope, Stage
from tests.determination.first_answers import doubted, person
from tests.determination.worlds import leaves_of, persons, shipped_law

BARS = ("second-", "ifa-", "exclusion", "cessation")
TWO_HARMS = (Harm("return", "PRK", stated=True), Harm("women", "PRK", stated=True))


def plan_of(record: PersonRecord) -> tuple[Determination, Plan]:
    found = determine(record, shipped_law())
    plan = interview_plan(found, triage_of(record, shipped_law()))
    assert plan is not None
    return found, plan


def test_one_question_of_two_harms_is_one_topic_that_names_both() -> None:
    _, plan = plan_of(person(harms=TWO_HARMS))
    (topic,) = [topic for topic in plan.topics if topic.name == "objective-risk"]
    assert [concern.of[1][1] for concern in topic.concerns] == ["return", "women"]


def test_identity_comes_first_then_facts_then_inclusion() -> None:
    _, plan = plan_of(person(harms=TWO_HARMS))
    names = [topic.name for topic in plan.topics]
    assert names[0] == "identity-established"
    assert names.index("past-persecution") < names.index("objective-risk")
    assert names.index("objective-risk") < names.index("ground-religion") < names.index("nr-cat3")


def test_where_nationality_decides_it_is_a_question_of_the_outcome() -> None:
    record = replace(person(harms=TWO_HARMS), hypotheses=doubted())
    recognised = replace(record, findings=_all_yes(record))
    found, plan = plan_of(recognised)
    assert found.hypotheses_differ
    (topic,) = [topic for topic in plan.topics if topic.name == "nationality-held"]
    assert not topic.beside
    names = [topic.name for topic in plan.topics]
    assert names.index("nationality-held") <= 1


def _all_yes(record: PersonRecord) -> dict[Instance, Finding]:
    """Whatever the first hypothesis asks of harms, answered in favour."""
    framed = frame_person(record, shipped_law(), record.hypotheses[0])
    leaves = [one for one in leaves_of(framed.frame) if not one.element.startswith(BARS)]
    return {
        one: Finding(State.YES, "invented") for one in leaves if one.element != "nationality-held"
    }


def test_guidance_that_proposes_yes_is_shown_to_be_confirmed_by_asking() -> None:
    _, plan = plan_of(person({"exit-permission": "no"}, harms=TWO_HARMS))
    (topic,) = [topic for topic in plan.topics if topic.name == "objective-risk"]
    assert {one.profile for one in topic.proposals.values()} == {"unauthorised-exit"}
    assert "A/HRC/25/63" in {one.source.symbol for one in topic.information}


def test_questions_of_one_country_are_asked_only_where_it_is_concerned() -> None:
    def asked(origin: str) -> str:
        record = person(origin=origin)
        return " ".join(q for t in plan_of(record)[1].topics for e in t.wording for q in e.ask)

    assert "neighbourhood unit" in asked("PRK")
    assert "neighbourhood unit" not in asked("ERI")


def test_nothing_is_asked_about_conduct_unless_a_person_set_the_indicator() -> None:
    law = shipped_law()
    named = replace(person(harms=TWO_HARMS), acts=(Act("an-act"),))
    _, closed = plan_of(named)
    _, opened = plan_of(
        replace(named, indicators=person(indicators=("exclusion-conduct",)).indicators)
    )

    def on_conduct(plan: Plan) -> list[str]:
        acts = [t.name for t in plan.topics if not t.is_list]
        return [name for name in acts if law.element(name).scope is Scope.ACT]

    assert on_conduct(closed) == []
    assert "individual-responsibility" in on_conduct(opened)
    assert "conduct" not in {phase.id for phase in closed.phases}
    assert "conduct" in {phase.id for phase in opened.phases}


def test_what_the_room_needs_stands_at_the_top() -> None:
    _, plan = plan_of(person({"staff-wish": "woman", "victim-of-torture": "yes"}))
    assert {line.rule.id for line in plan.arrangements} == {"woman-wished", "survivor-of-torture"}


def test_a_question_of_law_is_looked_up_and_not_put_to_the_person() -> None:
    _, plan = plan_of(person(indicators=("group-declaration",)))
    report = plan_report(plan, shipped_law())
    (topic,) = [t for t in report["topics"] if t["element"] == "prima-facie-declaration"]
    assert topic["not_for_the_person"]
    assert topic["look_up"]
    assert topic["ask"] == []


def test_when_nothing_is_open_nothing_is_to_be_asked() -> None:
    record = person(harms=TWO_HARMS[:1])
    found, plan = plan_of(replace(record, findings=_all_yes(record)))
    assert found.outcome == "recognised"
    assert plan.topics == ()


@given(persons(published=False))
def test_every_open_question_is_in_the_plan_but_conduct_without_an_indicator(
    record: PersonRecord,
) -> None:
    found, plan = plan_of(record)
    law = shipped_law()
    planned = {(c.hypothesis, c.of) for topic in plan.topics for c in topic.concerns}
    for result in found.by_hypothesis:
        for question in result.open_questions:
            of = question.instance or question.gap
            assert of is not None
            conduct = (
                question.instance is not None
                and law.element(question.instance.element).scope is Scope.ACT
            )
            assert ((result.hypothesis.id, of) in planned) is not conduct


@given(persons(published=False))
def test_topics_stand_in_the_order_of_analysis_each_once(record: PersonRecord) -> None:
    _, plan = plan_of(record)
    ranks = [STAGE_ORDER[Stage.FACTS if t.stage is Stage.BESIDE else t.stage] for t in plan.topics]
    assert ranks == sorted(ranks)
    assert len({topic.name for topic in plan.topics}) == len(plan.topics)
    assert all(topic.wording for topic in plan.topics)


def test_what_two_rules_call_for_stands_once_on_the_paper() -> None:
    record = person({"birth-date": "2008", "age-doubted": "yes"})
    plan = person_report(determine(record, shipped_law()))["interview_plan"]
    assert plan is not None
    said = [text for line in plan["arrangements"] for text in line["arrange"]]
    assert "Until the age is settled, everything as for a child." in said
    assert len(said) == len(set(said))
