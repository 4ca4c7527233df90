"""What is gone through at the opening and at the closing of an interview."""

from collections.abc import Mapping
from dataclasses import dataclass

from openrsd.interviews.content import Kind
from openrsd.texts import shown

YES_NO = {"yes": "Yes", "no": "No"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of a list. Without choices it is answered in words."""

    id: str
    title: str
    choices: Mapping[str, str] | None = None
    hint: str = ""


OPENING = shown(
    (
        Asked(
            "understanding",
            "The person and the interpreter understand each other, tried both ways",
            {**YES_NO, "none": "There is no interpreter"},
            "Let the person tell something everyday through the interpreter.",
        ),
        Asked("language", "In which language and dialect"),
        Asked(
            "objection",
            "The person accepts this interpreter and this officer",
            YES_NO,
            "Another is found where the person asks for it. No reason is needed.",
        ),
        Asked(
            "rights",
            "The person knows: “I do not know” is an answer; a break, and to stop, at any time",
            YES_NO,
        ),
        Asked(
            "sound",
            "Recording of the voice",
            {"agreed": "Agreed", "refused": "Refused", "not-offered": "Not offered"},
            "Nothing follows from a refusal.",
        ),
        Asked("present", "Who else is in the room, and as what"),
        Asked("well", "How the person is today, and what was arranged for it"),
        Asked("form", "What the person corrects in the form"),
    )
)
CLOSING = shown(
    (
        Asked("added", "What the person wants to add or to correct"),
        Asked("evidence", "What evidence may still come, and by when"),
        Asked("counsel", "Remarks of counsel or guardian"),
        Asked("well", "How the person is now, and the help that was offered"),
        Asked("reached", "The way to reach the person is still safe", YES_NO),
        Asked(
            "next-steps",
            "The person was told what comes next, when, and how to reach the office",
            YES_NO,
        ),
    )
)
LISTS: Mapping[Kind, tuple[Asked, ...]] = {Kind.OPENING: OPENING, Kind.CLOSING: CLOSING}
