"""A backup brings everything back, row by row, and nothing else does."""

import json
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pyrage
import pytest

from tests.serving import SERVER, Home, Installations, Ran

pytestmark = pytest.mark.usefixtures("installations")
# A passphrase costs seconds at each use, as it should; one story has one.
KEY = pyrage.x25519.Identity.generate()

PLANT = """
import sys
from io import BytesIO
from uuid import UUID
from openrsd.names.partial_dates import PartialDate
from openrsd.vault import opened
from openrsd.vault.looking_up import LookUp, Name
from tests.protected.models import Dossier
names = LookUp("dossier.names", Name())
for number in range(int(sys.argv[1])):
    dossier = Dossier(
        name=f"person {number}", story="a story", born=PartialDate(1987), office=UUID(int=1)
    )
    compartment = opened().keys.make(dossier.compartment)
    dossier.save()
    names.write([f"person {number}"], record=dossier.pk, compartment=dossier.compartment)
    content = bytes([number % 256]) * (5_000_000 if number == 0 else 1000)
    file = opened().files.keep(BytesIO(content), compartment)
    print(dossier.pk, dossier.compartment, file)
"""
ERASE = """
import sys
from datetime import UTC, datetime
from uuid import UUID
from openrsd.vault.erasure import erase
erase(UUID(sys.argv[1]), at=datetime.now(UTC))
"""
OPENED = """
import json
from openrsd.vault import opened
from openrsd.vault.looking_up import LookUp, Name
from tests.protected.models import Dossier
names = LookUp("dossier.names", Name())
print(json.dumps({
    "names": sorted(dossier.name.open_or("erased") for dossier in Dossier.objects.all()),
    "found": names.candidates("person").count(),
    "erased": [str(stone.compartment) for stone in opened().keys.tombstones()],
}))
"""
ROWS = """
import json
from django.db import connection
tables = {}
with connection.cursor() as cursor:
    for table in connection.introspection.table_names(cursor):
        cursor.execute(f'SELECT * FROM "{table}"')
        tables[table] = sorted(
            repr([bytes(cell) if isinstance(cell, memoryview) else cell for cell in row])
            for row in cursor.fetchall()
        )
print(json.dumps(tables))
"""
FILE = """
import sys
from hashlib import sha256
from uuid import UUID
from openrsd.vault import opened
whole = sha256()
for chunk in opened().files.open(UUID(sys.argv[2]), opened().compartment(UUID(sys.argv[1]))):
    whole.update(chunk)
print(whole.hexdigest())
"""


def with_people(home: Home, count: int = 3) -> list[list[str]]:
    lines = home.inside(PLANT, str(count)).splitlines()
    return [line.split() for line in lines]


def read(home: Home, code: str, *arguments: str) -> Any:
    return json.loads(home.inside(code, *arguments))


def backed_up(home: Home, path: Path, *options: str, succeeds: bool = True) -> Ran:
    recipient = str(KEY.to_public())
    return home.command("backup", path, "--recipient", recipient, *options, succeeds=succeeds)


def identity(tmp_path: Path) -> Path:
    path = tmp_path / "identity"
    path.write_text(str(KEY))
    return path


def restored(new: Home, tmp_path: Path, name: str = "a.backup", *, succeeds: bool = True) -> Ran:
    arguments = ("restore", tmp_path / name, "--identity", identity(tmp_path))
    return new.command(*arguments, succeeds=succeeds)


def checked(home: Home, tmp_path: Path) -> Any:
    options = ("--check", "--identity", identity(tmp_path), "--format", "json")
    return json.loads(home.command("backup", tmp_path / "a.backup", *options).out)


def elsewhere(home: Home, installations: Installations, tmp_path: Path) -> Home:
    """The same installation after a fire: its keys, and nothing else."""
    folder = tmp_path / "new machine"
    folder.mkdir(mode=0o700)
    shutil.copytree(home.folder / "keys", folder / "keys")
    return installations.empty(folder)


@pytest.fixture
def home(production: Home) -> Home:
    """An installation that is in use."""
    return production


@pytest.fixture
def new(home: Home, installations: Installations, tmp_path: Path) -> Home:
    with_people(home)
    backed_up(home, tmp_path / "a.backup")
    return elsewhere(home, installations, tmp_path)


def test_everything_comes_back_row_by_row(
    home: Home, installations: Installations, tmp_path: Path
) -> None:
    people = with_people(home)
    made = json.loads(backed_up(home, tmp_path / "a.backup", "--format", "json").out)
    new = elsewhere(home, installations, tmp_path)
    restored(new, tmp_path)

    before, after = read(home, ROWS), read(new, ROWS)
    assert before.keys() == after.keys()
    changed = {table for table in before if before[table] != after[table]}
    assert all(table.startswith("ledger_") for table in changed)
    for table in changed - {"ledger_unsealed"}:
        assert set(before[table]) <= set(after[table]), "the ledger only grew"
    assert sum(map(len, before.values())) >= made["rows"] - 1
    for _record, compartment, file in people:
        digests = [each.inside(FILE, compartment, file) for each in (home, new)]
        assert digests[0] == digests[1]
    assert read(new, OPENED)["names"] == ["person 0", "person 1", "person 2"]
    assert "whole" in new.command("ledger", "verify").out
    about = [json.loads((each.folder / "installation.json").read_text()) for each in (home, new)]
    assert about[0] == about[1]
    assert not list(new.folder.glob("data.*"))


@pytest.mark.any_database
def test_a_restored_installation_is_served(new: Home, tmp_path: Path) -> None:
    restored(new, tmp_path)
    with new.serving() as served:
        assert served.get("/account/sign-in/").status == 200


@pytest.mark.any_database
def test_a_backup_is_checked_without_restoring(home: Home, tmp_path: Path) -> None:
    with_people(home, 1)
    backed_up(home, tmp_path / "a.backup")
    said = checked(home, tmp_path)
    assert said["version"]
    assert said["rows"] > 1
    assert datetime.fromisoformat(said["made_at"])


@pytest.mark.any_database
def test_a_backup_holds_no_key_and_no_word_in_clear(home: Home, tmp_path: Path) -> None:
    with_people(home, 1)
    backed_up(home, tmp_path / "a.backup")
    content = (tmp_path / "a.backup").read_bytes().partition(b"\n\0\0\0\0")[2]
    plain = pyrage.decrypt(content, [KEY])
    for path in (home.folder / "keys").iterdir():
        assert path.read_bytes()[:512] not in plain
    assert b"person 0" not in plain


@pytest.mark.any_database
def test_what_is_there_is_never_overwritten(home: Home, tmp_path: Path) -> None:
    backed_up(home, tmp_path / "a.backup")
    before = (tmp_path / "a.backup").read_bytes()
    assert "already exists" in backed_up(home, tmp_path / "a.backup", succeeds=False).err
    assert (tmp_path / "a.backup").read_bytes() == before
    refused = restored(home, tmp_path, succeeds=False)
    assert refused.code == 2
    assert "Nothing is overwritten" in refused.err
    for place in ("keys", "data"):
        inside = backed_up(home, home.folder / place / "b", succeeds=False)
        assert "kept apart" in inside.err


def refused(new: Home, tmp_path: Path, name: str = "a.backup") -> str:
    """What is said when this backup is not restored; nothing was changed by trying."""
    done = restored(new, tmp_path, name, succeeds=False)
    assert done.code == 2
    assert len(done.err.splitlines()) == 1
    assert {path.name for path in new.folder.iterdir()} <= {"keys", "run"}
    return done.err


@pytest.mark.any_database
def test_what_is_no_whole_backup_of_this_installation_is_refused_in_a_sentence(
    new: Home, tmp_path: Path
) -> None:
    whole = (tmp_path / "a.backup").read_bytes()
    (tmp_path / "cut").write_bytes(whole[:-10])
    (tmp_path / "altered").write_bytes(whole[:-200_000] + b"!" + whole[-199_999:])
    (tmp_path / "picture").write_bytes(b"\x89PNG")
    stranger = Home(tmp_path / "stranger")
    stranger.command("init")
    backed_up(stranger, tmp_path / "other")

    assert "cut short" in refused(new, tmp_path, "cut")
    assert "cut short" in refused(new, tmp_path, "altered")
    assert "cut short" in refused(new, tmp_path, "picture")
    assert "another installation" in refused(new, tmp_path, "other")
    assert "No such file" in refused(new, tmp_path, "nothing")
    shutil.move(new.folder / "keys", tmp_path / "keys away")
    assert "master keys" in refused(new, tmp_path)


@pytest.mark.any_database
def test_a_passphrase_opens_what_it_sealed(home: Home, tmp_path: Path) -> None:
    right = home.with_environment(OPENRSD_BACKUP_PASSPHRASE="words for backups only")  # noqa: S106
    right.command("backup", tmp_path / "a.backup")
    right.command("backup", "--check", tmp_path / "a.backup")
    wrong = home.with_environment(OPENRSD_BACKUP_PASSPHRASE="words that are wrong")  # noqa: S106
    said = wrong.command("backup", "--check", tmp_path / "a.backup", succeeds=False)
    assert (said.code, said.err) == (2, "The passphrase or identity does not open this backup.\n")
    none = home.command("backup", tmp_path / "b.backup", succeeds=False)
    assert "OPENRSD_BACKUP_PASSPHRASE" in none.err


def test_erasures_after_the_backup_are_replayed(
    home: Home, installations: Installations, tmp_path: Path
) -> None:
    people = with_people(home)
    backed_up(home, tmp_path / "a.backup")
    home.inside(ERASE, people[1][1])

    new = elsewhere(home, installations, tmp_path)
    restored(new, tmp_path)

    after = read(new, OPENED)
    assert after["names"] == ["erased", "person 0", "person 2"]
    assert after["found"] == 2, "nothing finds her any more"
    assert after["erased"] == [people[1][1]]


def test_erasures_before_the_backup_are_buried_in_an_older_key_store(
    home: Home, installations: Installations, tmp_path: Path
) -> None:
    people = with_people(home)
    home.command("keys", "copy", "--to", tmp_path / "stick")
    shutil.copytree(tmp_path / "stick", tmp_path / "in a safe")
    home.inside(ERASE, people[1][1])
    backed_up(home, tmp_path / "a.backup")

    shutil.rmtree(home.folder / "keys")
    shutil.copytree(tmp_path / "in a safe", home.folder / "keys")
    new = elsewhere(home, installations, tmp_path)
    restored(new, tmp_path)

    after = read(new, OPENED)
    assert after["names"] == ["erased", "person 0", "person 2"]
    assert after["erased"] == [people[1][1]]


@pytest.mark.any_database
def test_the_erased_open_in_no_old_backup_with_no_copy_of_the_keys(
    home: Home, installations: Installations, tmp_path: Path
) -> None:
    """Two backups of different times, each with each of two copies of the keys."""
    people = with_people(home)
    for number in (1, 2):
        backed_up(home, tmp_path / f"{number}.backup")
        home.command("keys", "copy", "--to", tmp_path / f"stick {number}")
        home.command("keys", "rotate", "--quiet")
    home.inside(ERASE, people[1][1])

    for backup in (1, 2):
        for stick in (1, 2):
            place = tmp_path / f"{backup} with {stick}"
            place.mkdir()
            (place / "machine").mkdir()
            shutil.copytree(tmp_path / f"stick {stick}", place / "machine" / "keys")
            new = installations.empty(place / "machine")
            shutil.copy(tmp_path / f"{backup}.backup", place)
            restored(new, place, f"{backup}.backup")
            assert read(new, OPENED)["names"] == ["erased", "person 0", "person 2"]


def test_a_backup_goes_on_while_others_write(home: Home, tmp_path: Path) -> None:
    with_people(home, 40)
    with home.serving() as served:
        backed_up(home, tmp_path / "a.backup")
        assert served.answers()
    assert checked(home, tmp_path)["rows"] > 40


@pytest.mark.any_database
def test_a_read_only_place_is_said_in_a_sentence_and_leaves_nothing(
    home: Home, tmp_path: Path
) -> None:
    said = backed_up(home, tmp_path / "nowhere" / "a.backup", succeeds=False)
    assert said.code == 2
    assert "Cannot write" in said.err
    assert list(tmp_path.iterdir()) == []
    assert not list((home.folder / "data").glob(".*"))


def test_another_kind_of_database_is_said(home: Home, tmp_path: Path) -> None:
    if SERVER:
        other = Home(tmp_path / "other")
    else:
        other = Home(tmp_path / "other", "postgresql:///none?host=/nowhere")
    backed_up(home, tmp_path / "a.backup")
    other.folder.mkdir()
    shutil.copytree(home.folder / "keys", other.folder / "keys")
    assert "DATABASE_URL" in refused(other, tmp_path)


@pytest.mark.any_database
def test_only_who_has_the_installations_keys_makes_a_backup_that_is_restored(
    home: Home, installations: Installations, tmp_path: Path
) -> None:
    """Whoever knows the passphrase of a backup can write a bundle, but not sign it."""
    backed_up(home, tmp_path / "a.backup")
    program = """
import sys, json
from pathlib import Path
from openrsd.vault.bundles import BundleIdentity, BundleRecipients, read_bundle, write_bundle
pieces = list(read_bundle(Path(sys.argv[1]), BundleIdentity(sys.argv[3])))
pieces.insert(2, ("files/" + "0" * 32 + "/00000000", b"planted"))
write_bundle(Path(sys.argv[2]), BundleRecipients((sys.argv[4],)), pieces)
"""
    paths = [str(tmp_path / name) for name in ("a.backup", "forged")]
    home.inside(program, *paths, str(KEY), str(KEY.to_public()))
    new = elsewhere(home, installations, tmp_path)
    assert "cut short" in refused(new, tmp_path, "forged")
