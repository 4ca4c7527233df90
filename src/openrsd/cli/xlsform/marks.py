"""What an XLSForm says of facts and of care, in columns of its own or in a file beside it."""

from typing import TypeVar

from pydantic import Field

from openrsd.cli.xlsform.sheets import Form, Row
from openrsd.errors import InvalidDocument, Problem
from openrsd.law.documents import Document
from openrsd.law.intake_files import AskedBy, LanguageTag, Manner
from openrsd.law.reading import read_shape, suggestion
from openrsd.law.shapes import Identifier, Shape, Text

FACT = "openrsd::fact"
PRIVATE = "openrsd::private"
SENSITIVE = "openrsd::sensitive"
ASKED_BY = "openrsd::asked-by"
MANNER = "openrsd::manner"
COLUMNS = (FACT, PRIVATE, SENSITIVE, ASKED_BY, MANNER)
E = TypeVar("E", AskedBy, Manner)

_YES = frozenset({"yes", "true", "true()", "1", "x"})
_NO = frozenset({"no", "false", "false()", "0"})


class QuestionMarks(Shape):
    """The fact that the answer to a question records."""

    fact: Identifier | None = None


class BlockMarks(Shape):
    """Who asks a group, how, and why."""

    private: bool | None = None
    sensitive: bool | None = None
    asked_by: AskedBy | None = Field(default=None, alias="asked-by")
    manner: Manner | None = None
    why: dict[LanguageTag, Text] = Field(default_factory=dict)


class MapFile(Shape):
    """Marks by the names that the form uses. `choices`: list, choice, fact, value."""

    questions: dict[str, QuestionMarks] = Field(default_factory=dict)
    blocks: dict[str, BlockMarks] = Field(default_factory=dict)
    choices: dict[str, dict[str, dict[Identifier, Text]]] = Field(default_factory=dict)


def read_marks(document: Document, form: Form) -> MapFile:
    """The mapping file of a form. Raises InvalidDocument, also where it names what is not there."""
    marks = read_shape(document, MapFile)
    names = {row.get("name") for row in form.survey}
    lists: dict[str, set[str]] = {}
    for row in form.choices:
        lists.setdefault(row.get("list_name", "list name"), set()).add(row.get("name"))
    problems = [
        document.problem((key, name), "unknown-id", f"the form has no '{name}'", _hint(name, names))
        for key, named in (("questions", marks.questions), ("blocks", marks.blocks))
        for name in named
        if name not in names
    ]
    for name, choices in marks.choices.items():
        at = ("choices", name)
        if name not in lists:
            missing = f"the form has no list '{name}'"
            problems.append(document.problem(at, "unknown-id", missing, _hint(name, set(lists))))
            continue
        problems.extend(
            document.problem(
                (*at, choice),
                "unknown-id",
                f"the list has no choice '{choice}'",
                _hint(choice, lists[name]),
            )
            for choice in choices
            if choice not in lists[name]
        )
    if problems:
        raise InvalidDocument(problems)
    return marks


def block_marks(form: Form, row: Row, marks: MapFile, problems: list[Problem]) -> BlockMarks:
    """The marks of a row, those of the mapping file going before."""
    mapped = marks.blocks.get(row.get("name"), BlockMarks())
    said = BlockMarks.model_validate(
        {
            "private": _yes_no(form, row, PRIVATE, problems),
            "sensitive": _yes_no(form, row, SENSITIVE, problems),
            "asked-by": _one_of(form, row, ASKED_BY, AskedBy, problems),
            "manner": _one_of(form, row, MANNER, Manner, problems),
        }
    )
    return said.model_copy(update={key: getattr(mapped, key) for key in mapped.model_fields_set})


def fact_of(row: Row, marks: MapFile) -> str | None:
    """The fact that a question records, if any."""
    mapped = marks.questions.get(row.get("name"))
    return (mapped.fact if mapped else None) or row.get(FACT) or None


def _yes_no(form: Form, row: Row, column: str, problems: list[Problem]) -> bool | None:
    said = row.get(column).lower()
    if said and said not in _YES | _NO:
        wrong = f"'{said[:40]}' in the column {column}"
        problems.append(form.problem("survey", row.number, "value", wrong, "yes or no"))
    return (said in _YES) if said else None


def _one_of(form: Form, row: Row, column: str, words: type[E], problems: list[Problem]) -> E | None:
    said = row.get(column).lower()
    if not said:
        return None
    if said in tuple(words):
        return words(said)
    wrong = f"'{said[:40]}' in the column {column}"
    problems.append(form.problem("survey", row.number, "value", wrong, ", ".join(words)))
    return None


def _hint(name: str, known: set[str]) -> str:
    return suggestion(name, known).rstrip("?")
