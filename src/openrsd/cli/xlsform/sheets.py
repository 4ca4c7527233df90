"""The sheets of an XLSForm, read by pyxform, with one clear line for whatever is wrong with a file.

A form comes from elsewhere: its size is bounded before it is opened, and what pyxform would pass
over in silence (formulas) is refused.
"""

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any
from unicodedata import category
from zipfile import BadZipFile, ZipFile

from openrsd.errors import InvalidDocument, OpenRSDError, Problem

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED = 60 * 1024 * 1024
MAX_ROWS = 5000
SUFFIXES = (".xlsx", ".csv", ".md")
READ_SHEETS = frozenset({"survey", "choices", "settings"})
# Where pyxform stops too: a sheet often has formatted rows without an end.
_EMPTY_ROWS_AT_THE_END = 60


class NoPyxform(OpenRSDError):
    """The part that reads XLSForm is not installed."""

    code = "not-installed"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet by its column heads; rows are numbered as the office program does."""

    number: int
    cells: dict[str, str]

    def get(self, *columns: str) -> str:
        """The first of the columns that is filled in, or an empty text."""
        return next((self.cells[name] for name in columns if self.cells.get(name)), "")


@dataclass(frozen=True, slots=True)
class Form:
    """The three sheets that say what is asked."""

    name: str
    survey: tuple[Row, ...]
    choices: tuple[Row, ...]
    settings: dict[str, str]

    def problem(self, sheet: str, row: int, code: str, message: str, expected: str = "") -> Problem:
        """A problem at a row of a sheet."""
        return Problem(f"{self.name} ({sheet})", row, 1, code, message, expected)


def read_form(path: Path) -> Form:
    """The form in a file. Raises InvalidDocument, or NoPyxform where it cannot be read at all."""
    backends = _part("pyxform.xls2json_backends")
    converter = _part("pyxform.xls2json")
    name = str(path).encode("utf-8", "backslashreplace").decode()
    raw = _bytes(path, name)
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        _refuse_unreadable_archive(raw, name)
        _refuse_formulas(raw, name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            # A form may be damaged in any way, and each library in between has its own errors.
            sheets = backends.definition_to_dict(backends.get_definition_data(raw), suffix)
            form = _form(sheets, name)
            converter.workbook_to_json(sheets, fallback_form_name="form", warnings=[])
        except InvalidDocument:
            raise
        except Exception as error:
            said = " ".join(str(error).split()) or type(error).__name__
            raise _refused(name, "xlsform", f"this is no sound XLSForm: {said[:300]}") from error
    return form


def _part(module: str) -> ModuleType:
    try:
        return import_module(module)
    except ImportError as error:
        raise NoPyxform(
            "XLSForm is read with pyxform, which is not installed: pip install 'openrsd[xlsform]'"
        ) from error


def _refused(name: str, code: str, message: str, expected: str = "") -> InvalidDocument:
    return InvalidDocument([Problem(name, 0, 0, code, message, expected)])


def _bytes(path: Path, name: str) -> bytes:
    if path.suffix.lower() not in SUFFIXES:
        kinds = ", ".join(SUFFIXES)
        raise _refused(name, "unreadable", "this is no XLSForm", f"a file ending in {kinds}")
    try:
        if path.exists() and not path.is_file():
            raise _refused(name, "unreadable", "this is not an ordinary file", "an XLSForm")
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or type(error).__name__
        raise _refused(name, "unreadable", f"this cannot be read: {said}", "an XLSForm") from error
    if len(raw) > MAX_BYTES:
        mebibytes = MAX_BYTES // (1024 * 1024)
        raise _refused(name, "too-large", f"the form is larger than {mebibytes} MiB")
    if not raw:
        raise _refused(name, "empty", "the file is empty", "an XLSForm")
    return raw


def _refuse_unreadable_archive(raw: bytes, name: str) -> None:
    """A small archive may unpack into any amount of text; what it declares is what is read."""
    try:
        with ZipFile(BytesIO(raw)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except (BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise _refused(
            name, "unreadable", "this is no Excel workbook, or it is damaged", "an .xlsx file"
        ) from error
    if unpacked > MAX_UNPACKED:
        mebibytes = MAX_UNPACKED // (1024 * 1024)
        raise _refused(name, "too-large", f"the form unpacks into more than {mebibytes} MiB")


def _refuse_formulas(raw: bytes, name: str) -> None:
    """What a formula shows depends on the program that opens the form: it is no fixed wording."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            workbook = _part("openpyxl").load_workbook(BytesIO(raw), read_only=True)
            problems = [
                Problem(
                    f"{name} ({sheet.title})",
                    cell.row,
                    cell.column,
                    "formula",
                    "a formula stands here",
                    "the text itself",
                )
                for sheet in workbook.worksheets
                if sheet.title.lower() in READ_SHEETS
                for cell in _cells(sheet)
                if cell.data_type == "f"
            ]
        except InvalidDocument:
            raise
        except Exception as error:
            raise _refused(
                name, "unreadable", "this workbook is damaged", "a sound .xlsx file"
            ) from error
    if problems:
        raise InvalidDocument(problems)


def _cells(sheet: Any) -> Iterator[Any]:
    empty = 0
    for row in sheet.iter_rows():
        filled = [cell for cell in row if cell.value is not None]
        empty = 0 if filled else empty + 1
        if empty > _EMPTY_ROWS_AT_THE_END:
            return
        yield from filled


def _form(sheets: Any, name: str) -> Form:
    if not sheets.survey:
        raise _refused(name, "empty", "there is no survey sheet with questions", "a sheet 'survey'")
    if len(sheets.survey) > MAX_ROWS or len(sheets.choices or ()) > MAX_ROWS:
        raise _refused(name, "too-large", f"a sheet has more than {MAX_ROWS} rows")
    settings = _rows(sheets.settings or ())
    return Form(
        name,
        survey=_rows(sheets.survey),
        choices=_rows(sheets.choices or ()),
        settings=settings[0].cells if settings else {},
    )


def _rows(sheet: Sequence[dict[str, Any]]) -> tuple[Row, ...]:
    """The rows that hold something. Control characters can be typed in no text."""
    rows = []
    # The heads stand in the first row.
    for number, cells in enumerate(sheet, start=2):
        texts = {_head(column): _printable(str(value)) for column, value in cells.items() if value}
        if texts:
            rows.append(Row(number, texts))
    return tuple(rows)


def _head(column: str) -> str:
    """A column head in one form, whether it is written `label :: English (en)` or `Label:en`."""
    base, separator, language = column.partition("::" if "::" in column else ":")
    return f"{base.strip().lower()}{'::' if separator else ''}{language.strip()}"


def _printable(text: str) -> str:
    return "".join(
        letter for letter in text if letter in "\n\t" or category(letter) not in ("Cc", "Cs", "Cn")
    ).strip()
