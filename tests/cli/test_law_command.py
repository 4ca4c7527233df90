"""A lawyer asks the command which law stands, and whether the files she wrote are sound."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import openrsd
from tests.law.small_law import small_law


def test_the_shipped_law_is_sound() -> None:
    assert "The law files are sound" in openrsd("law", "check").text
    counts = openrsd("law", "check", "--as-of", "2026-11-01", "--format", "json").json
    assert counts["as_of"] == "2026-11-01"
    assert counts["elements"] > 100
    assert counts["elements_with_unchecked_sources"] > 0


def test_a_law_of_ones_own_is_checked_at_its_lines(tmp_path: Path) -> None:
    law = small_law(tmp_path)
    assert "The law files are sound" in openrsd("law", "check", "--law", tmp_path).text
    law.spoil("elements.yaml", "[risk, ground]", "[risk, grund]")
    law.spoil("guidance.yaml", "country: PRK", "country: PRX")
    ran = openrsd("law", "check", "--law", tmp_path)
    assert (ran.code, ran.out) == (2, "")
    first, second = ran.err.splitlines()
    assert first.startswith("elements.yaml:22:5: there is no element 'grund'. Expected: did you")
    assert second.startswith("guidance.yaml:2:5: 'PRX' is no country.")


@pytest.mark.parametrize(("day", "there"), [("2013-06-30", False), ("2026-11-01", True)])
def test_the_list_shows_what_is_in_force_on_a_day(day: str, there: bool) -> None:
    listing = openrsd("law", "list", "--as-of", day, "--format", "json").json
    assert set(listing) == {"as_of", "version", "instruments", "elements", "positions"}
    assert ("kr-refugee-act" in [i["id"] for i in listing["instruments"]]) is there
    assert f"Law of {day}" in openrsd("law", "list", "--as-of", day).text


def test_the_list_shows_a_chosen_position() -> None:
    listing = openrsd("law", "list", "--position", "gp-2014", "--format", "json").json
    assert listing["positions"]["korean-nationality"] == "gp-2014"
    assert openrsd("law", "list", "--position", "gp-9").code == 2


def test_an_element_is_shown_with_its_question_and_sources() -> None:
    shown = openrsd("law", "show", "internal-alternative", "--format", "json").json
    assert shown["burden"] == "authority"
    assert shown["opens"]
    assert shown["sources"]
    text = openrsd("law", "show", "internal-alternative").text
    assert shown["question"] in text


def test_a_name_of_element_and_instrument_shows_both() -> None:
    shown = openrsd("law", "show", "oau-art1-2", "--format", "json").json
    assert ["element" in one for one in shown] == [True, False]
    assert shown[1]["instrument"] == "oau-art1-2"


def test_the_version_of_the_day_is_shown() -> None:
    def shown(day: str) -> Any:
        return openrsd("law", "show", "eu-subsidiary", "--as-of", day, "--format", "json").json

    before, after = shown("2026-06-30")[0], shown("2026-07-01")[0]
    assert before["in_force"].endswith("2026-06-30")
    assert after["in_force"].startswith("2026-07-01")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "nexuss"], "did you mean nexus"),
        (["graph", "refugee-1a"], "did you mean refugee-1a2"),
        (["graph", "kr-refugee-act", "--as-of", "2000-01-01"], "in force on 2000-01-01"),
        (["bound", "XYZ"], "'XYZ' is no ISO 3166-1 alpha-3 code"),
        (["check", "--law", "/dev"], "no law file"),
    ],
)
def test_a_name_that_does_not_stand_is_answered(arguments: list[str], said: str) -> None:
    ran = openrsd("law", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_an_instrument_is_drawn(tmp_path: Path) -> None:
    out = tmp_path / "tree.svg"
    assert openrsd("law", "graph", "refugee-1a2", "--out", out).text == ""
    drawing = out.read_text(encoding="utf-8")
    assert drawing.lstrip().startswith("<svg")
    assert drawing.rstrip().endswith("</svg>")
    assert "Well-founded fear" in drawing


def test_a_state_is_shown_with_what_binds_it_on_a_day() -> None:
    def since(day: str) -> dict[str, str | None]:
        lines = openrsd("law", "bound", "CHN", "--as-of", day, "--format", "json").json
        assert all({"treaty", "title", "binding", "since", "notes"} <= set(one) for one in lines)
        return {one["treaty"]: one["since"] for one in lines}

    assert since("1982-12-22")["csr-1951"] is None
    assert since("1982-12-23")["csr-1951"] == "1982-12-23"
    assert since("2026-11-01")["iccpr"] is None


def test_a_limitation_is_shown_beside_the_treaty() -> None:
    text = openrsd("law", "bound", "TUR").text
    assert "bound since" in text
    assert "Europe" in text
    assert "Article 33 and custom are shown everywhere" in text


def test_json_of_the_law_is_json() -> None:
    assert json.loads(openrsd("law", "bound", "USA", "--format", "json").text)
