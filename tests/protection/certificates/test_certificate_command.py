"""A third party checks certificates with two files and no installation."""

import json
from base64 import b64encode
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
import segno
from typer.testing import CliRunner

from openrsd.cli.main import app
from openrsd.protection.certificates import revoking
from openrsd.protection.certificates.words import words
from openrsd.vault import SigningKey
from tests.protection.certificates.holders import DECIDED
from tests.protection.certificates.made import KEY, OTHER, code, said
from tests.serving import Home

ENGLISH = words()["en"]
LOST = b"\x01" * 16


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """The options that name the keys and the list of what was revoked."""
    keys, revoked = tmp_path / "keys.json", tmp_path / "revoked.json"
    keys.write_text(json.dumps({"format": 1, "keys": {KEY.key_id: _in_text(KEY.public)}}))
    revoked.write_text(json.dumps({"format": 1, "revoked": _in_text(_list_by(KEY))}))
    return ["--keys", str(keys), "--revoked", str(revoked)]


@pytest.mark.parametrize(
    ("text", "exit_code", "sentence"),
    [
        (code(), 0, ENGLISH.statement),
        (code(unique=LOST), 1, ENGLISH.because_revoked),
        (code(OTHER), 1, ENGLISH.because_unknown_issuer),
        ("hello", 2, ENGLISH.because_unreadable),
    ],
)
def test_each_result_has_its_words_and_its_exit_code(
    files: list[str], text: str, exit_code: int, sentence: str
) -> None:
    for given, typed in ((text, None), ("-", text)):
        ran = CliRunner().invoke(app, ["certificate", "verify", given, *files], input=typed)
        assert ran.exit_code == exit_code, ran.output
        assert sentence in ran.output
        assert exit_code == 0 or ENGLISH.not_valid in ran.output


def test_a_picture_is_read_and_told_as_json(files: list[str], tmp_path: Path) -> None:
    picture = tmp_path / "photo.png"
    made = BytesIO()
    segno.make_qr(code(), error="m").save(made, kind="png", scale=6)
    picture.write_bytes(made.getvalue())

    arguments = ["certificate", "verify", str(picture), *files, "--format", "json"]
    told = json.loads(CliRunner().invoke(app, arguments).stdout)
    assert told["valid"] is True
    assert told["valid_until"] == said().valid_until.isoformat()
    assert told["issuer"] == said().issuer


def test_a_list_that_nobody_known_signed_is_not_used(files: list[str]) -> None:
    Path(files[3]).write_text(json.dumps({"revoked": _in_text(_list_by(OTHER))}))
    ran = CliRunner().invoke(app, ["certificate", "verify", code(), *files])

    assert type(ran.exception).__name__ == "NoKeys"
    assert "a list that one of these keys signed" in str(ran.exception)


def test_an_installation_gives_out_what_others_check_with(
    demonstration: Home, tmp_path: Path
) -> None:
    (demonstration.folder / "certificates.yaml").write_text(DECIDED, "utf-8")
    made = json.loads(demonstration.command("certificate", "keys").out)
    assert made["keys"] == {} or len(made["keys"]) == 1
    first = demonstration.command("certificate", "rotate-key").out
    second = demonstration.command("certificate", "rotate-key", "--compromised").out
    keys, revoked = tmp_path / "keys.json", tmp_path / "revoked.json"
    demonstration.command("certificate", "keys", "--out", keys)
    demonstration.command("certificate", "revoked", "--out", revoked)

    known = json.loads(keys.read_text())["keys"]
    assert len(known) == 1
    assert next(iter(known)) in second
    assert next(iter(known)) not in first
    options = ["--keys", str(keys), "--revoked", str(revoked)]
    ran = demonstration.command("certificate", "verify", code(), *options, succeeds=False)
    assert ran.code == 1
    assert ENGLISH.not_valid in ran.out
    counted = json.loads(demonstration.command("certificate", "list", "--format", "json").out)
    assert counted["keys"] >= 2


def _list_by(key: SigningKey) -> bytes:
    day = revoking.bucket([revoking.hash_of(LOST)])
    return revoking.signed_list("Office", datetime(2026, 11, 23, tzinfo=UTC), [day], key)


def _in_text(content: bytes) -> str:
    return b64encode(content).decode()
