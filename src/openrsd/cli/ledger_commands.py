"""`openrsd ledger verify | export | checkpoint | public-key`: the record, shown to be whole."""

import gzip
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any, cast

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from openrsd.cli.output import CannotWrite, TextFormat, as_json, deliver
from openrsd.cli.unlocking import Given, KeyFileOption, NoInput, PassphraseFile, unlocked
from openrsd.errors import OpenRSDError
from openrsd.ledger.checkpoint_text import checkpoint_text, read_checkpoint_text
from openrsd.ledger.checkpoints import Checkpoint, TrustedKeys
from openrsd.ledger.export import verify_export
from openrsd.ledger.verification import Verified
from openrsd.texts import gettext as _
from openrsd.vault import PublicKey

if TYPE_CHECKING:
    from openrsd.accounts.acting import Actor

EXIT_TOUCHED = 1
MOST_SHOWN = 50
ledger_app = typer.Typer(
    no_args_is_help=True, help="The record of every change and look: verified, exported, anchored."
)
Anchors = Annotated[
    list[Path] | None,
    typer.Option("--anchor", metavar="FILE", help="A checkpoint kept outside; may be repeated."),
]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write to this file.")]


class CannotReadFile(OpenRSDError):
    """A file that was named cannot be read, or is not what it should be."""

    code = "cannot-read-file"


@ledger_app.command()
def verify(
    export: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="An export. Without one, the installation's ledger."),
    ] = None,
    public_key: Annotated[
        Path | None,
        typer.Option(
            "--public-key", metavar="PEM", help="The public key, from someone whom you trust."
        ),
    ] = None,
    anchor: Anchors = None,
    format_: Annotated[TextFormat, typer.Option("--format", help="How to show it.")] = (
        TextFormat.TEXT
    ),
    passphrase_file: PassphraseFile = None,
    key_file: KeyFileOption = None,
    no_input: NoInput = False,
) -> None:
    """Say whether the ledger was touched, and where. Exit code 0: whole; 1: touched.

    An export is verified with its public key alone: no installation and no secret are needed.
    """
    anchors = [read_checkpoint_text(_text_of(path), path.name) for path in anchor or []]
    keys = _key_of(public_key) if public_key else None
    if export:
        if keys is None:
            raise CannotReadFile(
                _("An export is verified with the public key of its installation: --public-key.")
            )
        verified = _verified_export(export, keys, anchors)
    else:
        with unlocked(Given(passphrase_file, key_file, no_input)) as installation:
            from openrsd.ledger.stored import sealed_entries
            from openrsd.oversight.actions import own_keys, verify_ledger

            with _progress(sealed_entries()) as advance:
                verified = verify_ledger(
                    installation.id, keys or own_keys(), anchors, advance, acting=_at_the_machine()
                )
    typer.echo(as_json(_fields(verified)) if format_ is TextFormat.JSON else _told(verified))
    raise typer.Exit(0 if verified.whole else EXIT_TOUCHED)


@ledger_app.command()
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Packed if its name ends in .gz.")],
    passphrase_file: PassphraseFile = None,
    key_file: KeyFileOption = None,
    no_input: NoInput = False,
) -> None:
    """Write the whole ledger to a file that anyone can verify with the public key.

    It holds no names; reasons stay sealed.
    """
    with unlocked(Given(passphrase_file, key_file, no_input)) as installation:
        from openrsd.ledger.stored import sealed_entries
        from openrsd.oversight.actions import export_ledger

        with _replacing(file) as to, _progress(sealed_entries()) as advance:
            left_out = export_ledger(to, installation.id, advance, acting=_at_the_machine())
    if left_out:
        typer.echo(
            _(
                "{count} rows are no entries any more and are not in the export, which will be "
                "found touched: openrsd ledger verify."
            ).format(count=left_out),
            err=True,
        )
        raise typer.Exit(EXIT_TOUCHED)
    typer.echo(_("The ledger is in {file}.").format(file=file), err=True)


@ledger_app.command()
def checkpoint(
    out: Out = None,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFileOption = None,
    no_input: NoInput = False,
) -> None:
    """Sign how far the ledger reaches, as a few lines to print, mail and keep elsewhere."""
    with unlocked(Given(passphrase_file, key_file, no_input)) as installation:
        from openrsd.oversight.actions import sign_ledger

        signed = sign_ledger(installation.id, acting=_at_the_machine())
    deliver(checkpoint_text(signed).rstrip("\n"), out)


@ledger_app.command("public-key")
def public_key(
    out: Out = None,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFileOption = None,
    no_input: NoInput = False,
) -> None:
    """Show the key with which checkpoints are verified. Hand it out apart from exports."""
    with unlocked(Given(passphrase_file, key_file, no_input)):
        from openrsd.vault import opened

        pem = opened().signing_key.public_pem()
    deliver(pem.rstrip("\n"), out)


def _at_the_machine() -> "Actor":
    from openrsd.accounts.acting import system_actor
    from openrsd.config.acts import COMMAND_LINE

    return system_actor(COMMAND_LINE)


def _verified_export(path: Path, keys: TrustedKeys, anchors: list[Checkpoint]) -> Verified:
    try:
        with path.open("rb") as file:
            return verify_export(file, path.name, keys, anchors)
    except OSError as problem:
        raise _unreadable(path, problem) from None


def _key_of(path: Path) -> TrustedKeys:
    try:
        key = PublicKey.from_pem(path.read_bytes())
    except OSError as problem:
        raise _unreadable(path, problem) from None
    except ValueError:
        raise CannotReadFile(
            _("{file} holds no public key of an installation.").format(file=path)
        ) from None
    return {key.key_id: key}


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as problem:
        raise _unreadable(path, problem) from None
    except UnicodeDecodeError:
        raise CannotReadFile(_("{file} is not text.").format(file=path)) from None


def _unreadable(path: Path, problem: OSError) -> CannotReadFile:
    return CannotReadFile(
        _("{file} cannot be read: {why}.").format(file=path, why=problem.strerror)
    )


def _told(verified: Verified) -> str:
    breaks = [finding for finding in verified.findings if finding.is_break]
    remarks = [finding for finding in verified.findings if not finding.is_break]
    lines = []
    for heading, findings in ((_("Breaks"), breaks), (_("Remarks"), remarks)):
        if findings:
            lines.append(f"{heading}:")
            lines += [f"  {one.sentence} [{one.code}]" for one in findings[:MOST_SHOWN]]
            if len(findings) > MOST_SHOWN:
                more = _("… and {count} more; --format json shows all.")
                lines.append("  " + more.format(count=len(findings) - MOST_SHOWN))
    lines.append(
        _("{entries} entries, {seals} seals; checkpoints cover the entries up to {signed}.").format(
            entries=verified.entries, seals=verified.seals, signed=verified.signed_to
        )
    )
    lines.append(
        _("The ledger is whole.")
        if verified.whole
        else _("The ledger was touched: {count} breaks.").format(count=len(breaks))
    )
    return "\n".join(lines)


def _fields(verified: Verified) -> dict[str, Any]:
    return {
        "whole": verified.whole,
        "entries": verified.entries,
        "seals": verified.seals,
        "signed_to": verified.signed_to,
        "unsealed": verified.unsealed,
        "findings": [
            {
                "code": one.code.value,
                "break": one.is_break,
                "position": one.position,
                "entry": str(one.entry) if one.entry else None,
                "seal": one.seal,
                "sentence": one.sentence,
            }
            for one in verified.findings
        ],
    }


@contextmanager
def _progress(entries: int) -> Iterator[Callable[[int], None]]:
    console = Console(stderr=True)
    columns = (TextColumn(_("Entries")), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=entries)
        yield lambda done: progress.advance(task, done)


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file that is there whole at the end, or as it was before. Only its owner reads it."""
    try:
        target = Path(os.path.realpath(path))
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(descriptor, "wb") as raw:
                if target.suffix == ".gz":
                    with gzip.GzipFile(fileobj=raw, mode="wb", filename="", mtime=0) as packed:
                        yield cast("IO[bytes]", packed)
                else:
                    yield raw
                raw.flush()
                os.fsync(raw.fileno())
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as problem:
        raise CannotWrite(
            _("{file} cannot be written: {why}.").format(file=path, why=problem.strerror)
        ) from problem
