"""A file that is no form, or a dangerous one, is refused in one line, and nothing is written."""

import os
import zipfile
from pathlib import Path

import pytest

from tests.cli.command import openrsd
from tests.cli.forms import CHOICES, HEAD, SETTINGS, form, refused, workbook


def refused_by_the_command(path: Path) -> str:
    """The one line of the real command, in bounded memory and time."""
    ran = openrsd("intake", "import", path, "--out", path.parent / "own.yaml")
    assert (ran.code, ran.out) == (2, "")
    (line,) = ran.err.strip().split("\n")
    return line


def _raw(folder: Path, name: str, raw: bytes) -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


def test_files_that_are_no_form_are_refused_in_one_line(tmp_path: Path) -> None:
    good = form(tmp_path, ("text", "t", "T?", "타?")).read_bytes()
    other = tmp_path / "other"
    other.mkdir()
    bad = {
        "no Excel workbook": _raw(other, "words.xlsx", b"These are words."),
        "or it is damaged": _raw(other, "half.xlsx", good[: len(good) // 2]),
        "the file is empty": _raw(other, "empty.xlsx", b""),
        "a file ending in .xlsx": _raw(other, "form.pdf", good),
        "larger than 5 MiB": _raw(other, "huge.xlsx", b"PK" + bytes(6 * 1024 * 1024)),
        "No such file": other / "missing.xlsx",
        "not an ordinary file": other / "folder.xlsx",
    }
    (other / "folder.xlsx").mkdir()
    for said, path in bad.items():
        assert said in refused(path), said


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(200 * 1024 * 1024))
    assert path.stat().st_size < 1024 * 1024
    assert "unpacks into more than 60 MiB" in refused_by_the_command(path)


def test_entities_that_multiply_are_refused(tmp_path: Path) -> None:
    path = form(tmp_path, ("text", "t", "T?", "타?"))
    bomb = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, content in parts.items():
        if name.endswith(("sheet1.xml", "workbook.xml")):
            parts[name] = bomb + content.partition(b"?>")[2]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert "is damaged" in refused_by_the_command(path)


def test_a_formula_is_no_wording(tmp_path: Path) -> None:
    path = form(tmp_path, ("text", "t", '=CONCAT("a", "b")', "타?"))
    assert "(survey):2:3: a formula stands here. Expected: the text itself" in refused(path)


def test_a_workbook_without_questions_is_refused(tmp_path: Path) -> None:
    nothing = workbook(tmp_path / "form.xlsx", choices=CHOICES, settings=SETTINGS)
    assert "survey" in refused(nothing)
    empty = workbook(tmp_path / "form.xlsx", survey=(HEAD,), choices=CHOICES)
    assert "survey" in refused(empty)


@pytest.mark.parametrize(
    "rows",
    [
        [("begin_group", "g", "G", "가"), ("text", "t", "T?", "타?")],
        [("text", "t", "T?", "타?"), ("end_group",)],
        [("select_one nolist", "t", "T?", "타?")],
        [("text", "t", "T?", "타?"), ("text", "t", "U?", "우?")],
        [("text", "two words", "T?", "타?")],
    ],
)
def test_what_pyxform_refuses_is_refused_with_its_reason(
    tmp_path: Path, rows: list[tuple[object, ...]]
) -> None:
    assert "this is no sound XLSForm: " in refused(form(tmp_path, *rows))


def test_without_pyxform_one_line_says_how_to_get_it(tmp_path: Path) -> None:
    path = form(tmp_path, ("text", "t", "T?", "타?"))
    absent = tmp_path / "absent" / "pyxform"
    absent.mkdir(parents=True)
    (absent / "__init__.py").write_text("raise ImportError\n")
    search = os.pathsep.join((str(absent.parent), os.environ.get("PYTHONPATH", "")))
    ran = openrsd("intake", "import", path, "--out", tmp_path / "o.yaml", PYTHONPATH=search)
    assert (ran.code, ran.err.strip()) == (
        2,
        "XLSForm is read with pyxform, which is not installed: pip install 'openrsd[xlsform]'",
    )


def test_a_form_of_which_nothing_remains_is_refused(tmp_path: Path) -> None:
    path = form(tmp_path, ("geopoint", "g", "Where?", "어디?"))
    assert "nothing in this form can be taken over" in refused(path)


def test_a_text_that_nobody_can_say_is_refused_at_its_row(tmp_path: Path) -> None:
    path = form(tmp_path, ("text", "t", "T?", "타?"), ("text", "u", "x" * 5000, "우?"))
    assert "(survey):3:1: the label is longer than 4000 letters" in refused(path)
