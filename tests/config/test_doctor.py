"""`openrsd doctor` says what is wrong, how bad it is, and what to do."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.serving import PASSPHRASE, Home, Installations

KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="


@pytest.fixture
def in_file(installations: Installations) -> Home:
    return installations.make("init", in_file=True)


def examined(home: Home, *options: str) -> dict[str, list[Any]]:
    """The findings by what they are about; the exit code says whether something must be mended."""
    before = {path.name: path.stat().st_mtime_ns for path in home.folder.rglob("*.json")}
    ran = home.command("doctor", "--format", "json", *options, succeeds=False)
    told = json.loads(ran.out)
    assert ran.code == (0 if told["well"] else 1)
    assert {path.name: path.stat().st_mtime_ns for path in home.folder.rglob("*.json")} == before
    findings: dict[str, list[Any]] = {}
    for finding in told["findings"]:
        findings.setdefault(finding["about"], []).append(finding)
        assert finding["says"]
        assert finding["to_do"] or finding["level"] in ("good", "note")
    return findings


def level(findings: dict[str, list[Any]], about: str) -> str:
    (finding,) = findings[about]
    return str(finding["level"])


def test_it_reads_a_document_and_says_whether_letters_in_pictures_are_recognised(
    production: Home,
) -> None:
    with_it = examined(production)
    assert level(with_it, "documents") == "good"
    assert level(with_it, "recognition") == "good"
    assert "eng" in with_it["recognition"][0]["says"]
    without = examined(production.with_environment(PATH="/nowhere"))
    assert level(without, "recognition") == "note"
    assert "not installed" in without["recognition"][0]["says"]


def test_a_new_installation_is_well_and_told_what_is_lacking(production: Home) -> None:
    found = examined(production)
    for about in ("versions", "rights", "database", "migrations", "ledger", "triggers", "sealing"):
        assert level(found, about) == "good"
    for about in ("key folder", "key copies", "backup", "secret"):
        assert level(found, about) == "warning"
    assert "OPENRSD_PASSPHRASE" in found["secret"][0]["says"]
    assert level(found, "people") == "note"
    told = production.command("doctor")
    assert "WARNING" in told.out
    assert "→" in told.out


@pytest.mark.any_database
def test_a_passphrase_that_is_typed_or_kept_elsewhere(production: Home, tmp_path: Path) -> None:
    beside = production.folder / "words"
    beside.write_text(PASSPHRASE)
    beside.chmod(0o600)
    home = production.with_environment(OPENRSD_PASSPHRASE="")
    assert level(examined(home, "--passphrase-file", str(beside)), "secret") == "problem"
    elsewhere = tmp_path / "words"
    shutil.move(beside, elsewhere)
    assert level(examined(home, "--passphrase-file", str(elsewhere)), "secret") == "warning"
    not_opened = examined(home)
    assert level(not_opened, "secret") == "good"
    assert level(not_opened, "unlocking") == "warning"
    assert "database" not in not_opened


@pytest.mark.any_database
def test_a_key_in_a_variable_defeats_its_purpose(tmp_path: Path) -> None:
    home = Home(
        tmp_path / "home",
        extra={
            "OPENRSD_PASSPHRASE": "",
            "OPENRSD_KEY": KEY,
            "OPENRSD_KEYS": str(tmp_path / "keys"),
        },
    )
    home.command("init")
    found = examined(home)
    assert level(found, "secret") == "warning"
    assert "OPENRSD_KEY" in found["secret"][0]["says"]
    assert level(found, "key folder") == "good"


@pytest.mark.any_database
def test_a_demonstration_is_loud_about_it(demonstration: Home) -> None:
    assert level(examined(demonstration), "demonstration") == "note"


@pytest.mark.any_database
def test_files_that_others_can_read(production: Home) -> None:
    (production.folder / "data").chmod(0o755)
    assert level(examined(production), "rights") == "problem"


@pytest.mark.any_database
def test_keys_that_are_gone(production: Home) -> None:
    (production.folder / "keys" / "master.keys").unlink()
    assert level(examined(production), "keys") == "problem"


@pytest.mark.any_database
def test_another_secret(production: Home) -> None:
    found = examined(production.with_environment(OPENRSD_PASSPHRASE=f"{PASSPHRASE}!"))
    assert level(found, "wrong-secret") == "problem"


@pytest.mark.any_database
def test_a_damaged_database(in_file: Home) -> None:
    database = in_file.folder / "data" / "openrsd.sqlite"
    content = bytearray(database.read_bytes())
    content[-100:-50] = bytes(50)
    database.write_bytes(content)
    assert level(examined(in_file), "no-database") == "problem"


def test_triggers_taken_away_and_entries_that_wait(production: Home) -> None:
    production.inside(
        "from datetime import UTC, datetime, timedelta\n"
        "from uuid import uuid4\n"
        "from django.db import connection\n"
        "from openrsd.accounts.recording import note\n"
        "from openrsd.config.acts import SERVED, note_act\n"
        "from openrsd.ledger import sealing\n"
        "where = '' if connection.vendor == 'sqlite' else ' ON ledger_entry'\n"
        "name = 'update' if connection.vendor == 'sqlite' else 'change'\n"
        "connection.cursor().execute(f'DROP TRIGGER ledger_entry_no_{name}{where}')\n"
        "note_act(SERVED, installation.id)\n"
        "from openrsd.ledger.models import EntryRow\n"
        "EntryRow.objects.filter(action=SERVED.code).update(\n"
        "    at=datetime.now(UTC) - timedelta(hours=1))\n"
        "import os; os._exit(0)"
    )
    found = examined(production)
    assert level(found, "triggers") == "problem"
    assert level(found, "sealing") == "note"
    production.command("upgrade")
    assert level(examined(production), "triggers") == "good"


def test_what_a_server_does_is_seen(production: Home) -> None:
    served = production.start()
    try:
        found = examined(production)
        assert str(served.port) in found["server"][0]["says"]
        production.command("lock")
        assert level(examined(production), "lock") == "note"
    finally:
        served.kill()
