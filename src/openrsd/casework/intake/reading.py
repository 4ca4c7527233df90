"""What was typed into the fields of a block, read question by question.

Every question may stay empty, be unknown to the person, or go unanswered because she does not want
to say. What cannot be read comes back with a sentence for beside its field.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from openrsd.casework.intake.answers import Answer
from openrsd.casework.intake.refusing import why_not_here
from openrsd.casework.intake.registered import date_in_law
from openrsd.determination.casefile.fact_values import had_begun
from openrsd.law.intake_files import (
    NO_ANSWER,
    UNKNOWN,
    YES_NO,
    BlockFile,
    ChoiceFile,
    FieldFile,
    Kind,
    QuestionFile,
)
from openrsd.registration.domain.countries_and_languages import country_called, nearest_country
from openrsd.registration.domain.said import understood
from openrsd.texts import gettext as _

# What was typed, by the name of the field.
Typed = Mapping[str, list[str]]
INSTEAD = (UNKNOWN, NO_ANSWER)
MOST_PERSONS = 60
LONGEST = 20_000
_LONGEST_NUMBER = 9
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class _Amiss(Exception):
    """What is to be mended in a field."""


@dataclass
class ReadBlock:
    """The answers of a block, and by question what could not be read."""

    answers: dict[str, Answer] = field(default_factory=dict)
    as_said: dict[str, str] = field(default_factory=dict)
    amiss: dict[str, str] = field(default_factory=dict)


def name_of(question: str) -> str:
    """The name of the field of a question."""
    return f"q-{question}"


def instead_of(question: str) -> str:
    """The name of the field that says why a question has no answer."""
    return f"q-{question}-instead"


def name_in_row(question: str, row: int, part: str) -> str:
    """The name of a field about one person of a list."""
    return f"q-{question}-{row}-{part}"


def read_block(
    block: BlockFile, questions: Iterable[QuestionFile], typed: Typed, on: date
) -> ReadBlock:
    """The answers to these questions of a block, as they were typed on this day."""
    read = ReadBlock()
    for question in questions:
        try:
            answer = _answer(block, question, typed, on, read)
        except _Amiss as amiss:
            read.amiss[question.id] = str(amiss)
            continue
        if answer:
            read.answers[question.id] = answer
    return read


def _answer(
    block: BlockFile, question: QuestionFile, typed: Typed, on: date, read: ReadBlock
) -> Answer:
    values = _values(typed, name_of(question.id))
    match question.kind:
        case Kind.YES_NO:
            return _one_of((*YES_NO, *INSTEAD), values)
        case Kind.CHOICE:
            return _one_of((*_ids(question.choices), *INSTEAD), values)
        case Kind.CHOICES:
            return _any_of(question, values)
        case Kind.PERSONS:
            given: Answer = [*_persons(block, question, typed, on)]
        case Kind.COUNTRY | Kind.COUNTRIES:
            given = list(dict.fromkeys(_country(name) for name in values))
        case _:
            given = [_single(block, question, one, on, read) for one in values]
    return _or_instead(given, _values(typed, instead_of(question.id)))


def _values(typed: Typed, name: str) -> list[str]:
    cleaned = (_CONTROL.sub("", value).strip() for value in typed.get(name, []))
    return [value for value in cleaned if value]


def _ids(choices: Iterable[ChoiceFile]) -> tuple[str, ...]:
    return tuple(choice.id for choice in choices)


def _one_of(known: Iterable[str], values: list[str]) -> Answer:
    if not values:
        return []
    if len(values) > 1 or values[0] not in known:
        raise _Amiss(_("Choose one of the answers."))
    return [values[0]]


def _any_of(question: QuestionFile, values: list[str]) -> Answer:
    known = {*_ids(question.choices), *INSTEAD}
    if any(value not in known for value in values):
        raise _Amiss(_("Choose from the answers."))
    if len(values) > 1 and any(value in INSTEAD for value in values):
        raise _Amiss(_("Choose either answers, or why there is none."))
    return list(dict.fromkeys(values))


def _or_instead(given: Answer, instead: list[str]) -> Answer:
    if not instead:
        return given
    if given:
        raise _Amiss(_("Either write an answer, or choose why there is none."))
    return _one_of(INSTEAD, instead)


# One value


def _single(block: BlockFile, question: QuestionFile, value: str, on: date, read: ReadBlock) -> str:
    if question.kind is Kind.DATE:
        written = _date(value, on)
        if written != value:
            read.as_said[question.id] = value
        return written
    if question.kind is Kind.NUMBER:
        return _number(value)
    return _text(block, value)


def _text(block: BlockFile, value: str, *, about_others: bool = False) -> str:
    if len(value) > LONGEST:
        raise _Amiss(
            _("This is too long. Write at most {most} letters.").format(most=f"{LONGEST:,}")
        )
    reason = why_not_here(value, sensitive=block.sensitive or about_others)
    if reason:
        raise _Amiss(reason)
    return value


def _number(value: str) -> str:
    plain = unicodedata.normalize("NFKC", value)
    if not plain.isdecimal() or len(plain) > _LONGEST_NUMBER:
        raise _Amiss(_("Write a number in figures, for example 17."))
    return str(int(plain))


def _date(value: str, on: date) -> str:
    found = date_in_law(understood(value, said_on=on).date)
    if not found:
        raise _Amiss(_("Write at least the year, for example 1987, or 1987-04-15."))
    if not had_begun(found, on):
        raise _Amiss(_("This day has not come yet, or lies too far back. Check the year."))
    return found


def _country(name: str) -> str:
    found = country_called(name)
    if found is not None:
        return found
    near = nearest_country(name)
    if near:
        raise _Amiss(
            _("'{name}' is no country that is known here. Is it {near}?").format(
                name=name[:60], near=near
            )
        )
    raise _Amiss(
        _("'{name}' is no country that is known here. Choose one from the list.").format(
            name=name[:60]
        )
    )


# Lists of persons


def _persons(
    block: BlockFile, question: QuestionFile, typed: Typed, on: date
) -> Iterable[dict[str, str]]:
    for row in range(MOST_PERSONS):
        told = {}
        for one in question.fields:
            values = _values(typed, name_in_row(question.id, row, one.id))
            if values:
                told[one.id] = _field(block, one, values, on)
        if told:
            yield told


def _field(block: BlockFile, asked: FieldFile, values: list[str], on: date) -> str:
    value = values[0]
    readers: Mapping[str, Callable[[], str]] = {
        "text": lambda: _text(block, value, about_others=True),
        "number": lambda: _number(value),
        "date": lambda: _date(value, on),
        "country": lambda: _country(value),
        "yes-no": lambda: str(_one_of((*YES_NO, *INSTEAD), values)[0]),
        "choice": lambda: str(_one_of((*_ids(asked.choices), *INSTEAD), values)[0]),
    }
    return readers[asked.kind]()
