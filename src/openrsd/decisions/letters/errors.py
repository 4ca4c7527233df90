"""Why a letter cannot be made."""

from openrsd.accounts.errors import Refusal
from openrsd.texts import gettext as _
from openrsd.texts import shown


class LetterLacks(Refusal):
    """The office has not said something that the letter must say."""

    code = "letter-lacks"

    def __init__(self, what: str) -> None:
        super().__init__(
            _(
                "The letter cannot be made: {what} is not written down for this office. Ask the"
                " administrator to add it to letters.yaml."
            ).format(what=what)
        )


class NoLastDay(Refusal):
    """A letter from which a time runs names its last day."""

    code = "letter-without-last-day"
    sentence = shown("The letter cannot be made: it must name the last day. Say it first.")


class NoReasons(Refusal):
    """A refusal says why, paragraph by paragraph."""

    code = "letter-without-reasons"
    sentence = shown(
        "The letter cannot be made: the decision has no reasons in writing, or an empty paragraph."
        " Have the decision opened again and the reasons written."
    )


class SaysRemoval(Refusal):
    """A letter never says that somebody may or must be removed, or has to leave."""

    code = "letter-says-removal"

    def __init__(self, words: str) -> None:
        super().__init__(
            _(
                "The letter cannot be made: “{words}” reads as if removal were permitted. A letter"
                " never says so. Have these words corrected, or the paragraph told in person only."
            ).format(words=words)
        )


class NoSuchLetter(Refusal):
    """This letter is not made where the case stands."""

    code = "no-such-letter"
    sentence = shown("This letter cannot be made where the case stands now.")


class NotYourLetter(Refusal):
    """Whoever drafted a decision does not decide what of it stays out of the letter."""

    code = "second-person-withholds"
    sentence = shown(
        "You drafted these reasons. A reviewer or a supervisor decides what is told in person only."
    )


class ChangedMeanwhile(Refusal):
    """Somebody else wrote in the letter since the page was opened."""

    code = "letter-changed-meanwhile"
    sentence = shown(
        "Somebody wrote in this letter since you opened the page. What you typed is still here;"
        " open the letter in another window, compare, and save again."
    )
