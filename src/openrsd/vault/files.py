"""Sealed files, streamed: never whole in memory, and no chunk given out before it is verified.

Byte by byte: format 1, key generation (4 bytes), salt (32), then chunks of 64 KiB, each followed
by its tag; the last may be shorter. Each file has a key of its own, derived from the compartment's
key, the salt and the place. The nonce of a chunk is its number and whether it is the last (the
STREAM construction), so that chunks left out, moved, added or swapped are found.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from uuid import UUID, uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from openrsd.vault.compartments import Compartment, DataKey
from openrsd.vault.durable import (
    make_folder,
    new_file,
    put_in_place,
    reading_in,
    sync_folder,
    writing_in,
)
from openrsd.vault.errors import CannotOpen, UnknownFile, UnknownFormat
from openrsd.vault.wrapping import TAG_BYTES, bound

FILE_FORMAT = b"\x01"
CHUNK_BYTES = 64 * 1024
_SALT_BYTES = 32
_HEADER_BYTES = 1 + 4 + _SALT_BYTES
_UNFINISHED = "unfinished"


class FileStore:
    """A folder of sealed files under random names, which say nothing of whose they are."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, source: BinaryIO, compartment: Compartment) -> UUID:
        """Seals what `source` gives and returns its id. The file appears whole or not at all."""
        make_folder(self._folder / _UNFINISHED)
        file = uuid4()
        path, unfinished = self._path(file), self._folder / _UNFINISHED / file.hex
        with writing_in(self._folder):
            descriptor = new_file(unfinished)
        try:
            with os.fdopen(descriptor, "wb") as target:
                for piece in _sealed(source, compartment, file):
                    with writing_in(self._folder):
                        target.write(piece)
                with writing_in(self._folder):
                    target.flush()
                    os.fsync(target.fileno())
            make_folder(path.parent)
            with writing_in(self._folder):
                put_in_place(unfinished, path)
                sync_folder(self._folder)
        finally:
            unfinished.unlink(missing_ok=True)
        return file

    def open(self, file: UUID, compartment: Compartment) -> Iterator[bytes]:
        """The plain chunks, each verified before it is given out.

        That nothing is missing at the end shows only at the end: who reads must not act on a part
        before the last chunk has come.
        """
        path = self._path(file)
        with reading_in(self._folder):
            if not path.is_file():
                raise UnknownFile(file)
        return _opened(path, compartment, file)

    def remove(self, file: UUID) -> None:
        """Takes the sealed file away, if it is there."""
        with writing_in(self._folder):
            self._path(file).unlink(missing_ok=True)

    def _path(self, file: UUID) -> Path:
        return self._folder / file.hex[:2] / file.hex


def _place(compartment: Compartment, file: UUID, header: bytes) -> bytes:
    return bound("file", header, compartment.id.bytes, file.bytes)


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _cipher(key: DataKey, header: bytes, place: bytes) -> AESGCM:
    return key.for_file(header[-_SALT_BYTES:], place)


def _sealed(source: BinaryIO, compartment: Compartment, file: UUID) -> Iterator[bytes]:
    key = compartment.current
    header = FILE_FORMAT + key.generation.to_bytes(4, "big") + os.urandom(_SALT_BYTES)
    place = _place(compartment, file, header)
    cipher = _cipher(key, header, place)
    yield header
    for number, (chunk, last) in enumerate(_chunks(source, CHUNK_BYTES)):
        yield cipher.encrypt(_nonce(number, last=last), chunk, place)


def _opened(path: Path, compartment: Compartment, file: UUID) -> Iterator[bytes]:
    with reading_in(path.parent):
        source = path.open("rb")
    with source:
        header = source.read(_HEADER_BYTES)
        if header[:1] != FILE_FORMAT:
            raise UnknownFormat
        if len(header) < _HEADER_BYTES:
            raise CannotOpen
        place = _place(compartment, file, header)
        cipher = _cipher(compartment.key(int.from_bytes(header[1:5], "big")), header, place)
        for number, (chunk, last) in enumerate(_chunks(source, CHUNK_BYTES + TAG_BYTES)):
            if len(chunk) < TAG_BYTES:
                raise CannotOpen
            try:
                plain = cipher.decrypt(_nonce(number, last=last), chunk, place)
            except InvalidTag:
                raise CannotOpen from None
            yield plain


def _chunks(source: BinaryIO, size: int) -> Iterator[tuple[bytes, bool]]:
    """Chunks of exactly `size`, the last one shorter or empty, each with whether it is the last."""
    chunk = _read(source, size)
    while True:
        following = _read(source, size)
        yield chunk, not following
        if not following:
            return
        chunk = following


def _read(source: BinaryIO, size: int) -> bytes:
    """Exactly `size` bytes while there are so many: a stream may give fewer than asked."""
    pieces = []
    while size and (piece := source.read(size)):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)
