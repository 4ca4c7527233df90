"""What this room refuses."""

from openrsd.accounts.errors import Refusal
from openrsd.texts import shown


class NotAnswered(Refusal):
    """An assessment is handed in when every element is answered."""

    code = "not-answered"
    sentence = shown("Record a finding on every element, with reasons, before you hand this in.")


class NotOpenYet(Refusal):
    """Findings are recorded after the interview and before the review."""

    code = "not-open"
    sentence = shown(
        "Findings are recorded after the interview and before the review. Look at where the case"
        " stands."
    )
