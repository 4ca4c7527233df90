"""A bundle: named pieces in one file, sealed with age, written and read as a stream.

Byte by byte: the line `OpenRSD bundle 1`, the length of the sealed key (4 bytes, big-endian), the
sealed key, then one age file that holds a tar. For a passphrase the sealed key is a second age
file, which opens with the passphrase and holds the identity that opens the first: age streams only
to keys. For recipients it is empty, and their own identities open the stream.
"""

import io
import os
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO

import pyrage

from openrsd.texts import gettext as _
from openrsd.vault.durable import new_file, put_in_place, reading_in, unfinished_name, writing_in
from openrsd.vault.errors import MalformedSecret, StoreExists, VaultError
from openrsd.vault.unlocking import SHORTEST_PASSPHRASE

FIRST_LINE = b"OpenRSD bundle 1\n"
PIECE_BYTES = 4 * 1024 * 1024
_MOST_KEY_BYTES = 64 * 1024

Piece = tuple[str, bytes]


class DamagedBundle(VaultError):
    """A bundle that is cut short, altered, or none at all."""

    code = "damaged-bundle"

    def __init__(self) -> None:
        super().__init__(
            _("This is no whole backup: it is cut short, altered, or another kind of file.")
        )


class WrongBundleSecret(VaultError):
    """The passphrase or identity does not open the bundle."""

    code = "wrong-bundle-secret"

    def __init__(self) -> None:
        super().__init__(_("The passphrase or identity does not open this backup."))


@dataclass(frozen=True, slots=True)
class BundlePassphrase:
    """Words that seal and open a bundle."""

    words: str = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.words) < SHORTEST_PASSPHRASE:
            raise MalformedSecret(
                _("A passphrase needs at least {count} characters.").format(
                    count=SHORTEST_PASSPHRASE
                )
            )

    def recipients(self) -> tuple[list[Any], bytes]:
        """A new key for one bundle, and the key sealed by the words."""
        identity = pyrage.x25519.Identity.generate()
        sealed = pyrage.passphrase.encrypt(str(identity).encode(), self.words)
        return [identity.to_public()], sealed

    def identities(self, sealed_key: bytes) -> list[Any]:
        """The key of a bundle."""
        try:
            text = pyrage.passphrase.decrypt(sealed_key, self.words).decode()
            return [pyrage.x25519.Identity.from_str(text)]
        except (pyrage.DecryptError, pyrage.IdentityError, UnicodeDecodeError):
            raise WrongBundleSecret from None


@dataclass(frozen=True, slots=True)
class BundleRecipients:
    """Public keys (`age1…`), whose holders open the bundle elsewhere."""

    names: tuple[str, ...]

    def recipients(self) -> tuple[list[Any], bytes]:
        """The keys, and nothing sealed beside them."""
        try:
            return [pyrage.x25519.Recipient.from_str(name) for name in self.names], b""
        except pyrage.RecipientError:
            raise MalformedSecret(
                _("A recipient is a public key of age, which begins with age1.")
            ) from None


@dataclass(frozen=True, slots=True)
class BundleIdentity:
    """The private key of a recipient (`AGE-SECRET-KEY-1…`)."""

    text: str = field(repr=False)

    def identities(self, sealed_key: bytes) -> list[Any]:
        """The key; it opens no bundle that a passphrase sealed."""
        if sealed_key:
            raise WrongBundleSecret
        lines = [line.strip() for line in self.text.splitlines()]
        try:
            return [
                pyrage.x25519.Identity.from_str(line)
                for line in lines
                if line and not line.startswith("#")
            ]
        except pyrage.IdentityError:
            raise MalformedSecret(
                _("An identity is a private key of age, which begins with AGE-SECRET-KEY-1.")
            ) from None


def write_bundle(
    path: Path, secret: BundlePassphrase | BundleRecipients, pieces: Iterable[Piece]
) -> None:
    """A new file with these pieces. It gets its name when it is whole and on the disk."""
    if path.exists():
        raise StoreExists(path)
    recipients, sealed_key = secret.recipients()
    with writing_in(path.parent):
        unfinished = unfinished_name(path)
        try:
            with os.fdopen(new_file(unfinished), "wb") as file:
                file.write(FIRST_LINE + len(sealed_key).to_bytes(4, "big") + sealed_key)
                file.flush()
                with _encrypting(file, recipients) as sink:
                    _write_tar(sink, pieces)
                file.flush()
                os.fsync(file.fileno())
            put_in_place(unfinished, path)
        finally:
            unfinished.unlink(missing_ok=True)


def read_bundle(path: Path, secret: BundlePassphrase | BundleIdentity) -> Iterator[Piece]:
    """The pieces in their order. That the end is missing shows only at the end."""
    with reading_in(path):
        file = path.open("rb")
    with file:
        if file.read(len(FIRST_LINE)) != FIRST_LINE:
            raise DamagedBundle
        length = int.from_bytes(file.read(4), "big")
        if length > _MOST_KEY_BYTES:
            raise DamagedBundle
        identities = secret.identities(file.read(length))
        with _decrypting(file, identities) as source:
            yield from _read_tar(source)


def _write_tar(sink: BinaryIO, pieces: Iterable[Piece]) -> None:
    with tarfile.open(fileobj=sink, mode="w|", format=tarfile.PAX_FORMAT) as tar:
        for name, content in pieces:
            about = tarfile.TarInfo(name)
            about.size = len(content)
            tar.addfile(about, io.BytesIO(content))


def _read_tar(source: BinaryIO) -> Iterator[Piece]:
    try:
        with tarfile.open(fileobj=source, mode="r|") as tar:
            for about in tar:
                if not about.isreg() or about.size > PIECE_BYTES:
                    raise DamagedBundle
                file = tar.extractfile(about)
                content = file.read() if file else b""
                if len(content) != about.size:
                    raise DamagedBundle
                yield about.name, content
    except tarfile.TarError:
        raise DamagedBundle from None
    while source.read(PIECE_BYTES):
        pass


class _Told:
    """A file that keeps the fault of a write, which the library tells only as text."""

    def __init__(self, file: BinaryIO, faults: list[OSError]) -> None:
        self._file = file
        self._faults = faults

    def write(self, content: bytes) -> int:
        """As the file does."""
        try:
            return self._file.write(content)
        except OSError as fault:
            self._faults.append(fault)
            raise

    def flush(self) -> None:
        """Left to who opened the file."""


@contextmanager
def _encrypting(file: BinaryIO, recipients: list[Any]) -> Iterator[BinaryIO]:
    """What is written goes sealed into the file."""
    outlet, inlet = os.pipe()
    faults: list[OSError] = []

    def work() -> None:
        try:
            with os.fdopen(outlet, "rb") as plain:
                pyrage.encrypt_io(plain, _Told(file, faults), recipients)
        except OSError as fault:
            faults.append(fault)
        except pyrage.EncryptError:
            assert faults, "the library fails by itself at nothing but the file"

    worker = Thread(target=work)
    worker.start()
    try:
        with os.fdopen(inlet, "wb") as sink:
            yield sink
    except BrokenPipeError:
        pass  # The worker gave up and says why.
    finally:
        worker.join()
    if faults:
        raise faults[0]


@contextmanager
def _decrypting(file: BinaryIO, identities: list[Any]) -> Iterator[BinaryIO]:
    """The opened stream; DamagedBundle at its end if it is not whole."""
    outlet, inlet = os.pipe()
    faults: list[Exception] = []

    def work() -> None:
        try:
            with os.fdopen(inlet, "wb") as plain:
                pyrage.decrypt_io(file, plain, identities)
        except BrokenPipeError:
            pass  # Who reads has seen enough.
        except (OSError, pyrage.DecryptError) as fault:
            faults.append(fault)

    worker = Thread(target=work)
    worker.start()
    source = os.fdopen(outlet, "rb")
    try:
        yield source
    except DamagedBundle:
        _say_fault(worker, source, faults)
        raise
    finally:
        source.close()
        worker.join()
    _say_fault(worker, source, faults)


def _say_fault(worker: Thread, source: BinaryIO, faults: list[Exception]) -> None:
    source.close()
    worker.join()
    for fault in faults:
        if isinstance(fault, pyrage.DecryptError) and "matching" in str(fault).lower():
            raise WrongBundleSecret from None
        if isinstance(fault, OSError) and fault.errno is not None:
            raise fault
        raise DamagedBundle from None
