"""What is refused about certificates, each in one sentence for the person at the desk."""

from openrsd.accounts.errors import Refusal
from openrsd.texts import shown


class NoIssuer(Refusal):
    """The installation has not said in whose name it issues."""

    code = "no-issuer"
    sentence = shown(
        "Nothing can be issued yet: an administrator writes the issuer into certificates.yaml."
    )


class HostStateReturns(Refusal):
    """A certificate in the holder's hands could tell the host state who she is."""

    code = "host-state-returns"
    sentence = shown(
        "This state returns people, so no certificate goes into anyone's own hands: choose none, "
        "or one that counsel or UNHCR holds. A data-protection officer and a supervisor together "
        "can decide otherwise, in certificates.yaml."
    )


class NotChosen(Refusal):
    """She chose none, or was not asked."""

    code = "not-chosen"
    sentence = shown("The person has not chosen a certificate; explain it and record the choice.")


class AlreadyIssued(Refusal):
    """There is one; two would only be lost twice."""

    code = "already-issued"
    sentence = shown("There is a certificate already: print it again, or replace it if it is lost.")


class NotIssued(Refusal):
    """There is none."""

    code = "not-issued"
    sentence = shown("There is no valid certificate; issue one first.")


class NoPortrait(Refusal):
    """It was to be bound to a picture."""

    code = "no-portrait"
    sentence = shown(
        "The person chose a certificate with a picture: choose the picture, or record that it is "
        "bound to nobody."
    )


class NotAPortrait(Refusal):
    """The file is no picture that can be read, or is too large."""

    code = "not-a-portrait"
    sentence = shown("This is no photograph that can be used: choose a JPEG or PNG under 8 MB.")
