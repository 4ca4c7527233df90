"""The shapes of triage: what the first answers call for, always with a reason and a source.

Every rule only proposes. Needs and safeguards stand apart from the claim; indicators of conduct
stand apart from everything, for the supervisor.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from openrsd.law.shapes import Citation, FactCondition, Identifier, Shape, Text

NeedCode = Annotated[str, Field(pattern=r"^[A-Z]{2}(-[A-Z]{2})?$")]


class TriageKind(StrEnum):
    """For what a rule speaks, in the order in which it is shown."""

    URGENT = "urgent"
    SAFEGUARD = "safeguard"
    CHILD = "child"
    ARRANGEMENT = "arrangement"
    NATIONALITY = "nationality"
    EXCLUSION = "exclusion"


class Arising(StrEnum):
    """What of a record, other than a fact, calls for a rule."""

    SEVERAL_HYPOTHESES = "several-hypotheses"
    NATIONALITIES_DOUBTED = "nationalities-doubted"
    NATIONALITY_CLAIMED_ELSEWHERE = "nationality-claimed-elsewhere"
    FEARED_COUNTRY_UNLISTED = "feared-country-unlisted"
    NATIONALITY_ALLEGED = "nationality-alleged"
    GUIDANCE_ASKS = "guidance-asks"
    CONDUCT_INDICATOR = "conduct-indicator"
    GUIDANCE_INDICATOR = "guidance-indicator"
    AGE_UNCERTAIN = "age-uncertain"
    GROUP_DECLARATION = "group-declaration"
    ANSWER_AGAINST = "answer-against"
    SPEECH_NAMED = "speech-named"
    INTERPRETER_NOT_UNDERSTOOD = "interpreter-not-understood"
    INTERPRETER_NOT_WANTED = "interpreter-not-wanted"


class DeskWording(Shape):
    """What the desk reads where a rule rests on a fact that the desk may not see."""

    title: Text
    do: list[Text] = Field(min_length=1)


class TriageRule(Shape):
    """An urgent need, a safeguard, an arrangement, a question or an indicator, and what it calls
    for. Exactly one of `when` (facts) and `arises` (something else on the record)."""

    id: Identifier
    kind: TriageKind
    title: Text
    when: FactCondition | None = None
    arises: Arising | None = None
    do: list[Text] = Field(min_length=1)
    by_when: Text = Field(alias="by-when")
    by_whom: Text = Field(alias="by-whom")
    arrange: list[Text] = Field(default_factory=list)
    desk: DeskWording | None = None
    sources: list[Citation] = Field(min_length=1)
    note: str = ""


class SpecificNeedFile(Shape):
    """One code, and the facts on which it is proposed. `need-to-know` codes stay off the desk."""

    code: NeedCode
    title: Text
    when: FactCondition | None = None
    need_to_know: bool = Field(default=False, alias="need-to-know")
    note: str = ""


class SpecificNeedsFile(Shape):
    """A published list of specific-needs codes."""

    id: Identifier
    title: Text
    edition: Text
    sources: list[Citation] = Field(min_length=1)
    note: str = ""
    codes: list[SpecificNeedFile] = Field(min_length=1)


class ModalityFile(Shape):
    """A way of handling a case: what it changes, and what it is never used for."""

    id: Identifier
    title: Text
    changes: Text
    used: Text
    never: list[Text] = Field(min_length=1)
    recognises_only: bool = Field(default=False, alias="recognises-only")
    sources: list[Citation] = Field(min_length=1)


class ModalityRule(Shape):
    """Proposes a modality, or keeps a case from some. Without a condition it always holds.

    `supervisor-only` reasons speak of conduct, which nobody else sees.
    """

    id: Identifier
    proposes: Identifier | None = None
    keeps_from: list[Identifier] = Field(default_factory=list, alias="keeps-from")
    when: FactCondition | None = None
    arises: Arising | None = None
    because: Text
    supervisor_only: bool = Field(default=False, alias="supervisor-only")
    sources: list[Citation] = Field(min_length=1)


class PriorityFile(Shape):
    """A level of the queue, by protection need only; level 1 comes first."""

    level: Annotated[int, Field(ge=1, le=9)]
    title: Text
    when: FactCondition | None = None
    sources: list[Citation] = Field(min_length=1)


class HarmSuggestionFile(Shape):
    """A feared harm that the facts suggest for the record. A person records it, or does not.

    `element` is the sur-place element to which it belongs, where the risk arose after departure.
    `only-if-none` is for a fear that any recorded harm may already be.
    """

    id: Identifier
    when: FactCondition
    kind: Identifier
    because: Text
    element: Identifier | None = None
    only_if_none: bool = Field(default=False, alias="only-if-none")
    sources: list[Citation] = Field(min_length=1)


class TriageLists(Shape):
    """The lists of a law file that triage reads."""

    triage: list[TriageRule] = Field(default_factory=list)
    specific_needs: list[SpecificNeedsFile] = Field(default_factory=list, alias="specific-needs")
    modalities: list[ModalityFile] = Field(default_factory=list)
    modality_rules: list[ModalityRule] = Field(default_factory=list, alias="modality-rules")
    priorities: list[PriorityFile] = Field(default_factory=list)
    harm_suggestions: list[HarmSuggestionFile] = Field(
        default_factory=list, alias="harm-suggestions"
    )


@dataclass(frozen=True)
class TriageLaw:
    """What triage reads, as it stands. Rules keep the order of the files."""

    rules: tuple[TriageRule, ...] = ()
    needs: tuple[SpecificNeedsFile, ...] = ()
    modalities: tuple[ModalityFile, ...] = ()
    modality_rules: tuple[ModalityRule, ...] = ()
    priorities: tuple[PriorityFile, ...] = ()
    suggestions: tuple[HarmSuggestionFile, ...] = ()


# Kinds that the desk sees. A rule of theirs on a sensitive fact needs its wording for the desk.
DESK_KINDS = frozenset(
    {TriageKind.URGENT, TriageKind.SAFEGUARD, TriageKind.CHILD, TriageKind.ARRANGEMENT}
)
