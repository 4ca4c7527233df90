"""The shapes of the law files: what a lawyer may write, and what each key means.

The same classes check the files on load and publish the JSON Schema for editors. They describe
form only; whether references exist, scopes nest and dates leave each other room is checked in
`openrsd.law.checks` once all files are read.
"""

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field, WithJsonSchema

from openrsd.law.guidance_files import GuidanceFile
from openrsd.law.intake_files import IntakeLists
from openrsd.law.plan_files import PlanLists
from openrsd.law.shapes import (
    ALWAYS,
    IDENTIFIER,
    Citation,
    CountryCode,
    FactCondition,
    Identifier,
    OneOrMany,
    Period,
    Shape,
    Text,
)
from openrsd.law.treaty_files import BindingNoteFile, TreatyFile
from openrsd.law.triage_files import TriageLists


class Scope(StrEnum):
    """What an element is asked of (semantics.md §1)."""

    PERSON = "person"
    COUNTRY = "country"
    HARM = "harm"
    AREA = "area"
    AREA_HARM = "area-harm"
    OTHER = "other"
    ACT = "act"
    DESTINATION = "destination"


class Burden(StrEnum):
    """Who must show it, and so for whom an unresolved answer counts."""

    SHARED = "shared"
    APPLICANT = "applicant"
    AUTHORITY = "authority"


class Stage(StrEnum):
    """Order of analysis (law.md §0.5)."""

    IDENTITY = "identity"
    PATH_1D = "path-1d"
    FACTS = "facts"
    INCLUSION = "inclusion"
    ALTERNATIVE = "alternative"
    EXCLUSION = "exclusion"
    OTHER_DEFINITIONS = "other-definitions"
    COMPLEMENTARY = "complementary"
    REMOVAL = "removal"
    REVIEW = "review"
    BESIDE = "beside"


def _expression_schema() -> dict[str, Any]:
    many = {"type": "array", "items": {"$ref": "#/$defs/Expression"}, "minItems": 1}
    one = {"$ref": "#/$defs/Expression"}

    def keys(required: list[str], **properties: Any) -> dict[str, Any]:
        return {
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": False,
        }

    variable = {"enum": ["country", "harm", "area", "other", "act", "destination"]}
    return {
        "description": "How children combine: an element id, or one of the operators.",
        "anyOf": [
            {"type": "string", "pattern": IDENTIFIER},
            keys(["all"], all=many),
            keys(["any"], any=many),
            keys(["not"], **{"not": one}),
            keys(["unless"], unless={**many, "minItems": 2, "maxItems": 2}),
            keys(["some", "of"], some=variable, of=one, being=variable),
            keys(["every", "of"], every=variable, of=one),
            keys(["read", "as", "of"], read=variable, **{"as": variable}, of=one),
            keys(["indicator"], indicator={"type": "string", "pattern": IDENTIFIER}),
            keys(["as-found"], **{"as-found": one}),
        ],
    }


EXPRESSION_SCHEMA = _expression_schema()
# Parsed into `openrsd.law.expressions` by the loader, which knows the place of every part.
RawExpression = Annotated[Any, WithJsonSchema({"$comment": "expression"})]


class Work(Shape):
    """A treaty, handbook, guideline, judgment or report that elements cite."""

    id: Identifier
    short: Text
    title: Text
    body: Text
    kind: Literal[
        "treaty", "statute", "soft-law", "judgment", "decision", "report", "book", "press"
    ]
    dated: str = ""
    symbol: str = ""
    note: str = ""


class Derivation(Shape):
    """A value that follows from recorded facts. Never a `no` on inclusion or on a removal bar."""

    when: FactCondition
    gives: Literal["yes", "not-applicable"]
    because: Text


class ElementFile(Shape):
    """One element of the law: a question, its sources, and how its parts combine."""

    id: Identifier
    title: Text
    question: Text
    scope: Scope
    stage: Stage
    sources: list[Citation] = Field(min_length=1)
    burden: Burden = Burden.SHARED
    standard: Identifier | None = None
    in_force: Period = Field(default=ALWAYS, alias="in-force")
    position: dict[Identifier, Identifier] = Field(default_factory=dict)
    combine: RawExpression = None
    opens: RawExpression = None
    derived: list[Derivation] = Field(default_factory=list)
    explore: list[Text] = Field(default_factory=list)
    undetermined: str = ""
    errors: list[Text] = Field(default_factory=list)
    notes: list[Text] = Field(default_factory=list)
    ground: bool = False


class Application(Shape):
    """Where an instrument applies. Exactly one of the keys, or `everywhere`."""

    everywhere: bool = False
    asylum: list[CountryCode] | None = None
    parties_to: Identifier | None = Field(default=None, alias="parties-to")
    authority: Literal["unhcr"] | None = None


class Roots(Shape):
    """The roots of an instrument (semantics.md §3).

    `inclusion` and `bars` are asked per country of reference, the rest of the person; `removal`
    is asked per destination, `status` of the person.
    """

    instead: RawExpression = None
    preconditions: RawExpression = None
    inclusion: RawExpression = None
    bars: list[Identifier] = Field(default_factory=list)
    exclusion: RawExpression = None
    removal: RawExpression = None
    status: RawExpression = None


class InstrumentKind(StrEnum):
    """What an instrument's result means for the person, in the order in which they are shown."""

    REFUGEE_DEFINITION = "refugee-definition"
    POSITIVE_ONLY = "positive-only"
    COMPLEMENTARY = "complementary"
    DERIVATIVE = "derivative"
    REMOVAL = "removal"
    REVIEW = "review"
    PROVISION = "provision"


class InstrumentFile(Shape):
    """A legal instrument: where it applies, and its roots among the elements."""

    id: Identifier
    title: Text
    summary: Text
    kind: InstrumentKind
    sources: list[Citation] = Field(min_length=1)
    applies: Application
    in_force: Period = Field(default=ALWAYS, alias="in-force")
    roots: Roots = Roots()
    beside: list[Identifier] = Field(default_factory=list)
    notes: list[Text] = Field(default_factory=list)


class OptionFile(Shape):
    """One answer that a jurisdiction, a court or UNHCR gives to an open question of law."""

    id: Identifier
    title: Text
    held_by: Text = Field(alias="held-by")
    sources: list[Citation] = Field(min_length=1)
    effect: Text
    in_force: Period = Field(default=ALWAYS, alias="in-force")
    exclusion_first: bool = Field(default=False, alias="exclusion-first")


class PositionFile(Shape):
    """A question on which jurisdictions differ, and the answers to choose from."""

    id: Identifier
    question: Text
    default: Identifier
    options: list[OptionFile] = Field(min_length=2)


class StandardFile(Shape):
    """A standard of proof (law.md §0.2)."""

    id: Identifier
    title: Text
    meaning: Text
    used_for: Text = Field(alias="used-for")
    sources: list[Citation] = Field(min_length=1)


class FactFile(Shape):
    """A fact that a case may record. `computed` facts are filled by the system itself."""

    id: Identifier
    title: Text
    kind: Literal["yes-no", "date", "choice", "text"]
    choices: list[Identifier] = Field(default_factory=list)
    computed: bool = False
    sensitive: bool = False


class IndicatorFile(Shape):
    """A mark, set by a person, that opens a branch on the authority's burden."""

    id: Identifier
    title: Text
    scope: Scope
    when: FactCondition | None = None
    note: str = ""


class HarmKindFile(Shape):
    """A kind of feared harm, so that guidance finds the harm it speaks of."""

    id: Identifier
    title: Text


class WarningCondition(Shape):
    """An element's value, as shown in the trace."""

    element: Identifier
    is_: OneOrMany = Field(alias="is")


class WarningFile(Shape):
    """A common error or contradiction, shown where its conditions hold for one scope."""

    id: Identifier
    each: Scope = Scope.PERSON
    when: list[WarningCondition] = Field(default_factory=list)
    text: Text
    sources: list[Citation] = Field(min_length=1)


class LawFile(TriageLists, PlanLists, IntakeLists):
    """A law file: any of these lists. Which file holds what is for the reader's convenience."""

    note: str = ""
    edition: str = ""
    works: list[Work] = Field(default_factory=list)
    standards: list[StandardFile] = Field(default_factory=list)
    facts: list[FactFile] = Field(default_factory=list)
    indicators: list[IndicatorFile] = Field(default_factory=list)
    harm_kinds: list[HarmKindFile] = Field(default_factory=list, alias="harm-kinds")
    positions: list[PositionFile] = Field(default_factory=list)
    elements: list[ElementFile] = Field(default_factory=list)
    instruments: list[InstrumentFile] = Field(default_factory=list)
    warnings: list[WarningFile] = Field(default_factory=list)
    treaties: list[TreatyFile] = Field(default_factory=list)
    binding_notes: list[BindingNoteFile] = Field(default_factory=list, alias="binding-notes")
    guidance: list[GuidanceFile] = Field(default_factory=list)


def law_file_schema() -> dict[str, Any]:
    """The JSON Schema of a law file, for editors."""
    schema = LawFile.model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "OpenRSD law file"
    _point_to_expression(schema)
    schema["$defs"]["Expression"] = EXPRESSION_SCHEMA
    _take_numbers_as_text(schema)
    return schema


def _take_numbers_as_text(node: Any) -> None:
    """Everything written is text to the reader; editors call an unquoted year a number."""
    if isinstance(node, dict) and node.get("type") == "string" and "pattern" not in node:
        node["type"] = ["string", "number"]
    for child in node.values() if isinstance(node, dict) else node:
        if isinstance(child, (dict, list)):
            _take_numbers_as_text(child)


def _point_to_expression(node: Any) -> None:
    """Turn the marks that RawExpression leaves into references, which pydantic cannot make."""
    children = node.values() if isinstance(node, dict) else node
    for child in list(children):
        if isinstance(child, dict) and child.pop("$comment", None) == "expression":
            child["$ref"] = "#/$defs/Expression"
        elif isinstance(child, (dict, list)):
            _point_to_expression(child)
