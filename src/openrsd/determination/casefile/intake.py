"""Answers of the first conversations: cleaned question by question, and the facts that follow.

Answers become facts and nothing else. Claims and findings are recorded by people.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from openrsd.determination.casefile.fact_values import YES_NO, had_begun
from openrsd.determination.casefile.shapes import IntakePart
from openrsd.determination.skip_logic import is_asked
from openrsd.errors import Problem
from openrsd.law.countries import country_codes, is_country
from openrsd.law.documents import Document, Path
from openrsd.law.intake_files import (
    BIRTH_DATE,
    NO_ANSWER,
    SEVERAL,
    UNKNOWN,
    ChoiceFile,
    FieldFile,
    Kind,
    QuestionFile,
    Questionnaire,
)
from openrsd.law.intake_wording import condition_text
from openrsd.law.model import Law
from openrsd.law.reading import suggestion

_NUMBER = re.compile(r"-?[0-9]{1,9}")
_LONGEST = 20_000


def country_problem(document: Document, path: Path, code: str) -> Problem:
    """A wrong country code, with what may have been meant."""
    hint = suggestion(code, country_codes())
    expected = "an ISO 3166-1 alpha-3 code, e.g. PRK" + (f"; {hint[:-1]}" if hint else "")
    return document.problem(path, "country", f"'{code[:60]}' is no country code", expected)


@dataclass
class IntakeReader:
    """Reads the intake of one person; adds what is wrong to `problems`."""

    document: Document
    law: Law
    day: date
    today: date
    problems: list[Problem] = field(repr=False)

    def read(
        self, part: IntakePart, path: Path, stated: Mapping[str, str], case_date: date
    ) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
        """The clean answers, and the stated facts with those that the answers record."""
        questionnaire = self.law.questionnaires.get(part.questionnaire)
        if questionnaire is None:
            known = set(self.law.questionnaires)
            self._unknown((*path, "questionnaire"), "questionnaire", part.questionnaire, known)
            return {}, dict(stated)
        if part.on is not None and part.on > self.today:
            self._add((*path, "on"), "date", f"{part.on} lies in the future")
        at = (*path, "answers")
        known = {question.id for _, question in questionnaire.questions()}
        for name in part.answers:
            if name not in known:
                self._unknown((*at, name), "question", name, known)
        return self._take(questionnaire, part, at, stated, part.on or case_date)

    def _take(
        self,
        questionnaire: Questionnaire,
        part: IntakePart,
        at: Path,
        stated: Mapping[str, str],
        on: date,
    ) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
        answers: dict[str, tuple[str, ...]] = {}
        recorded: dict[str, str] = {}
        for block, question in questionnaire.questions():
            given = part.answers.get(question.id)
            if not given:
                continue
            place = (*at, question.id)
            birth_date = recorded.get(BIRTH_DATE) or stated.get(BIRTH_DATE, "")
            shut = [
                when
                for when in (block.when, question.when)
                if when is not None and not is_asked(when, answers, birth_date, on)
            ]
            if shut:
                asked = condition_text(shut[0])
                self._add(
                    place,
                    "not-asked",
                    f"'{question.id}' is not asked after the answers before it",
                    f"no answer; it is asked where {asked}",
                )
                continue
            clean = self._clean(question, given, place)
            if clean:
                answers[question.id] = clean
                self._record(question, clean, place, stated, recorded)
        return answers, {**stated, **recorded}

    def _record(
        self,
        question: QuestionFile,
        clean: tuple[str, ...],
        at: Path,
        stated: Mapping[str, str],
        recorded: dict[str, str],
    ) -> None:
        """The facts that an answer records. One fact has one value, wherever it is said."""
        follows = [(question.fact, clean[0])] if question.fact is not None else []
        for choice in question.choices:
            if choice.id in clean:
                follows.extend(choice.records.items())
        for fact, value in follows:
            earlier = recorded.setdefault(fact, value)
            if earlier != value:
                self._add(
                    at, "contradiction", f"this says '{fact}: {value}', an answer before {earlier}"
                )
            elif stated.get(fact, value) != value:
                self._add(
                    at,
                    "contradiction",
                    f"the intake says '{fact}: {value}', the facts say '{stated[fact]}'",
                    "the same in both, or the answer alone",
                )

    # One answer

    def _clean(
        self, question: QuestionFile, given: list[str | dict[str, str | None]], at: Path
    ) -> tuple[str, ...]:
        """The values as they are kept. Nothing where the person did not know or did not answer."""
        if len(given) > 1 and question.kind not in SEVERAL:
            self._add(at, "value", f"'{question.id}' has several answers", "one answer")
            return ()
        if given[0] in (UNKNOWN, NO_ANSWER) and len(given) == 1:
            # That a yes or no is not known is itself a fact; elsewhere it leaves the question open.
            unknown = given[0] == UNKNOWN and question.kind is Kind.YES_NO
            return (UNKNOWN,) if unknown else ()
        several = len(given) > 1 or (*at, 0) in self.document.places
        values = [
            self._one(question, one, (*at, i) if several else at) for i, one in enumerate(given)
        ]
        return tuple(dict.fromkeys(value for value in values if value is not None))

    def _one(
        self, question: QuestionFile, one: str | dict[str, str | None], at: Path
    ) -> str | None:
        if isinstance(one, dict):
            if question.kind is Kind.PERSONS:
                return self._person(question, one, at)
            self._add(at, "value", f"'{question.id}' is no list of persons", "a value")
            return None
        if question.kind is Kind.PERSONS:
            names = ", ".join(field.id for field in question.fields)
            self._add(at, "value", f"'{one[:60]}' is no person", f"a mapping with any of {names}")
            return None
        return self._value(question, one.strip(), at, past=question.fact is not None)

    def _person(
        self, question: QuestionFile, fields: dict[str, str | None], at: Path
    ) -> str | None:
        """A member of the family as one line, in the order of the fields asked."""
        known = {one.id: one for one in question.fields}
        for name in fields:
            if name not in known:
                self._unknown((*at, name), "field", name, set(known))
        told: list[str] = []
        for name, asked in known.items():
            value = fields.get(name)
            if value and value not in (UNKNOWN, NO_ANSWER):
                clean = self._value(asked, value.strip(), (*at, name), past=False)
                told.append(f"{name}: {clean}")
        return "; ".join(told) or None

    def _value(
        self, asked: QuestionFile | FieldFile, value: str, at: Path, *, past: bool
    ) -> str | None:
        clean: str | None = value
        expected = ""
        match asked.kind:
            case "yes-no":
                clean, expected = YES_NO.get(value.lower()), f"yes, no, {UNKNOWN} or {NO_ANSWER}"
            case "choice" | "choices":
                clean, expected = _chosen(asked.choices, value)
            case "date":
                latest = self.day if past else date.max
                clean = value if had_begun(value, latest) else None
                expected = "YYYY, YYYY-MM or YYYY-MM-DD" + (f", not after {latest}" if past else "")
            case "country" | "countries" if not is_country(value):
                self.problems.append(country_problem(self.document, at, value))
                return None
            case "number":
                clean = str(int(value)) if _NUMBER.fullmatch(value) else None
                expected = "a whole number"
            case "text":
                clean = value if len(value) <= _LONGEST else None
                expected = f"at most {_LONGEST} letters"
        if clean is None:
            code = "date" if asked.kind == "date" else "value"
            self._add(at, code, f"'{value[:60]}' for '{asked.id}'", expected)
        return clean

    def _add(self, path: Path, code: str, message: str, expected: str = "") -> None:
        self.problems.append(self.document.problem(path, code, message, expected))

    def _unknown(self, path: Path, what: str, name: str, known: set[str]) -> None:
        hint = suggestion(name, known)[:-1]
        if not hint and len(known) <= 12:
            hint = "one of " + ", ".join(sorted(known)) if known else ""
        self._add(path, "unknown-id", f"there is no {what} '{name[:60]}'", hint)


def _chosen(choices: list[ChoiceFile], value: str) -> tuple[str | None, str]:
    ids = [choice.id for choice in choices]
    expected = ", ".join((*ids, UNKNOWN, NO_ANSWER))
    return (value if value in ids else None), expected
