"""Filling a demonstration, and telling how to sign in to it."""

from collections.abc import Callable
from hashlib import sha256

from openrsd.config.places import Places
from openrsd.texts import gettext as _
from openrsd.vault import opened
from openrsd.vault.durable import write_whole

_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"
_SYLLABLES = 8


def fill(places: Places, households: int | None, told: Callable[[int, int], None]) -> None:
    """Makes the invented people who are not there yet, and writes how each user signs in.

    `households` is how many of the caseload are made, all where it is None; `told` hears how many
    stand, of how many.
    """
    from openrsd.accounts.acting import system_actor
    from openrsd.accounts.demo import make_demonstration_people
    from openrsd.coi.demonstration import make_library
    from openrsd.demonstration.caseload import is_begun, make_caseload
    from openrsd.ledger.sealing import seal_all

    words = _passphrase()
    people = make_demonstration_people(words)
    # What people did in it since stays as it is.
    if not (places.demo_sign_ins.exists() and is_begun()):
        for made, of in make_caseload(households):
            told(made, of)
    make_library(acting=system_actor("demonstration"))
    seal_all()
    width = max(len(person.username) for person in people)
    lines = [
        _("Sign in as one of these, all with the passphrase: {words}").format(words=words),
        *(
            f"  {person.username:{width}}  "
            + " · ".join(filter(None, (person.title, person.office)))
            for person in people
        ),
    ]
    write_whole(places.demo_sign_ins, ("\n".join(lines) + "\n").encode())


def sign_ins(places: Places) -> str:
    """How to sign in, as the demonstration was told last."""
    return places.demo_sign_ins.read_text("utf-8") if places.demo_sign_ins.exists() else ""


def _passphrase() -> str:
    """Always the same for one demonstration, another for each, and easy to type."""
    drawn = sha256(b"sign-in of a demonstration" + opened().web_secret).digest()
    syllables = [
        _CONSONANTS[drawn[2 * at] % len(_CONSONANTS)] + _VOWELS[drawn[2 * at + 1] % len(_VOWELS)]
        for at in range(_SYLLABLES)
    ]
    return "-".join("".join(syllables[at : at + 2]) for at in range(0, _SYLLABLES, 2))
