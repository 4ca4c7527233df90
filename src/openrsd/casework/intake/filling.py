"""What the page of a block sends: which button, how it was asked, and what stands in the fields."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from django.http import QueryDict

from openrsd.accounts.errors import NotHere
from openrsd.casework.intake.actions import Given
from openrsd.casework.intake.answers import Alone, Answers, How, Progress
from openrsd.casework.intake.questionnaire import questionnaire
from openrsd.casework.intake.reading import Typed, read_block
from openrsd.casework.intake.selectors import OpenedBlock

E = TypeVar("E", bound=StrEnum)
_LONGEST_NOTE = 200


class Button(StrEnum):
    """What the writer wants."""

    LEAVE = "leave"
    BEGIN = "begin"
    SAVE = "save"
    LATER = "later"
    NEXT = "next"


@dataclass(frozen=True)
class Filled:
    """One sending of the page. `typed` is what stood in the fields."""

    button: Button
    based_on: int
    given: Given
    typed: Typed
    asked: frozenset[str]
    amiss: dict[str, str]
    brought_more: bool

    @property
    def stays(self) -> bool:
        """Whether the same block is shown again."""
        return self.button in (Button.BEGIN, Button.SAVE)

    @property
    def goes_on(self) -> bool:
        """Whether the next block comes."""
        return self.button in (Button.NEXT, Button.LEAVE)


def filled_from(opened: OpenedBlock, sent: QueryDict) -> Filled:
    """What was sent. NotHere where it is of another block than the one that stands there now."""
    if sent.get("block") != opened.block.id:
        raise NotHere
    typed = {name: sent.getlist(name) for name in sent if name.startswith("q-")}
    button = _one_of(Button, sent.get("act", ""), Button.SAVE)
    before = opened.kept.recorded if opened.kept and opened.readable else None
    progress, how = _progress(button), _how(sent)
    if button in (Button.LEAVE, Button.BEGIN):
        # The entrance has no questions; what was recorded earlier stays.
        answers: Answers = before.answers if before else {}
        as_said = dict(before.as_said) if before else {}
        amiss: dict[str, str] = {}
        asked = _asked(opened, answers)
        more = False
    else:
        read = read_block(opened.block, opened.block.questions, typed, opened.opened.on)
        asked = _asked(opened, read.answers)
        amiss = {name: text for name, text in read.amiss.items() if name in asked}
        # What cannot be read does not undo what was recorded.
        kept = {name: before.answers[name] for name in amiss if before and name in before.answers}
        answers, as_said = {**read.answers, **kept}, read.as_said
        more = bool(asked - _asked(opened, before.answers if before else {}))
        if amiss and progress is Progress.DONE:
            progress = Progress.BEGUN
    number = sent.get("version", "")
    return Filled(
        button=button,
        based_on=int(number) if number.isdecimal() and len(number) < 10 else 0,
        given=Given(progress, how, answers, as_said),
        typed=typed,
        asked=asked,
        amiss=amiss,
        brought_more=more and button is not Button.LATER,
    )


def _asked(opened: OpenedBlock, answers: Answers) -> frozenset[str]:
    told = opened.opened.told_with(opened.block, answers)
    return frozenset(one.id for one in opened.block.questions if told.asks(one))


def _progress(button: Button) -> Progress:
    if button is Button.LEAVE:
        return Progress.LEFT
    return Progress.DONE if button is Button.NEXT else Progress.BEGUN


def _how(sent: QueryDict) -> How:
    language = sent.get("language", "")
    return How(
        language=language if language in questionnaire().about.languages else "",
        interpreter=sent.get("interpreter", "").strip()[:_LONGEST_NOTE],
        alone=_one_of(Alone, sent.get("alone", ""), Alone.NOT_SAID),
        in_room=sent.get("in_room", "").strip()[:_LONGEST_NOTE],
    )


def _one_of(known: type[E], value: str, otherwise: E) -> E:
    return next((one for one in known if one.value == value), otherwise)
