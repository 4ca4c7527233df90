"""`openrsd serve`."""

from typing import Annotated

import typer

from openrsd.cli.unlocking import (
    Given,
    KeyFileOption,
    NoInput,
    PassphraseFile,
    secret_of,
    unlocked_with,
)
from openrsd.config.demonstrating import sign_ins
from openrsd.config.installation import read
from openrsd.config.places import Places
from openrsd.config.preparing import refuse_another, refuse_unprepared
from openrsd.texts import gettext as _
from openrsd.vault.locking import is_locked


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that answer.")] = 1,
    threads: Annotated[int, typer.Option(min=1, max=64, help="Requests at once in each.")] = 8,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFileOption = None,
    no_input: NoInput = False,
) -> None:
    """Serve the installation in the folder OPENRSD_HOME until stopped or locked."""
    # Here, so that no other command waits for the server's machinery.
    from openrsd.config import serving

    places = Places.from_environment()
    installation = read(places)
    address = serving.Address(host, port)
    serving.refuse_unsafe(installation, address)
    if is_locked(places.run):
        typer.echo(_("The installation is locked. To open it: openrsd unlock."), err=True)
        serving.show_locked_page(places, address)
    secret = secret_of(places, installation, Given(passphrase_file, key_file, no_input))

    def answering() -> None:
        typer.echo(_("OpenRSD answers at {url}").format(url=address.url))
        if installation.is_demonstration:
            typer.echo(_("Demonstration: everyone in it is invented. Type no real name."))
            typer.echo(sign_ins(places), nl=False)
        typer.echo(_("Stop it with Ctrl+C; in danger: openrsd lock."))

    with serving.only_server(places, address), unlocked_with(places, secret):
        refuse_unprepared(places)
        refuse_another(places, installation)
        with serving.sealing(installation):
            serving.serve(places, secret, address, serving.Size(workers, threads), answering)
