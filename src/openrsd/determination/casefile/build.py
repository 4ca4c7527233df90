"""From a case document to the records of its persons and the law they are tested under."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from openrsd.determination.casefile.family import check_family, in_order_of_principals
from openrsd.determination.casefile.intake import country_problem
from openrsd.determination.casefile.people import PersonReader
from openrsd.determination.casefile.shapes import CaseFile, ExpectedPart, PersonPart
from openrsd.determination.determine import Determination, determine, with_principal
from openrsd.determination.record import PersonRecord
from openrsd.errors import InvalidDocument, Problem
from openrsd.law.corpus import Corpus
from openrsd.law.countries import is_country
from openrsd.law.documents import Document, Path, Place, Value
from openrsd.law.files import InstrumentKind
from openrsd.law.model import Law, UnknownLaw
from openrsd.law.reading import read_shape, suggestion

FIRST_DAY = date(1951, 7, 28)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the reader of a case asks for beyond the file: another day, instruments, positions."""

    as_of: date | None = None
    instruments: tuple[str, ...] = ()
    positions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """A case file read: its persons, principals before those who derive from them."""

    document: Document
    file: CaseFile
    law: Law
    persons: tuple[PersonRecord, ...]

    def determine(self) -> list[Determination]:
        """The determination of every person, in the order of the file."""
        done: dict[str, Determination] = {}
        for record in in_order_of_principals(self.persons):
            principal = done.get(record.principal) if record.principal else None
            done[record.id] = determine(with_principal(record, principal), self.law)
        return [done[record.id] for record in self.persons]

    def expected(self, person: str) -> ExpectedPart | None:
        """What the file expects of a person, if it says."""
        if isinstance(self.file.expected, dict):
            # Keys of the file are read with hyphens, ids of persons as they are written.
            return self.file.expected.get(person.replace("_", "-"))
        return self.file.expected


def read_case(
    document: Document, corpus: Corpus, today: date, choices: Choices | None = None
) -> Case:
    """Read a case document. Raises InvalidDocument with every mistake at its line and column."""
    choices = choices or Choices()
    document = _with_hyphens(document)
    file = read_shape(document, CaseFile)
    problems: list[Problem] = []
    day = choices.as_of or max(file.date, FIRST_DAY)
    if day < FIRST_DAY:
        raise UnknownLaw(f"there is no law of {day}: the Convention was made on {FIRST_DAY}")
    _check_day(document, file.date, today, problems)
    law = _law(document, file, corpus, day, choices, problems)
    _check_countries(document, file, problems)
    _check_instruments(document, file, law, choices, problems)
    parts: list[tuple[PersonPart, Path]] = (
        [(part, ("persons", i)) for i, part in enumerate(file.persons)]
        if file.persons
        else [(file, ())]
    )
    instruments = choices.instruments or tuple(file.instruments)
    reader = PersonReader(document, file, law, day, today, problems)
    persons = tuple(
        replace(reader.read(part, path), instruments=instruments) for part, path in parts
    )
    check_family(document, file, parts, problems)
    if problems:
        raise InvalidDocument(problems)
    return Case(document, file, law, persons)


def _with_hyphens(document: Document) -> Document:
    """The same document with underscores in keys written as hyphens."""

    def key(part: str | int) -> str | int:
        return part.replace("_", "-") if isinstance(part, str) else part

    problems: list[Problem] = []

    def value(node: Value, path: Path) -> Value:
        if isinstance(node, list):
            return [value(item, (*path, i)) for i, item in enumerate(node)]
        if isinstance(node, dict):
            renamed: dict[str, Value] = {}
            for name, item in node.items():
                new = name.replace("_", "-")
                if new in renamed:
                    problems.append(
                        document.problem(
                            (*path, name), "duplicate-key", f"the key '{new}' stands twice"
                        )
                    )
                renamed[new] = value(item, (*path, name))
            return renamed
        return node

    renamed_value = value(document.value, ())
    if problems:
        raise InvalidDocument(problems)
    places: dict[Path, Place] = {
        tuple(key(part) for part in path): place for path, place in document.places.items()
    }
    return Document(document.name, renamed_value, places)


def _check_day(document: Document, day: date, today: date, problems: list[Problem]) -> None:
    if day > today:
        problems.append(
            document.problem(("date",), "date", f"{day} lies in the future", f"a day up to {today}")
        )
    elif day < FIRST_DAY:
        problems.append(
            document.problem(
                ("date",), "date", f"{day} is before the Convention was made", f"from {FIRST_DAY}"
            )
        )


def _law(
    document: Document,
    file: CaseFile,
    corpus: Corpus,
    day: date,
    choices: Choices,
    problems: list[Problem],
) -> Law:
    """The law of the day under the positions of the file, those of the reader going before."""
    positions: dict[str, str] = {}
    try:
        if isinstance(file.position, str):
            positions = corpus.option_named(file.position)
        else:
            positions = file.position
        corpus.as_of(day, positions)
    except UnknownLaw as error:
        problems.append(document.problem(("position",), "position", str(error)))
        positions = {}
    return corpus.as_of(day, {**positions, **choices.positions})


def _check_countries(document: Document, file: CaseFile, problems: list[Problem]) -> None:
    if file.asylum is not None and not is_country(file.asylum):
        problems.append(country_problem(document, ("asylum",), file.asylum))


def _check_instruments(
    document: Document, file: CaseFile, law: Law, choices: Choices, problems: list[Problem]
) -> None:
    usable = {
        instrument.id
        for instrument in law.instruments.values()
        if instrument.kind not in (InstrumentKind.REVIEW, InstrumentKind.PROVISION)
    }
    for i, name in enumerate(file.instruments):
        if name not in usable:
            expected = suggestion(name, usable)[:-1] or "one of " + ", ".join(sorted(usable))
            problems.append(
                document.problem(
                    ("instruments", i),
                    "unknown-id",
                    f"no instrument '{name}' is in force on {law.day}",
                    expected,
                )
            )
    for name in choices.instruments:
        if name not in usable:
            raise UnknownLaw(
                f"no instrument '{name}' is in force on {law.day}; "
                + (suggestion(name, usable) or "known are " + ", ".join(sorted(usable)))
            )
