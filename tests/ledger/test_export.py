"""A third party verifies the ledger from one file and a public key."""

import gzip
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrsd.errors import InvalidDocument
from openrsd.ledger.checkpoints import Checkpoint
from openrsd.ledger.entries import Entry
from openrsd.ledger.export import read_export, verify_export, write_export
from openrsd.ledger.findings import Code
from tests.ledger.ledgers import (
    INSTALLATION,
    TRUSTED,
    Ledger,
    entries_drawn,
    entry,
    ledgers,
    sealed,
)


def opened(content: bytes) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(content))


def exported(ledger: Ledger) -> bytes:
    file = io.BytesIO()
    write_export(file, INSTALLATION, ledger.checkpoints, ledger.seals, ledger.entries)
    return file.getvalue()


@given(ledgers())
def test_an_export_verifies_like_the_ledger_itself(ledger: Ledger) -> None:
    assert verify_export(opened(exported(ledger)), "export", TRUSTED) == ledger.verified()


@given(st.lists(entries_drawn, max_size=4))
def test_every_entry_comes_back_as_it_was(entries: list[Entry]) -> None:
    export = read_export(opened(exported(Ledger(tuple(entries), ()))), "export")
    assert list(export.records) == entries


def test_an_auditor_reads_a_packed_file_and_holds_an_anchor(tmp_path: Path) -> None:
    ledger = sealed([entry(number) for number in range(1, 40)], [10, 10, 10])
    path = tmp_path / "ledger.jsonl.gz"
    with gzip.open(path, "wb") as file:
        write_export(file, INSTALLATION, [], ledger.seals, ledger.entries)
    with path.open("rb") as file:
        verified = verify_export(file, path.name, TRUSTED, [ledger.checkpoint()])
    assert verified.whole
    assert (verified.entries, verified.signed_to, verified.unsealed) == (39, 30, 9)


def test_one_word_changed_in_the_file_is_named() -> None:
    ledger = sealed([entry(number) for number in range(1, 9)], [4, 4])
    lines = exported(ledger).splitlines(keepends=True)
    place = next(at for at, line in enumerate(lines) if str(ledger.entries[5].id).encode() in line)
    lines[place] = lines[place].replace(b'"done"', b'"refused"')
    verified = verify_export(opened(b"".join(lines)), "export", TRUSTED)
    (found,) = [finding for finding in verified.findings if finding.is_break]
    assert (found.code, found.position) == (Code.ENTRY_CHANGED, 6)
    assert found.sentence.startswith("Entry 6 (")


@given(ledgers(), st.data())
def test_any_byte_changed_in_the_file_is_refused_or_found(
    ledger: Ledger, data: st.DataObject
) -> None:
    content = bytearray(exported(ledger))
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= 1 << data.draw(st.integers(0, 6))
    anchors = [*ledger.checkpoints, ledger.checkpoint()]
    assert _noticed(bytes(content), anchors) or _same_where_it_counts(bytes(content), ledger)


@pytest.mark.parametrize("packed", [False, True])
def test_a_file_that_is_cut_off_anywhere_says_so(packed: bool) -> None:
    content = exported(sealed([entry(number) for number in range(1, 5)], [2, 1]))
    content = gzip.compress(content) if packed else content
    for length in range(len(content)):
        with pytest.raises(InvalidDocument) as refused:
            verify_export(opened(content[:length]), "ledger.jsonl", TRUSTED)
        assert refused.value.problems[0].file == "ledger.jsonl"


def test_a_bad_line_is_named_with_its_number() -> None:
    good = exported(sealed([entry(number) for number in range(1, 5)], [2, 1])).splitlines(True)
    for line, bad in (
        (3, good[2].replace(b'"done"', b'"perhaps"')),
        (3, good[2].replace(b'"action":"case.look"', b'"action":"looked at Kim"')),
        (3, good[2].replace(b'"action"', b'"actor":"","action"')),
        (3, good[2].replace(b'"detail":{}', b'"detail":{"note":{"text":"ill"}}')),
        (3, good[2].replace(b'"office":null,', b"")),
        (2, good[1].replace(b'"number":1', b'"number":1e0')),
        (4, b"[" * 100_000 + b"\n"),
        (4, b'{"song":{}}\n'),
        (4, b"\xff\n"),
        (1, good[0].replace(b'"version":1', b'"version":2')),
        (len(good), good[-1].replace(b'"entries":4', b'"entries":3')),
    ):
        assert bad != good[line - 1]
        content = b"".join([*good[: line - 1], bad, *good[line:]])
        with pytest.raises(InvalidDocument) as refused:
            verify_export(opened(content), "ledger.jsonl", TRUSTED)
        (problem,) = refused.value.problems
        assert problem.line == line
        assert "Kim" not in str(problem)


def test_what_follows_the_end_is_refused() -> None:
    content = exported(sealed([entry(1)], [1]))
    with pytest.raises(InvalidDocument, match="follows after the end"):
        verify_export(opened(content + b"\n"), "ledger.jsonl", TRUSTED)


def test_the_lines_are_plain_json_for_other_tools() -> None:
    ledger = sealed([entry(1)], [1])
    lines = [json.loads(line) for line in exported(ledger).splitlines()]
    assert [next(iter(line)) for line in lines] == ["openrsd-ledger-export", "seal", "entry", "end"]
    assert lines[2]["entry"]["at"] == "2026-11-02T08:00:01.000000Z"


def _noticed(content: bytes, anchors: list[Checkpoint]) -> bool:
    try:
        return not verify_export(opened(content), "export", TRUSTED, anchors).whole
    except InvalidDocument:
        return True


def _same_where_it_counts(content: bytes, ledger: Ledger) -> bool:
    """Whether only what no seal or key covers is different: the tail, the key id of the header."""
    records = list(read_export(opened(content), "export").records)
    covered = [*ledger.seals, *ledger.entries[: ledger.sealed]]
    return all(record in records for record in covered)
