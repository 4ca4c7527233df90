"""Skip logic looks back: a condition names answers that were asked for before."""

from collections.abc import Iterator, Sequence

from openrsd.errors import Problem
from openrsd.law.checks.naming import unknown_id
from openrsd.law.corpus import Entry
from openrsd.law.countries import is_country
from openrsd.law.documents import Path
from openrsd.law.intake_files import (
    BIRTH_DATE,
    UNKNOWN,
    YES_NO,
    AnswerCondition,
    BlockFile,
    Kind,
    QuestionFile,
)

_FORMS = (
    "one of {question: ID, is: VALUE}, {question: ID, under: N, at-least: N}, {answered: ID}, "
    "{age: {under: N}}, {all: [...]}, {any: [...]}, {not: {...}}"
)


def check_skip_logic(blocks: Sequence[Entry[BlockFile]]) -> Iterator[Problem]:
    """Every condition of the blocks, in the order in which they are asked."""
    later = {question.id for entry in blocks for question in entry.item.questions}
    checker = _Checker({}, later)
    for entry in blocks:
        if entry.item.when is not None:
            yield from checker.check(entry, entry.item.when, ("when",))
        for i, question in enumerate(entry.item.questions):
            if question.when is not None:
                yield from checker.check(entry, question.when, ("questions", i, "when"))
            checker.earlier[question.id] = question


class _Checker:
    def __init__(self, earlier: dict[str, QuestionFile], every: set[str]) -> None:
        self.earlier = earlier
        self.every = every

    def check(
        self,
        entry: Entry[BlockFile],
        condition: AnswerCondition,
        at: Path,
        *,
        negated: bool = False,
    ) -> Iterator[Problem]:
        if not _has_one_form(condition):
            yield entry.problem("condition", "this condition cannot be read", _FORMS, at=at)
            return
        if condition.question is not None:
            yield from self._question(entry, condition, condition.question, at)
        if condition.answered is not None:
            yield from self._named(entry, condition.answered, (*at, "answered"))
        if condition.age is not None:
            yield from self._age(entry, at, negated=negated)
        for key, parts in (("all", condition.all), ("any", condition.any)):
            for i, part in enumerate(parts or ()):
                yield from self.check(entry, part, (*at, key, i), negated=negated)
        if condition.not_ is not None:
            yield from self.check(entry, condition.not_, (*at, "not"), negated=not negated)

    def _named(self, entry: Entry[BlockFile], name: str, at: Path) -> Iterator[Problem]:
        if name in self.earlier:
            return
        if name in self.every:
            yield entry.problem(
                "order",
                f"'{name}' is not asked before this place",
                "a question that stands earlier",
                at=at,
            )
        else:
            yield unknown_id(entry, "question", name, set(self.earlier), at)

    def _question(
        self, entry: Entry[BlockFile], condition: AnswerCondition, name: str, at: Path
    ) -> Iterator[Problem]:
        yield from self._named(entry, name, (*at, "question"))
        question = self.earlier.get(name)
        if question is None:
            return
        if condition.is_ is None and question.kind is not Kind.NUMBER:
            yield entry.problem(
                "condition", f"'{name}' is no number", "under and at-least on a number", at=at
            )
        for i, value in enumerate(condition.is_ or ()):
            expected = _expected(question, value)
            if expected:
                place = (*at, "is", i)
                yield entry.problem("value", f"'{name}' is never '{value}'", expected, at=place)

    def _age(self, entry: Entry[BlockFile], at: Path, *, negated: bool) -> Iterator[Problem]:
        if all(question.fact != BIRTH_DATE for question in self.earlier.values()):
            yield entry.problem(
                "order",
                "the age is not known before this place",
                f"an earlier question that records {BIRTH_DATE}",
                at=at,
            )
        if negated:
            # An age not known would then shut the question, and doubt may not.
            yield entry.problem(
                "condition", "an age may not be denied", "under or at-least, without 'not'", at=at
            )


def _has_one_form(condition: AnswerCondition) -> bool:
    forms = (
        condition.question,
        condition.answered,
        condition.age,
        condition.all,
        condition.any,
        condition.not_,
    )
    bounded = condition.under is not None or condition.at_least is not None
    if condition.question is not None and (condition.is_ is not None) == bounded:
        return False
    if condition.question is None and (condition.is_ is not None or bounded):
        return False
    if condition.age is not None and (condition.age.under, condition.age.at_least) == (None, None):
        return False
    return sum(form is not None for form in forms) == 1 and [] not in (condition.all, condition.any)


def _expected(question: QuestionFile, value: str) -> str:
    """What the question may be answered with, where `value` is nothing of it."""
    match question.kind:
        case Kind.YES_NO:
            allowed = [*YES_NO, UNKNOWN]
        case Kind.CHOICE | Kind.CHOICES:
            allowed = [choice.id for choice in question.choices]
        case Kind.COUNTRY | Kind.COUNTRIES:
            return "" if is_country(value) else "an ISO 3166-1 alpha-3 code, e.g. PRK"
        case Kind.TEXT | Kind.NUMBER:
            return ""
        case Kind.DATE | Kind.PERSONS:
            return "answered, without a value"
    return "" if value in allowed else ", ".join(allowed)
