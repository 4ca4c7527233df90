"""What is wrong with an installation is said in one sentence, and nothing of it is changed."""

import ctypes
import os
import re
import resource
import shutil
import socket
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from tests.serving import PASSPHRASE, Home, Installations, free_port

DROP_FROM_BOUNDING_SET = 24
OVERRIDE, READ_SEARCH = 1, 2
# Who serves, what the server said, and what the database has yet to take over or throw away.
BESIDE = ("serving", "server.log", "openrsd.sqlite-wal", "openrsd.sqlite-shm")
EVERYWHERE = "0.0.0.0"  # noqa: S104
SMALL_DISK, NO_ROOM = 64 * 1024, 8 * 1024


def content_of(home: Home) -> dict[str, str]:
    """Every file with what is in it."""
    return {
        str(path.relative_to(home.folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(home.folder.rglob("*"))
        if path.is_file() and path.name not in BESIDE
    }


def refusal(home: Home, *command: str, under: Callable[[], None] | None = None) -> str:
    """The one sentence with which a command ends that must not go on."""
    before = content_of(home)
    arguments = command or ("serve", "--port", str(free_port()))
    refused = home.command(*arguments, succeeds=False, under=under)
    assert refused.code == 2, refused
    assert refused.out == ""
    assert len(refused.err.strip().splitlines()) == 1, refused.err
    assert content_of(home) == before
    return refused.err


def without_override() -> None:
    """Makes rights of files hold for root too."""
    prctl = ctypes.CDLL(None).prctl
    for capability in (OVERRIDE, READ_SEARCH):
        prctl(DROP_FROM_BOUNDING_SET, capability, 0, 0, 0)


def on_a_small_disk() -> None:
    """No file grows large."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL_DISK, SMALL_DISK))


def on_a_full_disk() -> None:
    """No file grows at all, hardly."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (NO_ROOM, NO_ROOM))


@pytest.mark.any_database
def test_another_passphrase(production: Home) -> None:
    other = production.with_environment(OPENRSD_PASSPHRASE=f"{PASSPHRASE}x")
    assert "does not open" in refusal(other)


@pytest.mark.any_database
def test_no_secret_and_nobody_to_ask(production: Home) -> None:
    assert "passphrase is missing" in refusal(production.with_environment(OPENRSD_PASSPHRASE=""))


@pytest.mark.any_database
def test_a_demonstration_whose_key_is_gone(demonstration: Home) -> None:
    (demonstration.folder / "demonstration.key").unlink()
    assert "unlocking key is missing" in refusal(demonstration)


@pytest.mark.any_database
def test_a_key_file_that_others_can_read(demonstration: Home) -> None:
    (demonstration.folder / "demonstration.key").chmod(0o644)
    assert "Others can read" in refusal(demonstration)


@pytest.mark.parametrize("name", ["keys/master.keys", "keys/keys.sqlite", "installation.json"])
@pytest.mark.parametrize("fault", ["missing", "empty", "damaged"])
@pytest.mark.any_database
def test_keys_or_papers_missing_or_damaged(production: Home, name: str, fault: str) -> None:
    file = production.folder / name
    if fault == "missing":
        file.unlink()
    else:
        file.write_bytes(b"" if fault == "empty" else file.read_bytes()[:60])
    said = refusal(production)
    assert re.search(r"no readable key store|master keys|no installation|is damaged", said)


def test_no_installation_at_all(tmp_path: Path) -> None:
    home = Home(tmp_path / "nothing")
    assert "no installation" in home.command("serve", succeeds=False).err
    assert not home.folder.exists()


@pytest.mark.any_database
def test_papers_of_a_newer_version(production: Home) -> None:
    about = production.folder / "installation.json"
    about.write_text(about.read_text().replace('"format": 1', '"format": 2'))
    assert "newer version" in refusal(production)


@pytest.mark.parametrize("command", ["serve", "upgrade"])
def test_a_database_from_a_newer_version(production: Home, command: str) -> None:
    production.inside(
        "from django.db.migrations.recorder import MigrationRecorder as Recorder\n"
        "from django.db import connection\n"
        "Recorder(connection).record_applied('accounts', '9999_from_the_future')"
    )
    assert "newer version" in refusal(production, command)


def test_a_database_from_an_older_version_is_brought_up(production: Home) -> None:
    production.inside(
        "from django.core.management import call_command\n"
        "call_command('migrate', 'protected', 'zero', verbosity=0)"
    )
    assert "openrsd upgrade" in refusal(production)
    assert "newer" not in production.command("upgrade").out
    with production.serving():
        pass


def test_a_clock_before_what_is_sealed(production: Home) -> None:
    production.inside(
        "from datetime import UTC, datetime, timedelta\n"
        "from openrsd.ledger.models import SealRow\n"
        "SealRow.objects.create(number=99, first=9, last=9, root=b'r', previous=b'p', hash=b'h',\n"
        "    at=datetime.now(UTC) + timedelta(days=1))"
    )
    assert "clock" in refusal(production)


@pytest.fixture
def in_file(installations: Installations) -> Home:
    return installations.make("init", in_file=True)


@pytest.mark.any_database
class TestDatabaseFile:
    def test_it_is_gone(self, in_file: Home) -> None:
        home = in_file
        home.inside(
            "from uuid import uuid4\nfrom openrsd.vault import opened\nopened().keys.make(uuid4())"
        )
        database = home.folder / "data" / "openrsd.sqlite"
        database.unlink()
        assert "openrsd restore" in refusal(home)
        assert "openrsd restore" in refusal(home, "upgrade")
        assert not database.exists()

    @pytest.mark.parametrize("content", [b"no database " * 5000, b""])
    def test_it_is_something_else(self, in_file: Home, content: bytes) -> None:
        (in_file.folder / "data" / "openrsd.sqlite").write_bytes(content)
        assert re.search("does not open with the key|older version", refusal(in_file))

    def test_it_is_of_another_installation(self, in_file: Home) -> None:
        here = in_file
        elsewhere = Home(here.folder.with_name("elsewhere"))
        elsewhere.command("init")
        place = Path("data/openrsd.sqlite")
        shutil.copy(elsewhere.folder / place, here.folder / place)
        assert "does not open with the key" in refusal(here)

    def test_a_page_of_it_is_damaged(self, in_file: Home) -> None:
        database = in_file.folder / "data" / "openrsd.sqlite"
        content = bytearray(database.read_bytes())
        content[4096 * 2 : -4096] = os.urandom(len(content) - 4096 * 3)
        database.write_bytes(content)
        assert re.search("damaged|does not open|fails", refusal(in_file))

    def test_the_disk_is_full(self, in_file: Home) -> None:
        assert re.search("full|fails", refusal(in_file, under=on_a_full_disk))

    def test_making_one_on_a_full_disk_is_finished_later(self, tmp_path: Path) -> None:
        home = Home(tmp_path / "home")
        refused = home.command("init", succeeds=False, under=on_a_small_disk)
        assert refused.code == 2
        assert len(refused.err.strip().splitlines()) == 1
        home.command("upgrade")
        with home.serving():
            pass


@pytest.mark.parametrize("folder", ["run", "data"])
@pytest.mark.any_database
def test_a_read_only_disk(in_file: Home, folder: str) -> None:
    place = in_file.folder / folder
    for path in (*place.rglob("*"), place):
        path.chmod(0o500 if path.is_dir() else 0o400)
    try:
        said = refusal(in_file, under=without_override)
    finally:
        for path in (place, *place.rglob("*")):
            path.chmod(0o700 if path.is_dir() else 0o600)
    assert re.search("Cannot write|read-only|cannot be opened", said)


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("postgresql:///none?host=127.0.0.1&port=1", "does not answer"),
        ("mysql://localhost/none", "DATABASE_URL must look like"),
        ("postgresql://", "DATABASE_URL must look like"),
        ("postgresql://rsd@db.example.org/rsd", "sslmode=verify-full"),
        ("postgresql://rsd@192.0.2.1/rsd?sslmode=require", "sslmode=verify-full"),
    ],
)
def test_a_database_server_that_is_not_there(production: Home, url: str, sentence: str) -> None:
    said = refusal(production.with_environment(DATABASE_URL=url))
    assert sentence in said
    assert "127.0.0.1" not in said


def test_a_database_of_another_installation(
    production: Home, installations: Installations, tmp_path: Path
) -> None:
    other = installations.empty(tmp_path / "other")
    other.command("init")
    if production.database_url:
        other = replace(other, database_url=production.database_url)
        assert "another installation" in refusal(other)
        newest = installations.empty(tmp_path / "newest")
        newest = replace(newest, database_url=production.database_url)
        refused = newest.command("init", succeeds=False)
        assert "another installation" in refused.err
    else:
        place = Path("data") / "openrsd.sqlite"
        shutil.copy(production.folder / place, other.folder / place)
        assert "belongs to another key folder" in refusal(other)


class TestAddress:
    @pytest.mark.any_database
    def test_another_server_of_the_same_installation(self, production: Home) -> None:
        with production.serving():
            assert "Another server" in refusal(production)

    @pytest.mark.any_database
    def test_something_else_listens_there(self, production: Home) -> None:
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            port = str(other.getsockname()[1])
            assert "Cannot listen" in refusal(production, "serve", "--port", port)

    @pytest.mark.any_database
    def test_real_work_is_not_shown_to_the_network_in_clear(self, production: Home) -> None:
        port = str(free_port())
        assert "HTTPS" in refusal(production, "serve", "--host", EVERYWHERE, "--port", port)
        alone = production.with_environment(OPENRSD_HTTPS="1")
        assert "web server in front" in refusal(alone, "serve", "--port", port)
        behind = alone.with_environment(OPENRSD_BEHIND_PROXY="1")
        said = refusal(behind, "serve", "--host", EVERYWHERE, "--port", port)
        assert "OPENRSD_PROXIES" in said, "anybody could say that it is the web server"

    @pytest.mark.any_database
    def test_a_setting_that_is_no_yes_and_no_no(self, production: Home) -> None:
        assert "OPENRSD_HTTPS must be 1 or 0" in refusal(
            production.with_environment(OPENRSD_HTTPS="maybe")
        )
