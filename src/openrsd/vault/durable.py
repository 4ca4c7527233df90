"""Files that appear whole or not at all, readable by their owner only."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from openrsd.vault.errors import CannotRead, CannotWrite, TooOpen

OWNER_ONLY = 0o600
FOLDER_OWNER_ONLY = 0o700
OTHERS = 0o077


def make_folder(folder: Path) -> None:
    """A folder for its owner only, if it is not there yet."""
    with writing_in(folder):
        folder.mkdir(mode=FOLDER_OWNER_ONLY, parents=True, exist_ok=True)


@contextmanager
def writing_in(folder: Path) -> Iterator[None]:
    """Says in one line why the folder cannot be written."""
    try:
        yield
    except OSError as problem:
        raise CannotWrite(folder, problem.strerror or "") from None


@contextmanager
def reading_in(folder: Path) -> Iterator[None]:
    """Says in one line why the folder cannot be read."""
    try:
        yield
    except OSError as problem:
        raise CannotRead(folder, problem.strerror or "") from None


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """No other process that asks for the same folder runs meanwhile."""
    with writing_in(folder):
        descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def new_file(path: Path) -> int:
    """A descriptor of a new file that only its owner can read."""
    return os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, OWNER_ONLY)


def unfinished_name(path: Path) -> Path:
    """The name of a file while it is written; nothing lies there any more."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    return unfinished


def put_in_place(unfinished: Path, path: Path) -> None:
    """Gives a written and synced file its name, to stay after a power cut."""
    unfinished.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """The names in the folder survive a power cut from here on."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_whole(path: Path, content: bytes) -> None:
    """Replaces a file in one step: after a crash there is the old one or the new one.

    Only for who is alone in the folder: what a killed process left unfinished is thrown away.
    """
    with writing_in(path.parent):
        unfinished = unfinished_name(path)
        with os.fdopen(new_file(unfinished), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(unfinished, path)


def read_private(path: Path) -> bytes:
    """The bytes of a file that only its owner can read; others' eyes on it are refused."""
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_mode & OTHERS:
            raise TooOpen(path)
        return file.read()
