"""What this room refuses."""

from openrsd.accounts.errors import Refusal
from openrsd.texts import shown


class NotOpened(Refusal):
    """Nobody decides on what they have not seen."""

    code = "not-opened"
    sentence = shown("Open both records first, and compare them. They stay open for half an hour.")


class NotLinked(Refusal):
    """Only a link can be taken away."""

    code = "not-linked"
    sentence = shown("These two records are not linked, so there is nothing to take away.")
