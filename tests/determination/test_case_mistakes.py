"""A mistake in a case file is answered by one clear line: where, what came, what was expected."""

import pytest

from openrsd.errors import Problem
from tests.determination.case_texts import DECISION, LIVE, TODAY, problem, problems

FAMILY = LIVE + "persons: [{id: a}, {id: b}, {id: c}]\n"


def said(found: Problem) -> str:
    return f"{found.message}. {found.expected}"


@pytest.mark.parametrize(
    ("added", "code", "message", "expected"),
    [
        # Names that do not exist
        (
            "findings: {objectiv-risk: yes}",
            "unknown-id",
            "no element 'objectiv-risk'",
            "objective-risk",
        ),
        ("facts: {exit-permit: yes}", "unknown-id", "no fact 'exit-permit'", "exit-permission"),
        ("facts: {claim-pending: yes}", "unknown-id", "no fact 'claim-pending'", ""),
        ("indicators: [danger]", "unknown-id", "no indicator 'danger'", "danger-alleged"),
        ("instruments: [refuge-1a2]", "unknown-id", "no instrument 'refuge-1a2'", "refugee-1a2"),
        ("instruments: [cessation]", "unknown-id", "no instrument 'cessation'", "one of "),
        ("position: gp-2015", "position", "'gp-2015'", ""),
        ("position: {korean: gp-2014}", "position", "'korean'", ""),
        (
            "position: {korean-nationality: gp}",
            "position",
            "no option 'gp', but unhcr, gp-2014",
            "",
        ),
        (
            "accepted-proposals: [unauthorized-exit]",
            "unknown-id",
            "no proposal",
            "unauthorised-exit",
        ),
        ("rebutted-proposals: {x: not so}", "unknown-id", "no proposal 'x'", ""),
        ("considered: [²]", "unknown-id", "no element '²'", ""),
        ("confirmed-sources: {nexuss: seen}", "unknown-id", "no element 'nexuss'", "nexus"),
        ("complete: {harm: all asked}", "unknown-id", "no set 'harm'", "harms"),
        ("claims: [{id: a, kind: tortur}]", "unknown-id", "no kind of harm 'tortur'", ""),
        ("fndings: {}", "unknown-key", "key 'fndings'", ""),
        # Values
        ("findings: {nexus: maybe}", "value", "'maybe' for 'nexus'", "a finding is yes, no, unres"),
        ("findings: {nexus: 1}", "value", "'1' for 'nexus'", "a finding is yes"),
        ("findings: {agent-state: {element: nexus, value: yes}}", "value", "element already", ""),
        ("findings: 3", "value", "'3' is not allowed for 'findings'", "a mapping"),
        ("facts: {exit-permission: maybe}", "value", "'maybe'", "yes, no or unknown"),
        ("claim-finally-refused: perhaps", "value", "yes or no", ""),
        ("kind: novel", "value", "'novel' is not allowed for 'kind'", "published-decision"),
        ("complete: {harms: ''}", "reasons", "why is 'harms' complete?", "reasons"),
        # Countries
        ("destinations: [XYZ]", "country", "'XYZ' is no country code", "ISO 3166-1 alpha-3"),
        ("destinations: FR", "value", "'FR' is not written as 'destinations'", "alpha-3"),
        ("other-countries: [KOS]", "country", "'KOS' is no country code", ""),
        ("claims: [{id: a, country: RUS}]", "country", "RUS is no country of this claim", "PRK"),
        # Days
        (
            "facts: {birth-date: 2026-12}",
            "date",
            "'2026-12' for 'birth-date'",
            "not after 2026-11-02",
        ),
        ("facts: {birth-date: 1849}", "date", "'1849'", "YYYY"),
        ("facts: {birth-date: ²²²²}", "date", "'²²²²'", "YYYY"),
        ("facts: {birth-date: 14/2/1990}", "date", "'14/2/1990'", "YYYY-MM"),
        (
            "findings: {nexus-predicament: {value: yes, on: 2026-11-21}}",
            "date",
            "lies in the future",
            "",
        ),
        # The same thing twice
        ("claims: [a, a]", "duplicate-id", "the claim 'a' is twice", ""),
        ("areas: [a, a]", "duplicate-id", "the area 'a' is twice", ""),
        ("acts: [a, a]", "duplicate-id", "the act 'a' is twice", ""),
        (
            "other-countries: []\nother_countries: []",
            "duplicate-key",
            "'other-countries' stands twice",
            "",
        ),
    ],
)
def test_a_mistake_is_named_with_what_was_expected(
    added: str, code: str, message: str, expected: str
) -> None:
    found = problem(LIVE + added)
    assert found.code == code
    assert message in said(found)
    assert expected in said(found)
    assert (found.file, found.line) == ("case.yaml", 4 + added.count("\n"))


@pytest.mark.parametrize(
    ("day", "said_of_it"),
    [
        ("2026-11-21", f"a day up to {TODAY}"),
        ("9999-12-31", f"a day up to {TODAY}"),
        ("1951-07-27", "from 1951-07-28"),
        ("0001-01-01", "from 1951-07-28"),
        ("2014-02-30", "a day as YYYY-MM-DD, e.g. 2014-07-01"),
        ("2014-7-1", "a day as YYYY-MM-DD"),
        ("20140701", "a day as YYYY-MM-DD"),
        ("0", "a day as YYYY-MM-DD"),
        ("'1404172800'", "a day as YYYY-MM-DD"),
        ("2014-07-01T00:00:00", "a day as YYYY-MM-DD"),
        ("", "a day as YYYY-MM-DD"),
        ("[2014-07-01]", "a day as YYYY-MM-DD"),
    ],
)
def test_a_day_that_cannot_be_is_refused_alone(day: str, said_of_it: str) -> None:
    text = LIVE.replace("2026-11-02", day) + "findings: {subjective-fear: yes}"
    found = problem(text)
    assert (found.code, found.line) == ("date", 1)
    assert said_of_it in found.expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("XYZ", "ISO 3166-1 alpha-3"),
        ("ZZZ", "ISO 3166-1"),
        ("FR", "alpha-3"),
        ("prk", "alpha-3"),
        ("North Korea", "alpha-3"),
        ("PRX", "did you mean PR"),
    ],
)
@pytest.mark.parametrize("key", ["origin", "asylum"])
def test_a_country_that_is_none_is_refused_where_it_stands(
    key: str, code: str, expected: str
) -> None:
    lines = {"date": "2026-11-02", "origin": "PRK", "asylum": "CHN", key: code}
    found = problem("\n".join(f"{name}: {value}" for name, value in lines.items()))
    assert found.line == 1 + list(lines).index(key)
    assert expected in said(found)
    assert code in found.message


def test_a_contradiction_names_both_lines() -> None:
    text = (
        LIVE
        + "findings:\n  - {element: agent-state, value: yes}\n  - {element: agent-state, value: no}"
    )
    found = problem(text)
    assert (found.code, found.line) == ("contradiction", 6)
    assert "is 'no' here and 'yes' on line 5" in found.message
    assert "agent-state (PRK, harm-1)" in found.message


def test_the_same_finding_twice_is_one_too_many() -> None:
    text = LIVE + "findings:\n  agent-state:\n    - yes\n    - {value: yes, harm: harm-1}\n"
    found = problem(text)
    assert (found.code, found.line) == ("duplicate-finding", 7)
    assert "recorded already on line 6" in found.message


# Whose and of what


@pytest.mark.parametrize(
    ("added", "message", "expected"),
    [
        (
            "claims: [a]\nfindings: {agent-state: {harm: b, value: yes}}",
            "no claim 'b' is listed for PRK",
            "claims: a",
        ),
        (
            "claims: [a, b]\nfindings: {agent-state: yes}",
            "for which harm is 'agent-state' meant?",
            "one of a, b",
        ),
        ("areas: [a, b]\nfindings: {ifa-reasonable: no}", "for which area", "one of a, b"),
        (
            "findings: {ifa-reasonable: yes}",
            "a particular place, and none is named",
            "area: the name",
        ),
        ("findings: {second-nationality-held: yes}", "another country, and none is named", "KOR"),
        ("findings: {exclusion-1f-a: yes}", "act by act, and none is named", "act: a short name"),
        ("indicators: [residence-with-rights]", "speaks of another country", "other"),
        (
            "findings: {outside-country: {harm: a, value: yes}}",
            "is not asked of each harm",
            "each person",
        ),
        (
            "findings: {agent-state: {area: a, value: yes}}",
            "is not asked of each area",
            "each harm",
        ),
        (
            "findings: {agent-state: {country: KOR, value: yes}}",
            "KOR is no country of this claim",
            "PRK",
        ),
        ("findings: {nr-cat3: {destination: CHN, value: yes}}", "is not a destination", "another"),
        (
            "other-countries: [KOR, USA]\nfindings: {second-nationality-held: no}",
            "for which other",
            "KOR, USA",
        ),
    ],
)
def test_a_finding_must_say_of_what_it_speaks_where_that_is_unclear(
    added: str, message: str, expected: str
) -> None:
    found = problem(LIVE + added)
    assert found.code == "scope"
    assert message in found.message
    assert expected in found.expected
    assert found.line == 4 + added.count("\n")


def test_of_several_countries_one_must_be_meant() -> None:
    text = LIVE.replace("origin: PRK", "origin: [PRK, RUS]")
    found = problem(text + "findings: {agent-state: yes}")
    assert (found.code, found.expected) == ("scope", "country: one of PRK, RUS")


@pytest.mark.parametrize(
    "whole", ["well-founded-fear: no", "exclusion: yes", "internal-alternative: yes", "nexus: no"]
)
def test_in_a_live_case_a_whole_is_not_set_against_a_person_without_its_parts(whole: str) -> None:
    found = problem(f"{LIVE}findings: {{{whole}}}")
    name, value = whole.split(": ")
    assert (found.code, found.line) == ("composite", 4)
    assert f"'{name}' is made of parts and cannot be recorded '{value}'" in found.message
    assert found.expected.startswith("findings on its parts: ")


def test_a_person_needs_a_country_against_which_the_fear_is_tested() -> None:
    found = problem("date: 2026-11-02\nasylum: CHN\n")
    assert (found.code, found.line) == ("missing-key", 1)
    assert "origin: the country of nationality" in found.expected


# Hypotheses


def hypotheses(count: int) -> str:
    lines = [f"  - {{id: h{i}, nationality: PRK}}" for i in range(count)]
    return "\n".join(["date: 2026-11-02", "asylum: CHN", "hypotheses:", *lines])


def test_seventeen_hypotheses_are_more_than_anyone_can_weigh() -> None:
    found = problem(hypotheses(17))
    assert found.line == 3
    assert "at most 16" in found.message


def test_origin_and_hypotheses_do_not_go_together() -> None:
    found = problem(hypotheses(2) + "\norigin: PRK")
    assert (found.code, found.line, found.expected) == ("hypotheses", 3, "one of them")


# Families


@pytest.mark.parametrize(
    ("relations", "circle"),
    [
        ("{person: a, relation: child, of: b}, {person: b, relation: child, of: a}", "a → b → a"),
        ("{person: a, relation: parent, of: b}, {person: a, relation: child, of: b}", "a → b → a"),
        (
            "{person: a, relation: child, of: b}, {person: b, relation: child, of: c},"
            " {person: c, relation: child, of: a}",
            "a → b → c → a",
        ),
    ],
)
def test_nobody_descends_from_themselves(relations: str, circle: str) -> None:
    found = problem(f"{FAMILY}family: [{relations}]")
    assert (found.code, found.line) == ("family", 5)
    assert found.message == f"the family is circular: {circle}"


@pytest.mark.parametrize(
    ("people", "message"),
    [
        ("{id: a, principal: b}, {id: b, principal: a}", "the principals are circular: a → b → a"),
        ("{id: a, principal: a}", "the principals are circular: a → a"),
        ("{id: a}, {id: a}", "the person 'a' stands twice"),
        ("{id: a, principal: z}", "no person 'z' stands in this file"),
    ],
)
def test_principals_lead_to_someone_of_the_file_and_never_back(people: str, message: str) -> None:
    found = problem(f"{LIVE}persons: [{people}]")
    assert (found.message, found.line) == (message, 4)


def test_relatives_must_stand_in_the_file() -> None:
    found = problem(FAMILY + "family:\n  - {person: a, relation: child, of: grandmother}")
    assert (found.code, found.line) == ("unknown-id", 6)
    assert "'grandmother'" in found.message
    assert found.expected == "one of a, b, c"


def test_a_person_is_not_their_own_sister() -> None:
    found = problem(FAMILY + "family: [{person: a, relation: sibling, of: a}]")
    assert found.message == "'a' is related to themselves"


@pytest.mark.parametrize(
    "stray",
    ["findings: {agent-state: yes}", "indicators: [danger-alleged]", "complete: {harms: x}"],
)
def test_what_stands_beside_the_persons_is_never_silently_left_out(stray: str) -> None:
    found = problem(f"{FAMILY}{stray}")
    assert f"these stand under a person: {stray.split(':')[0]}" in found.message


# Several


def test_all_mistakes_are_reported_at_once_in_the_order_of_the_lines() -> None:
    text = """date: 2026-11-02
origin: XYZ
asylum: ABX
facts: {exit-permit: yes}
instruments: [nothing]
findings:
  subjectiv-fear: yes
  exclusion: yes
  agent-state: {area: here, value: yes}
"""
    found = [(p.line, p.code) for p in problems(text)]
    assert found == [
        (2, "country"),
        (3, "country"),
        (4, "unknown-id"),
        (5, "unknown-id"),
        (7, "unknown-id"),
        (8, "composite"),
        (9, "scope"),
    ]


def test_mistakes_of_form_are_reported_together_too() -> None:
    text = DECISION.replace("2014-07-01", "soon") + "asylum: france\nfindigs: {}\n"
    assert [(p.line, p.code) for p in problems(text)] == [
        (2, "date"),
        (4, "value"),
        (5, "unknown-key"),
    ]


def test_a_proposal_cannot_be_accepted_and_rebutted() -> None:
    found = problem(
        LIVE + "accepted-proposals: [unauthorised-exit]\n"
        "rebutted-proposals: {unauthorised-exit: on a permit}\n"
    )
    assert (found.line, found.code) == (5, "contradiction")
    assert "accepted and rebutted" in found.message


def test_two_hypotheses_need_two_names() -> None:
    found = problem(
        "asylum: CHN\ndate: 2026-11-02\nhypotheses:\n"
        "  - {id: same, nationality: PRK}\n  - {id: same, nationality: CHN}\n"
    )
    assert (found.line, found.code) == (5, "duplicate-id")


def test_a_position_is_chosen_only_on_days_on_which_it_is_held() -> None:
    found = problem(DECISION + "position: {fact-standard: uk-nba-2022}\n")
    assert (found.line, found.code) == (4, "position")
    assert "held from 2022-06-28" in found.message
