"""What this room refuses, each in one sentence for the person who asked.

A refusal is recorded (`openrsd.accounts.recording.recorded`), with who asked for what.
"""

from django.http import Http404

from openrsd.errors import OpenRSDError
from openrsd.texts import gettext as _
from openrsd.texts import shown


class Refusal(OpenRSDError):
    """Base of what is refused to whoever acts."""

    code = "refused"
    sentence = shown("This is not possible.")

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or _(self.sentence))


class NotHere(Refusal, Http404):
    """Absent, or not for her who asks: nobody can tell which. Shown as the page of status 404."""

    code = "not-here"
    sentence = shown("There is nothing here, or nothing for you.")


class NotForOneself(Refusal):
    """Nobody gives herself a role or a record."""

    code = "not-for-oneself"
    sentence = shown("Nobody can do this for themselves; ask a colleague who may.")


class NoSignInName(Refusal):
    """What was given cannot be typed at sign-in, or could be somebody's name."""

    code = "no-sign-in-name"
    sentence = shown("A sign-in name has 2 to 64 letters from a to z, digits, dots or dashes.")


class IncompatibleDuties(Refusal):
    """One person may not hold both duties in the same case."""

    code = "incompatible-duties"
    sentence = shown(
        "This person had another duty in the case that excludes this one; choose someone else."
    )


class InConflict(Refusal):
    """A declared conflict of interest closes a record for good."""

    code = "in-conflict"
    sentence = shown(
        "This person declared a conflict of interest in the case; choose someone else."
    )


class NotPosted(Refusal):
    """The role is not held there, or takes no cases."""

    code = "not-posted"
    sentence = shown(
        "This person holds no role that can take the case; choose another role or person."
    )


class AlreadySo(Refusal):
    """What is asked for is the case already."""

    code = "already-so"
    sentence = shown("This is so already; nothing was changed.")


class NoReason(Refusal):
    """A written reason is needed."""

    code = "no-reason"
    sentence = shown("Write why, in at least 10 characters.")


class TooOften(Refusal):
    """A record is opened in an emergency, and emergencies are few."""

    code = "too-often"
    sentence = shown(
        "You opened too many records in this way within an hour. Wait, or ask a supervisor to "
        "assign the record to you."
    )


class NobodyToTell(Refusal):
    """The glass is broken only before witnesses."""

    code = "nobody-to-tell"
    sentence = shown(
        "Nobody would be told: ask the administrator to post a supervisor in the office that holds "
        "the record, or a data-protection officer."
    )


class NoSuchRole(Refusal):
    """Not a role that accounts of this kind can hold."""

    code = "no-such-role"
    sentence = shown("An account of this kind cannot hold this role; choose another role.")


class NameTaken(Refusal):
    """Sign-in names and names of offices are given once."""

    code = "name-taken"
    sentence = shown("This name is taken; choose another.")


class NotValidThen(Refusal):
    """An authority ends after it begins."""

    code = "not-valid-then"
    sentence = shown("The authority would end before it begins; check both days.")


class Suspended(Refusal):
    """She works on nothing until a supervisor ends the suspension."""

    code = "suspended"
    sentence = shown("This person is suspended; choose someone else, or end the suspension first.")


class AccountClosed(Refusal):
    """The account can hold nothing any more."""

    code = "account-closed"
    sentence = shown("This account is closed; choose someone else.")
