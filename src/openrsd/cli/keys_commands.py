"""`openrsd keys`: their state, rotation, what unlocks them, and copies."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from openrsd.cli.output import TextFormat, as_json
from openrsd.cli.unlocking import (
    Given,
    KeyFileOption,
    NoInput,
    PassphraseFile,
    new_secret,
    refuse_locked,
    secret_of,
    unlocked,
)
from openrsd.config.acts import note_act
from openrsd.config.installation import read
from openrsd.config.key_acts import COPIED, NEW_SECRET, ROTATED
from openrsd.config.places import Places
from openrsd.config.process import keep_to_itself
from openrsd.texts import gettext as _
from openrsd.vault import KeyStore, MasterKeys, opened, what_unlocks
from openrsd.vault.copies import CopyStatus, KeyCopies

STEP = 2_000
ShownAs = Annotated[TextFormat, typer.Option("--format", help="How the result is shown.")]
Folder = Annotated[Path | None, typer.Option(help="Folder of the copy, on another medium.")]

keys_app = typer.Typer(
    name="keys", help="The keys of the installation.", no_args_is_help=True, add_completion=False
)


@keys_app.command("init")
def keys_init(
    passphrase_file: PassphraseFile = None,
    key_file: KeyFileOption = None,
    no_input: NoInput = False,
) -> None:
    """Make the key folder alone, before the installation itself: `openrsd init` then uses it."""
    places = Places.from_environment()
    keep_to_itself()
    secret = new_secret(Given(passphrase_file, key_file, no_input))
    KeyStore.create(places.keys, MasterKeys.create(places.master_keys, secret)).close()
    typer.echo(_("New keys are in {keys}.").format(keys=places.keys))


@keys_app.command()
def status(
    passphrase_file: PassphraseFile = None,
    key_file: KeyFileOption = None,
    no_input: NoInput = False,
    shown_as: ShownAs = TextFormat.TEXT,
) -> None:
    """Say what the key folder holds and where its copies are. Reads no personal data."""
    places = Places.from_environment()
    refuse_locked(places)
    keep_to_itself()
    secret = secret_of(places, read(places), Given(passphrase_file, key_file, no_input))
    master = MasterKeys.open(places.master_keys, secret)
    with KeyStore.open(places.keys, master) as store:
        state = _state(places, master, store)
    typer.echo(as_json(state) if shown_as is TextFormat.JSON else _told(state))


@keys_app.command()
def rotate(
    passphrase_file: PassphraseFile = None,
    key_file: KeyFileOption = None,
    no_input: NoInput = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Show no progress.")] = False,
) -> None:
    """Make a new master key, wrap everything by it and destroy the old ones.

    Stopped at any moment, the same command goes on. Servers go on working meanwhile.
    """
    with unlocked(Given(passphrase_file, key_file, no_input)) as installation:
        store, master = opened().keys, _master()
        if not _is_unfinished(master):
            master.rotate()
        total = store.compartments
        with Progress(console=Console(stderr=True), disable=quiet) as progress:
            task = progress.add_task(_("Wrapping keys anew"), total=total)
            while done := store.rewrap(STEP):
                progress.advance(task, done)
        for version in master.versions[:-1]:
            store.drop_master_version(version)
        _note(ROTATED, installation.id, version=master.current)
    typer.echo(_("The master key is now version {version}.").format(version=master.current))
    typer.echo(_("Copies of the key folder still hold the old one: openrsd keys copy --refresh."))


@keys_app.command()
def passphrase(
    new_passphrase_file: Annotated[
        Path | None, typer.Option(help="File whose one line is the new passphrase.")
    ] = None,
    new_key_file: Annotated[
        Path | None, typer.Option(help="File with a new unlocking key, instead of a passphrase.")
    ] = None,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFileOption = None,
    no_input: NoInput = False,
) -> None:
    """Change what unlocks the keys. Nothing is wrapped anew."""
    with unlocked(Given(passphrase_file, key_file, no_input)) as installation:
        given = Given(new_passphrase_file, new_key_file, no_input)
        secret = new_secret(given)
        _note(NEW_SECRET, installation.id)
        _master().unlock_with(secret)
    typer.echo(_("From now on the new secret unlocks the keys."))
    typer.echo(_("Copies made before still open with the old one: openrsd keys copy --refresh."))
    typer.echo(_("Start the server again before the next rotation."))


@keys_app.command()
def copy(
    to: Folder = None,
    refresh: Folder = None,
    forget: Folder = None,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFileOption = None,
    no_input: NoInput = False,
) -> None:
    """Copy the key folder, bring a copy up to date, or strike a destroyed one from the list."""
    chosen = [folder for folder in (to, refresh, forget) if folder is not None]
    if len(chosen) != 1:
        raise typer.BadParameter(_("Give one of --to, --refresh and --forget."))
    with unlocked(Given(passphrase_file, key_file, no_input)) as installation:
        copies, now = KeyCopies(opened().keys), datetime.now(UTC)
        if forget is not None:
            copies.forget(forget)
            typer.echo(_("The copy in {folder} is forgotten.").format(folder=forget))
            return
        _note(COPIED, installation.id)
        made = copies.make(to, at=now) if to is not None else copies.refresh(chosen[0], at=now)
    typer.echo(_("A copy of the keys is in {folder}.").format(folder=made.folder))
    typer.echo(_("Erasures reach it when its medium is there; keep it apart from backups."))


def _master() -> MasterKeys:
    """The master keys of the open vault."""
    provider = opened().keys.master
    assert isinstance(provider, MasterKeys)
    return provider


def _is_unfinished(master: MasterKeys) -> bool:
    """Whether an earlier rotation was stopped before its end."""
    return len(master.versions) > 1


def _note(act: Any, installation: Any, **detail: int) -> None:
    from django.db import transaction

    with transaction.atomic():
        note_act(act, installation, detail)


def _state(places: Places, master: MasterKeys, store: KeyStore) -> dict[str, Any]:
    return {
        "keys": str(places.keys),
        "unlocked_by": what_unlocks(places.master_keys),
        "versions": list(master.versions),
        "rotation_unfinished": _is_unfinished(master),
        "generation": store.generation,
        "compartments": store.compartments,
        "erased": len(store.tombstones()),
        "signing_key": store.signing_key().key_id,
        "copies": [_copy(found) for found in KeyCopies(store).status()],
    }


def _copy(found: CopyStatus) -> dict[str, Any]:
    return {
        "folder": str(found.copy.folder),
        "made_at": found.copy.made_at.isoformat(timespec="seconds"),
        "is_there": found.is_there,
        "not_erased": found.not_erased,
    }


def _told(state: dict[str, Any]) -> str:
    lines = [
        _("Keys in {keys}, unlocked by a {unlocked_by}."),
        _("Master key: version {versions}."),
        _("{compartments} compartments, {erased} erased."),
        _("Signing key {signing_key}."),
    ]
    shown = {**state, "versions": ", ".join(map(str, state["versions"]))}
    told = [line.format(**shown) for line in lines]
    if state["rotation_unfinished"]:
        told.append(_("A rotation was not finished; go on with: openrsd keys rotate."))
    for found in state["copies"]:
        told.append(_("Copy in {folder}, of {made_at}.").format(**found))
        if found["not_erased"]:
            told.append(
                _(
                    "  It can still open {not_erased} erased compartments: bring its medium, then "
                    "openrsd keys copy --refresh {folder}."
                ).format(**found)
            )
        elif not found["is_there"]:
            told.append(_("  It is not there now."))
    if not state["copies"]:
        told.append(_("No copy is known. Without the key folder all data is lost."))
    return "\n".join(told)
