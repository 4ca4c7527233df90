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
from openrsd.cli.backup_commands import backup, restore
from openrsd.cli.caseload_commands import caseload_app
from openrsd.cli.caseload_files import collect, generate
from openrsd.cli.caseload_files import schema as caseload_schema
from openrsd.cli.compare_command import compare
from openrsd.cli.demo_command import demo
from openrsd.cli.doctor_command import doctor
from openrsd.cli.init_command import init, upgrade
from openrsd.cli.intake_commands import intake_app
from openrsd.cli.keys_commands import keys_app
from openrsd.cli.law_commands import law_app
from openrsd.cli.ledger_commands import ledger_app
from openrsd.cli.lock_commands import lock, unlock
from openrsd.cli.output import CannotWrite
from openrsd.cli.schema_command import schema
from openrsd.cli.screen_command import screen
from openrsd.cli.serve_command import serve
from openrsd.cli.user_commands import user_app
from openrsd.errors import OpenRSDError
from openrsd.texts import use_language

EXIT_BAD_INPUT = 2
EXIT_INTERNAL = 70
EXIT_CANNOT_WRITE = 73
EXIT_INTERRUPTED = 130

app = typer.Typer(
    name="openrsd",
    help="Refugee status determination under the 1951 Convention, with reasons. "
    "People decide; the command shows what follows from the findings recorded.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command()(screen)
app.command()(schema)
app.command()(init)
app.command()(demo)
app.command()(serve)
app.command()(upgrade)
app.command()(lock)
app.command()(unlock)
app.command()(doctor)
app.command()(backup)
app.command()(restore)
app.add_typer(law_app, name="law")
caseload_app.command()(compare)
caseload_app.command()(collect)
caseload_app.command()(generate)
caseload_app.command("schema")(caseload_schema)
app.add_typer(caseload_app, name="caseload")
app.add_typer(intake_app, name="intake")
app.add_typer(keys_app, name="keys")
app.add_typer(ledger_app, name="ledger")
app.add_typer(user_app, name="user")


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
