"""What this room refuses."""

from openrsd.accounts.errors import Refusal
from openrsd.drafts.models import Draft
from openrsd.texts import shown


class WrittenElsewhere(Refusal):
    """Another window of the same person wrote a newer draft."""

    code = "written-elsewhere"
    sentence = shown(
        "You wrote into this form in another window too, and that is newer. Both are here: choose "
        "which to go on with."
    )

    def __init__(self, newer: Draft) -> None:
        super().__init__()
        self.newer = newer


class NotReadable(Refusal):
    """What came is no content of a form, or longer than any form takes."""

    code = "not-readable"
    sentence = shown("This is too long to be kept as a draft. Send it in parts.")
