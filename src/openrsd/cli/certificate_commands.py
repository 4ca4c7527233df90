"""`openrsd certificate verify | keys | revoked | rotate-key | list`: certificates of protection.

With files of keys and of what was revoked, `verify` needs no installation and no secret.
"""

import json
import sys
from base64 import b64decode, b64encode
from contextlib import nullcontext
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from openrsd.cli.output import TextFormat, as_json, deliver
from openrsd.cli.unlocking import Given, KeyFileOption, NoInput, PassphraseFile, unlocked
from openrsd.errors import OpenRSDError
from openrsd.texts import gettext as _

if TYPE_CHECKING:
    from openrsd.accounts.acting import Actor
    from openrsd.protection.certificates.verifying import Checked, Trust

EXIT_NOT_VALID, EXIT_UNREADABLE = 1, 2
certificate_app = typer.Typer(
    no_args_is_help=True, help="Certificates of protection: checked, counted, their keys."
)
ShownAs = Annotated[TextFormat, typer.Option("--format", help="How the result is shown.")]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write to this file.")]


class NoKeys(OpenRSDError):
    """The file of keys, or of what was revoked, cannot be read as what it should be."""

    code = "no-keys"


@certificate_app.command()
def verify(
    what: Annotated[
        str,
        typer.Argument(
            metavar="FILE|TEXT|-", help="A photograph, the text of a code, or - for it."
        ),
    ],
    keys: Annotated[
        Path | None, typer.Option(help="Public keys, as `openrsd certificate keys` writes them.")
    ] = None,
    revoked: Annotated[
        Path | None,
        typer.Option(help="What was revoked, as `openrsd certificate revoked` writes it."),
    ] = None,
    shown_as: ShownAs = TextFormat.TEXT,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFileOption = None,
    no_input: NoInput = False,
) -> None:
    """Say whether a certificate is valid. Ends with 0: valid; 1: not valid; 2: unreadable.

    Whatever the result is but valid, it says nothing about whether anyone may be removed.
    """
    given = Given(passphrase_file, key_file, no_input)
    with nullcontext() if keys else unlocked(given):
        from openrsd.protection.certificates.verifying import Result, check

        trust = _trust_of(keys, revoked) if keys else _own_trust()
        checked = check(_text_of(what), trust, _today())
    typer.echo(as_json(_fields(checked)) if shown_as is TextFormat.JSON else _told(checked))
    if checked.result is Result.UNREADABLE:
        raise typer.Exit(EXIT_UNREADABLE)
    raise typer.Exit(0 if checked.is_valid else EXIT_NOT_VALID)


@certificate_app.command("keys")
def show_keys(
    out: Out = None,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFileOption = None,
    no_input: NoInput = False,
) -> None:
    """Give out the public keys with which anyone checks certificates. They are no secret."""
    with unlocked(Given(passphrase_file, key_file, no_input)):
        from openrsd.protection.certificates.keys import believed

        found = {key.key_id: b64encode(bytes.fromhex(key.public)).decode() for key in believed()}
    deliver(as_json({"format": 1, "keys": found}), out)


@certificate_app.command("revoked")
def show_revoked(
    out: Out = None,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFileOption = None,
    no_input: NoInput = False,
) -> None:
    """Give out today's signed list of what was revoked: hashes only, most of them random."""
    with unlocked(Given(passphrase_file, key_file, no_input)):
        from openrsd.protection.certificates.publishing import published

        listed = published()
    text = b64encode(listed).decode() if listed else None
    deliver(as_json({"format": 1, "revoked": text}), out)


@certificate_app.command("rotate-key")
def rotate_key(
    compromised: Annotated[
        bool,
        typer.Option(
            "--compromised",
            help="Somebody else may have signed with the old keys: nothing of theirs is valid.",
        ),
    ] = False,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFileOption = None,
    no_input: NoInput = False,
) -> None:
    """Sign with a new key from now on. Certificates of the old one stay valid."""
    with unlocked(Given(passphrase_file, key_file, no_input)):
        from openrsd.protection.certificates.actions import rotate_key as rotate

        made = rotate(compromised=compromised, acting=_at_the_machine())
    typer.echo(_("From now on certificates are signed with key {key}.").format(key=made))
    if compromised:
        typer.echo(_("Those who hold a certificate signed before need a new one."))
    typer.echo(_("Copies of the key folder do not hold it yet: openrsd keys copy --refresh."))


@certificate_app.command("list")
def show_counts(
    shown_as: ShownAs = TextFormat.TEXT,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFileOption = None,
    no_input: NoInput = False,
) -> None:
    """Say how many certificates there are, and nothing of whose."""
    with unlocked(Given(passphrase_file, key_file, no_input)):
        from openrsd.protection.certificates.selectors import counts

        found = counts()
    if shown_as is TextFormat.JSON:
        typer.echo(as_json(found))
        return
    said = _("{issued} issued: {valid} valid, {revoked} revoked, {expired} expired. Keys: {keys}.")
    typer.echo(said.format(**found))


def _text_of(what: str) -> str:
    """The text of a code: given as it is, from standard input, or out of a picture."""
    if what == "-":
        return _read_from(sys.stdin.buffer.read())
    path = Path(what)
    try:
        if path.is_file():
            return _read_from(path.read_bytes())
    except OSError:
        # Too long for the name of a file: a text.
        return what
    return what


def _read_from(content: bytes) -> str:
    from openrsd.protection.certificates.codes import found_in
    from openrsd.protection.certificates.cose import Unreadable

    try:
        return found_in(content)
    except Unreadable:
        return content.decode("utf-8", "replace")


def _trust_of(keys: Path, revoked: Path | None) -> "Trust":
    from openrsd.protection.certificates import revoking
    from openrsd.protection.certificates.cose import Unreadable
    from openrsd.protection.certificates.verifying import Trust

    try:
        named = json.loads(keys.read_text("utf-8"))["keys"]
        known = {bytes.fromhex(name): b64decode(public) for name, public in named.items()}
        if revoked is None:
            return Trust(known)
        listed = revoking.read(b64decode(json.loads(revoked.read_text("utf-8"))["revoked"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, Unreadable):
        raise _not_ours(keys, revoked) from None
    public = known.get(listed.message.key_id)
    if public is None or not listed.message.is_by(public):
        raise _not_ours(keys, revoked)
    return Trust(known, listed.hashes)


def _not_ours(keys: Path, revoked: Path | None) -> NoKeys:
    names = ", ".join(str(path) for path in (keys, revoked) if path)
    return NoKeys(
        _(
            "{files} cannot be used: public keys as `openrsd certificate keys` writes them, and "
            "a list that one of these keys signed, are needed."
        ).format(files=names)
    )


def _own_trust() -> "Trust":
    from openrsd.protection.certificates.publishing import trust

    return trust()


def _today() -> date:
    return datetime.now(UTC).date()


def _fields(checked: "Checked") -> dict[str, Any]:
    said = checked.said if checked.is_valid else None
    return {
        "valid": checked.is_valid,
        "result": checked.result.value,
        "issuer": said.issuer if said else None,
        "valid_until": said.valid_until.isoformat() if said else None,
        "says": _sentence(checked),
    }


def _told(checked: "Checked") -> str:
    if checked.said is None or not checked.is_valid:
        return f"{_sentence(checked)}\n({checked.result.value})"
    until = _("Issued by {issuer}. Valid until {day}.").format(
        issuer=checked.said.issuer, day=checked.said.valid_until.isoformat()
    )
    return f"{_sentence(checked)}\n{until}"


def _sentence(checked: "Checked") -> str:
    from openrsd.protection.certificates.words import ENGLISH, words
    from openrsd.texts import current_language

    spoken = words().get(current_language(), words()[ENGLISH])
    if checked.is_valid:
        return f"{spoken.valid} {spoken.statement}"
    return f"{spoken.not_valid} {spoken.contact_unhcr}. {spoken.because(checked.result)}"


def _at_the_machine() -> "Actor":
    from openrsd.accounts.acting import system_actor
    from openrsd.config.acts import COMMAND_LINE

    return system_actor(COMMAND_LINE)
