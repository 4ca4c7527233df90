"""What was sealed once opens for ever, and as docs/vault.md says, byte by byte.

The sealed bytes below were made once and are never made anew.
"""

from pathlib import Path
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from openrsd.vault import (
    BlindIndex,
    CannotOpen,
    Compartment,
    FileStore,
    PersonKey,
    SigningKey,
    UnknownFormat,
)
from openrsd.vault.compartments import DataKey
from openrsd.vault.wrapping import unwrap

SECRET = bytes(range(32))
COMPARTMENT = Compartment(UUID(int=1), {5: DataKey(5, SECRET)})
RECORD = UUID(int=2)
FILE = UUID(hex="583add464ea54533bc9ba59749a6847b")
VALUE = bytes.fromhex(
    "01000000053b0c871b87ac4f1b68d3c42db6b5274508ea7ed81c03990f68edd053e42f51a8773c"
)
FILE_BYTES = bytes.fromhex(
    "0100000005a660972e541141e5f1bdf9a5e67f82582186a9f6805c8008a7bd57fbb4709ba31ecdc5"
    "ee38aa78f96b805026f7acc3bfe1ef62b3ff30"
)
FOR_A_PERSON = bytes.fromhex(
    "02ae3d1193b6de7f35b6dbc400f4d35b2627cd8577be8141a8d83aa6c4c8c5cd6d475417b5e66fdc"
    "60a7f61abe30233b1309fa815e53fc0f70c46bfb71f254837ae3fc3338fa7e66548e92bab2e60812"
    "7a"
)
WRAPPED = bytes.fromhex(
    "014514640bb4b6a3032b4687ffb625ef2c284bc028e5438967f475b8a795953de1a8b30515e54dd4"
    "56ab1d2d9cb98c5ae2df5af06c7e998cbe59bcbd7e"
)


def place(*parts: bytes) -> bytes:
    """The parts as the document says, written without the code that is tested."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in (b"openrsd", *parts))


def key(salt: bytes | None, *parts: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt, place(*parts)).derive(SECRET))


def put(folder: Path, content: bytes) -> FileStore:
    (folder / FILE.hex[:2]).mkdir(exist_ok=True)
    (folder / FILE.hex[:2] / FILE.hex).write_bytes(content)
    return FileStore(folder)


def test_what_was_sealed_in_the_first_format_opens(tmp_path: Path) -> None:
    assert COMPARTMENT.open(VALUE, record=RECORD, field="person.birthplace") == b"Asmara"
    assert list(put(tmp_path, FILE_BYTES).open(FILE, COMPARTMENT)) == [b"a page"]
    assert PersonKey.from_secret(SECRET).unwrap(FOR_A_PERSON, b"here") == b"k" * 32
    assert unwrap(SECRET, WRAPPED, b"here") == b"k" * 32
    token = BlindIndex.named("names", SECRET).token("amina")
    assert token.hex() == "b0d76890bc071d33eaf6585437356a72"


def test_a_value_is_what_the_document_says() -> None:
    binding = place(b"value", VALUE[:5], COMPARTMENT.id.bytes, RECORD.bytes, b"person.birthplace")
    cipher = key(None, b"values of a compartment")
    assert cipher.decrypt(VALUE[5:17], VALUE[17:], binding) == b"Asmara"


def test_a_file_is_what_the_document_says() -> None:
    header = FILE_BYTES[:37]
    binding = place(b"file", header, COMPARTMENT.id.bytes, FILE.bytes)
    cipher = key(header[5:], b"file of a compartment", binding)
    assert cipher.decrypt(bytes(11) + b"\x01", FILE_BYTES[37:], binding) == b"a page"


def test_wrapped_keys_have_the_documented_lengths() -> None:
    assert (len(WRAPPED), len(FOR_A_PERSON)) == (61, 81)


def test_a_signature_is_plain_ed25519() -> None:
    # RFC 8032, section 7.1, test 2.
    secret = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
    assert SigningKey.from_secret(secret).sign(b"\x72").hex() == (
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )


@pytest.mark.parametrize("version", [0, 2, 255])
def test_another_format_is_said_to_be_unknown(tmp_path: Path, version: int) -> None:
    first = bytes([version])
    with pytest.raises(UnknownFormat):
        COMPARTMENT.open(first + VALUE[1:], record=RECORD, field="person.birthplace")
    with pytest.raises(UnknownFormat):
        list(put(tmp_path, first + FILE_BYTES[1:]).open(FILE, COMPARTMENT))
    with pytest.raises(UnknownFormat):
        unwrap(SECRET, first + WRAPPED[1:], b"here")


def test_plain_bytes_never_pass_for_sealed_ones() -> None:
    for plain in (b"", b"Asmara", b"\x01", b"\x01Asmara"):
        with pytest.raises((UnknownFormat, CannotOpen)):
            COMPARTMENT.open(plain, record=RECORD, field="person.birthplace")
