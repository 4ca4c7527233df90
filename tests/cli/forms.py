"""XLSForms as an office makes them, and the command that takes them over."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from openpyxl import Workbook  # type: ignore[import-untyped]
from typer.testing import CliRunner

from openrsd.cli.main import EXIT_BAD_INPUT, app
from openrsd.errors import OpenRSDError
from tests.cli.command import Ran

Sheet = Sequence[Sequence[object]]
HEAD = ("type", "name", "label::English (en)", "label::Korean (ko)", "relevant", "openrsd::fact")
CHOICES: Sheet = (
    ("list_name", "name", "label::English (en)", "label::Korean (ko)"),
    ("yn", "yes", "Yes", "예"),
    ("yn", "no", "No", "아니"),
    ("work", "farm", "Farm", "농장"),
    ("work", "Shop_2", "Shop", "상점"),
    ("work", "none", "None", "없음"),
)
SETTINGS: Sheet = (("form_title", "form_id", "version"), ("Border form", "border_form", "7"))


def workbook(path: Path, **sheets: Sheet) -> Path:
    """A workbook with these sheets."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def form(folder: Path, *rows: Sequence[object], head: Sequence[str] = HEAD) -> Path:
    """A form with these rows of the survey sheet."""
    return workbook(folder / "form.xlsx", survey=(head, *rows), choices=CHOICES, settings=SETTINGS)


def _here(*arguments: str | Path) -> Ran:
    """The command inside this process, where starting it anew would show nothing more."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if isinstance(result.exception, OpenRSDError):
        return Ran(EXIT_BAD_INPUT, result.stdout, str(result.exception))
    assert result.exception is None, result.exception
    return Ran(result.exit_code, result.stdout, result.stderr)


def take_over(path: Path, *options: str | Path) -> tuple[Ran, dict[str, Any]]:
    """The form taken over: what was said, and the file, which is sound."""
    out = path.parent / "own.yaml"
    ran = _here("intake", "import", path, "--out", out, *options)
    assert ran.code == 0, ran.err
    assert "is sound" in _here("intake", "check", out).text
    file: dict[str, Any] = yaml.safe_load(out.read_text())
    return ran, file


def questions(file: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The questions of a file by id."""
    return {
        question["id"]: question
        for block in file["intake-blocks"]
        for question in block.get("questions", ())
    }


def refused(path: Path, *options: str | Path) -> str:
    """The one clear line with which a form is refused. Nothing is written."""
    out = path.parent / "own.yaml"
    ran = _here("intake", "import", path, "--out", out, *options)
    assert (ran.code, ran.out) == (EXIT_BAD_INPUT, "")
    assert not out.exists()
    (line,) = ran.err.strip().split("\n")
    return line
