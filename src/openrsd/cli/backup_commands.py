"""`openrsd backup` and `openrsd restore`."""

import os
from pathlib import Path
from typing import Annotated

import typer

from openrsd.cli.output import TextFormat, as_json
from openrsd.cli.unlocking import (
    Given,
    KeyFileOption,
    NoInput,
    PassphraseFile,
    refuse_locked,
    secret_of,
    unlocked,
    unlocked_with,
)
from openrsd.config.backing_up.manifest import read_head
from openrsd.config.errors import NoSecret
from openrsd.config.places import Places
from openrsd.texts import gettext as _
from openrsd.vault import MissingSecret
from openrsd.vault.bundles import BundleIdentity, BundlePassphrase, BundleRecipients

PASSPHRASE = "OPENRSD_BACKUP_PASSPHRASE"  # noqa: S105

BackupPassphraseFile = Annotated[
    Path | None,
    typer.Option(
        envvar="OPENRSD_BACKUP_PASSPHRASE_FILE",
        help="File whose one line is the passphrase of the backup.",
    ),
]
IdentityFile = Annotated[
    Path | None,
    typer.Option("--identity", help="File with the private key (age) of a recipient."),
]
Recipients = Annotated[
    list[str] | None,
    typer.Option("--recipient", help="Public key (age1…) to seal it for, instead of a passphrase."),
]
ShownAs = Annotated[TextFormat, typer.Option("--format", help="How the result is shown.")]


def backup(
    file: Annotated[Path, typer.Argument(help="The new file; with --check, the one to verify.")],
    check: Annotated[
        bool, typer.Option("--check", help="Verify a backup, restore nothing.")
    ] = False,
    recipient: Recipients = None,
    identity: IdentityFile = None,
    backup_passphrase_file: BackupPassphraseFile = None,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFileOption = None,
    no_input: NoInput = False,
    shown_as: ShownAs = TextFormat.TEXT,
) -> None:
    """Write database and files, never the keys, to one sealed file."""
    given = Given(passphrase_file, key_file, no_input)
    if check:
        opening = _opening(identity, backup_passphrase_file, given)
        _check(file, opening, given, shown_as)
        return
    sealing = _sealing(recipient, backup_passphrase_file, given)
    with unlocked(given) as installation:
        from openrsd.config.backing_up.backup import make_backup

        made = make_backup(Places.from_environment(), installation, file, sealing)
        _show(
            shown_as,
            _("The backup is in {path}: {rows} rows, {size} bytes."),
            path=str(made.path),
            id=str(made.about.id),
            rows=sum(made.manifest.rows.values()),
            size=made.path.stat().st_size,
        )
    if shown_as is TextFormat.TEXT:
        typer.echo(_("The keys are not in it. Keep a copy of them elsewhere: openrsd keys copy."))


def restore(
    file: Annotated[Path, typer.Argument(help="The backup.")],
    into: Annotated[
        Path | None, typer.Option(help="Folder of the installation, instead of OPENRSD_HOME.")
    ] = None,
    identity: IdentityFile = None,
    backup_passphrase_file: BackupPassphraseFile = None,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFileOption = None,
    no_input: NoInput = False,
    shown_as: ShownAs = TextFormat.TEXT,
) -> None:
    """Put a backup in place where the keys are and no data is. Nothing is overwritten."""
    if into is not None:
        os.environ["OPENRSD_HOME"] = str(into.absolute())
    given = Given(passphrase_file, key_file, no_input)
    opening = _opening(identity, backup_passphrase_file, given)
    places = Places.from_environment()
    refuse_locked(places)
    about = read_head(file, opening)
    with unlocked_with(places, secret_of(places, about.installation, given)):
        from openrsd.config.backing_up.restore import restore as put_back

        done = put_back(places, file, opening)
    _show(
        shown_as,
        _("Restored to {home} as of {made_at}: {rows} rows. Erased again: {erased}."),
        home=str(places.home),
        id=str(about.id),
        made_at=about.made_at.isoformat(timespec="seconds"),
        rows=sum(done.checked.manifest.rows.values()),
        erased=done.erasures_learned + done.tokens_forgotten,
    )


def _check(
    file: Path, opening: BundlePassphrase | BundleIdentity, given: Given, shown_as: TextFormat
) -> None:
    with unlocked(given, prepared=False):
        from openrsd.config.backing_up.restore import check_backup

        checked = check_backup(file, opening)
    _show(
        shown_as,
        _("{path} is whole. Made {made_at} by version {version}: {rows} rows."),
        path=str(file),
        id=str(checked.about.id),
        made_at=checked.about.made_at.isoformat(timespec="seconds"),
        version=checked.about.version,
        database=checked.about.database,
        rows=sum(checked.manifest.rows.values()),
        pieces=checked.manifest.contents.pieces,
        size=checked.manifest.contents.size,
        checkpoint=checked.manifest.checkpoint,
    )


def _show(shown_as: TextFormat, sentence: str, **result: object) -> None:
    typer.echo(as_json(result) if shown_as is TextFormat.JSON else sentence.format(**result))


def _sealing(
    recipients: list[str] | None, file: Path | None, given: Given
) -> BundlePassphrase | BundleRecipients:
    if recipients:
        return BundleRecipients(tuple(recipients))
    return _passphrase(file, given, is_new=True)


def _opening(
    identity: Path | None, file: Path | None, given: Given
) -> BundlePassphrase | BundleIdentity:
    if identity is not None:
        return BundleIdentity(_text_of(identity))
    return _passphrase(file, given, is_new=False)


def _passphrase(file: Path | None, given: Given, *, is_new: bool) -> BundlePassphrase:
    words = os.environ.pop(PASSPHRASE, None)
    if file is not None:
        words = _text_of(file).strip("\r\n")
    if not words and given.may_ask:
        words = typer.prompt(
            _("Passphrase of the backup"),
            hide_input=True,
            confirmation_prompt=_("The same again") if is_new else False,
            err=True,
        )
    if not words:
        raise NoSecret(
            _(
                "The passphrase of the backup is missing: set OPENRSD_BACKUP_PASSPHRASE or give "
                "--backup-passphrase-file, or name a key with --recipient or --identity."
            )
        )
    return BundlePassphrase(words)


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise MissingSecret(_("The file {path} cannot be read.").format(path=path)) from None
