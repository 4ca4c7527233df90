"""The commands on a real installation: what an operator does, and an auditor without one."""

import gzip
import json
from pathlib import Path

import pytest

from tests.serving import Home, Installations

WORK = """
from datetime import UTC, datetime
from uuid import UUID
from openrsd.accounts.acting import Actor
from openrsd.accounts.recording import note
from openrsd.ledger.acts import Act
for number in range(20):
    note(Act("test.look", "looked"), acting=Actor("staff", UUID(int=1)), subject_kind="case",
        subjects=[UUID(int=number)])
"""
TAMPER = """
from django.db import connection
from openrsd.ledger import triggers
with triggers.lifted(), connection.cursor() as cursor:
    cursor.execute("UPDATE ledger_entry SET purpose = 'other' WHERE action = 'test.look'")
"""


@pytest.fixture
def worked(production: Home) -> Home:
    production.inside(WORK)
    return production


def test_a_whole_ledger_is_verified_where_it_is(worked: Home) -> None:
    ran = worked.command("ledger", "verify")
    assert ran.out.endswith("The ledger is whole.\n")
    assert "No checkpoint covers" in ran.out
    worked.command("ledger", "checkpoint")
    again = worked.command("ledger", "verify", "--format", "json")
    found = json.loads(again.out)
    assert found["whole"]
    # The checkpoint is behind its own entry; only this verification is noted after it.
    assert found["entries"] == found["signed_to"]


@pytest.mark.any_database
def test_an_auditor_verifies_with_the_public_key_alone(worked: Home, tmp_path: Path) -> None:
    paper, key = tmp_path / "paper.txt", tmp_path / "key.pem"
    worked.command("ledger", "checkpoint", "--out", paper)
    worked.command("ledger", "public-key", "--out", key)
    export = tmp_path / "ledger.jsonl.gz"
    worked.command("ledger", "export", export)
    assert export.stat().st_mode & 0o077 == 0
    elsewhere = Home(tmp_path / "nowhere").with_environment(OPENRSD_PASSPHRASE="")
    given: list[str | Path] = ["ledger", "verify", export, "--public-key", key, "--anchor", paper]
    assert "The ledger is whole." in elsewhere.command(*given).out
    lines = gzip.decompress(export.read_bytes()).splitlines(keepends=True)
    without = [line for line in lines if b'"test.look"' not in line]
    counted = json.loads(lines[-1])["end"]
    counted["entries"] -= len(lines) - len(without)
    export.write_bytes(b"".join([*without[:-1], json.dumps({"end": counted}).encode(), b"\n"]))
    ran = elsewhere.command(*given, succeeds=False)
    assert ran.code == 1
    assert ran.out.count("was sealed and is gone. [entry-missing]") == 20


def test_a_ledger_that_was_touched_is_told_with_exit_code_1(worked: Home) -> None:
    worked.inside(TAMPER)
    ran = worked.command("ledger", "verify", succeeds=False)
    assert ran.code == 1
    assert ran.out.count("[entry-changed]") == 20
    assert "The ledger was touched: 20 breaks." in ran.out


def test_an_older_copy_is_put_back_and_the_paper_tells(
    worked: Home, installations: Installations, tmp_path: Path
) -> None:
    paper = tmp_path / "paper.txt"
    older = installations.copy(worked)
    worked.inside(WORK)
    worked.command("ledger", "checkpoint", "--out", paper)
    assert "The ledger is whole." in worked.command("ledger", "verify", "--anchor", paper).out
    ran = older.command("ledger", "verify", "--anchor", paper, succeeds=False)
    assert ran.code == 1
    assert "what followed was cut off, or an older copy was put back. [cut-back]" in ran.out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["verify", "{}/none.jsonl"], "--public-key"),
        (["verify", "{}/none.jsonl", "--public-key", "{}/none.pem"], "none.pem cannot be read"),
        (["verify", "--anchor", "{}/none.txt"], "none.txt cannot be read"),
        (["verify", "--anchor", "{}/words.txt"], "This is no checkpoint"),
        (["verify", "{}/words.txt", "--public-key", "{}/words.txt"], "holds no public key"),
    ],
)
@pytest.mark.any_database
def test_a_wrong_file_is_told_in_one_sentence(
    tmp_path: Path, arguments: list[str], says: str
) -> None:
    (tmp_path / "words.txt").write_text("words\n", "utf-8")
    given = [argument.format(tmp_path) for argument in arguments]
    ran = Home(tmp_path / "nowhere").command("ledger", *given, succeeds=False)
    assert ran.code == 2
    assert says in ran.err


@pytest.mark.any_database
def test_an_export_that_cannot_be_written_leaves_nothing(worked: Home, tmp_path: Path) -> None:
    ran = worked.command("ledger", "export", tmp_path / "none" / "ledger.jsonl", succeeds=False)
    assert ran.code == 73
    assert "cannot be written" in ran.err
    assert list(tmp_path.iterdir()) == []
