"""The shape of a case file. Keys may be written with hyphens or underscores."""

from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)

from openrsd.determination.outcome import Outcome
from openrsd.determination.record import CaseKind
from openrsd.determination.values import State
from openrsd.law.intake_files import GENERAL
from openrsd.law.reading import Day
from openrsd.law.shapes import CountryCode

Name = Annotated[str, Field(min_length=1, max_length=120)]
Words = Annotated[str, Field(max_length=20_000)]

_VALUES = {
    "yes": State.YES,
    "true": State.YES,
    "no": State.NO,
    "false": State.NO,
    "unresolved": State.UNRESOLVED,
    "undetermined": State.UNRESOLVED,
    "open": State.OPEN,
    "not-reached": State.NOT_REACHED,
    "not reached": State.NOT_REACHED,
}
VALUES_EXPECTED = "yes, no, unresolved, not-reached or open"


def _state(value: Any) -> State:
    if isinstance(value, State):
        return value
    if isinstance(value, str) and value.strip().lower() in _VALUES:
        return _VALUES[value.strip().lower()]
    raise ValueError(f"a finding is {VALUES_EXPECTED}")


def _many(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


def _yes_no(value: Any) -> Any:
    if isinstance(value, str) and value.strip().lower() in ("yes", "true", "no", "false"):
        return value.strip().lower() in ("yes", "true")
    raise ValueError("the answer is yes or no")


# Editors read an unquoted yes as a boolean, so the schemas allow both.
_STATE_SCHEMA: dict[str, Any] = {
    "enum": ["yes", "no", "unresolved", "undetermined", "not-reached", "open", True, False]
}
_CODE_SCHEMA: dict[str, Any] = {"type": "string", "pattern": "^[A-Z]{3}$"}
_NAME_SCHEMA: dict[str, Any] = {"type": "string", "minLength": 1}
_FACTS_SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": {"type": ["string", "boolean", "integer"]},
}


def _one_or_more(one: dict[str, Any]) -> WithJsonSchema:
    return WithJsonSchema({"anyOf": [one, {"type": "array", "items": one}]})


FindingValue = Annotated[State, BeforeValidator(_state), WithJsonSchema(_STATE_SCHEMA)]
YesNo = Annotated[
    bool, BeforeValidator(_yes_no), WithJsonSchema({"enum": ["yes", "no", True, False]})
]
Countries = Annotated[list[CountryCode], BeforeValidator(_many), _one_or_more(_CODE_SCHEMA)]
NamesOrOne = Annotated[list[Name], BeforeValidator(_many), _one_or_more(_NAME_SCHEMA)]
WordsOrOne = Annotated[list[Words], BeforeValidator(_many), _one_or_more({"type": "string"})]


class Part(BaseModel):
    """Base of the parts of a case file."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        alias_generator=lambda name: name.replace("_", "-"),
        populate_by_name=True,
    )


class FindingPart(Part):
    """A value with its scope and reasons."""

    value: FindingValue
    country: CountryCode | None = None
    harm: Name | None = None
    area: Name | None = None
    other: Name | None = None
    act: Name | None = None
    destination: CountryCode | None = None
    reasons: Words = ""
    citations: WordsOrOne = Field(default_factory=list)
    by: Name | None = None
    on: Day | None = None


class NamedFinding(FindingPart):
    """A finding in the list form, which names its element."""

    element: Name


class AnswerPart(Part):
    """Reasons for something accepted, rebutted, considered, confirmed or recorded complete."""

    id: Name | None = None
    reasons: Words = ""
    by: Name | None = None
    on: Day | None = None


class HarmPart(Part):
    """A feared harm. `stated: no` where the record names it but the person has not."""

    id: Name
    country: CountryCode | None = None
    kind: Name | None = None
    title: Words = ""
    stated: YesNo = True


class AreaPart(Part):
    """An area named as an alternative."""

    id: Name
    country: CountryCode | None = None
    title: Words = ""


class ActPart(Part):
    """An act that may lead to exclusion."""

    id: Name
    title: Words = ""


class HypothesisPart(Part):
    """One plausible reading of the person's nationality."""

    id: Name
    title: Words = ""
    nationality: Countries = Field(default_factory=list)
    former_habitual_residence: Countries = Field(default_factory=list)


class IndicatorPart(Part):
    """An indicator that a person set, opening a branch on the authority's burden."""

    id: Name
    country: CountryCode | None = None
    other: Name | None = None
    reasons: Words = ""


class RelationPart(Part):
    """How one person of the file is related to another."""

    person: Name
    relation: Literal["spouse", "partner", "child", "parent", "sibling", "dependant", "other"]
    of: Name


def _answers(value: Any) -> Any:
    """Several ways to write answers: [id, {id, reasons}], {id: reasons}, {id: {reasons, by}}."""
    if isinstance(value, list):
        return {
            str(i): item if isinstance(item, dict) else {"id": item} for i, item in enumerate(value)
        }
    if isinstance(value, dict):
        return {
            key: item if isinstance(item, dict) else {"reasons": item or ""}
            for key, item in value.items()
        }
    return value


Answers = Annotated[dict[str, AnswerPart], BeforeValidator(_answers)]


def _findings(value: Any) -> Any:
    """The mapping form, id to value, as lists of findings with their values spelled out."""
    if isinstance(value, dict):
        for key, item in value.items():
            if any(isinstance(one, dict) and "element" in one for one in _many(item)):
                raise ValueError(f"'{key}' names its element already; leave out 'element'")
        return {
            key: [
                {"element": key, **(one if isinstance(one, dict) else {"value": one})}
                for one in _many(item)
            ]
            for key, item in value.items()
        }
    if isinstance(value, list):
        return {"": value}
    return value


def _identified(value: Any) -> Any:
    """Items that may be written as their id alone."""
    return [item if isinstance(item, dict) else {"id": item} for item in _many(value)]


def _given(value: Any) -> Any:
    """The answer to one question as a list of texts, or of persons told of by their fields."""
    given = [] if value is None else _many(value)
    for one in given:
        fields = one if isinstance(one, dict) else {"": one}
        if not all(isinstance(field, str | None) for field in fields.values()):
            raise ValueError("an answer is a value, a list of values, or a list of persons")
    return given


_ANSWER_SCHEMA: dict[str, Any] = {"type": ["string", "boolean", "integer", "null"]}
_GIVEN_SCHEMA: dict[str, Any] = {
    "anyOf": [
        _ANSWER_SCHEMA,
        {"type": "object", "additionalProperties": _ANSWER_SCHEMA},
        {
            "type": "array",
            "items": {
                "anyOf": [
                    _ANSWER_SCHEMA,
                    {"type": "object", "additionalProperties": _ANSWER_SCHEMA},
                ]
            },
        },
    ]
}
Given = Annotated[
    list[str | dict[str, str | None]], BeforeValidator(_given), WithJsonSchema(_GIVEN_SCHEMA)
]


class IntakePart(Part):
    """What the person answered to a questionnaire, by the ids of its questions."""

    questionnaire: Name = GENERAL
    language: Name | None = None
    on: Day | None = None
    by: Name | None = None
    answers: dict[str, Given] = Field(default_factory=dict)


class PersonPart(Part):
    """One person: facts, claims (feared harms), findings."""

    id: Name = "person-1"
    name: Words = ""
    origin: Countries = Field(default_factory=list)
    former_habitual_residence: Countries = Field(default_factory=list)
    hypotheses: list[HypothesisPart] = Field(default_factory=list, max_length=16)
    other_countries: NamesOrOne = Field(default_factory=list)
    claims: Annotated[list[HarmPart], BeforeValidator(_identified)] = Field(default_factory=list)
    areas: Annotated[list[AreaPart], BeforeValidator(_identified)] = Field(default_factory=list)
    acts: Annotated[list[ActPart], BeforeValidator(_identified)] = Field(default_factory=list)
    destinations: Countries = Field(default_factory=list)
    facts: Annotated[dict[str, str], WithJsonSchema(_FACTS_SCHEMA)] = Field(default_factory=dict)
    intake: IntakePart | None = None
    indicators: Annotated[list[IndicatorPart], BeforeValidator(_identified)] = Field(
        default_factory=list
    )
    complete: Answers = Field(default_factory=dict)
    findings: Annotated[dict[str, list[NamedFinding]], BeforeValidator(_findings)] = Field(
        default_factory=dict
    )
    accepted_proposals: Answers = Field(default_factory=dict)
    rebutted_proposals: Answers = Field(default_factory=dict)
    considered: Answers = Field(default_factory=dict)
    confirmed_sources: Answers = Field(default_factory=dict)
    claim_finally_refused: YesNo = False
    principal: Name | None = None


class ExpectedPart(Part):
    """What a test expects of the file: an example proves itself."""

    outcome: Outcome
    instruments: dict[str, Outcome] = Field(default_factory=dict)
    because: list[Name] = Field(default_factory=list)
    open_questions: list[Name] = Field(default_factory=list)
    warnings: list[Name] = Field(default_factory=list)
    carried_by: Name | None = None
    modality: Name | None = None
    priority: int | None = None
    urgent: list[Name] = Field(default_factory=list)
    safeguards: list[Name] = Field(default_factory=list)
    specific_needs: list[Name] = Field(default_factory=list)
    nationality: list[Name] = Field(default_factory=list)
    suggested_harms: list[Name] = Field(default_factory=list)
    conduct: list[Name] = Field(default_factory=list)
    plan_topics: list[Name] = Field(default_factory=list)


class MutationPart(Part):
    """Findings changed, the outcome that then follows, and why it does."""

    findings: dict[str, Any]
    outcome: Outcome
    because: Words


class CaseFile(PersonPart):
    """A case file: one person written directly, or several under `persons`."""

    kind: CaseKind = CaseKind.CASE
    title: Words = ""
    citation: Words = ""
    summary: Words = ""
    note: Words = ""
    date: Day
    asylum: CountryCode | None = None
    authority: Literal["state", "unhcr", "joint"] = "state"
    instruments: NamesOrOne = Field(default_factory=list)
    position: dict[str, str] | str = Field(default_factory=dict)
    persons: list[PersonPart] = Field(default_factory=list, max_length=200)
    family: list[RelationPart] = Field(default_factory=list)
    expected: ExpectedPart | dict[str, ExpectedPart] | None = None
    mutations: list[MutationPart] = Field(default_factory=list)

    @model_validator(mode="after")
    def _one_form(self) -> "CaseFile":
        """Only the country is said once for all persons; anything else would go unread."""
        said = self.model_fields_set & set(PersonPart.model_fields)
        stray = sorted(said - {"origin", "former_habitual_residence"})
        if self.persons and stray:
            names = ", ".join(name.replace("_", "-") for name in stray)
            raise ValueError(f"with 'persons', these stand under a person: {names}")
        return self


# Shorthand forms that validators take in before pydantic sees them, for the published schema.
_SHORTHAND: dict[str, dict[str, Any]] = {
    "findings": {
        "anyOf": [
            {"type": "object", "additionalProperties": {"$ref": "#/$defs/FindingOrValue"}},
            {"type": "array", "items": {"$ref": "#/$defs/NamedFinding"}},
        ]
    },
    **{
        key: {"items": {"anyOf": [_NAME_SCHEMA, {"$ref": f"#/$defs/{part}"}]}, "type": "array"}
        for key, part in (
            ("claims", "HarmPart"),
            ("areas", "AreaPart"),
            ("acts", "ActPart"),
            ("indicators", "IndicatorPart"),
        )
    },
    **{
        key: {"$ref": "#/$defs/Answers"}
        for key in (
            "complete",
            "accepted-proposals",
            "rebutted-proposals",
            "considered",
            "confirmed-sources",
        )
    },
}


def case_file_schema() -> dict[str, Any]:
    """The JSON Schema of a case file, for editors. Keys are written with hyphens."""
    schema = CaseFile.model_json_schema(by_alias=True, mode="validation")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "OpenRSD case file"
    parts = schema["$defs"]
    for holder in (schema, parts["PersonPart"]):
        holder["properties"].update(_SHORTHAND)
    finding = {**FindingPart.model_json_schema(by_alias=True), "title": "Finding"}
    parts["Finding"] = finding
    parts["FindingOrValue"] = {
        "anyOf": [
            _STATE_SCHEMA,
            {"$ref": "#/$defs/Finding"},
            {"type": "array", "items": {"$ref": "#/$defs/Finding"}},
        ]
    }
    answer = {"anyOf": [{"type": ["string", "null"]}, {"$ref": "#/$defs/AnswerPart"}]}
    parts["Answers"] = {
        "anyOf": [
            {"type": "array", "items": answer},
            {"type": "object", "additionalProperties": answer},
        ]
    }
    return schema
