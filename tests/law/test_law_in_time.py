"""The law changes from day to day and from court to court; each day and court has its own."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from openrsd.law.files import law_file_schema
from openrsd.law.model import UnknownLaw
from tests.law.small_law import SmallLaw, where

DAY = date(2020, 6, 1)


# Days


def test_two_versions_of_one_element_may_not_share_a_day(law: SmallLaw) -> None:
    # Given a second version of risk from 2020 on, while the first still stands
    second = "{id: risk, in-force: {from: 2020-01-01}, title: R, question: R?, scope: harm, "
    law.spoil(
        "elements.yaml",
        "  - id: danger",
        f"  - {second}stage: inclusion, sources: [{{work: hb}}]}}\n  - id: danger",
    )
    # Then the second is refused and names the first
    problem = law.problem()
    assert problem.code == "dates-overlap"
    first = law.place("elements.yaml", "{id: risk, title")
    assert f"elements.yaml:{first[1]}" in problem.message
    assert where(problem) == law.place("elements.yaml", "in-force: {from: 2020")


def test_nothing_ends_before_it_begins(law: SmallLaw) -> None:
    period = "in-force: {from: 2020-01-01, until: 2019-01-01}"
    law.spoil("instruments.yaml", "summary: Who may not be returned.", f"{period}\n    summary: S")
    problem = law.problem()
    assert problem.code == "dates"
    assert "ends on 2019-01-01, before it begins on 2020-01-01" in problem.message


def test_guidance_does_not_expire_before_it_begins(law: SmallLaw) -> None:
    problem = law.spoil("guidance.yaml", "expires: 2021", "expires: 2019").problem()
    assert problem.code == "dates"
    assert where(problem) == law.place("guidance.yaml", "expires")


@pytest.mark.parametrize("day", ["0", "'1577836800'", "20200101", "2020-01-01T00:00:00"])
def test_a_number_is_never_taken_for_a_day(law: SmallLaw, day: str) -> None:
    law.spoil("guidance.yaml", "dated: 2020-01-01", f"dated: {day}")
    law.spoil("instruments.yaml", "text: A reservation.", f"text: A, in-force: {{from: {day}}}")
    assert [(p.file, p.code) for p in law.problems()] == [
        ("guidance.yaml", "date"),
        ("instruments.yaml", "date"),
    ]


@pytest.mark.parametrize("period", ["{from: 2000-01-01}", "{from: 1951-07-28, until: 2010-01-01}"])
@pytest.mark.parametrize(
    ("element", "file", "standing"),
    [
        ("risk, title", "elements.yaml", "combine: {all"),
        ("safe, title", "elements.yaml", "combine: {some"),
    ],
)
def test_a_part_must_stand_on_every_day_on_which_the_whole_does(
    law: SmallLaw, element: str, file: str, standing: str, period: str
) -> None:
    name = element.removesuffix(", title")
    law.spoil("elements.yaml", f"id: {element}", f"id: {name}, in-force: {period}, title")
    problem = law.problem()
    assert problem.code == "dates"
    assert f"'{name}' is not in force on all the days" in problem.message
    assert where(problem) == law.place(file, standing)


def test_a_bar_must_stand_on_every_day_of_its_instrument(law: SmallLaw) -> None:
    law.spoil("elements.yaml", "title: Alternative", "title: A\n    in-force: {from: 2010-01-01}")
    problem = law.problem()
    assert (problem.code, where(problem)) == (
        "dates",
        law.place("instruments.yaml", "alternative]"),
    )


def test_a_version_for_one_position_does_not_stand_for_the_others(law: SmallLaw) -> None:
    # Given risk is written only for the narrow reading
    law.spoil("elements.yaml", "id: risk,", "id: risk, position: {reading: narrow},")
    # Then the broad reading, the default, would lack it
    problem = law.problems()[0]
    assert problem.code == "dates"
    assert "'risk' is not in force" in problem.message


# The law of a day


def two_versions(law: SmallLaw) -> SmallLaw:
    """Risk was asked in one way until the end of 2019, and is asked in another since."""
    until = "{id: risk, in-force: {from: 1951-07-28, until: 2019-12-31}, title: Old,"
    since = "{id: risk, in-force: {from: 2020-01-01}, title: New, question: R?, scope: harm,"
    law.spoil("elements.yaml", "{id: risk, title: R,", until)
    return law.write("new.yaml", f"elements: [{since} stage: inclusion, sources: [{{work: hb}}]}}]")


@pytest.mark.parametrize(
    ("day", "title"),
    [("1951-07-28", "Old"), ("2019-12-31", "Old"), ("2020-01-01", "New"), ("2099-01-01", "New")],
)
def test_each_day_has_its_version(law: SmallLaw, day: str, title: str) -> None:
    corpus = two_versions(law).load()
    assert corpus.as_of(date.fromisoformat(day)).element("risk").about.title == title


def test_a_position_chooses_its_version_and_the_default_keeps_its_own(law: SmallLaw) -> None:
    narrow = "{id: risk, position: {reading: narrow}, title: Narrow, question: R?, scope: harm,"
    law.write("narrow.yaml", f"elements: [{narrow} stage: inclusion, sources: [{{work: hb}}]}}]")
    corpus = law.load()
    assert corpus.as_of(DAY).element("risk").about.title == "R"
    assert corpus.as_of(DAY, {"reading": "broad"}).element("risk").about.title == "R"
    assert corpus.as_of(DAY, {"reading": "narrow"}).element("risk").about.title == "Narrow"


def test_the_same_day_and_choice_are_the_same_law(law: SmallLaw) -> None:
    corpus = law.load()
    assert corpus.as_of(DAY) is corpus.as_of(DAY, {"reading": "broad"})
    assert corpus.as_of(DAY) is not corpus.as_of(DAY, {"reading": "narrow"})


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"reading": "wide"}, "position 'reading' has no option 'wide', but broad, narrow"),
        ({"readin": "broad"}, "no jurisdiction position 'readin': did you mean reading?"),
        ({"x": "broad"}, "no jurisdiction position 'x': known are reading"),
    ],
)
def test_an_unknown_position_says_what_exists(
    law: SmallLaw, chosen: dict[str, str], said: str
) -> None:
    with pytest.raises(UnknownLaw, match="position") as caught:
        law.load().as_of(DAY, chosen)
    assert said in str(caught.value)


def test_guidance_is_not_there_before_it_was_issued(law: SmallLaw) -> None:
    corpus = law.load()
    assert "PRK" not in corpus.as_of(date(2019, 12, 31)).guidance
    assert "PRK" in corpus.as_of(date(2020, 1, 1)).guidance


def test_the_schema_for_editors_points_every_expression_to_its_form() -> None:
    schema = law_file_schema()
    combine = schema["$defs"]["ElementFile"]["properties"]["combine"]
    assert combine["$ref"] == "#/$defs/Expression"
    assert "$comment" not in str(schema)


class AsEditorsRead(yaml.SafeLoader):
    """YAML as editors read it for a JSON Schema, which knows no dates."""


AsEditorsRead.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def test_an_editor_finds_nothing_wrong_with_the_shipped_law_files() -> None:
    validator = Draft202012Validator(law_file_schema())
    wrong = {
        f"{path.name} {error.json_path}: {error.message[:100]}"
        for path in Path("src/openrsd/law/corpus").rglob("*.yaml")
        for error in validator.iter_errors(yaml.load(path.read_text(), Loader=AsEditorsRead))  # noqa: S506
    }
    assert wrong == set()
