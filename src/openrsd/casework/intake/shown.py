"""A block as it stands on the page: every question in two languages, with what was typed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from openrsd.casework.intake.answers import Answers
from openrsd.casework.intake.questionnaire import Words, words
from openrsd.casework.intake.reading import (
    INSTEAD,
    MOST_PERSONS,
    Typed,
    instead_of,
    name_in_row,
    name_of,
)
from openrsd.law.countries import country_name, is_country
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
from openrsd.texts import current_language, shown
from openrsd.texts import gettext as _

# What the person points at on the screen, in the languages that ship; others read the staff's.
_YES_NO = shown({"yes": "Yes", "no": "No"})
_INSTEAD = shown({UNKNOWN: "Does not know", NO_ANSWER: "Would rather not say"})
_SAID = {
    "yes": {"ko": "예", "zh-Hans": "是"},
    "no": {"ko": "아니오", "zh-Hans": "否"},
    UNKNOWN: {"ko": "모르겠다", "zh-Hans": "不知道"},
    NO_ANSWER: {"ko": "말하고 싶지 않다", "zh-Hans": "不想说"},
}
_SPARE_COUNTRIES, _SPARE_PERSONS = 2, 1
_BY_CHOOSING = (Kind.YES_NO, Kind.CHOICE, Kind.CHOICES)


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose."""

    value: str
    words: Words
    chosen: bool
    # Stands apart: it says why there is no answer.
    is_instead: bool = False


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field about one person of a list."""

    name: str
    words: Words
    kind: str
    value: str
    options: tuple[Option, ...]

    @property
    def in_words(self) -> str:
        """What is told, in the reader's words."""
        return next((one.words.staff for one in self.options if one.chosen), self.value)


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question with its fields."""

    id: str
    name: str
    instead: str
    kind: str
    words: Words
    hint: Words
    never: tuple[str, ...]
    asked: bool
    values: tuple[str, ...]
    options: tuple[Option, ...]
    instead_options: tuple[Option, ...]
    rows: tuple[tuple[ShownField, ...], ...]
    as_said: str
    registered: str
    amiss: str

    @property
    def in_words(self) -> str:
        """What is answered, in the reader's words; nothing where it is not answered."""
        options = (*self.options, *self.instead_options)
        chosen = [one.words.staff for one in options if one.chosen]
        typed = [] if self.options else [value for value in self.values if value]
        rows = [", ".join(filter(None, (part.in_words for part in row))) for row in self.rows]
        return "; ".join(dict.fromkeys(one for one in (*chosen, *typed, *rows) if one))


def typed_from(block: BlockFile, answers: Answers) -> dict[str, list[str]]:
    """What stands in the fields where this was answered."""
    typed: dict[str, list[str]] = {}
    for question in block.questions:
        answer = answers.get(question.id, [])
        if question.kind not in _BY_CHOOSING and answer and answer[0] in INSTEAD:
            typed[instead_of(question.id)] = [str(answer[0])]
            continue
        for row, one in enumerate(answer):
            if isinstance(one, dict):
                for part, value in one.items():
                    typed[name_in_row(question.id, row, part)] = [value]
            else:
                typed.setdefault(name_of(question.id), []).append(_as_typed(one, question))
    return typed


def questions_of(
    block: BlockFile,
    language: str,
    typed: Typed,
    asked: Collection[str],
    *,
    amiss: Mapping[str, str],
    as_said: Mapping[str, str],
    registered: Mapping[str, str],
) -> list[ShownQuestion]:
    """Every question of a block. Those that are not `asked` stand there hidden."""
    return [
        ShownQuestion(
            id=question.id,
            name=name_of(question.id),
            instead=instead_of(question.id),
            kind=question.kind.value,
            words=words(question.label, language),
            hint=words(question.hint, language),
            never=tuple(_(text) for text in question.never_ask_for),
            asked=question.id in asked,
            values=_values(question, typed),
            options=_options(question, typed.get(name_of(question.id), []), language),
            instead_options=_instead(typed.get(instead_of(question.id), []), language),
            rows=_rows(question, typed, language),
            as_said=as_said.get(question.id, ""),
            registered=registered.get(question.id, ""),
            amiss=amiss.get(question.id, ""),
        )
        for question in block.questions
    ]


def _as_typed(value: str, question: QuestionFile) -> str:
    if question.kind in (Kind.COUNTRY, Kind.COUNTRIES) and is_country(value):
        return country_name(value, current_language())
    return value


def _values(question: QuestionFile, typed: Typed) -> tuple[str, ...]:
    """What stands in its fields, with room for more where there may be several."""
    given = tuple(typed.get(name_of(question.id), []))
    if question.kind is Kind.COUNTRIES:
        return (*(one for one in given if one), *[""] * _SPARE_COUNTRIES)
    return given or ("",)


def _options(question: QuestionFile, chosen: list[str], language: str) -> tuple[Option, ...]:
    if question.kind not in _BY_CHOOSING:
        return ()
    if question.kind is Kind.YES_NO:
        own = tuple(_option(value, _YES_NO[value], chosen, language) for value in YES_NO)
    else:
        own = _choices(question.choices, chosen, language)
    return (*own, *_instead(chosen, language))


def _choices(choices: list[ChoiceFile], chosen: list[str], language: str) -> tuple[Option, ...]:
    return tuple(
        Option(choice.id, words(choice.label, language), choice.id in chosen) for choice in choices
    )


def _instead(chosen: list[str], language: str) -> tuple[Option, ...]:
    return tuple(
        _option(value, text, chosen, language, is_instead=True) for value, text in _INSTEAD.items()
    )


def _option(
    value: str, text: str, chosen: list[str], language: str, *, is_instead: bool = False
) -> Option:
    said = _SAID[value].get(language, "")
    staff = _(text)
    spoken = Words(staff, "" if said == staff else said, language)
    return Option(value, spoken, value in chosen, is_instead)


def _rows(
    question: QuestionFile, typed: Typed, language: str
) -> tuple[tuple[ShownField, ...], ...]:
    if question.kind is not Kind.PERSONS:
        return ()
    start = f"{name_of(question.id)}-"
    numbers = [name[len(start) :].split("-", 1)[0] for name in typed if name.startswith(start)]
    filled = 1 + max((int(one) for one in numbers if one.isdecimal()), default=-1)
    return tuple(
        tuple(_field(question, row, one, typed, language) for one in question.fields)
        for row in range(min(filled + _SPARE_PERSONS, MOST_PERSONS))
    )


def _field(
    question: QuestionFile, row: int, asked: FieldFile, typed: Typed, language: str
) -> ShownField:
    name = name_in_row(question.id, row, asked.id)
    value = (typed.get(name) or [""])[0]
    options = _choices(asked.choices, [value], language)
    if asked.kind == "yes-no":
        options = tuple(_option(one, _YES_NO[one], [value], language) for one in YES_NO)
    return ShownField(name, words(asked.label, language), asked.kind, value, options)
