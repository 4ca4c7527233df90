"""Whoever carries off the database and the files, without the keys, learns nothing."""

import sqlite3
from base64 import b64encode
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest

from openrsd.vault import CannotOpen
from openrsd.vault.wrapping import KEY_BYTES
from tests.vault.installation import PASSPHRASE, WORDS, Installation

CANARY = "Zeynab Canarysdottir of Qara-Tepe"


def disguises(text: str) -> Iterator[bytes]:
    """The text as it could lie in a file without anybody having encrypted it."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        raw = text.encode(encoding)
        yield raw
        yield raw.hex().encode()
        yield raw.hex().upper().encode()
        for offset in range(3):
            yield b64encode(b"\0" * offset + raw)[4:-4]


def every_byte(folder: Path) -> Iterator[tuple[Path, bytes]]:
    for path in sorted(folder.rglob("*")):
        yield path, str(path).encode() + (path.read_bytes() if path.is_file() else b"")


def database_of(installation: Installation) -> Path:
    """A database as the rooms above keep it, with a name sealed, indexed and in a document."""
    path = installation.folder / "openrsd.sqlite"
    person, record = uuid4(), uuid4()
    compartment = installation.keys.make(person)
    name = compartment.seal(CANARY.encode(), record=record, field="person.name")
    token = installation.keys.blind_index("names").token(CANARY)
    page = (f"<p>{CANARY}</p>" * 5000).encode()
    document = installation.files.keep(BytesIO(page), compartment)
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE person (id, record, name, token, document)")
        row = (person.bytes, record.bytes, name, token, document.bytes)
        database.execute("INSERT INTO person VALUES (?, ?, ?, ?, ?)", row)
    database.close()
    return path


def test_no_byte_of_an_installation_shows_a_name_or_the_passphrase(
    installation: Installation,
) -> None:
    database_of(installation)

    looked_at = 0
    for path, content in every_byte(installation.folder):
        for canary in (CANARY, WORDS):
            for disguise in disguises(canary):
                assert disguise not in content, path
        looked_at += len(content)
    assert looked_at > 100_000


def test_the_search_would_find_a_name_that_was_not_sealed(tmp_path: Path) -> None:
    for number, disguise in enumerate(disguises(CANARY)):
        (tmp_path / str(number)).write_bytes(b"??" + disguise + b"??")
    for (_, content), disguise in zip(
        (found for found in sorted(every_byte(tmp_path), key=lambda found: int(found[0].name))),
        disguises(CANARY),
        strict=True,
    ):
        assert disguise in content


def test_no_key_lies_in_clear_in_any_folder(installation: Installation) -> None:
    compartment = installation.keys.make(uuid4())
    secret = compartment.current.secret
    assert len(secret) == KEY_BYTES

    for path, content in every_byte(installation.folder):
        assert secret not in content, path


def test_a_key_is_never_in_what_python_prints(installation: Installation) -> None:
    compartment = installation.keys.make(uuid4())
    index = installation.keys.blind_index("names")
    shown = " ".join(map(repr, (compartment, compartment.current, index, PASSPHRASE)))

    assert repr(compartment.current.secret) not in shown
    assert compartment.current.secret.hex() not in shown
    assert "secret" not in shown
    assert "_key" not in shown
    assert WORDS not in shown


def test_a_value_opens_only_in_its_own_compartment_record_and_field(
    installation: Installation,
) -> None:
    hers, his = installation.keys.make(uuid4()), installation.keys.make(uuid4())
    record = uuid4()
    sealed = hers.seal(b"Asmara", record=record, field="person.birthplace")

    assert hers.open(sealed, record=record, field="person.birthplace") == b"Asmara"
    with pytest.raises(CannotOpen):
        his.open(sealed, record=record, field="person.birthplace")
    with pytest.raises(CannotOpen):
        hers.open(sealed, record=uuid4(), field="person.birthplace")
    with pytest.raises(CannotOpen):
        hers.open(sealed, record=record, field="person.residence")


def test_a_wrapped_key_carried_to_another_compartment_opens_nothing(
    installation: Installation,
) -> None:
    hers, his = uuid4(), uuid4()
    installation.keys.make_all([hers, his])
    installation.keys.close()
    path = installation.folder / "keys" / "keys.sqlite"
    with sqlite3.connect(path) as store:
        store.execute(
            "UPDATE wrapped_keys SET wrapped ="
            " (SELECT wrapped FROM wrapped_keys WHERE compartment = ?) WHERE compartment = ?",
            (hers.bytes, his.bytes),
        )
    store.close()

    again = Installation.at(installation.folder)
    assert again.keys.compartment(hers).id == hers
    with pytest.raises(CannotOpen):
        again.keys.compartment(his)


def test_two_values_sealed_alike_do_not_look_alike(installation: Installation) -> None:
    compartment, record = installation.keys.make(uuid4()), uuid4()
    sealed = {compartment.seal(b"no", record=record, field="finding") for _ in range(50)}
    assert len(sealed) == 50
