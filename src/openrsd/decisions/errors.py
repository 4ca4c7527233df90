"""What this room refuses."""

from openrsd.accounts.errors import Refusal
from openrsd.texts import shown


class SecondPerson(Refusal):
    """Four eyes: whoever drafted does not sign."""

    code = "second-person"
    sentence = shown("You drafted this. A second person reads the record and signs.")


class NotYetPossible(Refusal):
    """A negative has conditions that this program does not yet check, so there is none."""

    code = "not-yet-possible"
    sentence = shown(
        "A decision that refuses anything needs checks that are not built yet."
        " Only recognition can be drafted."
    )
