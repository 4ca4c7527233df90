"""What a law file may never say: nothing against a person by itself, no state that is none."""

from datetime import date

import pytest

from tests.law.small_law import SmallLaw, where

DAY = date(2020, 6, 1)


# Burdens and derivations


def test_a_branch_of_the_authority_has_one_favourable_reading_of_each_leaf(law: SmallLaw) -> None:
    mixed = "{some: area, of: {any: [safe, {not: safe}]}}"
    problem = law.spoil("elements.yaml", "{some: area, of: safe}", mixed).problem()
    assert problem.code == "polarity"
    assert "'safe' counts both towards and against" in problem.message
    assert where(problem) == law.place("elements.yaml", "id: alternative")


def test_a_branch_of_the_authority_may_not_stand_against_another(law: SmallLaw) -> None:
    law.spoil("elements.yaml", "id: safe, title: S", "id: safe, burden: authority, title: S")
    law.spoil("elements.yaml", "of: safe}", "of: {not: safe}}")
    assert "polarity" in {p.code for p in law.problems()}


def test_no_fact_speaks_by_itself_against_the_person(law: SmallLaw) -> None:
    derived = 'derived: [{when: {fact: left-country, is: "yes"}, gives: "yes", because: B}]'
    law.spoil("elements.yaml", "{id: safe,", f"{{id: safe, {derived},")
    problem = law.problem()
    assert (problem.code, problem.message) == (
        "derivation",
        "a fact may not by itself speak against the person",
    )


def test_a_fact_never_gives_a_no(law: SmallLaw) -> None:
    problem = law.spoil("elements.yaml", 'gives: "yes"', 'gives: "no"').problem()
    assert problem.code == "value"
    assert where(problem) == law.place("elements.yaml", 'gives: "no"')


def test_only_a_bar_to_removal_can_be_not_applicable(law: SmallLaw) -> None:
    problem = law.spoil("elements.yaml", 'gives: "yes"', "gives: not-applicable").problem()
    assert problem.code == "derivation"


def test_only_a_leaf_follows_from_facts(law: SmallLaw) -> None:
    derived = 'derived: [{when: {fact: left-country, is: "yes"}, gives: "yes", because: B}]'
    problem = law.spoil("elements.yaml", "title: Fear", f"title: F\n    {derived}").problem()
    assert (problem.code, problem.message) == ("derivation", "only a leaf follows from facts")


@pytest.mark.parametrize("condition", ["{}", "{fact: left-country}", "{all: [], any: []}"])
def test_a_condition_says_exactly_one_thing(law: SmallLaw, condition: str) -> None:
    problem = law.spoil("elements.yaml", '{fact: left-country, is: "yes"}', condition).problem()
    assert problem.code == "condition"
    assert where(problem) == law.place("elements.yaml", "when")


# Guidance


@pytest.mark.parametrize(
    ("element", "said"),
    [
        ("safe", "guidance may not speak of 'safe'"),
        ("fear", "'fear' is made of parts"),
        ("ground", "the point 'returned-are-punished' does not bear on 'ground'"),
    ],
)
def test_guidance_proposes_only_what_it_may_and_can_support(
    law: SmallLaw, element: str, said: str
) -> None:
    problems = law.spoil("guidance.yaml", "{element: risk", f"{{element: {element}").problems()
    assert {p.code for p in problems} == {"proposal"}
    assert said in [p.message for p in problems]
    assert {p.line for p in problems} == {law.place("guidance.yaml", "{element: ")[1]}


def test_guidance_never_proposes_anything_against_the_person(law: SmallLaw) -> None:
    # Given a personal element whose yes stands against the person, and a point that bears on it
    law.spoil("instruments.yaml", "bars: [alternative]", "exclusion: outside")
    law.spoil("instruments.yaml", "[outside, departed]", "[departed]")
    law.spoil("guidance.yaml", "bears-on: [risk", "bears-on: [outside, risk")
    law.spoil("guidance.yaml", "{element: risk", "{element: outside")
    # Then
    problem = law.problem()
    assert (problem.code, problem.message) == (
        "proposal",
        "a yes on 'outside' would speak against the person",
    )


@pytest.mark.parametrize("value", ['"no"', "unresolved"])
def test_guidance_proposes_only_yes(law: SmallLaw, value: str) -> None:
    law.spoil("guidance.yaml", "{element: risk", f"{{value: {value}, element: risk")
    problem = law.problem()
    assert problem.code == "value"
    assert where(problem) == law.place("guidance.yaml", "value")


# Countries and acts


@pytest.mark.parametrize(
    ("file", "old", "new", "standing"),
    [
        ("instruments.yaml", "asylum: [KOR, CHN]", "asylum: [KOR, XYZ]", "XYZ"),
        ("instruments.yaml", "state: CHN", "state: CHX", "state: CHX"),
        ("guidance.yaml", "country: PRK", "country: PRX", "country: PRX"),
    ],
)
def test_a_country_that_does_not_exist_is_refused(
    law: SmallLaw, file: str, old: str, new: str, standing: str
) -> None:
    problem = law.spoil(file, old, new).problem()
    assert (problem.code, where(problem)) == ("country", law.place(file, standing))
    assert "alpha-3" in problem.expected


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("treaty,XYZ,accession,1990-01-01", "country"),
        ("tready,KOR,accession,1990-01-01", "unknown-id"),
        ("treaty,CHN,accession,1990-01-01", "duplicate-id"),
        ("treaty,KOR,accession,1990-02-30", "date"),
        ("treaty,KOR", "date"),
    ],
)
def test_an_act_of_a_state_that_cannot_be_is_refused(law: SmallLaw, row: str, code: str) -> None:
    text = (law.folder / "acts.csv").read_text(encoding="utf-8")
    assert law.write("acts.csv", f"{text}{row}\n").problem().code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("state,act,date\nCHN,accession,1990-01-01\n", "columns"),
        ("", "columns"),
        ('treaty,state,act,date\n"' + "x" * 200_000, "syntax"),
    ],
)
def test_a_table_of_acts_that_cannot_be_read_is_refused(
    law: SmallLaw, text: str, code: str
) -> None:
    problem = law.write("acts.csv", text).problem()
    assert (problem.file, problem.code) == ("acts.csv", code)


def test_line_ends_of_old_machines_do_not_break_a_table(law: SmallLaw) -> None:
    (law.folder / "acts.csv").write_bytes(
        b"treaty,state,act,date\rtreaty,CHN,accession,1982-09-24\r"
    )
    assert law.load().as_of(DAY).binding.is_bound("CHN", "treaty")
