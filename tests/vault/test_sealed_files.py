"""Sealed files: whole and in order, or not at all."""

from collections.abc import Iterator
from io import BytesIO, RawIOBase
from pathlib import Path
from tempfile import TemporaryDirectory
from tracemalloc import get_traced_memory, start, stop
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrsd.vault import CannotOpen, Compartment, FileStore, UnknownFile, UnknownFormat
from openrsd.vault.files import CHUNK_BYTES
from tests.vault.installation import loose_compartment

HEADER = 37
SEALED_CHUNK = CHUNK_BYTES + 16
SIZES = st.one_of(
    st.integers(0, 4 * CHUNK_BYTES),
    st.sampled_from([0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES]),
)


class Stammering(RawIOBase):
    """A stream that gives less than it is asked for, as a network does."""

    def __init__(self, content: bytes) -> None:
        self._rest = BytesIO(content)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._rest.read(min(size, 1000) if size > 0 else size)


def content_of(size: int) -> bytes:
    return b"".join(number.to_bytes(8, "big") for number in range(size // 8 + 1))[:size]


def kept(folder: Path, size: int) -> tuple[FileStore, UUID, Compartment, Path]:
    store, compartment = FileStore(folder), loose_compartment()
    file = store.keep(BytesIO(content_of(size)), compartment)
    return store, file, compartment, folder / file.hex[:2] / file.hex


def chunks_of(sealed: bytes) -> list[bytes]:
    return [sealed[at : at + SEALED_CHUNK] for at in range(HEADER, len(sealed), SEALED_CHUNK)]


def found_wrong(store: FileStore, file: UUID, compartment: Compartment, size: int) -> None:
    """Opening fails; what came out before is a true beginning of the content, chunk by chunk."""
    came = b""
    with pytest.raises((CannotOpen, UnknownFormat)):
        for chunk in store.open(file, compartment):
            came += chunk
    assert content_of(size).startswith(came)


@given(SIZES)
def test_what_is_kept_comes_back(size: int) -> None:
    with TemporaryDirectory() as folder:
        store, file, compartment, _ = kept(Path(folder), size)
        assert b"".join(store.open(file, compartment)) == content_of(size)


@given(SIZES, st.integers(0, 10**9), st.integers(0, 7))
def test_any_flipped_bit_is_found(size: int, where: int, bit: int) -> None:
    with TemporaryDirectory() as folder:
        store, file, compartment, path = kept(Path(folder), size)
        sealed = bytearray(path.read_bytes())
        sealed[where % len(sealed)] ^= 1 << bit
        path.write_bytes(sealed)
        found_wrong(store, file, compartment, size)


@given(SIZES, st.integers(0, 10**9))
def test_any_cut_is_found(size: int, where: int) -> None:
    with TemporaryDirectory() as folder:
        store, file, compartment, path = kept(Path(folder), size)
        sealed = path.read_bytes()
        path.write_bytes(sealed[: where % len(sealed)])
        found_wrong(store, file, compartment, size)


@given(st.integers(2 * CHUNK_BYTES, 4 * CHUNK_BYTES), st.data())
def test_any_other_order_of_the_chunks_is_found(size: int, data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        store, file, compartment, path = kept(Path(folder), size)
        sealed = path.read_bytes()
        chunks = chunks_of(sealed)
        numbers = range(len(chunks))
        order = data.draw(
            st.one_of(
                st.permutations(numbers), st.lists(st.sampled_from(numbers), max_size=6)
            ).filter(lambda drawn: list(drawn) != list(numbers))
        )
        path.write_bytes(sealed[:HEADER] + b"".join(chunks[number] for number in order))
        found_wrong(store, file, compartment, size)


@pytest.mark.parametrize("size", [0, 10, CHUNK_BYTES, 2 * CHUNK_BYTES, 2 * CHUNK_BYTES + 5])
def test_cut_between_chunks_and_lengthened_files_are_found(tmp_path: Path, size: int) -> None:
    store, file, compartment, path = kept(tmp_path, size)
    sealed = path.read_bytes()
    chunks = chunks_of(sealed)
    for count in range(len(chunks)):
        path.write_bytes(sealed[:HEADER] + b"".join(chunks[:count]))
        found_wrong(store, file, compartment, size)
    for more in (b"!", chunks[-1], b"\0" * 16, b"\0" * SEALED_CHUNK):
        path.write_bytes(sealed + more)
        found_wrong(store, file, compartment, size)


def test_a_file_put_in_the_place_of_another_does_not_open(tmp_path: Path) -> None:
    store, compartment = FileStore(tmp_path), loose_compartment()
    first, second = (store.keep(BytesIO(text), compartment) for text in (b"yes", b"no"))
    paths = [tmp_path / file.hex[:2] / file.hex for file in (first, second)]
    paths[1].write_bytes(paths[0].read_bytes())
    with pytest.raises(CannotOpen):
        list(store.open(second, compartment))


def test_a_file_opens_in_its_compartment_only(tmp_path: Path) -> None:
    store, file, compartment, _ = kept(tmp_path, 100)
    same_key = Compartment(uuid4(), compartment.keys)
    for other in (loose_compartment(), loose_compartment(None, 5), same_key):
        with pytest.raises(CannotOpen):
            list(store.open(file, other))


def test_no_chunk_is_given_out_unverified(tmp_path: Path) -> None:
    store, file, compartment, path = kept(tmp_path, 3 * CHUNK_BYTES)
    sealed = bytearray(path.read_bytes())
    sealed[HEADER + SEALED_CHUNK] ^= 1
    path.write_bytes(sealed)
    reading = store.open(file, compartment)
    assert next(reading) == content_of(CHUNK_BYTES)
    with pytest.raises(CannotOpen):
        next(reading)


def test_a_stammering_source_is_kept_whole(tmp_path: Path) -> None:
    store, compartment = FileStore(tmp_path), loose_compartment()
    content = content_of(CHUNK_BYTES + 77)
    file = store.keep(Stammering(content), compartment)  # type: ignore[arg-type]
    assert b"".join(store.open(file, compartment)) == content


def test_a_large_file_is_never_whole_in_memory(tmp_path: Path) -> None:
    size = 8 * 1024 * 1024
    store, compartment = FileStore(tmp_path), loose_compartment()
    with (tmp_path / "plain").open("wb+") as plain:
        plain.truncate(size)
        start()
        file = store.keep(plain, compartment)
        read = sum(map(len, store.open(file, compartment)))
        most = get_traced_memory()[1]
        stop()
    assert read == size
    assert most < size // 8


def test_an_interrupted_upload_leaves_no_file(tmp_path: Path) -> None:
    def source() -> Iterator[bytes]:
        yield content_of(3 * CHUNK_BYTES)
        raise ConnectionError("gone")

    class Breaking(RawIOBase):
        pieces = source()

        def read(self, size: int = -1) -> bytes:
            return next(self.pieces)

    with pytest.raises(ConnectionError):
        FileStore(tmp_path).keep(Breaking(), loose_compartment())  # type: ignore[arg-type]
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_file_is_its_owner_s_and_its_name_says_nothing(tmp_path: Path) -> None:
    store, file, compartment, path = kept(tmp_path, 10)
    assert path.stat().st_mode & 0o777 == 0o600
    assert file.version == 4
    assert compartment.id.bytes not in path.read_bytes()
    store.remove(file)
    store.remove(file)
    with pytest.raises(UnknownFile):
        store.open(file, compartment)
