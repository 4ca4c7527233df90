"""What the pages of the first conversations show."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from openrsd.casework.intake import selectors
from openrsd.casework.intake.answers import Alone, Answers, How, Progress, Recorded
from openrsd.casework.intake.filling import Filled
from openrsd.casework.intake.opening import Opened
from openrsd.casework.intake.policies import is_of_conduct
from openrsd.casework.intake.questionnaire import languages, staff_language, words
from openrsd.casework.intake.registered import answers_of_registration, registered_in_words
from openrsd.casework.intake.shown import questions_of, typed_from
from openrsd.casework.models import IntakeAnswers
from openrsd.law.intake_files import AskedBy, BlockFile, Kind, Manner
from openrsd.registration.domain.countries_and_languages import country_names
from openrsd.registration.models import Block
from openrsd.texts import current_language, shown
from openrsd.texts import gettext as _

_STATES = shown(
    {
        Progress.LEFT: "Left for a private interview",
        Progress.BEGUN: "Begun",
        Progress.DONE: "Done",
    }
)
_TONES = {Progress.LEFT: "calm", Progress.BEGUN: "care", Progress.DONE: "good"}
_ALONE = shown(
    {
        Alone.ALONE: "Alone with me, and the interpreter if there is one",
        Alone.CHOSEN: "With somebody whom the person wants here",
        Alone.OTHERS: "Others are in the room",
    }
)


@dataclass(frozen=True, slots=True)
class Task:
    """A block in the list of what is to be done."""

    title: str
    address: str
    says: str
    state: str
    tone: str


@dataclass(frozen=True, slots=True)
class Amiss:
    """One thing that is amiss, and where it is mended."""

    text: str
    place: str


def overview(opened: Opened) -> dict[str, Any]:
    """The list of blocks, and what the answers call for."""
    tasks = [(one, _task(opened, place, one)) for place, one in selectors.blocks_for(opened)]
    results = opened.results()
    known = opened.recorded.content(Block.NEEDS).get("codes", [])
    return {
        "opened": opened,
        "desk_tasks": [task for one, task in tasks if one.asked_by is AskedBy.DESK],
        "officer_tasks": [task for one, task in tasks if one.asked_by is AskedBy.OFFICER],
        "results": results,
        "needs": [one for one in results["specific_needs"] if one["code"] not in known],
        "nothing_urgent": not results["urgent"],
    }


def block(found: selectors.OpenedBlock, filled: Filled | None, refused: str) -> dict[str, Any]:
    """One block, as it is kept or as it was just sent."""
    one, opened = found.block, found.opened
    kept = found.kept.recorded if found.kept and found.readable else None
    how = _how(found, filled)
    typed = filled.typed if filled else typed_from(one, _standing(found))
    asked = filled.asked if filled else _asked(found)
    language = how.language or staff_language()
    amiss = filled.amiss if filled else {}
    questions = questions_of(
        one,
        language,
        typed,
        asked,
        amiss=amiss,
        as_said=kept.as_said if kept else {},
        registered=registered_in_words(opened.recorded),
    )
    return {
        "found": found,
        "opened": opened,
        "title": words(one.title, language),
        "why": words(one.why, language),
        "say": words(one.say, language),
        "never": [_(text) for text in one.never_ask_for],
        "is_entrance": found.readable and has_entrance(one) and not _is_open(found),
        "is_heard_only": one.manner is Manner.IF_SAID,
        "is_by_staff": one.manner is Manner.BY_STAFF,
        "who_may_see": who_may_see(one),
        "questions": questions,
        "how": how,
        "language": language,
        "languages": languages(),
        "alone": [(value.value, _(text)) for value, text in _ALONE.items()],
        "countries": _countries(one),
        "errors": _errors(questions, refused),
        "saved_now": _saved_now(found, filled) if refused else [],
        "place_after": place_after(found),
    }


def has_entrance(one: BlockFile) -> bool:
    """Whether a block opens only after the writer said that the person is alone, or spoke of it."""
    return one.manner is Manner.IF_SAID or (one.sensitive and one.asked_by is AskedBy.DESK)


def who_may_see(one: BlockFile) -> str:
    """Who reads what is written in a block."""
    if is_of_conduct(one):
        return _(
            "What is written here is seen by the supervisor. You see it again only if you wrote it."
        )
    if one.asked_by is AskedBy.OFFICER:
        return _("What is written here is seen only by those who work on the claim.")
    if one.sensitive:
        return _(
            "What is written here is seen only by you and by those who work on the claim."
            " At the desk only what has to be done is shown, without the reason."
        )
    return _("What is written here is seen at the desk and by those who work on the claim.")


def place_after(found: selectors.OpenedBlock) -> int | None:
    """The next block that this reader may ask of this person."""
    told = found.opened.told
    return next(
        (
            place
            for place, one in selectors.blocks_for(found.opened)
            if place > found.place and told.asks(one)
        ),
        None,
    )


def answer_to_script(saved: IntakeAnswers, filled: Filled) -> dict[str, Any]:
    """What the script on the page is told: what was saved when, and which questions follow."""
    at = timezone.localtime(saved.saved_at)
    return {
        "version": saved.saves,
        "said": _("Saved at {time}.").format(time=f"{at:%H:%M:%S}"),
        "asked": sorted(filled.asked),
        "amiss": filled.amiss,
    }


def plan(found: selectors.ClaimPlan) -> dict[str, Any]:
    """The interview plan with the topics under their phases."""
    return {"found": found, "plan": found.plan, "results": found.results}


@dataclass(frozen=True, slots=True)
class SaidBlock:
    """A block as it was answered, to be read."""

    title: str
    says: str
    how: How
    lines: tuple[tuple[str, str], ...]


def said(found: selectors.WhatWasSaid) -> dict[str, Any]:
    """What was said, in the words of the reader."""
    blocks = [_said_block(one, kept.recorded) for one, kept in found.blocks]
    return {"found": found, "blocks": blocks}


def _said_block(one: BlockFile, kept: Recorded) -> SaidBlock:
    language = staff_language()
    asked = frozenset(kept.answers)
    typed = typed_from(one, kept.answers)
    questions = questions_of(
        one, language, typed, asked, amiss={}, as_said=kept.as_said, registered={}
    )
    lines = tuple((q.words.staff, text) for q in questions if q.asked and (text := q.in_words))
    return SaidBlock(words(one.title, language).staff, _(_STATES[kept.progress]), kept.how, lines)


def _task(opened: Opened, place: int, one: BlockFile) -> Task:
    title = words(one.title, staff_language()).staff
    if not opened.told.asks(one):
        return Task(title, "", "", _("Not asked here"), "quiet")
    address = reverse("casework:intake-block", args=[opened.person.id, place])
    kept = opened.kept.get(one.id)
    if kept is None:
        return Task(title, address, _manner(one), _("Not asked yet"), "quiet")
    if not opened.may_read(one):
        return Task(title, "", "", _("Left to those who work on the claim"), "calm")
    progress = kept.recorded.progress
    return Task(title, address, _manner(one), _(_STATES[progress]), _TONES[progress])


def _manner(one: BlockFile) -> str:
    if one.manner is Manner.IF_SAID:
        return _("Recorded only if the person speaks of it.")
    if one.manner is Manner.BY_STAFF:
        return _("Recorded by staff, without asking.")
    return _("Asked alone.") if one.private else ""


def _standing(found: selectors.OpenedBlock) -> Answers:
    """What stands in the fields at first: what is kept, else what registration has."""
    kept = found.kept.recorded.answers if found.kept and found.readable else {}
    return {**answers_of_registration(found.opened.recorded), **kept}


def _is_open(found: selectors.OpenedBlock) -> bool:
    return found.kept is not None and found.kept.recorded.progress is not Progress.LEFT


def _asked(found: selectors.OpenedBlock) -> frozenset[str]:
    told = found.opened.told
    return frozenset(one.id for one in found.block.questions if told.asks(one))


def _how(found: selectors.OpenedBlock, filled: Filled | None) -> How:
    if filled:
        return filled.given.how
    if found.kept and found.readable and _is_open(found):
        return found.kept.recorded.how
    return selectors.how_asked_last(found.opened)


def _saved_now(found: selectors.OpenedBlock, filled: Filled | None) -> list[tuple[str, str]]:
    """What another hand saved meanwhile, to be compared with what was typed."""
    if filled is None or found.kept is None or found.version == filled.based_on:
        return []
    if not found.readable:
        return []
    saved = typed_from(found.block, found.kept.recorded.answers)
    read = questions_of(
        found.block, staff_language(), saved, frozenset(), amiss={}, as_said={}, registered={}
    )
    return [(one.words.staff, text) for one in read if (text := one.in_words)]


def _countries(one: BlockFile) -> list[str]:
    """The names to choose from while typing, where a country is asked for."""
    if not any(question.kind in (Kind.COUNTRY, Kind.COUNTRIES) for question in one.questions):
        return []
    return list(country_names(current_language()).values())


def _errors(questions: list[Any], refused: str) -> list[Amiss]:
    general = [Amiss(refused, "")] if refused else []
    return general + [
        Amiss(f"{one.words.staff}: {one.amiss}", f"{one.name}-place")
        for one in questions
        if one.amiss
    ]
