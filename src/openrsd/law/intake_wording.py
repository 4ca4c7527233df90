"""Skip logic in words, for people who read a questionnaire or a refusal."""

from openrsd.law.intake_files import AnswerCondition, PossibleAge
from openrsd.texts import gettext as _


def condition_text(condition: AnswerCondition) -> str:
    """The condition in words, with the ids of questions and answers."""
    if condition.question is not None:
        return _question(condition)
    if condition.answered is not None:
        return _("{question} is answered").format(question=condition.answered)
    if condition.age is not None:
        return _age(condition.age)
    if condition.not_ is not None:
        return _("not ({condition})").format(condition=condition_text(condition.not_))
    joined, parts = (
        (_("and"), condition.all) if condition.all is not None else (_("or"), condition.any or [])
    )
    # An `or` inside an `and` needs its brackets, and the other way round.
    return f" {joined} ".join(
        f"({condition_text(part)})" if part.all or part.any else condition_text(part)
        for part in parts
    )


def _question(condition: AnswerCondition) -> str:
    if condition.is_ is not None:
        values = f" {_('or')} ".join(condition.is_)
        return _("{question} is {values}").format(question=condition.question, values=values)
    bounds = _bounds(condition.under, condition.at_least)
    return _("{question} is {bounds}").format(question=condition.question, bounds=bounds)


def _age(age: PossibleAge) -> str:
    return _("the person may be {bounds}").format(bounds=_bounds(age.under, age.at_least))


def _bounds(under: int | None, at_least: int | None) -> str:
    bounds = []
    if at_least is not None:
        bounds.append(_("at least {number}").format(number=at_least))
    if under is not None:
        bounds.append(_("under {number}").format(number=under))
    return f" {_('and')} ".join(bounds)
