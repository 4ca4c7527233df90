"""Which questions of a questionnaire are put, given the answers so far.

A question is left out only where that is certain: an age that is not known shuts nothing.
"""

from collections.abc import Mapping
from datetime import date

from openrsd.determination.facts import age_bounds
from openrsd.law.intake_files import AnswerCondition, PossibleAge

Answers = Mapping[str, tuple[str, ...]]


def is_asked(when: AnswerCondition | None, answers: Answers, birth_date: str, on: date) -> bool:
    """Whether a question or block under this condition is put on the day `on`."""
    if when is None:
        return True
    if when.question is not None:
        given = answers.get(when.question, ())
        if when.is_ is not None:
            return any(value in given for value in when.is_)
        return any(_within(value, when) for value in given)
    if when.answered is not None:
        return when.answered in answers
    if when.age is not None:
        return _age_may_be(when.age, birth_date, on)
    if when.not_ is not None:
        return not is_asked(when.not_, answers, birth_date, on)
    if when.all is not None:
        return all(is_asked(part, answers, birth_date, on) for part in when.all)
    return any(is_asked(part, answers, birth_date, on) for part in when.any or ())


def _within(value: str, when: AnswerCondition) -> bool:
    if not value.lstrip("-").isdecimal():
        return False
    number = int(value)
    return (when.under is None or number < when.under) and (
        when.at_least is None or number >= when.at_least
    )


def _age_may_be(age: PossibleAge, birth_date: str, on: date) -> bool:
    bounds = age_bounds(birth_date, on)
    if bounds is None:
        return True
    youngest, oldest = bounds
    return (age.under is None or youngest < age.under) and (
        age.at_least is None or oldest >= age.at_least
    )
