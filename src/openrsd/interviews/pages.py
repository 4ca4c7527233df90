"""What the pages of an interview show."""

from typing import Any
from uuid import UUID, uuid4

from babel import Locale, UnknownLocaleError
from django.urls import reverse
from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.models import User
from openrsd.interviews import policies, selectors
from openrsd.interviews.content import MARKS, SPEAKERS, Said, Speaker
from openrsd.interviews.covering import plan_beside
from openrsd.interviews.hints import hints_for
from openrsd.interviews.models import Interview
from openrsd.interviews.readiness import (
    FULL,
    PUT,
    READ,
    SIGNATURE,
    TOLD,
    brought_by,
    not_put,
    not_put_in,
    said_in,
)
from openrsd.interviews.recording import Saved
from openrsd.registration.models import Block
from openrsd.registration.selectors import called
from openrsd.texts import current_language
from openrsd.texts import gettext as _

# How many of the last blocks stand open to be written in; the others open one by one.
AT_HAND = 6


def speakers() -> list[tuple[str, str]]:
    """Who can be named as having spoken."""
    return [(key, _(text)) for key, text in SPEAKERS.items()]


def marks() -> list[tuple[str, str]]:
    """What can be noted beside words."""
    return [(key, _(text)) for key, text in MARKS.items()]


def languages_of(interview: Interview) -> list[tuple[str, str]]:
    """The languages of the person, the one to be heard in first, and the reader's own."""
    person = interview.claim.person
    spoken = called([person])[person.id].content(Block.LANGUAGES).get("languages", [])
    tags = [str(one["language"]) for one in spoken if one.get("language")]
    return [(tag, _language(tag)) for tag in dict.fromkeys((*tags, current_language()))]


def workspace(
    actor: Actor, held: Interview, *, before: int | None, edit: int | None
) -> dict[str, Any]:
    """The record as it is being written, with the plan beside it."""
    part = selectors.part_of(actor, held, before=before)
    said = said_in(held)
    last = part.blocks[-AT_HAND:] if before is None else ()
    at_hand = {one.number for one in last} | {edit}
    languages = languages_of(held)
    spoke = part.blocks[-1].said.speaker if part.blocks else Speaker.PERSON
    return {
        "interview": held,
        "part": part,
        "at_hand": {one.id for one in part.blocks if _opens(one, at_hand)},
        "plan": plan_beside(actor, held.claim_id, said),
        "speakers": speakers(),
        "speaker_names": dict(speakers()),
        "marks": marks(),
        "mark_names": dict(marks()),
        "languages": languages,
        "window": uuid4(),
        "new": uuid4(),
        "nobody": UUID(int=0),
        "next_speaker": next_speaker(spoke),
        "unput": not_put_in(said),
        "is_last_part": before is None,
    }


def record(actor: Actor, held: Interview, *, before: int | None) -> dict[str, Any]:
    """The record to read, with its corrections beside it."""
    return {
        "interview": held,
        "part": selectors.part_of(actor, held, before=before),
        "speakers": dict(speakers()),
        "mark_names": dict(marks()),
        "interpreter": _interpreter(held),
        "despite": held.despite.open_or(""),
        "is_past": held.begun_at is None and held.planned_for < timezone.now(),
        "is_hers": policies.held_by(actor).filter(pk=held.pk).exists(),
        "weighs": policies.weighed(actor).filter(pk=held.pk).exists(),
    }


def tasks_of(held: Interview) -> list[dict[str, str]]:
    """What has to be done before an interview is closed, each with where it is done."""
    told = brought_by(held)
    record, closing, reading = (
        reverse(f"interviews:{page}", args=[held.id])
        for page in ("interview", "closing", "read-back")
    )
    left = ", ".join(f"#{number}" for number in not_put(held))
    lines = (
        (FULL, _("What was said is written down, and closed to be read back"), record, ""),
        (PUT, _("What did not fit together was put to the person"), record, left),
        (TOLD, _("The person was told what comes next"), closing, ""),
        (READ, _("The whole record was read back, and corrections were taken"), reading, ""),
        (SIGNATURE, _("The person signed, or refused with reasons"), reading, ""),
    )
    return [
        {
            "title": title,
            "address": address,
            "says": says,
            "state": _("Done") if one in told else _("Not yet"),
            "tone": "good" if one in told else "care",
        }
        for one, title, address, says in lines
    ]


def next_speaker(spoke: str) -> str:
    """Question and answer take turns."""
    return Speaker.PERSON if spoke == Speaker.OFFICER else Speaker.OFFICER


def answer_to_script(saved: Saved, said: Said, *, hints: bool) -> dict[str, Any]:
    """What the script on the page is told after a save."""
    return {
        "seen": saved.block.saves,
        "number": saved.block.number,
        "hints": hints_for(said) if hints else [],
    }


def conflict_for_script(saved: Saved, theirs: Said) -> dict[str, Any]:
    """What the script is told where another window had written."""
    return {
        "seen": saved.block.saves,
        "number": saved.block.number,
        "beside": [str(one.id) for one in saved.beside],
        "theirs": theirs.text,
        "speaker": _(SPEAKERS.get(theirs.speaker, "")),
    }


def _interpreter(held: Interview) -> str:
    found = User.objects.filter(id=held.interpreter).first() if held.interpreter else None
    return (found.display_name.open_or("") or found.username) if found else ""


def _opens(one: selectors.ShownBlock, at_hand: set[int | None]) -> bool:
    return not one.is_fixed and (one.number in at_hand or bool(one.beside))


def _language(tag: str) -> str:
    try:
        found = Locale.parse(tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return tag
    return found.get_display_name(current_language().replace("-", "_")) or tag
