"""What an alert can say, in words and with what is to be done now."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from openrsd.law.loader import shipped_corpus
from openrsd.texts import shown


class Threat(StrEnum):
    """What is feared, or has begun."""

    HELD = "held"
    REMOVAL_NEAR = "removal-near"
    AT_BORDER = "at-border"
    TAKEN = "taken"
    SOUGHT = "sought"
    OTHER = "other"


class HowSure(StrEnum):
    """How the person who tells it knows."""

    SEEN = "seen"
    TOLD_BY_PERSON = "told-by-person"
    TOLD_BY_OTHERS = "told-by-others"
    DOCUMENT = "document"
    RUMOUR = "rumour"


class Ending(StrEnum):
    """How an alert ends."""

    AVERTED = "averted"
    RETURNED = "returned"
    UNKNOWN = "unknown"


THREATS: Mapping[str, str] = shown(
    {
        Threat.HELD: "Held by an authority",
        Threat.REMOVAL_NEAR: "Removal announced or being prepared",
        Threat.AT_BORDER: "Stopped or turned back at a border",
        Threat.TAKEN: "Taken away, on the way or gone",
        Threat.SOUGHT: "Sought by those who would send the person back",
        Threat.OTHER: "Something else",
    }
)
SURENESS: Mapping[str, str] = shown(
    {
        HowSure.SEEN: "I saw it myself",
        HowSure.TOLD_BY_PERSON: "The person told me",
        HowSure.TOLD_BY_OTHERS: "Someone else told me",
        HowSure.DOCUMENT: "A document shows it",
        HowSure.RUMOUR: "It is said; nobody has confirmed it",
    }
)
ENDINGS: Mapping[str, str] = shown(
    {
        Ending.AVERTED: "The danger is averted",
        Ending.RETURNED: "The person was sent back",
        Ending.UNKNOWN: "Nobody knows what became of the person",
    }
)
# What the law files call for, where an alert says this.
_RULES = {
    Threat.HELD: ("held",),
    Threat.REMOVAL_NEAR: ("removal-near",),
    Threat.AT_BORDER: ("removal-near", "companions-sent-back"),
    Threat.TAKEN: ("removal-near",),
    Threat.SOUGHT: ("removal-near",),
    Threat.OTHER: ("removal-near",),
}


@dataclass(frozen=True, slots=True)
class ToDo:
    """What to do now, by when and by whom (`law/corpus/triage/urgent.yaml`)."""

    do: tuple[str, ...]
    by_when: str
    by_whom: str


@cache
def to_do(threat: str) -> tuple[ToDo, ...]:
    """What is to be done at once in the face of this threat; of an unknown one, as of any other."""
    rules = {entry.item.id: entry.item for entry in shipped_corpus().triage.rules}
    asked = _RULES[Threat(threat)] if threat in set(Threat) else _RULES[Threat.OTHER]
    return tuple(
        ToDo(tuple(rules[one].do), rules[one].by_when, rules[one].by_whom) for one in asked
    )
