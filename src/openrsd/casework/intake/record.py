"""From answers to the record that triage and the interview plan read. Nothing is inferred here.

The same code as for case files cleans the answers and draws the facts from them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from openrsd.casework.intake.answers import Answer, Answers
from openrsd.casework.intake.questionnaire import questionnaire
from openrsd.determination.casefile.intake import IntakeReader
from openrsd.determination.casefile.shapes import IntakePart
from openrsd.determination.facts import age_bounds
from openrsd.determination.record import (
    CaseKind,
    Harm,
    Hypothesis,
    PersonRecord,
    ReferenceBasis,
    ReferenceCountry,
)
from openrsd.determination.skip_logic import is_asked
from openrsd.law.documents import Document
from openrsd.law.intake_files import BIRTH_DATE, BlockFile, QuestionFile
from openrsd.law.loader import shipped_corpus

# Problems of a case file have a line and a column; those of a form stand beside its fields.
_NO_FILE = Document("intake", {}, {})
_AS_CLAIMED, _NO_HARM_NAMED = "as-claimed", "harm-1"


@dataclass(frozen=True, slots=True)
class Told:
    """The clean answers of one person, the facts that follow, and the day of reading them."""

    answers: Mapping[str, tuple[str, ...]]
    facts: Mapping[str, str]
    on: date

    @property
    def birth_date(self) -> str:
        """The date of birth as far as it is known: YYYY, YYYY-MM or YYYY-MM-DD."""
        return self.facts.get(BIRTH_DATE, "")

    def asks(self, asked: BlockFile | QuestionFile) -> bool:
        """Whether a block or question is put to this person, after the answers before it."""
        return is_asked(asked.when, self.answers, self.birth_date, self.on)


def told_by(registered: Answers, given: Iterable[Answers], on: date) -> Told:
    """What a person told, at registration and then block by block: what was said last counts."""
    answers = dict(registered)
    for block in given:
        answers.update(block)
    born = _younger(registered.get(BIRTH_DATE, []), answers.get(BIRTH_DATE, []))
    if born:
        answers[BIRTH_DATE] = [born]
    part = IntakePart.model_validate({"questionnaire": questionnaire().id, "answers": answers})
    # What is not asked any more after another answer changed stays written and is not read. Which
    # facts there are hangs on nothing that an installation chooses.
    reader = IntakeReader(_NO_FILE, shipped_corpus().as_of(on), on, on, [])
    clean, facts = reader.read(part, (), {}, on)
    return Told(clean, facts, on)


def record_of(person: UUID, told: Told, asylum: str) -> PersonRecord:
    """The record of a person in a case in progress, before anybody found anything."""
    countries = _countries(told, asylum)
    return PersonRecord(
        id=str(person),
        kind=CaseKind.CASE,
        date=told.on,
        asylum=asylum,
        hypotheses=(Hypothesis(_AS_CLAIMED, countries),),
        harms=tuple(Harm(_NO_HARM_NAMED, country.code) for country in countries),
        facts=told.facts,
        intake=told.answers,
    )


def _countries(told: Told, asylum: str) -> tuple[ReferenceCountry, ...]:
    """Those whose nationality is claimed; for who claims none, feared countries of residence."""
    claimed = told.answers.get("nationalities-claimed", ())
    if claimed:
        return tuple(ReferenceCountry(code) for code in claimed)
    feared = told.answers.get("feared-countries", ())
    lived = told.answers.get("countries-lived-in", ())
    return tuple(
        ReferenceCountry(code, ReferenceBasis.FORMER_HABITUAL_RESIDENCE)
        for code in feared
        if code in lived and code != asylum
    )


def _younger(registered: Answer, said: Answer) -> str:
    """Of two dates of birth the one by which the person may be younger: doubt is for the child."""
    dates = [
        one
        for one in (*said, *registered)
        if isinstance(one, str) and age_bounds(one, date.max) is not None
    ]
    # What is not known counts as late: after every month, and after every day.
    return max(dates, key=lambda one: one.ljust(10, "~"), default="")
