"""What registration has already, as answers: nobody is asked the same twice without need."""

from collections.abc import Mapping

from openrsd.casework.intake.answers import Answer, Answers
from openrsd.law.intake_files import BIRTH_DATE
from openrsd.names.partial_dates import NoSuchDate, PartialDate
from openrsd.registration.domain import codes
from openrsd.registration.models import Block
from openrsd.registration.selectors import RecordedPerson

_SEXES = {"F": "woman", "M": "man", "X": "other", "U": "not-said"}


def answers_of_registration(recorded: RecordedPerson) -> Answers:
    """The answers that follow from the blocks of registration, where it has any."""
    particulars, origins = recorded.content(Block.PARTICULARS), recorded.content(Block.ORIGINS)
    nationalities = origins.get("nationalities", [])
    sure = [one["country"] for one in nationalities if one.get("country") and not one.get("doubt")]
    doubted = [one["country"] for one in nationalities if one.get("country") and one.get("doubt")]
    found: dict[str, Answer] = {
        BIRTH_DATE: _value(date_in_law(_born(particulars))),
        "sex": _value(_SEXES.get(particulars.get("sex_stated", ""), "")),
        "nationalities-claimed": sure,
        "nationalities-doubted": doubted,
    }
    return {question: answer for question, answer in found.items() if answer}


def registered_in_words(recorded: RecordedPerson) -> dict[str, str]:
    """What registration has for other questions, shown beside them and not answered for her.

    Not contact and family: a screen can be seen by those who must not notice.
    """
    names = recorded.content(Block.NAMES).get("names") or [{}]
    particulars = recorded.content(Block.PARTICULARS)
    status = particulars.get("family_status", "")
    found = {
        "called": names[0].get("text", ""),
        "birth-place": particulars.get("birth_place", ""),
        "marital-status": codes.in_words("family-statuses", status) if status else "",
    }
    return {question: text for question, text in found.items() if text}


def date_in_law(found: PartialDate | None) -> str:
    """A date as facts have it: as much of year, month and day as is known."""
    if found is None or found.year is None:
        return ""
    month = f"{found.month:02}" if found.month else ""
    day = f"{found.day:02}" if found.day else ""
    return "-".join(part for part in (f"{found.year:04}", month, day) if part)


def _born(particulars: Mapping[str, object]) -> PartialDate | None:
    born = particulars.get("born")
    written = born.get("date") if isinstance(born, dict) else None
    try:
        return PartialDate.parse(str(written))
    except NoSuchDate:
        return None


def _value(value: str) -> Answer:
    return [value] if value else []
