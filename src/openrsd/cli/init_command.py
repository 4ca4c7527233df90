"""`openrsd init` and `openrsd upgrade`: a new installation, and an old one made ready."""

import typer

from openrsd.cli.unlocking import (
    Given,
    KeyFileOption,
    NoInput,
    PassphraseFile,
    new_secret,
    unlocked,
    unlocked_with,
)
from openrsd.config.installation import Kind, make, refuse_existing
from openrsd.config.places import Places
from openrsd.config.preparing import prepare_database
from openrsd.config.process import keep_to_itself
from openrsd.texts import gettext as _


def init(
    passphrase_file: PassphraseFile = None,
    key_file: KeyFileOption = None,
    no_input: NoInput = False,
) -> None:
    """Make a new installation in the folder OPENRSD_HOME, with its keys and empty tables."""
    places = Places.from_environment()
    refuse_existing(places)
    keep_to_itself()
    secret = new_secret(Given(passphrase_file, key_file, no_input))
    installation = make(places, Kind.PRODUCTION, secret)
    with unlocked_with(places, secret):
        prepare_database(places, installation)
    typer.echo(_("A new installation is in {home}.").format(home=places.home))
    typer.echo(_("Its keys are in {keys}.").format(keys=places.keys))
    typer.echo(
        _("Keep what unlocks it in two safe places: without it nobody can ever open anything here.")
    )


def upgrade(
    passphrase_file: PassphraseFile = None,
    key_file: KeyFileOption = None,
    no_input: NoInput = False,
) -> None:
    """Bring the database to this version. Makes no backup: make one first."""
    places = Places.from_environment()
    given = Given(passphrase_file, key_file, no_input)
    with unlocked(given, prepared=False) as installation:
        steps = prepare_database(places, installation)
    typer.echo(
        _("The database was brought to this version in {count} steps.").format(count=steps)
        if steps
        else _("The database was already of this version.")
    )
