"""`openrsd demo`: an installation with invented people only."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

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


def demo(
    households: Annotated[
        int | None,
        typer.Option(min=0, help=_("How many invented households to make. All, if not given.")),
    ] = None,
) -> None:
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
        with caseload_progress() as told:
            fill(places, households, told)
    typer.echo(_("The demonstration is ready in {home}.").format(home=places.home))


@contextmanager
def caseload_progress() -> Iterator[Callable[[int, int], None]]:
    """A progress bar of the households on standard error, where that is a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn(_("Invented households")), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=None)
        yield lambda made, of: progress.update(task, completed=made, total=of)
