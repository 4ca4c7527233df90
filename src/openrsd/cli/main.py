"""The `openrsd` command.

Exit codes: 0 done; 1 what was checked is not in order; 2 bad input or bad usage; 3 locked; 65 done,
but some rows could not be screened; 70 an error of OpenRSD itself; 73 the output cannot be written;
75 unlocked meanwhile, serve again; 130 stopped by the user.
"""

import os
import sys
import traceback
from typing import Annotated, NoReturn

import typer

from openrsd import __version__
from openrsd.cli.commands import CommandsByName
from openrsd.cli.output import CannotWrite
from openrsd.errors import OpenRSDError
from openrsd.texts import use_language

EXIT_BAD_INPUT = 2
EXIT_INTERNAL = 70
EXIT_CANNOT_WRITE = 73
EXIT_INTERRUPTED = 130

app = typer.Typer(
    name="openrsd",
    cls=CommandsByName,
    help="Refugee status determination under the 1951 Convention, with reasons. "
    "People decide; the command shows what follows from the findings recorded.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"openrsd {__version__}")
        raise typer.Exit


@app.callback()
def main(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
    language: Annotated[
        str, typer.Option(envvar="OPENRSD_LANGUAGE", help="Language of texts, e.g. ko.")
    ] = "en",
) -> None:
    """Set what holds for every command."""
    use_language(language)


def run() -> NoReturn:
    """Run the command; every error ends in one clear message and a documented exit code."""
    try:
        app()
    except OpenRSDError as error:
        code = EXIT_CANNOT_WRITE if isinstance(error, CannotWrite) else EXIT_BAD_INPUT
        print(error, file=sys.stderr)
        sys.exit(code)
    except KeyboardInterrupt:
        sys.exit(EXIT_INTERRUPTED)
    except BrokenPipeError:
        # The reader went away (a pager, `head`): nothing more can be said to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        # The last door: a person at a desk is never shown a stack trace, a developer can ask.
        if os.environ.get("OPENRSD_DEBUG"):
            traceback.print_exc()
        print(
            f"OpenRSD failed by a fault of its own ({type(error).__name__}). "
            "Please report it with the output of the same command under OPENRSD_DEBUG=1.",
            file=sys.stderr,
        )
        sys.exit(EXIT_INTERNAL)
    sys.exit(0)


if __name__ == "__main__":
    run()
