"""The questionnaire in use, under the law of the day, and how it is said in two languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from babel import Locale, UnknownLocaleError

from openrsd.law.intake_files import GENERAL, BlockFile, Questionnaire
from openrsd.law.loader import shipped_corpus
from openrsd.law.model import Law
from openrsd.lawbook.in_force import law_in_force
from openrsd.texts import current_language


def law_of(day: date) -> Law:
    """The law of a day as this installation chose it."""
    return law_in_force(day).law


def questionnaire() -> Questionnaire:
    """The questionnaire of the first conversations."""
    return shipped_corpus().intake.compiled()[GENERAL]


def block_at(place: int) -> BlockFile | None:
    """The block that stands there, 1 being the first. Its name is no part of an address."""
    blocks = questionnaire().blocks
    return blocks[place - 1] if 1 <= place <= len(blocks) else None


def place_of(block: str) -> int:
    """Where a block stands."""
    return next(at for at, one in enumerate(questionnaire().blocks, 1) if one.id == block)


def staff_language() -> str:
    """The language of the reader, where the questionnaire speaks it."""
    spoken = questionnaire().about.languages
    return current_language() if current_language() in spoken else spoken[0]


def languages() -> list[tuple[str, str]]:
    """The languages of the questionnaire, each with its name for the reader."""
    return [(tag, _name(tag)) for tag in questionnaire().about.languages]


@dataclass(frozen=True, slots=True)
class Words:
    """A text as staff read it, and as it is said to the person; empty where that is the same."""

    staff: str
    said: str = ""
    language: str = ""

    def __bool__(self) -> bool:
        return bool(self.staff)


def words(wording: Mapping[str, str], language: str) -> Words:
    """A text of the questionnaire for both who sit at the table."""
    asked = questionnaire()
    staff, said = asked.said(wording, staff_language()), asked.said(wording, language)
    return Words(staff, "" if said == staff else said, language)


def _name(tag: str) -> str:
    try:
        found = Locale.parse(tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return tag
    own = found.get_display_name() or tag
    shown = found.get_display_name(current_language().replace("-", "_")) or tag
    return shown if own == shown else f"{shown} ({own})"
