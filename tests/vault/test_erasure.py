"""Erasing a person: the keys are gone, and with them every copy of what they sealed."""

import shutil
import sqlite3
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from openrsd.vault import Erased, FileStore, KeyStore, UnknownCompartment
from tests.vault.installation import Installation

DAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def wrapped_keys(folder: Path, compartment: UUID) -> list[bytes]:
    with sqlite3.connect(folder / "keys.sqlite") as store:
        sql = "SELECT wrapped FROM wrapped_keys WHERE compartment = ?"
        found = [row[0] for row in store.execute(sql, (compartment.bytes,))]
    store.close()
    return found


def test_an_erased_compartment_does_not_open_in_any_generation(
    installation: Installation,
) -> None:
    person, other = uuid4(), uuid4()
    installation.keys.make_all([person, other])
    installation.keys.new_key(person)
    newest = installation.keys.new_key(person)
    assert len(newest.keys) == 3

    stone = installation.keys.erase(person, at=DAY)

    assert (stone.compartment, stone.erased_at) == (person, DAY)
    assert stone.generation == installation.keys.generation > max(newest.keys)
    for keys in (installation.keys, Installation.at(installation.folder).keys):
        with pytest.raises(Erased, match=str(person)):
            keys.compartment(person)
        with pytest.raises(Erased):
            keys.new_key(person)
        with pytest.raises(Erased):
            keys.make(person)
        assert keys.compartment(other).id == other


def test_no_byte_of_the_destroyed_keys_stays_in_the_store(installation: Installation) -> None:
    people = [uuid4() for _ in range(400)]
    installation.keys.make_all(people)
    folder = installation.folder / "keys"
    gone = [key for person in people[::8] for key in wrapped_keys(folder, person)]
    assert len(gone) == len(people[::8])

    for person in people[::8]:
        installation.keys.erase(person, at=DAY)

    left = b"".join(path.read_bytes() for path in folder.iterdir())
    assert not [key for key in gone if key in left]
    assert sorted(path.name for path in folder.iterdir()) == ["keys.sqlite", "master.keys"]


def test_an_old_backup_of_the_data_does_not_open_after_the_erasure(
    installation: Installation, tmp_path: Path
) -> None:
    person = uuid4()
    compartment = installation.keys.make(person)
    file = installation.files.keep(BytesIO(b"a passport"), compartment)
    shutil.copytree(tmp_path / "files", tmp_path / "backup")

    installation.keys.erase(person, at=DAY)

    old = FileStore(tmp_path / "backup")
    assert b"".join(old.open(file, compartment)) == b"a passport", "the backup itself is whole"
    with pytest.raises(Erased):
        old.open(file, Installation.at(tmp_path).keys.compartment(person))


def test_a_restored_older_store_erases_again_what_was_erased_since(
    installation: Installation, tmp_path: Path
) -> None:
    person, other, later = uuid4(), uuid4(), uuid4()
    installation.keys.make_all([person, other])
    shutil.copytree(tmp_path / "keys", tmp_path / "older")
    installation.keys.make(later)
    installation.keys.erase(person, at=DAY)
    installation.keys.erase(later, at=DAY)

    with KeyStore.open(tmp_path / "older", installation.master) as older:
        assert older.compartment(person).id == person
        assert older.generation < installation.keys.generation

        assert installation.keys.replay_erasures(older) == 2
        assert installation.keys.replay_erasures(older) == 0

        with pytest.raises(Erased):
            older.compartment(person)
        with pytest.raises(Erased):
            older.make(later)
        assert older.compartment(other).id == other
        assert older.tombstones() == installation.keys.tombstones()
        assert older.generation == installation.keys.generation


def test_erasures_kept_in_the_ledger_replay_when_the_newer_store_is_lost(
    installation: Installation, tmp_path: Path
) -> None:
    person = uuid4()
    installation.keys.make(person)
    shutil.copytree(tmp_path / "keys", tmp_path / "older")
    in_the_ledger = [installation.keys.erase(person, at=DAY)]
    shutil.rmtree(tmp_path / "keys")

    with KeyStore.open(tmp_path / "older", installation.master) as older:
        assert older.bury(in_the_ledger) == 1
        with pytest.raises(Erased):
            older.compartment(person)
        assert older.new_key(older.make(uuid4()).id).current.generation > 2


def test_erasing_twice_changes_nothing_and_the_unknown_is_not_erased(
    installation: Installation,
) -> None:
    person = uuid4()
    installation.keys.make(person)
    first = installation.keys.erase(person, at=DAY)

    assert installation.keys.erase(person, at=datetime.now(UTC)) == first
    assert installation.keys.tombstones() == [first]
    with pytest.raises(UnknownCompartment):
        installation.keys.erase(uuid4(), at=DAY)


def test_the_count_of_generations_never_goes_back(installation: Installation) -> None:
    first, second = uuid4(), uuid4()
    installation.keys.make_all([first, second])
    stone = installation.keys.erase(first, at=DAY)
    installation.keys.erase(second, at=DAY)
    before = installation.keys.generation

    assert installation.keys.bury([stone]) == 0
    assert installation.keys.generation == before > stone.generation
