"""The keys of an installation as an operator sees and changes them."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.serving import PASSPHRASE, Home

PLANT = """
from uuid import UUID, uuid4
from openrsd.vault import opened
from tests.protected.models import Dossier
people = [Dossier(name=f"person {number}", office=UUID(int=1)) for number in range(5)]
opened().keys.make_all([person.compartment for person in people])
Dossier.objects.bulk_create(people)
print(people[0].compartment)
"""
NAMES = """
from tests.protected.models import Dossier
print(sorted(dossier.name.open_or("erased") for dossier in Dossier.objects.all()))
"""
ERASE = """
import sys
from datetime import UTC, datetime
from uuid import UUID
from openrsd.vault.erasure import erase
print(*erase(UUID(sys.argv[1]), at=datetime.now(UTC)).unreached)
"""
STOPPED_HALF_WAY = """
from openrsd.vault import opened
opened().keys.master.rotate()
assert opened().keys.rewrap(3) == 3
"""
ALL = str([f"person {number}" for number in range(5)]) + "\n"


def status(home: Home) -> Any:
    return json.loads(home.command("keys", "status", "--format", "json").out)


def test_a_rotation_loses_nothing_and_a_stopped_one_goes_on(production: Home) -> None:
    production.inside(PLANT)
    production.inside(STOPPED_HALF_WAY)
    before = status(production)
    assert (before["versions"], before["rotation_unfinished"]) == ([1, 2], True)
    assert "not finished" in production.command("keys", "status").out

    production.command("keys", "rotate", "--quiet")

    after = status(production)
    assert (after["versions"], after["rotation_unfinished"]) == ([2], False)
    assert after["compartments"] == before["compartments"] >= 5
    assert after["signing_key"] == before["signing_key"]
    assert production.inside(NAMES) == ALL


def test_a_server_goes_on_through_a_rotation(production: Home) -> None:
    with production.serving() as served:
        production.command("keys", "rotate", "--quiet")
        assert served.get("/account/sign-in/").status == 200


@pytest.mark.any_database
def test_what_unlocks_is_changed(production: Home, tmp_path: Path) -> None:
    production.inside(PLANT)
    (tmp_path / "new words").write_text("words that nobody knew before\n")
    production.command("keys", "passphrase", "--new-passphrase-file", tmp_path / "new words")

    refused = production.command("keys", "status", succeeds=False)
    assert (refused.code, "does not open" in refused.err) == (2, True)
    again = production.with_environment(OPENRSD_PASSPHRASE="words that nobody knew before")  # noqa: S106
    assert again.inside(NAMES) == ALL
    assert PASSPHRASE not in (tmp_path / "new words").read_text()


@pytest.mark.any_database
def test_copies_are_listed_reached_and_forgotten(production: Home, tmp_path: Path) -> None:
    person = production.inside(PLANT).strip()
    production.command("keys", "copy", "--to", tmp_path / "stick")
    shutil.move(tmp_path / "stick", tmp_path / "away")
    assert production.inside(ERASE, person).strip() == str(tmp_path / "stick")

    (found,) = status(production)["copies"]
    assert (found["is_there"], found["not_erased"]) == (False, 1)
    assert "can still open 1 erased" in production.command("keys", "status").out
    refused = production.command("keys", "copy", "--refresh", tmp_path / "stick", succeeds=False)
    assert (refused.code, "no copy" in refused.err) == (2, True)

    shutil.move(tmp_path / "away", tmp_path / "stick")
    production.command("keys", "copy", "--refresh", tmp_path / "stick")
    (found,) = status(production)["copies"]
    assert (found["is_there"], found["not_erased"]) == (True, 0)
    production.command("keys", "copy", "--forget", tmp_path / "stick")
    assert status(production)["copies"] == []


@pytest.mark.any_database
def test_keys_made_beforehand_are_taken_and_those_in_use_are_not(tmp_path: Path) -> None:
    home = Home(tmp_path / "home", extra={"OPENRSD_KEYS": str(tmp_path / "medium")})
    home.command("keys", "init")
    made = (tmp_path / "medium" / "master.keys").read_bytes()
    home.command("init")
    assert (tmp_path / "medium" / "master.keys").read_bytes() == made
    home.inside(PLANT)

    other = Home(tmp_path / "other", extra={"OPENRSD_KEYS": str(tmp_path / "medium")})
    refused = other.command("init", succeeds=False)
    assert (refused.code, "openrsd restore" in refused.err) == (2, True)
    assert home.inside(NAMES) == ALL
