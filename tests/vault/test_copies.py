"""Copies of the keys: an erasure reaches those that are there and names those that are not."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from openrsd.vault import Erased, KeyStore, MasterKeys, StoreExists
from openrsd.vault.copies import KeyCopies, UnknownCopy
from openrsd.vault.errors import NoStore, VaultError
from tests.vault.installation import PASSPHRASE, Installation

DAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def opened_copy(folder: Path) -> KeyStore:
    return KeyStore.open(folder, MasterKeys.open(folder / "master.keys", PASSPHRASE))


def test_a_copy_opens_what_the_original_opens(installation: Installation, tmp_path: Path) -> None:
    person, record = uuid4(), uuid4()
    sealed = installation.keys.make(person).seal(b"kept", record=record, field="f")
    KeyCopies(installation.keys).make(tmp_path / "stick", at=DAY)
    shutil.rmtree(tmp_path / "keys")

    copy = opened_copy(tmp_path / "stick")
    assert copy.compartment(person).open(sealed, record=record, field="f") == b"kept"
    assert {path.name for path in (tmp_path / "stick").iterdir()} == {"keys.sqlite", "master.keys"}
    assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "stick").iterdir())


def test_an_erasure_destroys_the_key_in_every_copy_that_is_there(
    installation: Installation, tmp_path: Path
) -> None:
    copies = KeyCopies(installation.keys)
    person, other = uuid4(), uuid4()
    installation.keys.make_all([person, other])
    for name in ("here", "away"):
        copies.make(tmp_path / name, at=DAY)
    (tmp_path / "away").rename(tmp_path / "in a safe")

    installation.keys.erase(person, at=DAY)
    assert copies.reach() == (tmp_path / "away",)

    with opened_copy(tmp_path / "here") as copy:
        with pytest.raises(Erased):
            copy.compartment(person)
        assert copy.compartment(other).keys
        assert copy.tombstones() == installation.keys.tombstones()
    found = {status.copy.folder.name: status for status in copies.status()}
    assert (found["here"].is_there, found["here"].not_erased) == (True, 0)
    assert (found["away"].is_there, found["away"].not_erased) == (False, 1)

    (tmp_path / "in a safe").rename(tmp_path / "away")
    assert copies.reach() == ()
    assert [status.not_erased for status in copies.status()] == [0, 0]
    with opened_copy(tmp_path / "away") as copy, pytest.raises(Erased):
        copy.compartment(person)


def test_a_copy_from_before_a_rotation_is_reached_and_still_opens_the_rest(
    installation: Installation, tmp_path: Path
) -> None:
    copies = KeyCopies(installation.keys)
    person, other = uuid4(), uuid4()
    installation.keys.make_all([person, other])
    copies.make(tmp_path / "old", at=DAY)
    installation.master.rotate()
    while installation.keys.rewrap(10):
        pass
    installation.keys.drop_master_version(1)

    installation.keys.erase(person, at=DAY)
    assert copies.reach() == ()

    old = opened_copy(tmp_path / "old")
    with pytest.raises(Erased):
        old.compartment(person)
    assert old.make(uuid4()).keys, "it can be used and written as it is"
    assert old.compartment(other).keys


def test_a_refreshed_copy_has_what_was_made_since(
    installation: Installation, tmp_path: Path
) -> None:
    copies = KeyCopies(installation.keys)
    copies.make(tmp_path / "stick", at=DAY)
    person = uuid4()
    installation.keys.make(person)
    installation.master.rotate()
    installation.keys.rewrap(100)
    installation.keys.drop_master_version(1)

    copies.refresh(tmp_path / "stick", at=DAY)

    assert opened_copy(tmp_path / "stick").compartment(person).keys
    assert len(copies.status()) == 1


def test_nothing_that_is_there_is_overwritten_by_mistake(
    installation: Installation, tmp_path: Path
) -> None:
    copies = KeyCopies(installation.keys)
    stranger = Installation.set_up(tmp_path / "stranger")
    before = stranger.keys.identity
    for refused in (tmp_path / "stranger" / "keys", tmp_path / "keys"):
        with pytest.raises(StoreExists):
            copies.make(refused, at=DAY)
    with pytest.raises(UnknownCopy):
        copies.refresh(tmp_path / "stranger" / "keys", at=DAY)
    with pytest.raises(UnknownCopy):
        copies.refresh(tmp_path / "nowhere", at=DAY)
    assert Installation.at(tmp_path / "stranger").keys.identity == before


def test_anothers_keys_in_the_place_of_a_copy_do_not_count_as_reached(
    installation: Installation, tmp_path: Path
) -> None:
    copies = KeyCopies(installation.keys)
    person = uuid4()
    installation.keys.make(person)
    copies.make(tmp_path / "stick", at=DAY)
    shutil.rmtree(tmp_path / "stick")
    Installation.set_up(tmp_path / "stranger")
    shutil.copytree(tmp_path / "stranger" / "keys", tmp_path / "stick")

    installation.keys.erase(person, at=DAY)
    assert copies.reach() == (tmp_path / "stick",)
    assert not copies.status()[0].is_there


def test_a_destroyed_medium_is_struck_from_the_register(
    installation: Installation, tmp_path: Path
) -> None:
    copies = KeyCopies(installation.keys)
    copies.make(tmp_path / "stick", at=DAY)
    shutil.rmtree(tmp_path / "stick")
    copies.forget(tmp_path / "stick")
    assert copies.status() == []
    with pytest.raises(UnknownCopy):
        copies.forget(tmp_path / "stick")


def test_a_damaged_register_is_said_and_not_taken_for_an_empty_one(
    installation: Installation, tmp_path: Path
) -> None:
    copies = KeyCopies(installation.keys)
    copies.make(tmp_path / "stick", at=DAY)
    (tmp_path / "keys" / "copies.json").write_text("{}")
    with pytest.raises(NoStore, match="register"):
        copies.status()
    with pytest.raises(VaultError):
        copies.reach()
