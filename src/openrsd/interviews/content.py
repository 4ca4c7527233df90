"""What a block of a record holds: who spoke, in which language, the words, and how it is marked.

Plain values, as they come from a page and as they are sealed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from openrsd.interviews.errors import NotReadable
from openrsd.texts import gettext as _
from openrsd.texts import shown

LONGEST = 20_000
# Of a checklist, which has many short answers.
LONGEST_ANSWER = 4_000
MOST_ANSWERS = 60


class Kind(StrEnum):
    """What a block is: words that were said, or a list that was gone through."""

    SAID = "said"
    OPENING = "opening"
    CLOSING = "closing"


class Speaker(StrEnum):
    """Who spoke."""

    OFFICER = "officer"
    PERSON = "person"
    INTERPRETER = "interpreter"
    COUNSEL = "counsel"
    GUARDIAN = "guardian"
    OTHER = "other"


SPEAKERS: Mapping[str, str] = MappingProxyType(
    shown(
        {
            Speaker.OFFICER: "Officer",
            Speaker.PERSON: "Person",
            Speaker.INTERPRETER: "Interpreter, for themselves",
            Speaker.COUNSEL: "Counsel",
            Speaker.GUARDIAN: "Guardian",
            Speaker.OTHER: "Somebody else",
        }
    )
)


class Mark(StrEnum):
    """What the officer notes beside words, to come back to. Nothing of it weighs a person."""

    FACT = "fact"
    INCONSISTENCY = "inconsistency"
    PUT = "put"
    CHECK = "check"
    BREAK = "break"
    DISTRESS = "distress"


MARKS: Mapping[str, str] = MappingProxyType(
    shown(
        {
            Mark.FACT: "Material fact",
            Mark.INCONSISTENCY: "Inconsistency to put",
            Mark.PUT: "Put to the person, and the answer",
            Mark.CHECK: "Country information to check",
            Mark.BREAK: "Break",
            Mark.DISTRESS: "Distress, and the care given",
        }
    )
)


@dataclass(frozen=True, slots=True)
class Said:
    """Words that were said. `about` is a topic of the plan; `puts` the numbers of the blocks whose
    inconsistency is put here.
    """

    speaker: str
    text: str
    language: str = ""
    marks: tuple[str, ...] = ()
    about: str = ""
    puts: tuple[int, ...] = ()

    def kept(self) -> dict[str, Any]:
        """As it is sealed."""
        return {
            key: list(one) if isinstance(one, tuple) else one for key, one in asdict(self).items()
        }


@dataclass(frozen=True, slots=True)
class Answered:
    """A list that was gone through: an answer to each question, empty where none was given."""

    answers: Mapping[str, str] = field(default_factory=dict)

    def kept(self) -> dict[str, Any]:
        """As it is sealed."""
        return {"answers": dict(self.answers)}


def read_said(typed: Mapping[str, Any]) -> Said:
    """What was typed into a block. NotReadable where it is no such thing."""
    speaker, text = str(typed.get("speaker", "")), _plain(str(typed.get("text", "")))
    marks = tuple(mark for mark in Mark if mark in _several(typed.get("marks")))
    if speaker not in SPEAKERS:
        raise NotReadable(_(NotReadable.sentence).format(why=_("nobody is named who spoke.")))
    if len(text) > LONGEST:
        why = _("it is longer than {most} letters. Go on in a new block.").format(most=LONGEST)
        raise NotReadable(_(NotReadable.sentence).format(why=why))
    return Said(
        speaker=speaker,
        text=text,
        language=str(typed.get("language", ""))[:35],
        marks=tuple(str(mark) for mark in marks),
        about=str(typed.get("about", ""))[:200],
        puts=read_numbers(str(typed.get("puts", ""))) if Mark.PUT in marks else (),
    )


def read_numbers(typed: str) -> tuple[int, ...]:
    """Numbers of blocks, as somebody writes them: "12, 14". NotReadable where one is none."""
    parts = [one for one in typed.replace(",", " ").replace("#", " ").split() if one]
    if not all(one.isdecimal() and len(one) < 7 for one in parts):
        why = _("name the blocks that are put by their numbers, such as 12, 14.")
        raise NotReadable(_(NotReadable.sentence).format(why=why))
    return tuple(dict.fromkeys(int(one) for one in parts))


def read_answered(typed: Mapping[str, str]) -> Answered:
    """What was filled into a list. NotReadable where it is too much."""
    if len(typed) > MOST_ANSWERS or any(len(one) > LONGEST_ANSWER for one in typed.values()):
        why = _("an answer is longer than {most} letters.").format(most=LONGEST_ANSWER)
        raise NotReadable(_(NotReadable.sentence).format(why=why))
    return Answered({key: _plain(one) for key, one in typed.items() if one.strip()})


def said_of(kept: Any) -> Said:
    """Words as they were sealed."""
    found: dict[str, Any] = kept if isinstance(kept, dict) else {}
    return Said(
        speaker=str(found.get("speaker", Speaker.OTHER)),
        text=str(found.get("text", "")),
        language=str(found.get("language", "")),
        marks=tuple(str(one) for one in found.get("marks", ())),
        about=str(found.get("about", "")),
        puts=tuple(int(one) for one in found.get("puts", ())),
    )


def answers_of(kept: Any) -> dict[str, str]:
    """The answers of a list as they were sealed."""
    found = kept.get("answers", {}) if isinstance(kept, dict) else {}
    return {str(key): str(one) for key, one in found.items()}


def _plain(text: str) -> str:
    # A browser sends line ends as two letters: what was typed is what is compared.
    return text.replace("\r\n", "\n").replace("\x00", "")


def _several(given: Any) -> Sequence[str]:
    return given if isinstance(given, list | tuple) else ()
