"""The lists of codes that registration uses: data files that a lawyer can read and correct.

Each names its source and the day it was taken. A code is never given another meaning; a label may
be corrected.
"""

from functools import cache
from importlib.resources import files

from pydantic import Field

from openrsd.errors import InvalidDocument, Problem
from openrsd.law.documents import Document, read_document
from openrsd.law.reading import Day, read_shape
from openrsd.law.shapes import Identifier, Shape, Text
from openrsd.texts import current_language
from openrsd.texts import gettext as _


class CodeFile(Shape):
    """One code, what it says, and the code that it belongs to."""

    code: str = Field(pattern=r"^[A-Za-z0-9-]{1,32}$")
    says: Text
    within: str = Field(default="", alias="in")


class CodeListFile(Shape):
    """A list of codes with where it is from."""

    list_id: Identifier = Field(alias="list")
    title: Text
    source: Text
    retrieved: Day
    note: str = ""
    codes: list[CodeFile] = Field(min_length=1)


def code_list(name: str) -> CodeListFile:
    """The list of this name. KeyError where there is none."""
    return code_lists()[name]


@cache
def code_lists() -> dict[str, CodeListFile]:
    """All lists by name. InvalidDocument, with line and column, where a file is not right."""
    lists: dict[str, CodeListFile] = {}
    folder = files("openrsd.registration") / "codes"
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".yaml"):
            read = read_list(file.read_bytes(), file.name)
            lists[read.list_id] = read
    return lists


def read_list(raw: bytes, name: str) -> CodeListFile:
    """A list from its file. InvalidDocument where it is not right."""
    document = read_document(raw, name)
    read = read_shape(document, CodeListFile)
    problems = _problems(document, read)
    if problems:
        raise InvalidDocument(problems)
    return read


def known(name: str, code: str) -> bool:
    """Whether the list has this code."""
    return code in _by_code(name)


def in_words(name: str, code: str) -> str:
    """What a code says, in the reader's language. A code of an older list is shown as it stands."""
    found = _by_code(name).get(code)
    if found is None:
        return code
    if found.within:
        return f"{_(_by_code(name)[found.within].says)}: {_(found.says)}"
    return _(found.says)


def choices(name: str) -> list[tuple[str, str]]:
    """Code and words of every code, for a field."""
    return _choices(name, current_language())


def in_few_words(name: str, code: str) -> str:
    """The same without the code that it belongs to, where it stands among few others."""
    found = _by_code(name).get(code)
    return _(found.says) if found else code


@cache
def _choices(name: str, language: str) -> list[tuple[str, str]]:
    return [(one.code, in_words(name, one.code)) for one in code_list(name).codes]


@cache
def _by_code(name: str) -> dict[str, CodeFile]:
    return {one.code: one for one in code_list(name).codes}


def _problems(document: Document, read: CodeListFile) -> list[Problem]:
    codes = [one.code for one in read.codes]
    problems = [
        document.problem(("codes", at, "code"), "twice", f"the code '{code}' stands twice")
        for at, code in enumerate(codes)
        if code in codes[:at]
    ]
    problems += [
        document.problem(("codes", at, "in"), "unknown", f"there is no code '{one.within}'")
        for at, one in enumerate(read.codes)
        if one.within and one.within not in codes
    ]
    return problems
