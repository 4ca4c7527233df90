"""What this room refuses."""

from openrsd.accounts.errors import Refusal
from openrsd.texts import shown


class NoInterview(Refusal):
    """Only whoever is to hold the interview begins and closes it."""

    code = "no-interview"
    sentence = shown(
        "No interview of this case is planned for you. Whoever is to hold it begins and closes it."
    )


class NothingWritten(Refusal):
    """A record without a word is no record."""

    code = "nothing-written"
    sentence = shown("Nothing is written in the record of this interview. Write it down first.")
