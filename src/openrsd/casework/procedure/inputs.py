"""Reading what a step brings: each input as its kind, and what is missing told in words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from openrsd.casework.procedure.facts import InputValue
from openrsd.casework.procedure.refusals import Refusal
from openrsd.casework.procedure.shapes import InputFile, Kind, Part, Privacy, TransitionFile
from openrsd.texts import gettext as _
from openrsd.texts import shown

MAX_TEXT = 100_000
MAX_ITEMS = 200
_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z_.-]{0,63}")

# What someone must write down who records what the person said or asked.
SAID_BY_THE_PERSON = InputFile.model_validate(
    shown(
        {
            "id": "said-by-person",
            "title": "What the person said, and how you know that it is them",
            "kind": "text",
            "private": "sealed",
        }
    )
)
_EXPECTED = shown(
    {
        Kind.TEXT: "Write it in words.",
        Kind.DATE: "Give a day.",
        Kind.FLAG: "Say yes or no.",
        Kind.USER: "Name a user.",
        Kind.FILE: "Add the file.",
        Kind.CHOICE: "Choose one of the answers.",
        Kind.LIST: "Write one or more lines.",
    }
)


@dataclass(frozen=True, slots=True)
class ReadInputs:
    """What a step brought, as read: `noted` steers the procedure, `sealed` belongs to the claim."""

    noted: Mapping[str, InputValue]
    sealed: Mapping[str, InputValue]
    people: tuple[tuple[Part, str], ...]


def inputs_of(transition: TransitionFile, role: str) -> tuple[InputFile, ...]:
    """What this step takes from someone acting in this role."""
    extra = (SAID_BY_THE_PERSON,) if role in transition.recorded_by else ()
    return (*transition.inputs, *extra)


def read_inputs(
    transition: TransitionFile, role: str, given: Mapping[str, Any]
) -> tuple[ReadInputs, tuple[Refusal, ...]]:
    """The inputs by how they are kept, and a refusal for each that is missing or wrong."""
    declared = inputs_of(transition, role)
    noted: dict[str, InputValue] = {}
    sealed: dict[str, InputValue] = {}
    people: list[tuple[Part, str]] = []
    refusals = [_unknown(name) for name in given if name not in {one.id for one in declared}]
    for one in declared:
        value = _value(one, given.get(one.id))
        if value is None:
            if one.required or given.get(one.id) not in (None, ""):
                refusals.append(_missing(one))
            continue
        if one.must and value is not True:
            refusals.append(_not_so(one))
        kept = sealed if one.private is Privacy.SEALED else noted
        kept[one.id] = value
        if one.part and isinstance(value, str):
            people.append((one.part, value))
    read = ReadInputs(MappingProxyType(noted), MappingProxyType(sealed), tuple(people))
    return read, tuple(refusals)


def _value(one: InputFile, given: Any) -> InputValue | None:
    """What was given as the declared kind, or nothing where it is not that."""
    match one.kind:
        case Kind.FLAG:
            return given if isinstance(given, bool) else None
        case Kind.DATE:
            return given if isinstance(given, date) and not isinstance(given, datetime) else None
        case Kind.LIST:
            return _lines(given)
        case _ if not isinstance(given, str):
            return None
        case Kind.TEXT:
            return given.strip() or None if len(given) <= MAX_TEXT else None
        case Kind.CHOICE:
            return given if given in one.choices else None
        case _:
            return given if _ID.fullmatch(given) else None


def _lines(given: Any) -> tuple[str, ...] | None:
    if not isinstance(given, (list, tuple)) or len(given) > MAX_ITEMS:
        return None
    if not all(isinstance(line, str) and len(line) <= MAX_TEXT for line in given):
        return None
    return tuple(line.strip() for line in given if line.strip()) or None


def _missing(one: InputFile) -> Refusal:
    says = _("This is missing or cannot be read: {title}.").format(title=_(one.title))
    return Refusal(f"input:{one.id}", says, _(_EXPECTED[one.kind]))


def _not_so(one: InputFile) -> Refusal:
    says = _("This must be so before the step can be made: {title}.").format(title=_(one.title))
    return Refusal(f"input:{one.id}", says, _("See to it first; then make the step."))


def _unknown(name: str) -> Refusal:
    says = _("This step takes nothing of the name '{name}'.").format(name=name[:60])
    return Refusal("input:unknown", says, _("Leave it out, or correct the name."))
