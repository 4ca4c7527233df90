"""What the front desk is refused."""

from openrsd.accounts.errors import Refusal
from openrsd.texts import shown


class TooMany(Refusal):
    """A name and a year that several people have."""

    code = "too-many"
    sentence = shown(
        "Several people have this name and year of birth. Ask for the number on the card."
    )


class NotAContact(Refusal):
    """Something that cannot be recorded; the words say what."""

    code = "not-a-contact"
    sentence = shown("The safe contact cannot be recorded as it is written.")


class AskMore(Refusal):
    """A name alone would let anyone read through the office."""

    code = "ask-more"
    sentence = shown("Write the number on the card, or the whole name with the year of birth.")
