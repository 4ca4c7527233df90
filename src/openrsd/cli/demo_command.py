"""`openrsd demo`: an installation with invented people only."""

import typer

from openrsd.cli.unlocking import Given, unlocked
from openrsd.config.demonstrating import fill
from openrsd.config.errors import InstallationExists
from openrsd.config.installation import Kind, make, read
from openrsd.config.places import Places
from openrsd.config.preparing import prepare_database
from openrsd.config.process import keep_to_itself
from openrsd.texts import gettext as _
from openrsd.vault import KeyFile, make_key_file
from openrsd.vault.durable import make_folder


def demo() -> None:
    """Make a demonstration in the folder OPENRSD_HOME and fill it. Again, it keeps what is there.

    Its key lies beside its data: it protects nothing. Never type a real name into it.
    """
    places = Places.from_environment()
    keep_to_itself()
    if places.about.exists():
        if not read(places).is_demonstration:
            raise InstallationExists(
                _(
                    "{home} holds a real installation, which is never turned into a "
                    "demonstration; choose another folder with OPENRSD_HOME."
                ).format(home=places.home)
            )
    else:
        make_folder(places.home)
        # Left by a first attempt that was stopped, perhaps.
        key = KeyFile(places.demo_key)
        make(
            places,
            Kind.DEMONSTRATION,
            key if places.demo_key.exists() else make_key_file(places.demo_key),
        )
    with unlocked(Given(no_input=True), prepared=False) as installation:
        prepare_database(places, installation)
        fill(places)
    typer.echo(_("The demonstration is ready in {home}.").format(home=places.home))
