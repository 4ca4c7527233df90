"""What the operator meets: what unlocks the keys, and one plain line when something is wrong."""

import json
import os
import sqlite3
import tempfile
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from openrsd.vault import (
    Argon2Parameters,
    CannotRead,
    CannotWrite,
    EnvironmentKey,
    KeyFile,
    KeyStore,
    MalformedSecret,
    MasterKeys,
    MissingSecret,
    NewerStore,
    NoStore,
    Passphrase,
    StoreExists,
    TooOpen,
    Unlocking,
    WrongSecret,
)
from tests.vault.installation import CHEAP, PASSPHRASE, WORDS, Installation

A_KEY = b64encode(bytes(range(32))).decode()
NOBODY = 65534


def key_file(folder: Path, text: str = A_KEY, mode: int = 0o600) -> KeyFile:
    path = folder / "unlocking.key"
    path.write_text(text + "\n")
    path.chmod(mode)
    return KeyFile(path)


@pytest.fixture
def read_only_folder() -> Iterator[Path]:
    """A folder in which this process may not write, also when the tests run as root."""
    folder = Path(tempfile.mkdtemp())
    was = os.geteuid()
    if was == 0:
        os.chown(folder, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    folder.chmod(0o500)
    yield folder
    os.seteuid(was)
    folder.rmdir()


def test_each_way_of_unlocking_opens_what_it_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENRSD_KEY", A_KEY)
    ways: list[Unlocking] = [PASSPHRASE, EnvironmentKey("OPENRSD_KEY"), key_file(tmp_path)]
    for number, way in enumerate(ways):
        path = tmp_path / str(number) / "master.keys"
        wrapped = MasterKeys.create(path, way).wrap(1, b"secret", b"here")
        assert MasterKeys.open(path, way).unwrap(1, wrapped, b"here") == b"secret"
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent.stat().st_mode & 0o777 == 0o700


def test_the_usual_cost_of_a_passphrase_is_64_mebibytes_and_three_passes(tmp_path: Path) -> None:
    path = tmp_path / "master.keys"
    MasterKeys.create(path, Passphrase(WORDS))
    kept = json.loads(path.read_text())["unlocking"]
    assert (kept["memory_kib"], kept["passes"]) == (65536, 3)
    assert MasterKeys.open(path, Passphrase(WORDS)).current == 1


def test_the_cost_is_read_from_the_file_not_from_today_s_habit(tmp_path: Path) -> None:
    MasterKeys.create(tmp_path / "master.keys", PASSPHRASE)
    dearer = Passphrase(WORDS, Argon2Parameters(memory_kib=128, passes=2, lanes=2))
    assert MasterKeys.open(tmp_path / "master.keys", dearer).current == 1


def test_a_passphrase_typed_on_another_keyboard_is_the_same(tmp_path: Path) -> None:
    MasterKeys.create(tmp_path / "m", Passphrase("la forêt près d’ici", CHEAP))
    assert MasterKeys.open(tmp_path / "m", Passphrase("la fore\u0302t pre\u0300s d’ici")).current


def test_another_passphrase_unlocks_the_same_keys_from_the_change_on(
    installation: Installation,
) -> None:
    person = uuid4()
    installation.keys.make(person)
    new = Passphrase("eight boats came in at noon", CHEAP)
    installation.master.unlock_with(new)

    path = installation.folder / "keys" / "master.keys"
    with pytest.raises(WrongSecret):
        MasterKeys.open(path, PASSPHRASE)
    keys = KeyStore.open(path.parent, MasterKeys.open(path, new))
    assert keys.compartment(person).id == person


def test_a_wrong_passphrase_or_key_is_told_in_one_line(
    installation: Installation, tmp_path: Path
) -> None:
    path = installation.folder / "keys" / "master.keys"
    wrong: list[Unlocking] = [Passphrase("seven boats left before dusk"), key_file(tmp_path)]
    for way in wrong:
        with pytest.raises(WrongSecret) as told:
            MasterKeys.open(path, way)
        assert str(told.value).count("\n") == 0
        assert "dusk" not in str(told.value)


def test_a_key_made_by_file_does_not_open_by_passphrase(tmp_path: Path) -> None:
    MasterKeys.create(tmp_path / "master.keys", key_file(tmp_path))
    with pytest.raises(WrongSecret):
        MasterKeys.open(tmp_path / "master.keys", PASSPHRASE)


def test_a_short_passphrase_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MalformedSecret, match="12"):
        MasterKeys.create(tmp_path / "master.keys", Passphrase("dawn", CHEAP))


def test_a_missing_key_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENRSD_KEY", raising=False)
    with pytest.raises(MissingSecret, match="OPENRSD_KEY"):
        MasterKeys.create(tmp_path / "m", EnvironmentKey("OPENRSD_KEY"))
    with pytest.raises(MissingSecret, match="nowhere"):
        MasterKeys.create(tmp_path / "m", KeyFile(tmp_path / "nowhere"))


@pytest.mark.parametrize("text", ["", "dawn", b64encode(b"short").decode(), A_KEY[:-4], "é" * 44])
def test_a_malformed_key_is_not_shown(tmp_path: Path, text: str) -> None:
    with pytest.raises(MalformedSecret) as told:
        MasterKeys.create(tmp_path / "m", key_file(tmp_path, text))
    assert not text or text not in str(told.value)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o666])
def test_a_key_that_others_can_read_is_refused(
    installation: Installation, tmp_path: Path, mode: int
) -> None:
    with pytest.raises(TooOpen, match="chmod go= "):
        MasterKeys.create(tmp_path / "m", key_file(tmp_path, mode=mode))
    (tmp_path / "keys" / "master.keys").chmod(mode)
    with pytest.raises(TooOpen):
        MasterKeys.open(tmp_path / "keys" / "master.keys", PASSPHRASE)
    (tmp_path / "keys" / "keys.sqlite").chmod(mode)
    with pytest.raises(TooOpen):
        KeyStore.open(tmp_path / "keys", installation.master)


def test_a_store_from_a_newer_version_is_not_touched(installation: Installation) -> None:
    installation.keys.close()
    folder = installation.folder / "keys"
    with sqlite3.connect(folder / "keys.sqlite") as store:
        store.execute("PRAGMA user_version = 2")
    store.close()
    with pytest.raises(NewerStore):
        KeyStore.open(folder, installation.master)

    document = json.loads((folder / "master.keys").read_text())
    (folder / "master.keys").write_text(json.dumps(document | {"format": 2}))
    with pytest.raises(NewerStore):
        MasterKeys.open(folder / "master.keys", PASSPHRASE)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff\x00", b'{"format": "x"}'])
def test_a_damaged_file_is_no_store(
    installation: Installation, tmp_path: Path, content: bytes
) -> None:
    for name in ("master.keys", "keys.sqlite"):
        (tmp_path / "keys" / name).write_bytes(content * 50)
    with pytest.raises(NoStore):
        MasterKeys.open(tmp_path / "keys" / "master.keys", PASSPHRASE)
    with pytest.raises(NoStore):
        KeyStore.open(tmp_path / "keys", installation.master)


def test_altered_costs_of_the_passphrase_are_refused_and_never_run(
    installation: Installation,
) -> None:
    path = installation.folder / "keys" / "master.keys"
    whole = json.loads(path.read_text())
    for change in (
        {"memory_kib": 2**40},
        {"passes": 10**9},
        {"lanes": 0},
        {"passes": "many"},
        {"salt": "!"},
        {"memory_kib": 128},
    ):
        path.write_text(json.dumps(whole | {"unlocking": whole["unlocking"] | change}))
        with pytest.raises(WrongSecret):
            MasterKeys.open(path, PASSPHRASE)


def test_an_absent_store_is_told_and_an_existing_one_is_not_overwritten(
    installation: Installation, tmp_path: Path
) -> None:
    with pytest.raises(NoStore, match="nowhere"):
        MasterKeys.open(tmp_path / "nowhere" / "master.keys", PASSPHRASE)
    with pytest.raises(NoStore, match="nowhere"):
        KeyStore.open(tmp_path / "nowhere", installation.master)
    with pytest.raises(StoreExists):
        MasterKeys.create(tmp_path / "keys" / "master.keys", PASSPHRASE)
    with pytest.raises(StoreExists):
        KeyStore.create(tmp_path / "keys", installation.master)


def test_a_read_only_folder_is_told(installation: Installation, read_only_folder: Path) -> None:
    with pytest.raises(CannotWrite, match="Permission denied"):
        MasterKeys.create(read_only_folder / "master.keys", PASSPHRASE)
    with pytest.raises(CannotWrite, match=str(read_only_folder)):
        KeyStore.create(read_only_folder, installation.master)


def test_what_a_killed_process_left_unfinished_is_thrown_away(
    installation: Installation,
) -> None:
    folder = installation.folder / "keys"
    (folder / ".master.keys.unfinished").write_bytes(b"an old version")
    installation.master.rotate()
    assert sorted(path.name for path in folder.iterdir()) == ["keys.sqlite", "master.keys"]


def test_a_store_locked_by_another_process_is_told(installation: Installation) -> None:
    installation.keys._database._connection.execute("PRAGMA busy_timeout = 20")
    with sqlite3.connect(installation.folder / "keys" / "keys.sqlite") as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(CannotWrite, match="locked"):
            installation.keys.make(uuid4())
        with pytest.raises(CannotRead, match="locked"):
            installation.keys.compartment(uuid4())
    other.close()
    installation.keys.make(uuid4())
