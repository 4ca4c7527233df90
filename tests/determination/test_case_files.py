"""A lawyer writes a case down by hand, as shortly as the case allows, and it means what it says."""

import json
from datetime import date, timedelta

import pytest

from openrsd.determination.casefile import Choices
from openrsd.determination.frame import Instance
from openrsd.determination.outcome import Outcome
from openrsd.determination.record import CaseKind, Harm, ReferenceBasis
from openrsd.determination.values import State
from openrsd.law.model import UnknownLaw
from tests.determination.case_texts import DECISION, LIVE, TODAY, person, read, states

HARM = ("PRK", "harm-1")


def test_the_shortest_published_decision_is_four_lines_and_one_finding() -> None:
    # Given a decision that only says that the fear was well-founded and all the rest followed
    text = DECISION + "findings: {harm-made-out: yes, outside-country: yes}"
    # When it is read and determined
    case = read(text)
    (result,) = case.determine()
    # Then she is recognised under the Convention
    assert case.persons[0].kind is CaseKind.PUBLISHED_DECISION
    assert result.by_hypothesis[0].result.by_instrument["refugee-1a2"] is Outcome.RECOGNISED


def test_a_live_case_without_findings_is_undecided_and_removal_is_prohibited() -> None:
    (result,) = read(LIVE).determine()
    assert result.outcome in (Outcome.UNDECIDED, Outcome.PRESUMED)
    assert all(bar.prohibited for bar in result.by_hypothesis[0].removal)
    assert not result.ready_for_negative


# Ways to write an answer


@pytest.mark.parametrize("yes", ["yes", "true", "'yes'", '"true"', "YES", "Yes", "TRUE", "' yes '"])
@pytest.mark.parametrize("no", ["no", "false", "'no'", "NO", "False"])
def test_yes_and_no_may_be_written_as_people_do(yes: str, no: str) -> None:
    found = states(f"{LIVE}findings: {{agent-state: {yes}, agent-non-state: {no}}}")
    assert found == {
        Instance("agent-state", HARM): State.YES,
        Instance("agent-non-state", HARM): State.NO,
    }


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("unresolved", State.UNRESOLVED),
        ("undetermined", State.UNRESOLVED),
        ("Unresolved", State.UNRESOLVED),
        ("open", State.OPEN),
        ("not-reached", State.NOT_REACHED),
        ("not reached", State.NOT_REACHED),
    ],
)
def test_what_is_neither_yes_nor_no_has_its_own_word(written: str, state: State) -> None:
    assert states(f"{LIVE}findings: {{nexus-predicament: {written}}}") == {
        Instance("nexus-predicament", HARM): state
    }


def test_booleans_of_json_are_answers() -> None:
    value = {"date": "2026-11-02", "origin": "PRK", "asylum": "CHN"}
    value_with = {**value, "findings": {"agent-state": True, "agent-non-state": False}}
    case = read(json.dumps(value_with), "case.json")
    assert [f.state for f in case.persons[0].findings.values()] == [State.YES, State.NO]


def test_keys_may_be_written_with_underscores() -> None:
    hyphens = LIVE + "other-countries: [KOR]\nfindings: {subjective-fear: yes}\n"
    assert read(hyphens.replace("other-c", "other_c").replace("e-f", "e_f")).persons == (
        read(hyphens).persons
    )


def test_what_is_expected_of_a_person_is_found_by_any_id() -> None:
    expected = "expected: {person_1: {outcome: undecided}}\npersons: [{id: person_1}]"
    part = read(LIVE + expected).expected("person_1")
    assert part is not None
    assert part.outcome is Outcome.UNDECIDED


def test_reasons_citations_author_and_day_go_with_a_finding() -> None:
    finding = """findings:
  agent-state:
    value: yes
    reasons: Arrested by the police.
    citations: para 12
    by: A
    on: 2026-11-01
"""
    (found,) = person(LIVE + finding).findings.values()
    assert (found.reasons, found.citations, found.by, found.on) == (
        "Arrested by the police.",
        ("para 12",),
        "A",
        date(2026, 11, 1),
    )


# Forms of the findings

SCOPED = LIVE + "claims: [arrest, hunger]\n"
ANSWERS = {
    Instance("agent-state", ("PRK", "arrest")): State.YES,
    Instance("agent-state", ("PRK", "hunger")): State.NO,
}


@pytest.mark.parametrize(
    "findings",
    [
        "findings: {agent-state: [{harm: arrest, value: yes}, {harm: hunger, value: no}]}",
        "findings: [{element: agent-state, harm: arrest, value: yes},"
        " {element: agent-state, harm: hunger, value: no}]",
        "findings: [{value: no, country: PRK, harm: hunger, element: agent-state},"
        " {harm: arrest, country: PRK, value: yes, element: agent-state}]",
    ],
    ids=["by-element", "as-list", "in-another-order"],
)
def test_a_finding_on_each_of_several_harms_may_stand_in_either_form(findings: str) -> None:
    assert states(SCOPED + findings) == ANSWERS


def test_a_harm_says_for_which_of_two_countries_a_finding_is() -> None:
    text = "date: 2026-11-02\norigin: [PRK, CHN]\nasylum: THA\n"
    text += "claims: [{id: arrest, country: PRK}]\n"
    found = states(text + "findings: {agent-state: {harm: arrest, value: yes}}")
    assert found == {Instance("agent-state", ("PRK", "arrest")): State.YES}


# Defaults


def test_one_country_and_one_harm_need_no_name() -> None:
    record = person(LIVE)
    assert record.hypotheses[0].countries[0].code == "PRK"
    assert record.harms == (Harm("harm-1", "PRK"),)


def test_a_stateless_person_is_tested_against_the_former_residence() -> None:
    record = person("date: 2026-11-02\nasylum: KOR\nformer-habitual-residence: CHN")
    (country,) = record.hypotheses[0].countries
    assert (country.code, country.basis) == ("CHN", ReferenceBasis.FORMER_HABITUAL_RESIDENCE)


def test_the_destination_of_a_removal_is_the_country_of_reference_unless_named() -> None:
    assert states(LIVE + "findings: {nr-cat3: yes}") == {Instance("nr-cat3", ("PRK",)): State.YES}
    named = states(LIVE + "findings: {nr-cat3: {destination: RUS, value: yes}}")
    assert named == {Instance("nr-cat3", ("RUS",)): State.YES}


def test_the_other_country_may_stay_unnamed_in_a_published_decision() -> None:
    found = states(DECISION + "findings: {second-nationality-held: yes, ifa-reasonable: no}")
    assert found == {
        Instance("second-nationality-held", ("unnamed-country",)): State.YES,
        Instance("ifa-reasonable", ("PRK", "unnamed-area")): State.NO,
    }


@pytest.mark.parametrize(
    ("short", "named"),
    [
        ("second-nationality-held: yes", "second-nationality-effective: {other: KOR, value: no}"),
        ("subjective-fear: yes", "objective-risk: [{harm: torture, value: yes}]"),
        ("exclusion-1f-a: no", "individual-responsibility: {act: arrests, value: no}"),
    ],
)
def test_the_one_thing_that_is_named_is_meant_whatever_the_order(short: str, named: str) -> None:
    # Given two findings, of which only one says of what it speaks
    one, other = (
        states(f"{DECISION}findings: {{{a}, {b}}}") for a, b in [(short, named), (named, short)]
    )
    # Then both speak of it, in either order of the file
    assert one == other
    assert len({instance.scope for instance in one}) == 1
    assert "unnamed" not in str(one)


def test_people_of_one_family_inherit_the_country_and_nothing_else() -> None:
    case = read(LIVE + "persons: [{id: mother}, {id: child, origin: CHN, principal: mother}]")
    mother, child = case.persons
    assert mother.hypotheses[0].countries[0].code == "PRK"
    assert child.hypotheses[0].countries[0].code == "CHN"
    assert child.principal == "mother"


def test_determinations_stand_in_the_order_of_the_file() -> None:
    case = read(LIVE + "persons: [{id: child, principal: mother}, {id: mother}]")
    assert [d.record.id for d in case.determine()] == ["child", "mother"]


def test_a_child_is_told_when_the_mother_would_be_recognised() -> None:
    made_out = "{harm-made-out: yes, outside-country: yes}"
    people = f"persons: [{{id: child, principal: mother}}, {{id: mother, findings: {made_out}}}]"
    child, mother = read(DECISION + people).determine()
    assert mother.outcome is Outcome.RECOGNISED
    assert child.record.facts["principal-would-be-recognised"] == "yes"


@pytest.mark.parametrize(
    "written",
    [
        "[unauthorised-exit]",
        "{unauthorised-exit: }",
        "[{id: unauthorised-exit}]",
        "{unauthorised-exit: {reasons: ''}}",
    ],
)
def test_guidance_may_be_accepted_in_any_of_these_ways(written: str) -> None:
    assert set(person(f"{LIVE}accepted-proposals: {written}").accepted) == {"unauthorised-exit"}


def test_completeness_of_harms_is_said_for_every_country_at_once() -> None:
    text = "date: 2026-11-02\norigin: [PRK, CHN]\nasylum: KOR\ncomplete: {harms: asked twice}"
    assert set(person(text).complete) == {"harms:PRK", "harms:CHN"}


@pytest.mark.parametrize("written", ["1990", "1990-05", "1990-05-31", "1850"])
def test_a_birth_date_may_be_as_certain_as_it_is(written: str) -> None:
    assert person(f"{LIVE}facts: {{birth-date: {written}}}").facts == {"birth-date": written}


# Choices of the reader


def test_the_reader_may_ask_for_the_law_of_another_day() -> None:
    case = read(LIVE, choices=Choices(as_of=date(2014, 7, 1)))
    assert case.law.day == date(2014, 7, 1)
    assert case.persons[0].date == date(2014, 7, 1)


def test_the_position_of_the_reader_goes_before_that_of_the_file() -> None:
    text = LIVE + "position: gp-2014"
    assert read(text).law.positions["korean-nationality"] == "gp-2014"
    chosen = Choices(positions={"korean-nationality": "kim-2010"})
    assert read(text, choices=chosen).law.positions["korean-nationality"] == "kim-2010"


@pytest.mark.parametrize(
    "written", ["kk-2011", "korean-nationality=kk-2011", "{korean-nationality: kk-2011}"]
)
def test_a_position_may_be_named_by_its_option_alone(written: str) -> None:
    assert read(f"{LIVE}position: {written}").law.positions["korean-nationality"] == "kk-2011"


def test_there_is_no_law_before_the_convention() -> None:
    with pytest.raises(UnknownLaw, match="no law of 1940-01-01"):
        read(LIVE, choices=Choices(as_of=date(1940, 1, 1)))


def test_an_instrument_that_the_reader_asks_for_must_exist() -> None:
    with pytest.raises(UnknownLaw, match="did you mean refugee-1a2"):
        read(LIVE, choices=Choices(instruments=("refugee-1a",)))


def test_today_is_the_last_possible_day() -> None:
    assert read(LIVE.replace("2026-11-02", str(TODAY))).persons
    assert read(LIVE.replace("2026-11-02", "1951-07-28")).persons
    assert TODAY + timedelta(1) > read(LIVE).law.day
