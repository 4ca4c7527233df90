"""Words planted through the product are looked for in everything that it leaves on disks."""

import base64
import gzip
import json
import os
import shutil
import subprocess
import zlib
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlencode

import pyrage
import pytest

from tests.config.scanning import Find, Scanner
from tests.serving import SERVER, Home, Served

WORDS = {
    place: f"Zwyrteł-{place}-옥희"
    for place in ("name", "story", "need", "reason", "officer", "file", "sign-in", "looked-for")
}
ANY = "Zwyrteł-any-옥희"
KEY = pyrage.x25519.Identity.generate()

PLANT = """
import sys, json
from io import BytesIO
from uuid import UUID
from django.db import transaction
from openrsd.accounts.acting import system_actor
from openrsd.accounts.models import AccountKind, User
from openrsd.accounts.recording import Reason, note
from openrsd.vault import opened
from openrsd.vault.looking_up import LookUp, Name
from tests.protected import acts
from tests.protected.models import Dossier

words = json.loads(sys.argv[1])
names = LookUp("dossier.names", Name())
dossier = Dossier(
    name=words["name"], story=words["story"], needs={"told": [words["need"]]}, office=UUID(int=1)
)
compartment = opened().keys.make(dossier.compartment)
opened().files.keep(BytesIO(words["file"].encode() * 5000), compartment)
officer = User(kind=AccountKind.STAFF, username="officer-1", display_name=words["officer"])
opened().keys.make(officer.compartment)
with transaction.atomic():
    dossier.save()
    officer.save()
    names.write([words["name"]], record=dossier.pk, compartment=dossier.compartment)
    note(
        acts.LOOK,
        acting=system_actor("story"),
        subject_kind="dossier",
        subjects=[dossier.pk],
        reason=Reason(words["reason"], dossier.compartment),
    )
assert list(names.candidates(words["name"])) == [dossier.pk]
assert not names.candidates(words["looked-for"]).exists()
for field, told in (("name", "name"), ("story", "story")):
    assert getattr(Dossier.objects.get(pk=dossier.pk), field).open() == words[told]
"""
CELLS = """
import sys
from django.db import connection
with connection.cursor() as cursor, open(sys.argv[1], "wb") as out:
    for table in connection.introspection.table_names(cursor):
        cursor.execute(f'SELECT * FROM "{table}"')
        for row in cursor.fetchall():
            for cell in row:
                out.write(cell if isinstance(cell, bytes) else str(cell).encode())
                out.write(b"\\n")
"""


RAW = ANY.encode()
WRITTEN = {
    "as it is": RAW,
    "UTF-16": ANY.encode("utf-16"),
    "UTF-16, big end first": ANY.encode("utf-16-be"),
    "in small letters": ANY.casefold().encode(),
    "hex": RAW.hex().encode(),
    "base64": base64.b64encode(RAW),
    "base64 after one letter": base64.b64encode(b"a" + RAW + b"bc"),
    "base64 after two letters": base64.b64encode(b"ab" + RAW + b"c"),
    "base64 of UTF-16 in a line": base64.b64encode(b"name: " + ANY.encode("utf-16-le") + b"."),
    "base64 for addresses": base64.urlsafe_b64encode(b"1" + RAW),
    "percent": quote(f"?q={ANY}&").encode(),
    "a form": urlencode({"name": ANY}).encode(),
    "JSON": json.dumps({"name": ANY}).encode(),
    "JSON within JSON": json.dumps(json.dumps({"name": ANY})).encode(),
    "Python's own": repr({"name": RAW}).encode(),
    "HTML": ANY.encode("ascii", "xmlcharrefreplace"),
}


@pytest.mark.parametrize("form", WRITTEN)
def test_the_scanner_finds_a_word_in_every_form(form: str, tmp_path: Path) -> None:
    written = WRITTEN[form]
    for number, content in enumerate(
        (
            os.urandom(100) + written + os.urandom(100),
            os.urandom(9) + zlib.compress(b"row " + written) + os.urandom(9),
            gzip.compress(b"log" + zlib.compress(written + b"end")),
        )
    ):
        (tmp_path / f"plain-{number}").write_bytes(content)
    found = Scanner(ANY).in_folder(tmp_path)
    assert {find.place.split()[0] for find in found} == {"plain-0", "plain-1", "plain-2"}


def test_the_scanner_finds_what_lies_across_two_reads_and_in_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.config.scanning.CHUNK", 10_000)
    (tmp_path / "long").write_bytes(bytes(9_990) + ANY.encode() + bytes(50_000))
    (tmp_path / f"photo of {ANY}").touch()
    assert {find.place for find in Scanner(ANY).in_folder(tmp_path)} == {"long", "a file's name"}


def test_the_scanner_finds_nothing_in_noise(tmp_path: Path) -> None:
    (tmp_path / "noise").write_bytes(os.urandom(3_000_000))
    assert Scanner(ANY).in_folder(tmp_path) == []


def sign_in_as(served: Served, name: str) -> None:
    """Someone types a person's name where the sign-in name belongs, with a wrong password."""
    page = served.get("/account/sign-in/")
    cookie = (page.getheader("Set-Cookie") or "").partition(";")[0]
    form = {"login": name, "password": name, "csrfmiddlewaretoken": cookie.partition("=")[2]}
    connection = HTTPConnection("127.0.0.1", served.port, timeout=30)
    headers = {
        "Host": f"localhost:{served.port}",
        "Cookie": cookie,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    connection.request("POST", "/account/sign-in/", urlencode(form), headers)
    answer = connection.getresponse()
    assert answer.status < 500
    assert answer.read()
    connection.close()


def whole_cluster(to: Path) -> None:
    """Everything that the database server knows, as text."""
    program = shutil.which("pg_dumpall") or str(
        max(Path("/usr/lib/postgresql").glob("*/bin/pg_dumpall"))
    )
    dump = subprocess.run([program, "--dbname", SERVER], capture_output=True, check=True)
    to.write_bytes(dump.stdout)


def test_no_planted_word_is_in_clear_in_anything_left_on_a_disk(
    production: Home, tmp_path: Path
) -> None:
    left = tmp_path / "left"
    temporary = left / "temporary"
    temporary.mkdir(parents=True)
    home = production.with_environment(TMPDIR=str(temporary))
    with home.serving() as served:
        home.inside(PLANT, json.dumps(WORDS))
        sign_in_as(served, WORDS["sign-in"])
        home.command("backup", left / "a.backup", "--recipient", str(KEY.to_public()))
        home.command("keys", "copy", "--to", left / "key copy")
        # The layer within the encrypted database: cell by cell.
        home.inside(CELLS, str(left / "cells"))
        shutil.copytree(home.folder, left / "home", ignore=shutil.ignore_patterns("*.sock"))
        if SERVER:
            whole_cluster(left / "cluster")
    backup = (left / "a.backup").read_bytes().partition(b"\n\0\0\0\0")[2]
    (left / "opened backup").write_bytes(pyrage.decrypt(backup, [KEY]))

    found: list[Find] = Scanner(*WORDS.values()).in_folder(left)
    assert found == []
    assert (left / "cells").stat().st_size > 5_000
    assert b"officer-1" in (left / "cells").read_bytes(), "the cells are opened ones"
