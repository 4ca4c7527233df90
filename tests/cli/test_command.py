"""A person at a desk screens case files and always gets an answer, or one clear line."""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from openrsd.cli.output import CannotWrite, deliver
from openrsd.cli.sources import corpus_from, read_file
from openrsd.errors import InvalidDocument
from openrsd.law.documents import MAX_BYTES
from tests.cli.command import heeds_its_keys, openrsd, without_rights

CASE = """\
date: 2026-11-02
title: A woman who crossed the river
origin: PRK
asylum: CHN
facts: {exit-permission: no}
claims: [{id: return, kind: punishment-on-return}]
findings: {subjective-fear: {value: yes, reasons: She said so.}}
"""
BAD = CASE.replace("origin: PRK", "origin: XYZ")
DOCUMENTED = {"openrsd", "notice", "case", "binding", "provisions", "persons"}


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return written(tmp_path / "case.yaml", CASE)


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


# What is shown


def test_a_case_is_shown_as_text_with_its_outcome_and_its_limits(case: Path) -> None:
    text = openrsd("screen", case).text
    assert "A woman who crossed the river" in text
    assert "person-1: PRESUMED" in text or "person-1: UNDECIDED" in text
    assert "Open questions" in text
    assert "It is not a decision." in text
    assert "\x1b" not in text


def test_json_has_the_documented_keys(case: Path) -> None:
    document = openrsd("screen", case, "--format", "json").json
    assert set(document) == DOCUMENTED
    assert set(document["openrsd"]) == {"version", "result", "law", "law_as_of", "positions"}
    assert document["openrsd"]["result"] == 1
    assert set(document["case"]) == {"file", "kind", "title", "citation", "asylum", "date"}
    (person,) = document["persons"]
    assert person["non_refoulement"]["PRK"]["result"] == "prohibited"
    assert person["outcome"] in {"presumed", "undecided"}


def test_a_case_in_china_shows_what_binds_it_and_its_own_law_beside(case: Path) -> None:
    document = openrsd("screen", case, "--format", "json").json
    bound = {line["treaty"]: line["binding"] for line in document["binding"]}
    assert bound["csr-1951"] is True
    assert bound["iccpr"] is False
    assert [line["id"] for line in document["provisions"]] == ["cn-asylum-provisions"]
    assert "never instead of it" in openrsd("screen", case).text


def test_several_files_are_a_list_in_their_order(case: Path, tmp_path: Path) -> None:
    other = written(tmp_path / "other.json", json.dumps({"date": "2014-07-01", "origin": "ERI"}))
    documents = openrsd("screen", case, other, "--format", "json").json
    assert [one["case"]["file"] for one in documents] == [str(case), str(other)]
    assert [one["openrsd"]["law_as_of"] for one in documents] == ["2026-11-02", "2014-07-01"]


def test_a_page_needs_no_script_and_shows_hostile_text_as_text(tmp_path: Path) -> None:
    hostile = CASE.replace("She said so.", "'<script>alert(1)</script><img src=x onerror=y>'")
    page = openrsd("screen", written(tmp_path / "case.yaml", hostile), "--format", "html").text
    assert page.lower().startswith("<!doctype html>")
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "http://" not in page.replace("http://www.w3.org", "")


def test_letters_of_every_language_come_through(tmp_path: Path) -> None:
    korean = written(
        tmp_path / "사건.yaml", CASE.replace("A woman who crossed the river", "김하나 🌊")
    )
    assert "김하나 🌊" in openrsd("screen", korean, PYTHONIOENCODING="utf-8").text
    document = openrsd("screen", korean, "--format", "json").json
    assert (document["case"]["title"], document["case"]["file"]) == ("김하나 🌊", str(korean))


# What a reader may ask for


def test_the_law_of_another_day_may_be_asked_for(case: Path) -> None:
    document = openrsd("screen", case, "--as-of", "2014-07-01", "--format", "json").json
    assert document["openrsd"]["law_as_of"] == "2014-07-01"
    assert document["case"]["date"] == "2026-11-02"


def test_another_instrument_and_position_may_be_asked_for(case: Path) -> None:
    arguments = ["--instrument", "kr-refugee-act", "--position", "korean-nationality=gp-2014"]
    document = openrsd("screen", case, *arguments, "--format", "json").json
    assert document["openrsd"]["positions"]["korean-nationality"] == "gp-2014"
    assert "kr-refugee-act" in document["persons"][0]["instruments"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--instrument", "refugee-1a"], "did you mean refugee-1a2"),
        (["--position", "korean-nationality=gp"], "unhcr, gp-2014"),
        (["--position", "korean=gp-2014"], "no jurisdiction position 'korean'"),
        (["--position", "gp-2015"], "did you mean gp-2014"),
        (["--as-of", "2014-02-30"], "2014-02-30"),
        (["--as-of", "2999-01-01"], "future"),
        (["--as-of", "1940-01-01"], "1951-07-28"),
        (["--format", "pdf"], "pdf"),
        (["--law", "/nowhere"], "is not a folder"),
    ],
)
def test_a_wrong_wish_is_answered_with_what_exists(
    case: Path, arguments: list[str], said: str
) -> None:
    ran = openrsd("screen", case, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_a_file_name_that_is_no_text_can_be_shown(tmp_path: Path) -> None:
    # Given a name with a byte of another encoding, and a place for the result
    name = os.fsencode(tmp_path) + b"/case-\xff.yaml"
    Path(os.fsdecode(name)).write_text(CASE, encoding="utf-8")
    out = tmp_path / "result.json"
    # When it is screened, then the byte is shown as a byte
    assert openrsd("screen", name, "--format", "json", "--out", out).text == ""
    shown = json.loads(out.read_text(encoding="utf-8"))["case"]["file"]
    assert shown == f"{tmp_path}/case-\\udcff.yaml"


# Where it goes


def test_the_result_is_written_to_a_file_and_nowhere_else(case: Path, tmp_path: Path) -> None:
    out = written(tmp_path / "result.json", "old")
    assert openrsd("screen", case, "--format", "json", "--out", out).text == ""
    assert set(json.loads(out.read_text(encoding="utf-8"))) == DOCUMENTED
    assert {path.name for path in tmp_path.iterdir()} == {"case.yaml", "result.json"}


def test_a_link_is_followed_and_a_device_is_left_a_device(case: Path, tmp_path: Path) -> None:
    # Given a link to a file, and the null device
    target = written(tmp_path / "target.txt", "old")
    link = tmp_path / "link.txt"
    link.symlink_to(target)
    # When results are written to each
    openrsd("screen", case, "--out", link)
    assert openrsd("screen", case, "--out", "/dev/null").code == 0
    # Then the link still is one, its target is new, and the device is one
    assert link.is_symlink()
    assert "It is not a decision" in target.read_text(encoding="utf-8")
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("place", ["missing/result.txt", "", "case.yaml/result.txt"])
def test_where_nothing_can_be_written_it_says_so(case: Path, tmp_path: Path, place: str) -> None:
    out = tmp_path / place
    ran = openrsd("screen", case, "--out", out)
    assert (ran.code, ran.out) == (73, "")
    assert f"{out} cannot be written" in ran.err
    assert case.read_text(encoding="utf-8") == CASE
    assert [path.name for path in tmp_path.iterdir()] == ["case.yaml"]


# What is refused


def lay_out(folder: Path, what: str) -> Path:
    path = folder / "bad.yaml"
    if what == "fifo":
        os.mkfifo(path)
    elif what == "directory":
        path.mkdir()
    elif what == "noise":
        block = os.urandom(1024 * 1024)
        with path.open("wb") as file:
            file.writelines(block for _ in range(100))
    return Path("/dev/zero") if what == "/dev/zero" else path


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("missing", "does not exist"),
        ("directory", "is a directory"),
        ("fifo", "is not an ordinary file"),
        ("/dev/zero", "is not an ordinary file"),
        ("noise", "larger than 4 MiB"),
    ],
)
def test_what_is_no_case_file_is_refused_at_once(tmp_path: Path, what: str, said: str) -> None:
    path = lay_out(tmp_path, what)
    ran = openrsd("screen", path)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.startswith(str(path))
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (CASE.replace("river", "café").encode("latin-1"), ":2:35: byte 0xE9 is not UTF-8 text"),
        (CASE.encode("utf-16"), ":1:1: the text is in UTF-16"),
        (b"", ":1:1: the file is empty"),
        (b"\0\1\2", "control character"),
        (BAD.encode(), ":3:1: 'XYZ' is no country code"),
        (b"a: &a [*a]", ":1:4: anchors"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_at_its_place(
    tmp_path: Path, content: bytes, said: str
) -> None:
    ran = openrsd("screen", written(tmp_path / "bad.yaml", content), "--format", "html")
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_one_bad_file_among_good_ones_shows_nothing_half(case: Path, tmp_path: Path) -> None:
    # Given a good file, two bad ones and a good one again
    bad, worse = (written(tmp_path / f"bad-{i}.yaml", BAD) for i in (1, 2))
    out = tmp_path / "result.txt"
    # When all are screened
    ran = openrsd("screen", case, bad, worse, case, "--out", out)
    # Then every bad one is named, and nothing is shown or written
    assert (ran.code, ran.out) == (2, "")
    assert str(bad) in ran.err
    assert str(worse) in ran.err
    assert not out.exists()


def test_what_one_may_not_read_or_write_is_said_plainly(tmp_path: Path) -> None:
    # Given a folder that lets nobody in, and another that lets nobody write
    private, readable = tmp_path / "private", tmp_path / "readable"
    for folder in (private, readable):
        folder.mkdir()
        written(folder / "case.yaml", CASE).chmod(0)
    private.chmod(0)
    readable.chmod(0o555)
    # When they are read or written, then it is said
    with without_rights():
        for folder in (private, readable):
            with pytest.raises(InvalidDocument, match="may not be read with your permissions"):
                read_file(str(folder / "case.yaml"))
            with pytest.raises(CannotWrite, match="cannot be written: Permission denied"):
                deliver("text", folder / "out.txt")
        for law in (private, private / "law"):
            with pytest.raises(InvalidDocument, match=r"may not be opened|cannot be read"):
                corpus_from(law)
    private.chmod(0o700)


# Standard input and output


@pytest.mark.parametrize("text", [CASE, json.dumps({"date": "2026-11-02", "origin": "PRK"})])
def test_a_case_may_come_by_standard_input(text: str) -> None:
    document = openrsd("screen", "-", "--format", "json", stdin=text.encode()).json
    assert document["case"]["file"] == "standard input"


def test_endless_standard_input_comes_to_an_end() -> None:
    with Path("/dev/zero").open("rb") as endless:
        ran = openrsd("screen", "-", opened=endless)
    assert (ran.code, ran.out) == (2, "")
    assert f"larger than {MAX_BYTES // 1024 // 1024} MiB" in ran.err


def test_standard_output_that_is_full_is_not_a_fault_of_openrsd(case: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = openrsd("screen", case, out=full)
    assert (ran.code, ran.err) == (
        73,
        "Standard output cannot be written: No space left on device.\n",
    )


def test_stopping_it_ends_it_quietly() -> None:
    # Given the command reads standard input: more was taken than a pipe holds
    command = [sys.executable, "-m", "openrsd.cli.main", "screen", "-"]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=pipe, preexec_fn=heeds_its_keys
    ) as process:
        assert process.stdin is not None
        process.stdin.write(b" " * 1024 * 1024)
        process.stdin.flush()
        # When the person stops it, once more where the first key came between two reads
        for _again in range(10):
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=3)
                break
        # Then it says nothing
        assert process.communicate(timeout=60) == (b"", b"")
    assert process.returncode == 130


def test_a_reader_who_goes_away_is_not_shown_an_error(case: Path) -> None:
    command = [sys.executable, "-m", "openrsd.cli.main", "screen", str(case), "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""


# Schemas and help


@pytest.mark.parametrize("name", ["case", "law", "result"])
def test_the_schemas_are_schemas(name: str) -> None:
    schema: dict[str, Any] = openrsd("schema", name).json
    Draft202012Validator.check_schema(schema)


def test_what_screen_prints_is_what_the_schema_says(case: Path) -> None:
    validator = Draft202012Validator(openrsd("schema", "result").json)
    for person in openrsd("screen", case, "--format", "json").json["persons"]:
        assert [error.message for error in validator.iter_errors(person)] == []


def test_it_says_what_it_is_and_helps() -> None:
    assert openrsd("--version").text.startswith("openrsd ")
    assert "screen" in openrsd("--help").text
    assert openrsd("scren").code == 2


@pytest.mark.parametrize("language", ["ko", "pt-BR", "tlh"])
def test_a_language_without_translation_is_english(case: Path, language: str) -> None:
    assert "It is not a decision" in openrsd("--language", language, "screen", case).text


def test_no_connection_is_ever_opened(case: Path) -> None:
    # Given an interpreter that stops at any use of the network
    guard = (
        "import sys\n"
        "def stop(event, _):\n"
        "    if event.startswith('socket.'):\n"
        "        raise SystemExit(f'network: {event}')\n"
        "sys.addaudithook(stop)\n"
        "from openrsd.cli.main import run\n"
        "run()\n"
    )
    # When a case is screened into a page
    done = subprocess.run(
        [sys.executable, "-c", guard, "screen", "--format", "html", str(case)],
        capture_output=True,
        text=True,
        check=False,
    )
    # Then nothing asked for it
    assert (done.returncode, done.stderr) == (0, "")
    assert "</html>" in done.stdout
