"""A step between the machine and a database: as plain values, and read again from them."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from openrsd.casework.procedure.declared import Procedure
from openrsd.casework.procedure.facts import HEARD_ANOTHER, CaseFacts, InputValue, StepTaken
from openrsd.casework.procedure.machine import Allowed, left_after
from openrsd.casework.procedure.shapes import InputFile, Kind, Privacy

Plain = str | bool | list[str]


def plain_inputs(allowed: Allowed) -> dict[str, Plain]:
    """What a step brought, noted and sealed together, as JSON can hold it."""
    every = {**allowed.step.noted, **allowed.sealed}
    return {name: _plain(value) for name, value in every.items()}


def plain_noted(allowed: Allowed) -> dict[str, Plain]:
    """The operational inputs alone: none of them is a text that somebody wrote."""
    return {name: _plain(value) for name, value in allowed.step.noted.items()}


def after_recorded(
    procedure: Procedure,
    facts: CaseFacts,
    transition: str,
    now: str,
    *,
    by: str,
    role: str,
    on: date,
    inputs: Mapping[str, Any],
) -> CaseFacts:
    """The case after a step that stands in a database, from its row.

    Parts, decision and the states left are those that the procedure declares for the transition.
    Raises UnknownTransition for a step that the procedure does not know.
    """
    declared = procedure.transition(transition)
    noted: dict[str, InputValue] = {}
    people = [(declared.part, by)] if declared.part else []
    for one in declared.inputs:
        value = _read(one, inputs.get(one.id))
        if value is None or one.private is Privacy.SEALED:
            continue
        noted[one.id] = value
        if one.part and isinstance(value, str):
            people.append((one.part, value))
    if inputs.get(HEARD_ANOTHER) is True:
        noted[HEARD_ANOTHER] = True
    step = StepTaken(
        transition=transition,
        was=facts.state,
        now=now,
        by=by,
        role=role,
        on=on,
        people=tuple(people),
        noted=MappingProxyType(noted),
        decides=declared.decides,
        left=left_after(procedure, facts, declared),
    )
    return facts.after(step)


def _plain(value: InputValue) -> Plain:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _read(one: InputFile, value: Any) -> InputValue | None:
    if one.kind is Kind.DATE and isinstance(value, str):
        return date.fromisoformat(value)
    if isinstance(value, list):
        return tuple(value)
    return value if isinstance(value, (str, bool)) else None
