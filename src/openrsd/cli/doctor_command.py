"""`openrsd doctor`: what is wrong with an installation, and what to do about it."""

import os
from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated

import typer

from openrsd.cli.output import TextFormat, as_json
from openrsd.cli.unlocking import (
    KEY,
    PASSPHRASE,
    Given,
    KeyFileOption,
    NoInput,
    PassphraseFile,
    secret_of,
    unlocked_with,
)
from openrsd.config.errors import NoSecret
from openrsd.config.examining import Secret, examine_outside
from openrsd.config.findings import Finding, Level, is_well, problem, warning
from openrsd.config.installation import Installation, read
from openrsd.config.places import Places
from openrsd.config.process import keep_to_itself
from openrsd.errors import OpenRSDError
from openrsd.texts import gettext as _
from openrsd.texts import shown

EXIT_NOT_WELL = 1
_WORDS = {
    Level.GOOD: shown("ok"),
    Level.NOTE: shown("note"),
    Level.WARNING: shown("WARNING"),
    Level.PROBLEM: shown("PROBLEM"),
}


def doctor(
    passphrase_file: PassphraseFile = None,
    key_file: KeyFileOption = None,
    no_input: NoInput = False,
    form: Annotated[
        TextFormat, typer.Option("--format", help="How it is shown.")
    ] = TextFormat.TEXT,
) -> None:
    """Examine the installation in OPENRSD_HOME. Changes nothing. Ends with 1 if all is not well."""
    places = Places.from_environment()
    installation = read(places)
    keep_to_itself()
    given = Given(passphrase_file, key_file, no_input)
    findings = list(examine_outside(places, installation, _where(given)))
    findings += _inside(places, installation, given)
    well = is_well(findings)
    if form is TextFormat.JSON:
        typer.echo(as_json({"well": well, "findings": [asdict(found) for found in findings]}))
    else:
        typer.echo(_told(findings))
    if not well:
        raise typer.Exit(EXIT_NOT_WELL)


def _where(given: Given) -> Secret:
    file = given.key_file or given.passphrase_file
    variable = next((name for name in (KEY, PASSPHRASE) if os.environ.get(name)), "")
    return Secret(file=file) if file else Secret(variable=variable)


def _inside(places: Places, installation: Installation, given: Given) -> Iterator[Finding]:
    from openrsd.config.serving import running_server

    is_served = running_server(places) is not None
    try:
        with unlocked_with(places, secret_of(places, installation, given)):
            from openrsd.config.examining_inside import examine_inside

            yield from examine_inside(places, installation, is_served=is_served)
    except NoSecret as error:
        says = _("The database was not examined.") + f" {error}"
        yield warning("unlocking", says, _("Run this again with the secret."))
    except OpenRSDError as error:
        yield problem(error.code, str(error), _("Mend this first, then run this again."))


def _told(findings: list[Finding]) -> str:
    width = max(len(_(word)) for word in _WORDS.values())
    lines = []
    for found in findings:
        lines.append(f"{_(_WORDS[found.level]):{width}}  {found.says}")
        if found.to_do:
            lines.append(f"{'':{width}}  → {found.to_do}")
    return "\n".join(lines)
