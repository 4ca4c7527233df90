"""What this room refuses, each in one sentence for the person who asked."""

from openrsd.accounts.errors import Refusal
from openrsd.texts import shown


class NotTheSecond(Refusal):
    """Nobody agrees to what she wrote."""

    code = "lawbook-not-the-second"
    sentence = shown("You wrote this yourself. Ask a colleague to read it and to answer.")


class AlreadyAnswered(Refusal):
    """A second person has answered."""

    code = "lawbook-already-answered"
    sentence = shown("This was answered already. Open the page again to see how.")


class NotOffered(Refusal):
    """No such answer, or nobody holds it on that day."""

    code = "lawbook-not-offered"
    sentence = shown("The law files do not offer this answer on that day. Choose another one.")


class InThePast(Refusal):
    """A choice changes nothing of the past."""

    code = "lawbook-in-the-past"
    sentence = shown("Choose today or a later day: what was decided before stays as it was.")


class NeedsComparing(Refusal):
    """It is not said with what it was compared."""

    code = "lawbook-needs-comparing"
    sentence = shown(
        "Write with which published text you compared the lines, and its edition or date."
    )


class ReliesOnIt(Refusal):
    """Whoever assesses claims rests her findings on the sources."""

    code = "lawbook-relies-on-it"
    sentence = shown(
        "You assess claims and so rely on these sources. Ask a legal specialist who does not."
    )


class OtherSources(Refusal):
    """The law file changed its lines while somebody compared them."""

    code = "lawbook-other-sources"
    sentence = shown("The source lines changed meanwhile. Open the page again and compare anew.")


class NotConfirmedYet(Refusal):
    """There is nothing to take back."""

    code = "lawbook-nothing-to-take-back"
    sentence = shown("No comparison stands here that could be taken back.")


class StaleEdition(Refusal):
    """Somebody else changed it meanwhile."""

    code = "lawbook-stale"
    sentence = shown(
        "A colleague changed this edition while you wrote. Open the page again, look at it, and "
        "write once more."
    )


class Settled(Refusal):
    """An edition to which somebody agreed does not change."""

    code = "lawbook-settled"
    sentence = shown("This edition does not change any more. Begin a new one.")


class AnotherWaits(Refusal):
    """One proposal at a time."""

    code = "lawbook-another-waits"
    sentence = shown("Something of this kind waits for an answer already. Finish that first.")


class DoesNotFit(Refusal):
    """An edition that the checks of the law files refuse; the sentence names every place."""

    code = "lawbook-does-not-fit"


class NotInForce(Refusal):
    """Only what is or will be in force is withdrawn."""

    code = "lawbook-not-in-force"
    sentence = shown("Only an edition to which a second person agreed can be withdrawn.")
