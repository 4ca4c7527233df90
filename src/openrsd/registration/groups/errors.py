"""What is refused about groups."""

from openrsd.accounts.errors import Refusal
from openrsd.texts import shown


class AloneAlready(Refusal):
    """Nobody else is in the group."""

    code = "alone-already"
    sentence = shown("Nobody else is in this group, so there is nobody to leave.")


class InThatGroup(Refusal):
    """The person belongs there already."""

    code = "in-that-group"
    sentence = shown("This person is in that group already.")


class NoSuchNumber(Refusal):
    """Nobody with this number, or nobody of hers."""

    code = "no-such-number"
    sentence = shown("No person whose record is open to you has this number. Read it again.")


class NotTogether(Refusal):
    """Who leaves together is in one group before."""

    code = "not-together"
    sentence = shown("People who leave together must be in the same group; choose again.")


class SpeaksForItself(Refusal):
    """The one who speaks for a group is related to the others, not to herself."""

    code = "speaks-for-itself"
    sentence = shown(
        "This person speaks for the group: the others are related to this person. Change theirs, or"
        " first let someone else speak for the group."
    )


class NothingToWithdraw(Refusal):
    """No event stands."""

    code = "nothing-to-withdraw"
    sentence = shown("Nothing is recorded that could be withdrawn.")


class NotExamined(Refusal):
    """Whoever is gone may have been taken."""

    code = "not-examined"
    sentence = shown(
        "Say whether the person may be detained, and whether they may have been sent back by force."
        " Choose 'not known' where nobody knows."
    )
