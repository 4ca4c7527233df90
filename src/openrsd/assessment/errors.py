"""What this room refuses."""

from collections.abc import Iterable

from openrsd.accounts.errors import Refusal
from openrsd.determination.readiness import Missing
from openrsd.errors import Problem
from openrsd.texts import gettext as _
from openrsd.texts import shown

_MOST_SHOWN = 6


class NotAnswered(Refusal):
    """An assessment is handed in when nothing is left to be asked."""

    code = "not-answered"
    sentence = shown(
        "Something is still to be asked. Open the assessment: what is open stands there."
        " What cannot be found out is recorded as unresolved, with what was tried."
    )


class NotOpenYet(Refusal):
    """Findings are recorded after the interview and before the review."""

    code = "not-open"
    sentence = shown(
        "Findings are recorded after the interview and before the review. Look at where the case"
        " stands."
    )


class NotYours(Refusal):
    """Whoever relies on a source does not confirm it."""

    code = "not-yours"
    sentence = shown(
        "A source is compared with its text by a reviewer or a legal specialist. Ask one of them."
    )


class Unreadable(Refusal):
    """What was written lacks something, or is too long."""

    code = "unreadable-entry"


class WhichOne(Refusal):
    """Several countries, harms, places or acts are listed, and none was named."""

    code = "which-one"

    def __init__(self, of: str, among: Iterable[str]) -> None:
        text = _("Say of which {of} this is found. Listed: {among}.")
        none = _("none yet; add it first")
        super().__init__(text.format(of=of, among=", ".join(among) or none))


class DoesNotFit(Refusal):
    """It contradicts the law, or what else is recorded."""

    code = "does-not-fit"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(_in_words(one) for one in self.problems))


class NeverPut(Refusal):
    """A fact is not refused for an inconsistency on which the person was not heard."""

    code = "never-put"
    sentence = shown(
        "An inconsistency counts against nobody who was not asked about it. Record how it was put"
        " to the person, what the answer was and why it is or is not accepted, or order another"
        " interview."
    )

    def __init__(self, named: Iterable[str] = ()) -> None:
        said = "; ".join(named)
        which = _("Not put, or the answer not considered: {named}.").format(named=said)
        super().__init__(f"{_(self.sentence)} {which}" if said else "")


class NotConsidered(Refusal):
    """Nobody is disbelieved before what may explain it was considered (assessment.md section 6)."""

    code = "not-considered"

    def __init__(self, factors: Iterable[str]) -> None:
        text = _(
            "Before a fact is not accepted, say of each circumstance how it was considered, or in"
            " one line why the others do not apply. Not considered: {factors}."
        )
        super().__init__(text.format(factors="; ".join(factors)))


class NoReasons(Refusal):
    """A fact that is not accepted, or cannot be determined, has reasons."""

    code = "no-reasons"
    sentence = shown("Write the reasons for which this fact is not accepted or not determined.")


class DoubtNotWeighed(Refusal):
    """Where a fact cannot be determined, the benefit of the doubt was thought of (HB 203-204)."""

    code = "doubt-not-weighed"
    sentence = shown(
        "This fact cannot be determined: say whether the benefit of the doubt is given, and why or"
        " why not."
    )


class NotSaid(Refusal):
    """Words are quoted that do not stand there."""

    code = "not-said"
    sentence = shown("These words do not stand in that block. Copy them as they stand there.")


class NotStanding(Refusal):
    """What is to be changed was taken back, or never recorded."""

    code = "not-standing"
    sentence = shown(
        "This is not recorded yet, or was taken back. Save it first, then add what it rests on."
    )


class NothingToTakeBack(Refusal):
    """Nothing stands under that key."""

    code = "nothing-to-take-back"
    sentence = shown("Nothing like that stands in this assessment. Look at the page again.")


class NotReadyToRefuse(Refusal):
    """The record cannot carry a refusal yet (semantics.md section 5)."""

    code = "not-ready-to-refuse"

    def __init__(self, missing: Iterable[Missing]) -> None:
        self.missing = tuple(missing)
        said = " ".join(one.text for one in self.missing[:_MOST_SHOWN])
        more = len(self.missing) - _MOST_SHOWN
        text = _("A refusal cannot rest on this record yet. {said}").format(said=said)
        rest = _("And {more} more: the page of the assessment lists them.").format(more=more)
        super().__init__(f"{text} {rest}" if more > 0 else text)


def _in_words(problem: Problem) -> str:
    text = problem.message[:1].upper() + problem.message[1:]
    wanted = _("Expected: {expected}.").format(expected=problem.expected)
    return f"{text}. {wanted}" if problem.expected else f"{text}."
