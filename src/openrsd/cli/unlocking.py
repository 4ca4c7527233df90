"""Unlocking an installation for one command: `with unlocked() as installation: …`.

The secret comes from a file, a variable, or a person at the terminal. Variables with a secret are
taken from the environment as soon as they are read, so that no other process inherits them.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from openrsd.config.errors import InstallationLocked, NoSecret
from openrsd.config.installation import Installation, read, start_django, unlock
from openrsd.config.places import Places
from openrsd.config.preparing import plain_faults, refuse_unprepared
from openrsd.config.process import keep_to_itself
from openrsd.texts import gettext as _
from openrsd.vault import (
    EnvironmentKey,
    HeldKey,
    KeyFile,
    MissingSecret,
    Passphrase,
    Unlocking,
    close_vault,
    what_unlocks,
)
from openrsd.vault.locking import is_locked, when_locked

PASSPHRASE, KEY = "OPENRSD_PASSPHRASE", "OPENRSD_KEY"
EXIT_LOCKED = 3

PassphraseFile = Annotated[
    Path | None,
    typer.Option(envvar="OPENRSD_PASSPHRASE_FILE", help="File whose one line is the passphrase."),
]
KeyFileOption = Annotated[
    Path | None,
    typer.Option("--key-file", envvar="OPENRSD_KEY_FILE", help="File with the unlocking key."),
]
NoInput = Annotated[
    bool, typer.Option("--no-input", envvar="OPENRSD_NO_INPUT", help="Never ask; fail instead.")
]


@dataclass(frozen=True, slots=True)
class Given:
    """Where the secret may come from, as the options and the environment say."""

    passphrase_file: Path | None = None
    key_file: Path | None = None
    no_input: bool = False

    @classmethod
    def from_environment(cls) -> "Given":
        """For commands without options of their own."""
        passphrase = os.environ.get("OPENRSD_PASSPHRASE_FILE")
        key = os.environ.get("OPENRSD_KEY_FILE")
        return cls(
            Path(passphrase) if passphrase else None,
            Path(key) if key else None,
            os.environ.get("OPENRSD_NO_INPUT", "").lower() in {"1", "true", "yes", "on"},
        )

    @property
    def may_ask(self) -> bool:
        """Whether a person can be asked."""
        return not self.no_input and sys.stdin.isatty()


@contextmanager
def unlocked(given: Given | None = None, *, prepared: bool = True) -> Iterator[Installation]:
    """The installation named by the environment, its vault open and Django ready.

    The database must be of this version, unless the command is there to see to that
    (`prepared=False`). What the command noted in the ledger is sealed at its end. If somebody
    locks the installation meanwhile, this process ends at once.
    """
    places = Places.from_environment()
    installation = read(places)
    refuse_locked(places)
    secret = secret_of(places, installation, given or Given.from_environment())
    with unlocked_with(places, secret):
        when_locked(places.run, _end)
        if prepared:
            refuse_unprepared(places)
        yield installation
        if prepared:
            _seal()


@contextmanager
def unlocked_with(places: Places, secret: Unlocking) -> Iterator[None]:
    """The vault open and Django ready, with a secret that was asked for already.

    What is wrong with the database is said in one sentence.
    """
    keep_to_itself()
    unlock(places, secret)
    start_django()
    from django.db import connections

    try:
        with plain_faults():
            yield
    finally:
        connections.close_all()
        close_vault()


def refuse_locked(places: Places) -> None:
    """InstallationLocked while the mark is there."""
    if is_locked(places.run):
        raise InstallationLocked(
            _("{home} is locked. Whoever knows its secret opens it: openrsd unlock.").format(
                home=places.home
            )
        )


def secret_of(places: Places, installation: Installation, given: Given) -> Unlocking:
    """What unlocks this installation, from wherever it was given."""
    if what_unlocks(places.master_keys) == "key":
        return _key(places, installation, given)
    words = _passphrase(given)
    if words is None and given.may_ask:
        words = typer.prompt(_("Passphrase of the installation"), hide_input=True, err=True)
    if words is None:
        raise NoSecret(
            _(
                "The passphrase is missing: set OPENRSD_PASSPHRASE or give --passphrase-file, "
                "or run this at a terminal."
            )
        )
    return Passphrase(words)


def new_secret(given: Given) -> Unlocking:
    """What a new installation is to be unlocked with."""
    if os.environ.get(KEY) or given.key_file:
        if os.environ.get(PASSPHRASE) or given.passphrase_file:
            raise NoSecret(_("Give either a passphrase or an unlocking key, not both."))
        return _given_key(given)
    words = _passphrase(given)
    if words is None and given.may_ask:
        words = typer.prompt(
            _("Passphrase for the new installation"),
            hide_input=True,
            confirmation_prompt=_("The same again"),
            err=True,
        )
    if words is None:
        raise NoSecret(
            _(
                "A new installation needs a secret: set OPENRSD_PASSPHRASE or OPENRSD_KEY, give "
                "--passphrase-file or --key-file, or run this at a terminal."
            )
        )
    return Passphrase(words)


def _passphrase(given: Given) -> str | None:
    words = os.environ.pop(PASSPHRASE, None)
    if given.passphrase_file:
        try:
            words = given.passphrase_file.read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            raise MissingSecret(
                _("The passphrase file {path} cannot be read.").format(path=given.passphrase_file)
            ) from None
    return words.strip("\r\n") if words else None


def _key(places: Places, installation: Installation, given: Given) -> HeldKey:
    if os.environ.get(KEY) or given.key_file:
        return _given_key(given)
    if installation.is_demonstration and places.demo_key.exists():
        return HeldKey.read(KeyFile(places.demo_key))
    raise NoSecret(_("The unlocking key is missing: set OPENRSD_KEY or give --key-file."))


def _given_key(given: Given) -> HeldKey:
    if given.key_file:
        return HeldKey.read(KeyFile(given.key_file))
    try:
        return HeldKey.read(EnvironmentKey(KEY))
    finally:
        os.environ.pop(KEY, None)


def _seal() -> None:
    from openrsd.ledger.sealing import seal_all

    seal_all()


def _end() -> NoReturn:
    print(_("The installation was locked; this command ended."), file=sys.stderr)  # noqa: T201
    sys.stderr.flush()
    os._exit(EXIT_LOCKED)
