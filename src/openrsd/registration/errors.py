"""What this room refuses."""

from openrsd.accounts.errors import Refusal
from openrsd.texts import shown


class ChangedMeanwhile(Refusal):
    """Somebody saved a newer version; nothing is overwritten."""

    code = "changed-meanwhile"
    sentence = shown(
        "Someone else changed this while you were writing. What you wrote is still on this page;"
        " compare it with what is saved now, then save again."
    )


class NoName(Refusal):
    """Nobody is registered without being called something."""

    code = "no-name"
    sentence = shown(
        "Write at least one name, or what the person wants to be called, before registering."
    )


class AlreadyRegistered(Refusal):
    """Registration happens once."""

    code = "already-registered"
    sentence = shown("This person is registered already.")


class NotAPhoto(Refusal):
    """What cannot be read as a picture."""

    code = "not-a-photo"
    sentence = shown("This is no picture that can be kept. Choose a JPEG, PNG or WebP picture.")


class NoConsent(Refusal):
    """No photo without the consent of the person."""

    code = "no-consent"
    sentence = shown("A photo is kept only if the person agrees. Ask first, then tick it.")
