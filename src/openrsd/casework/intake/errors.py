"""What is refused in the first conversations."""

from openrsd.accounts.errors import Refusal
from openrsd.texts import shown


class NotAlone(Refusal):
    """A private part is asked of nobody who is not alone."""

    code = "not-alone"
    sentence = shown(
        "This part is private. Ask the others to wait outside, or leave it for a private interview."
    )


class RecordedByAnother(Refusal):
    """What a colleague heard in private is not shown to the next one at the desk."""

    code = "recorded-by-another"
    sentence = shown(
        "A colleague recorded this part in private. Whoever works on the claim can add to it."
    )


class NothingProposed(Refusal):
    """There is no such proposal to confirm."""

    code = "nothing-proposed"
    sentence = shown("This is not proposed any more; look at the page again.")
