"""`openrsd lock` and `openrsd unlock`."""

from uuid import UUID

import typer

from openrsd.cli.unlocking import (
    Given,
    KeyFileOption,
    NoInput,
    PassphraseFile,
    secret_of,
    unlocked_with,
)
from openrsd.config.installation import read
from openrsd.config.places import Places
from openrsd.config.preparing import refuse_unprepared
from openrsd.texts import gettext as _
from openrsd.vault.locking import Lock, read_lock, take_away_lock
from openrsd.vault.locking import lock as set_lock


def lock() -> None:
    """Lock the installation in OPENRSD_HOME at once. Needs no secret; all sessions end."""
    places = Places.from_environment()
    read(places)
    set_lock(places.run)
    typer.echo(_("{home} is locked. To open it again: openrsd unlock.").format(home=places.home))


def unlock(
    passphrase_file: PassphraseFile = None,
    key_file: KeyFileOption = None,
    no_input: NoInput = False,
) -> None:
    """End all sessions and take the lock away, with the secret. Then serve again."""
    places = Places.from_environment()
    installation = read(places)
    locked = read_lock(places.run)
    if locked is None:
        typer.echo(_("{home} is not locked.").format(home=places.home))
        return
    secret = secret_of(places, installation, Given(passphrase_file, key_file, no_input))
    with unlocked_with(places, secret):
        refuse_unprepared(places)
        _open_again(installation.id, locked)
        take_away_lock(places.run)
    typer.echo(_("{home} is open again. Start it: openrsd serve.").format(home=places.home))


def _open_again(installation: UUID, locked: Lock) -> None:
    """In this order: whoever was signed in when it was locked is not when it is open."""
    from django.db import transaction

    from openrsd.accounts.signing_in.sessions import end_all_sessions
    from openrsd.config.acts import FOUND_LOCKED, UNLOCKED, note_act
    from openrsd.ledger.sealing import seal_all

    with transaction.atomic():
        end_all_sessions()
        # Whoever locks at the machine holds no key, and so writes nothing: it is noted now.
        note_act(FOUND_LOCKED, installation, {"at": locked.at} if locked.at else {})
        note_act(UNLOCKED, installation)
    seal_all()
