"""Keys change without anything being lost, also when the work is interrupted."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from openrsd.vault import (
    CannotOpen,
    CompartmentExists,
    Erased,
    OtherMasterVersion,
    Passphrase,
    StillInUse,
)
from openrsd.vault.keystore import SECRETS
from tests.vault.installation import CHEAP, Installation


def test_rotating_the_master_key_loses_nothing(installation: Installation) -> None:
    record = uuid4()
    people = [uuid4() for _ in range(25)]
    installation.keys.make_all(people)
    sealed = {
        person: installation.keys.compartment(person).seal(b"kept", record=record, field="f")
        for person in people
    }
    token = installation.keys.blind_index("names").token("amina")
    public = installation.keys.signing_key().public
    password_secret = installation.keys.password_secret()

    assert installation.master.rotate() == 2
    while installation.keys.rewrap(4):
        pass
    installation.keys.drop_master_version(1)

    again = Installation.at(installation.folder)
    assert again.master.versions == (2,)
    for person, value in sealed.items():
        assert again.keys.compartment(person).open(value, record=record, field="f") == b"kept"
    assert again.keys.blind_index("names").token("amina") == token
    assert again.keys.signing_key().public == public
    assert again.keys.password_secret() == password_secret, "every password still fits"


def test_an_interrupted_rotation_goes_on_where_it_stopped(installation: Installation) -> None:
    people = [uuid4() for _ in range(10)]
    installation.keys.make_all(people)
    installation.master.rotate()
    assert installation.keys.rewrap(5) == 5
    installation.keys.close()

    again = Installation.at(installation.folder)
    assert all(again.keys.compartment(person).keys for person in people), "mixed versions open"
    with pytest.raises(StillInUse):
        again.keys.drop_master_version(1)
    assert again.keys.rewrap(100) == 10 + len(SECRETS) - 5, "and the secrets of the installation"
    assert again.keys.rewrap(100) == 0
    again.keys.drop_master_version(1)
    with pytest.raises(StillInUse):
        again.keys.drop_master_version(2)
    assert all(again.keys.compartment(person).keys for person in people)


def test_a_process_that_missed_the_rotation_goes_on_with_the_new_version(
    installation: Installation,
) -> None:
    missed = Installation.at(installation.folder)
    installation.master.rotate()
    installation.keys.rewrap(100)
    installation.keys.drop_master_version(1)

    person = uuid4()
    assert missed.keys.make(person).keys
    assert installation.keys.compartment(person).keys, "wrapped by the new version"
    assert missed.master.versions == (2,)


def test_after_a_new_passphrase_a_process_unlocked_by_the_old_one_wraps_nothing(
    installation: Installation,
) -> None:
    missed = Installation.at(installation.folder)
    installation.master.unlock_with(Passphrase("eight boats left after dusk", CHEAP))
    before = uuid4()
    assert missed.keys.make(before).keys, "what unlocks is no version"

    installation.master.rotate()
    installation.keys.rewrap(100)
    person = uuid4()
    with pytest.raises(OtherMasterVersion):
        missed.keys.make(person)
    installation.keys.make(person)
    with pytest.raises(OtherMasterVersion):
        missed.keys.compartment(person)


def test_two_processes_that_rotate_at_once_get_a_version_each(installation: Installation) -> None:
    other = Installation.at(installation.folder)
    assert installation.master.rotate() == 2
    assert other.master.rotate() == 3
    wrapped = installation.master.wrap(2, b"secret", b"here")
    assert other.master.unwrap(2, wrapped, b"here") == b"secret"
    assert Installation.at(installation.folder).master.versions == (1, 2, 3)


def test_a_compartment_with_a_new_key_still_opens_what_the_old_one_sealed(
    installation: Installation,
) -> None:
    person, record = uuid4(), uuid4()
    before = installation.keys.make(person)
    old = before.seal(b"before", record=record, field="f")
    after = installation.keys.new_key(person)
    new = after.seal(b"after", record=record, field="f")

    assert after.open(old, record=record, field="f") == b"before"
    assert after.open(new, record=record, field="f") == b"after"
    with pytest.raises(CannotOpen):
        before.open(new, record=record, field="f")


def test_a_compartment_is_made_once_and_many_are_made_together_or_not_at_all(
    installation: Installation,
) -> None:
    first, second = uuid4(), uuid4()
    installation.keys.make(first)
    with pytest.raises(CompartmentExists):
        installation.keys.make_all([second, first])
    assert installation.keys.make_all([second]) == 1


def test_the_store_writes_so_that_a_power_cut_undoes_nothing(installation: Installation) -> None:
    connection = installation.keys._database._connection
    settings = {
        name: connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "secure_delete")
    }
    assert settings == {"journal_mode": "delete", "synchronous": 3, "secure_delete": 1}


def test_a_store_may_be_read_while_another_process_writes(installation: Installation) -> None:
    person = uuid4()
    installation.keys.make(person)
    path = installation.folder / "keys" / "keys.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        assert installation.keys.compartment(person).id == person


def test_several_threads_use_one_store_at_once(installation: Installation) -> None:
    def work(person: UUID) -> bool:
        made = installation.keys.make(person)
        again = installation.keys.compartment(person)
        installation.keys.erase(person, at=datetime.now(UTC))
        with pytest.raises(Erased):
            installation.keys.compartment(person)
        return made.keys == again.keys

    people = [uuid4() for _ in range(12)]
    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(work, people))
    stones = installation.keys.tombstones()
    assert {stone.compartment for stone in stones} == set(people)
    assert [stone.generation for stone in stones] == list(range(2, 14))
