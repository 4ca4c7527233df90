"""Stories of first answers, and what must hold of every triage."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from openrsd.determination.determine import determine
from openrsd.determination.record import CaseKind, Finding, Harm, PersonRecord
from openrsd.determination.report import person_report
from openrsd.determination.triage import triage_of
from openrsd.determination.values import State
from openrsd.determination.visibility import Role, for_role
from openrsd.law.shapes import FactCondition
from openrsd.law.triage_files import TriageKind
from tests.determination.first_answers import called, doubted, facts, person, triage
from tests.determination.worlds import persons, shipped_law

# Urgent needs, safeguards, codes


def test_a_man_who_is_held_is_told_of_at_once_and_comes_first() -> None:
    record = person({"detained-now": "yes", "removal-threatened": "yes"})
    assert {"held", "removal-near"} <= called(record)
    found = triage(record)
    assert found.priority is not None
    assert found.priority.level.level == 1
    assert {"LP-RR", "LP-DA"} <= {need.code.code for need in found.needs}


def test_silence_and_unknown_are_never_a_need_and_never_a_no() -> None:
    unknown = dict.fromkeys(("detained-now", "victim-of-torture", "exit-permission"), "unknown")
    assert called(person(unknown)) == called(person())
    assert triage(person(unknown)).harms == ()


def test_the_interpreter_is_one_whom_the_person_understands_and_does_not_fear() -> None:
    answers = {
        "dialect": ("of the northern border",),
        "interpreter-understood": ("no",),
        "interpreter-not-wanted": ("anyone from my husband's village",),
    }
    record = person(intake=answers)
    wanted = {"speech-of-the-person", "another-interpreter", "interpreter-objected"}
    assert wanted <= called(record)
    assert not wanted & called(person(intake={"interpreter-understood": ("yes",)}))
    # The desk learns that there is a wish, not whom it concerns
    desk = str(for_role(person_report(determine(record, shipped_law())), Role.DESK)["triage"])
    assert "northern border" in desk
    assert "village" not in desk


def test_a_survivor_of_torture_is_not_put_through_a_faster_procedure() -> None:
    found = triage(person({"removal-threatened": "yes", "victim-of-torture": "yes"}))
    assert found.modality is not None
    assert found.modality.modality.id == "regular"
    assert found.modality.reason.rule.id == "support-for-survivors"
    assert "support-for-survivors" in {one.rule.id for one in found.modality.kept_from}
    assert "survivor-of-torture" in {one.rule.id for one in found.of(TriageKind.SAFEGUARD)}


def test_a_year_of_birth_that_may_make_a_child_makes_one() -> None:
    assert "perhaps-a-child" in called(person({"birth-date": "2008"}))
    assert "perhaps-a-child" not in called(person({"birth-date": "1985"}))
    assert "a-child" in called(person({"birth-date": "2012"}))


def test_a_child_alone_comes_before_a_survivor_and_after_a_danger_of_removal() -> None:
    levels = [
        triage(person(answers)).priority
        for answers in (
            {"unaccompanied": "yes", "removal-threatened": "yes"},
            {"unaccompanied": "yes", "victim-of-torture": "yes"},
            {"victim-of-torture": "yes"},
            {"family-of-recognised": "yes"},
            {},
        )
    ]
    assert [one.level.level for one in levels if one] == [1, 2, 3, 5, 6]


# Nationality and conduct


def test_several_readings_of_a_nationality_are_all_examined() -> None:
    assert "hypotheses-differ" in called(replace(person(), hypotheses=doubted()))
    assert "hypotheses-differ" not in called(person())


def test_a_nationality_named_but_not_tested_is_asked_about() -> None:
    record = person(intake={"nationalities-claimed": ("PRK", "CHN")})
    assert "claimed-but-not-on-record" in called(record)
    assert "claimed-but-not-on-record" not in called(replace(record, others=("CHN",)))


def test_a_feared_country_that_nobody_entered_is_shown() -> None:
    record = person(intake={"feared-countries": ("PRK", "LAO")})
    assert "feared-country-not-on-record" in called(record)
    assert "feared-country-not-on-record" not in called(replace(record, destinations=("LAO",)))


def test_what_guidance_asks_about_other_nationalities_is_asked_once() -> None:
    assert "guidance-names-others" in called(person())
    assert "guidance-names-others" not in called(person(others=("KOR", "CHN")))


def test_a_post_is_an_indicator_and_desertion_or_conscription_is_none() -> None:
    guard = {line.rule.id for line in triage(person({"prison-camp-role": "yes"})).called}
    assert {"duties-in-a-camp", "guidance-on-conduct"} <= guard
    conscript = person({"military-deserter": "yes", "conscription-evaded": "yes"})
    assert triage(conscript).of(TriageKind.EXCLUSION) == ()


def test_an_indicator_of_conduct_sets_nothing_by_itself() -> None:
    record = person({"prison-camp-role": "yes", "serious-crime-said": "yes"})
    (result,) = determine(record, shipped_law()).by_hypothesis
    assert all(one.element != "exclusion-conduct" for one in result.framed.frame.indicators)


# Ways of handling


def test_a_group_procedure_is_proposed_only_where_the_authority_decided_it() -> None:
    assert modality(person({"group-procedure": "simplified"})) == "simplified"
    assert modality(person(indicators=("group-declaration",))) == "prima-facie"
    assert modality(person({"exit-permission": "no", "repatriated-before": "yes"})) == "regular"


def test_conduct_or_doubt_leads_back_to_the_regular_procedure() -> None:
    adopted = {"group-procedure": "merged-registration-rsd"}
    assert modality(person({**adopted, "origin-doubted": "yes"})) == "regular"
    assert modality(person({**adopted, "prison-camp-role": "yes"})) == "regular"
    declared = person(adopted, indicators=("group-declaration", "exclusion-conduct"))
    assert modality(declared) == "regular"


def test_an_answer_against_the_person_closes_the_ways_that_only_recognise() -> None:
    record = person({"group-procedure": "merged-registration-rsd"}, harms=(Harm("h", "PRK"),))
    (result,) = determine(record, shipped_law()).by_hypothesis
    risk = next(i for i in result.circuit.nodes_of if i.element == "objective-risk")
    against = replace(record, findings={risk: Finding(State.NO, "invented")})
    in_favour = replace(record, findings={risk: Finding(State.YES, "invented")})
    assert modality(against) == "regular"
    assert modality(in_favour) == "merged-registration-rsd"


def modality(record: PersonRecord) -> str:
    found = triage(record).modality
    assert found is not None
    return found.modality.id


# Harms for the record


def test_leaving_without_permission_supplies_harms_that_the_record_does_not_name() -> None:
    record = person({"exit-permission": "no"})
    assert {h.kind for h in triage(record).harms} == {"punishment-for-exit", "punishment-on-return"}
    named = replace(record, harms=(Harm("h", "PRK", "punishment-for-exit"),))
    assert {h.kind for h in triage(named).harms} == {"punishment-on-return"}


def test_a_harm_is_suggested_for_each_country_of_reference_but_not_for_the_country_of_asylum() -> (
    None
):
    record = replace(person({"religion-banned": "yes"}, asylum="CHN"), hypotheses=doubted())
    (harm,) = triage(record).harms
    assert harm.countries == ("PRK",)
    (elsewhere,) = triage(replace(record, asylum="THA")).harms
    assert elsewhere.countries == ("PRK", "CHN")


def test_where_the_person_says_which_country_is_feared_harms_are_suggested_there() -> None:
    record = replace(
        person({"religion-banned": "yes"}, asylum="THA", intake={"feared-countries": ("CHN",)}),
        hypotheses=doubted(),
    )
    assert [harm.countries for harm in triage(record).harms] == [("CHN",)]


def test_acts_abroad_belong_to_their_sur_place_element() -> None:
    (harm,) = triage(person({"contact-with-church-or-mission": "yes"})).harms
    ((suggestion, why),) = harm.because
    assert suggestion.element == "sur-place-contact"
    assert [reason.fact for reason in why] == ["contact-with-church-or-mission"]


def test_a_published_decision_has_no_triage_and_no_plan() -> None:
    record = person(kind=CaseKind.PUBLISHED_DECISION)
    assert triage_of(record, shipped_law()) is None
    report = person_report(determine(record, shipped_law()))
    assert report["triage"] is None
    assert report["interview_plan"] is None


# What always holds


@given(facts(), facts(most=3))
def test_another_answer_never_lowers_the_priority_or_takes_a_need_away(
    some: dict[str, str], more: dict[str, str]
) -> None:
    before, after = triage(person(some)), triage(person({**more, **some}))
    assert before.priority is not None
    assert after.priority is not None
    assert after.priority.level.level <= before.priority.level.level
    kinds = (TriageKind.URGENT, TriageKind.SAFEGUARD, TriageKind.ARRANGEMENT, TriageKind.CHILD)
    for kind in kinds:
        assert {c.rule.id for c in before.of(kind)} <= {c.rule.id for c in after.of(kind)}
    assert {n.code.code for n in before.needs} <= {n.code.code for n in after.needs}


def _read(condition: FactCondition) -> set[str]:
    parts = (*(condition.all or ()), *(condition.any or ()))
    own = {condition.fact} if condition.fact else {"birth-date"} if condition.age else set()
    return own.union(*(_read(part) for part in parts))


def _read_by_the_law() -> set[str]:
    law = shipped_law()
    derived = [d.when for e in law.elements.values() for d in e.about.derived]
    profiles = [p.when for g in law.guidance.values() for p in g.profiles]
    opened = [i.when for i in law.indicators.values() if i.when is not None]
    return set().union(*(_read(when) for when in (*derived, *profiles, *opened)))


@given(persons(published=False), facts())
def test_needs_and_safeguards_leave_the_determination_as_it_is(
    record: PersonRecord, answers: dict[str, str]
) -> None:
    only_triage = {k: v for k, v in answers.items() if k not in _read_by_the_law()}
    before = determine(record, shipped_law())
    after = determine(replace(record, facts=only_triage), shipped_law())
    assert after.outcome == before.outcome
    for one, two in zip(before.by_hypothesis, after.by_hypothesis, strict=True):
        assert one.open_questions == two.open_questions
        assert one.removal == two.removal


@given(facts(), st.sampled_from(["PRK", "ERI", "BLR"]))
def test_every_line_has_a_reason_and_a_source(answers: dict[str, str], origin: str) -> None:
    found = triage(person(answers, origin=origin))
    assert all(line.why and line.rule.sources and line.rule.do for line in found.called)
    assert all(need.why and need.list.sources for need in found.needs)
    assert all(why and one.sources for harm in found.harms for one, why in harm.because)
    assert all(fit.why for fit in found.fits)
    assert found.modality is not None
    assert found.modality.reason.rule.because
    assert found.modality.reason.rule.sources
    known = set(answers)
    for line in found.called:
        assert {reason.fact for reason in line.why if reason.fact} <= known
