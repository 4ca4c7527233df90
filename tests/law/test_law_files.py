"""A lawyer writes the law into files: what is sound loads, what is not is named at its place."""

import os
from datetime import date
from pathlib import Path

import pytest

from tests.law.small_law import SmallLaw, where

DAY = date(2020, 6, 1)


def test_the_small_law_is_sound(law: SmallLaw) -> None:
    corpus = law.load()
    of_day = corpus.as_of(DAY)
    assert set(of_day.instruments) == {"convention", "return-ban"}
    assert of_day.element("alternative").on_authority
    assert of_day.binding.bond("CHN", "treaty").since == date(1982, 12, 23)
    assert corpus.version.startswith("small+")


def test_the_version_names_the_exact_text(law: SmallLaw) -> None:
    before = law.load().version
    after = law.spoil("elements.yaml", "title: Fear", "title: Fear of harm").load().version
    assert before != after


@pytest.mark.parametrize(
    ("file", "old", "new", "standing", "meant"),
    [
        ("elements.yaml", "[risk, ground]", "[risk, grund]", "combine: {all", "ground"),
        ("elements.yaml", "of: safe", "of: save", "combine: {some", "safe"),
        ("elements.yaml", "{work: hb, at", "{work: hc, at", "work: hc", ""),
        ("elements.yaml", "standard: sp-fact", "standard: sp-fct", "standard:", "sp-fact"),
        ("elements.yaml", "opened}", "open}", "opens:", "alternative-opened"),
        ("elements.yaml", "fact: left-country", "fact: left-county", "fact:", "left-country"),
        ("instruments.yaml", "[outside", "[outsid", "preconditions:", "outside"),
        ("instruments.yaml", "[alternative]", "[alternate]", "alternate]", "alternative"),
        ("instruments.yaml", "removal: danger", "removal: dangers", "removal: d", "danger"),
        ("instruments.yaml", "parties-to: treaty", "parties-to: treati", "parties-to:", "treaty"),
        ("instruments.yaml", "element: ground", "element: grounds", "element: g", "ground"),
        ("instruments.yaml", "treaty: treaty", "treaty: treati", "treaty: treati", "treaty"),
        ("vocabulary.yaml", "default: broad", "default: brood", "default:", "broad"),
        ("guidance.yaml", "{element: risk", "{element: riks", "element: riks", "risk"),
        ("guidance.yaml", "bears-on: [risk", "bears-on: [risks, risk", "risks", "risk"),
        ("guidance.yaml", "points: [returned-", "points: [", "are-punished]", "returned-are"),
        ("guidance.yaml", "harm-kinds: [punishment]", "harm-kinds: [pun]", "pun]", ""),
        ("guidance.yaml", "fact: left-country", "fact: left-county", "fact:", "left-country"),
    ],
)
def test_an_unknown_name_is_shown_at_its_place_with_what_may_be_meant(
    law: SmallLaw, file: str, old: str, new: str, standing: str, meant: str
) -> None:
    problem = law.spoil(file, old, new).problem()
    assert problem.code == "unknown-id"
    assert where(problem) == law.place(file, standing)
    assert problem.message.startswith("there is no ")
    assert meant in problem.expected


def test_an_unknown_position_of_an_element_is_shown(law: SmallLaw) -> None:
    law.spoil("elements.yaml", "standard: sp-fact", "position: {reading: narow}")
    problem = law.problem() if len(law.problems()) == 1 else law.problems()[0]
    assert (problem.code, problem.message) == (
        "unknown-id",
        "there is no position 'reading: narow'",
    )
    assert where(problem) == law.place("elements.yaml", "reading: narow")
    assert "reading: narrow" in problem.expected


# The shape of an element


@pytest.mark.parametrize(
    ("old", "new", "code", "standing"),
    [
        ("    sources: [{work: hb, at: para 87}]\n", "", "missing-key", "- id: outside"),
        ("sources: [{work: hb, at: para 87}]", "sources: []", "value", "sources: []"),
        ("    stage: identity\n", "", "missing-key", "- id: outside"),
        (
            "scope: person\n    stage: identity",
            "scope: people\n    stage: identity",
            "value",
            "scope: people",
        ),
        ("title: Outside", "titel: Outside", "unknown-key", "titel"),
        ("id: fear", "id: Fear", "value", "id: Fear"),
        ("title: Fear", "title: [Fear]", "value", "title: [Fear]"),
        ("title: Fear", "in-force: {from: 2014-02-30}", "date", "from: 2014"),
    ],
)
def test_a_mistake_of_form_stands_at_its_key(
    law: SmallLaw, old: str, new: str, code: str, standing: str
) -> None:
    problems = law.spoil("elements.yaml", old, new).problems()
    file, line, column = law.place("elements.yaml", standing.removeprefix("- "))
    assert (file, line, column, code) in [(*where(p), p.code) for p in problems]
    assert {p.line for p in problems} <= {line, line - 1}


@pytest.mark.parametrize(
    ("new", "standing"),
    [
        ("combine: {all: []}", "all: []"),
        ("combine: {al: [risk]}", "combine"),
        ("combine: {all: [risk], any: [ground]}", "combine"),
        ("combine: [risk, ground]", "combine"),
        ("combine: {not: [risk]}", "not:"),
        ("combine: {unless: [risk]}", "unless"),
        ("combine: {some: village, of: risk}", "some: village"),
        ("combine: {every: harm}", "combine"),
        ("combine: {read: harm, as: country, of: risk}", "combine"),
        ("combine: {indicator: [a]}", "combine"),
        ("combine: {all: [risk, {not: {}}]}", "not:"),
    ],
)
def test_a_malformed_expression_is_shown_at_the_malformed_part(
    law: SmallLaw, new: str, standing: str
) -> None:
    problem = law.spoil("elements.yaml", "combine: {all: [risk, ground]}", new).problem()
    assert problem.code == "expression"
    assert where(problem) == law.place("elements.yaml", standing)
    assert problem.expected


# The graph


def test_an_element_may_not_be_part_of_itself(law: SmallLaw) -> None:
    problem = law.spoil("elements.yaml", "[risk, ground]", "[risk, fear]").problem()
    assert (problem.code, problem.message) == (
        "cycle",
        "the element depends on itself: fear → fear",
    )
    assert where(problem) == law.place("elements.yaml", "combine: {all: [risk, fear]}")


def test_a_circle_of_elements_is_shown_whole(law: SmallLaw) -> None:
    # Given fear needs a ground, and the ground in turn needs fear
    law.spoil("elements.yaml", "{id: ground,", "{id: ground, combine: {not: fear},")
    problem = law.problem()
    assert problem.code == "cycle"
    assert problem.message.endswith("fear → ground → fear")


def test_a_circle_through_an_opening_condition_is_one_too(law: SmallLaw) -> None:
    law.spoil("elements.yaml", "opens: {indicator: alternative-opened}", "opens: alternative")
    assert law.problem().code == "cycle"


@pytest.mark.parametrize(
    ("file", "old", "new", "standing"),
    [
        # A harm lies in a country, and a person has none in particular
        ("elements.yaml", "standard: sp-fact", "combine: risk", "combine: risk"),
        # Some harm, but of which country?
        (
            "elements.yaml",
            "standard: sp-fact",
            "combine: {some: harm, of: risk}",
            "combine: {some: harm",
        ),
        ("elements.yaml", "{some: area, of: safe}", "safe", "combine: safe"),
        (
            "elements.yaml",
            "{some: area, of: safe}",
            "{some: act, being: destination, of: outside}",
            "combine: {some: act",
        ),
        (
            "elements.yaml",
            "{some: area, of: safe}",
            "{read: country, as: other, of: outside}",
            "combine: {read",
        ),
        ("instruments.yaml", "{some: harm, of: fear}", "fear", "inclusion: fear"),
        (
            "instruments.yaml",
            "preconditions: {all: [outside, departed]}",
            "preconditions: alternative",
            "preconditions:",
        ),
        ("instruments.yaml", "removal: danger", "removal: alternative", "removal: alternative"),
        ("instruments.yaml", "bars: [alternative]", "bars: [safe]", "safe]"),
        ("instruments.yaml", "each: harm", "each: country", "element: ground"),
    ],
    ids=[
        "harm-of-person",
        "harm-of-no-country",
        "area-unquantified",
        "unbound-being",
        "unbound-source",
        "root",
        "precondition",
        "removal",
        "bar",
        "warning",
    ],
)
def test_an_element_is_named_only_where_all_it_is_asked_of_is_bound(
    law: SmallLaw, file: str, old: str, new: str, standing: str
) -> None:
    problems = law.spoil(file, old, new).problems()
    assert {p.code for p in problems} == {"scope"}
    line = law.place(file, standing)[:2]
    assert {where(p)[:2] for p in problems} == {line}


# All at once


def test_every_mistake_in_every_file_is_reported_at_once(law: SmallLaw) -> None:
    # Given four mistakes of form in three files
    law.spoil(
        "elements.yaml", "scope: person\n    stage: identity", "scope: people\n    stage: identity"
    )
    law.spoil("elements.yaml", "title: Fear", "titel: Fear")
    law.spoil("guidance.yaml", "dated: 2020-01-01", "dated: soon")
    law.spoil("vocabulary.yaml", "kind: soft-law", "kind: hard-law")
    # Then all are named, in the order of files and lines
    found = [(p.file, p.code) for p in law.problems()]
    assert [file for file, _ in found] == sorted(file for file, _ in found)
    assert {file for file, _ in found} == {"elements.yaml", "guidance.yaml", "vocabulary.yaml"}
    assert {code for _, code in found} == {"value", "unknown-key", "missing-key", "date"}


def test_every_broken_reference_is_reported_at_once(law: SmallLaw) -> None:
    law.spoil("elements.yaml", "[risk, ground]", "[risks, grounds]")
    law.spoil(
        "instruments.yaml", "preconditions: {all: [outside, departed]}", "preconditions: outsides"
    )
    law.spoil("guidance.yaml", "country: PRK", "country: PRX")
    assert len(law.problems()) == 4


def test_an_id_that_stands_twice_names_its_first_place(law: SmallLaw) -> None:
    law.write("more.yaml", "facts:\n  - {id: left-country, title: Again, kind: text}\n")
    problem = law.problem()
    assert problem.code == "duplicate-id"
    places = {problem.file, problem.message.split(" already in ")[1].split(":")[0]}
    assert places == {"more.yaml", "vocabulary.yaml"}


def test_a_folder_without_law_is_not_an_empty_law(tmp_path: Path) -> None:
    assert SmallLaw(tmp_path).problem().code == "empty"


def test_a_pipe_among_the_law_files_is_refused_and_not_waited_for(law: SmallLaw) -> None:
    os.mkfifo(law.folder / "endless.yaml")
    (law.folder / "zero.yaml").symlink_to("/dev/zero")
    assert {(p.file, p.code) for p in law.problems()} == {
        ("endless.yaml", "unreadable"),
        ("zero.yaml", "unreadable"),
    }
