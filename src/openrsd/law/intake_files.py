"""The shapes of questionnaires: blocks of questions, each said in several languages.

Form only. Whether the languages are complete, the facts exist and the skip logic looks back is
checked in `openrsd.law.checks.intake`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from openrsd.law.documents import Path
from openrsd.law.reading import Day
from openrsd.law.shapes import Citation, Identifier, Shape, Text, one_or_many

LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
LanguageTag = Annotated[str, Field(pattern=LANGUAGE, max_length=35)]
# What is said to the person, by language.
Wording = Annotated[dict[LanguageTag, Text], Field(min_length=1)]

# The questionnaire that is meant where a case file names none.
GENERAL = "general"
# Answers that every question allows beside its own. Neither is ever read as a no.
UNKNOWN = "unknown"
NO_ANSWER = "no-answer"
YES_NO = ("yes", "no")
BIRTH_DATE = "birth-date"


class AskedBy(StrEnum):
    """Who puts the questions: at registration, or the officer who works on the claim."""

    DESK = "desk"
    OFFICER = "officer"


class Manner(StrEnum):
    """How answers come: asked, recorded only where the person speaks of it, or from the file."""

    ASKED = "asked"
    IF_SAID = "if-said"
    BY_STAFF = "by-staff"


class Kind(StrEnum):
    """What an answer is."""

    YES_NO = "yes-no"
    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"
    COUNTRY = "country"
    COUNTRIES = "countries"
    TEXT = "text"
    NUMBER = "number"
    PERSONS = "persons"


SEVERAL = frozenset({Kind.CHOICES, Kind.COUNTRIES, Kind.PERSONS})
WITH_CHOICES = frozenset({Kind.CHOICE, Kind.CHOICES})
# The kind of question whose answer a fact of each kind takes as it stands.
FITTING_KINDS = {
    "yes-no": Kind.YES_NO,
    "choice": Kind.CHOICE,
    "date": Kind.DATE,
    "text": Kind.TEXT,
}


_VALUE_SCHEMA: dict[str, Any] = {"type": "string", "minLength": 1}
Values = Annotated[
    list[Text],
    BeforeValidator(one_or_many),
    WithJsonSchema({"anyOf": [_VALUE_SCHEMA, {"type": "array", "items": _VALUE_SCHEMA}]}),
]


class PossibleAge(Shape):
    """True wherever the recorded date of birth does not rule it out: doubt shuts no question."""

    under: int | None = None
    at_least: int | None = Field(default=None, alias="at-least")


class AnswerCondition(Shape):
    """A condition on earlier answers. Exactly one of the forms is used.

    `question` with `is`, or with `under` and `at-least` for a number; `answered`; `age`, which
    holds wherever the recorded date of birth does not rule it out; `all`, `any`, `not`.
    """

    question: Identifier | None = None
    is_: Values | None = Field(default=None, alias="is")
    under: int | None = None
    at_least: int | None = Field(default=None, alias="at-least")
    answered: Identifier | None = None
    age: PossibleAge | None = None
    all: list["AnswerCondition"] | None = None
    any: list["AnswerCondition"] | None = None
    not_: "AnswerCondition | None" = Field(default=None, alias="not")


class ChoiceFile(Shape):
    """One answer to choose. `records` are facts that follow from choosing it."""

    id: Identifier
    label: Wording
    records: dict[Identifier, Text] = Field(default_factory=dict)


class FieldFile(Shape):
    """What is asked of each person in a list of persons."""

    id: Identifier
    label: Wording
    kind: Literal["yes-no", "choice", "date", "country", "text", "number"]
    choices: list[ChoiceFile] = Field(default_factory=list)


class QuestionFile(Shape):
    """One question. Any question may go unanswered, and silence is never a no."""

    id: Identifier
    label: Wording
    kind: Kind
    hint: dict[LanguageTag, Text] = Field(default_factory=dict)
    fact: Identifier | None = None
    choices: list[ChoiceFile] = Field(default_factory=list)
    fields: list[FieldFile] = Field(default_factory=list)
    when: AnswerCondition | None = None
    never_ask_for: list[Text] = Field(default_factory=list, alias="never-ask-for")


class BlockFile(Shape):
    """Questions that belong together, with who asks them, how, and what is said before."""

    id: Identifier
    title: Wording
    asked_by: AskedBy = Field(alias="asked-by")
    manner: Manner = Manner.ASKED
    private: bool = False
    sensitive: bool = False
    why: dict[LanguageTag, Text] = Field(default_factory=dict)
    say: dict[LanguageTag, Text] = Field(default_factory=dict)
    never_ask_for: list[Text] = Field(default_factory=list, alias="never-ask-for")
    when: AnswerCondition | None = None
    questions: list[QuestionFile] = Field(default_factory=list)


class QuestionnaireFile(Shape):
    """A questionnaire: its blocks in the order in which they are asked.

    Every language listed stands on every text; the first is shown where another is missing.
    """

    id: Identifier
    title: Wording
    edition: Text
    dated: Day
    languages: list[LanguageTag] = Field(min_length=1)
    note: str = ""
    blocks: list[Identifier] = Field(min_length=1)


class NeverCollected(Shape):
    """Something that no questionnaire collects, and why.

    `not-at-the-desk` are facts that no block of the desk may record. `never-pressed` are facts
    that only private and sensitive blocks may record, and at the desk only if the person speaks
    of them.
    """

    id: Identifier
    what: Text
    because: Text
    sources: list[Citation] = Field(min_length=1)
    not_at_the_desk: list[Identifier] = Field(default_factory=list, alias="not-at-the-desk")
    never_pressed: list[Identifier] = Field(default_factory=list, alias="never-pressed")


class IntakeLists(Shape):
    """The lists of law files from which questionnaires are made."""

    questionnaires: list[QuestionnaireFile] = Field(default_factory=list)
    intake_blocks: list[BlockFile] = Field(default_factory=list, alias="intake-blocks")
    never_collected: list[NeverCollected] = Field(default_factory=list, alias="never-collected")


class IntakeFile(IntakeLists):
    """A file of questionnaires that somebody keeps beside the law files."""

    note: str = ""


def block_wordings(block: BlockFile) -> Iterator[tuple[Path, Mapping[str, str]]]:
    """Every text of a block that is said to the person, with its place in the block."""
    yield ("title",), block.title
    if block.why:
        yield ("why",), block.why
    if block.say:
        yield ("say",), block.say
    for i, question in enumerate(block.questions):
        at: Path = ("questions", i)
        yield (*at, "label"), question.label
        if question.hint:
            yield (*at, "hint"), question.hint
        for j, choice in enumerate(question.choices):
            yield (*at, "choices", j, "label"), choice.label
        for j, field in enumerate(question.fields):
            yield (*at, "fields", j, "label"), field.label
            for k, choice in enumerate(field.choices):
                yield (*at, "fields", j, "choices", k, "label"), choice.label


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A questionnaire with its blocks found."""

    about: QuestionnaireFile
    blocks: tuple[BlockFile, ...]

    @property
    def id(self) -> str:
        """Stable id."""
        return self.about.id

    def questions(self) -> Iterator[tuple[BlockFile, QuestionFile]]:
        """Every question with its block, in the order in which they are asked."""
        for block in self.blocks:
            for question in block.questions:
                yield block, question

    def said(self, wording: Mapping[str, str], language: str) -> str:
        """The text in `language`, or in the questionnaire's first language."""
        return wording.get(language) or wording.get(self.about.languages[0], "")


def questionnaire_schema() -> dict[str, Any]:
    """The JSON Schema of a file of questionnaires, for editors."""
    schema = IntakeFile.model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "OpenRSD questionnaire"
    return schema
