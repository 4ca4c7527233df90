"""A checkpoint is printed, mailed and typed in again."""

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrsd.errors import InvalidDocument
from openrsd.ledger.checkpoint_text import LETTERS, checkpoint_text, read_checkpoint_text
from openrsd.ledger.checkpoints import Checkpoint, InvalidCheckpoint, Statement
from tests.ledger.ledgers import START, entry, sealed

CHECKPOINT = sealed([entry(number) for number in range(1, 9)], [4, 4]).checkpoint()
TEXT = checkpoint_text(CHECKPOINT)

checkpoints = st.builds(
    Checkpoint,
    st.builds(
        Statement,
        installation=st.uuids(),
        seal=st.integers(1, 2**63 - 1),
        seal_hash=st.binary(min_size=32, max_size=32),
        entries=st.integers(1, 2**63 - 1),
        at=st.integers(-(10**15), 10**16).map(lambda n: START + timedelta(microseconds=n)),
        key_id=st.from_regex(r"\A[A-Za-z0-9._-]{1,64}\Z"),
    ),
    st.binary(max_size=80),
)


@given(checkpoints)
def test_what_was_printed_is_read_again(checkpoint: Checkpoint) -> None:
    assert read_checkpoint_text(checkpoint_text(checkpoint), "letter") == checkpoint


@given(checkpoints, checkpoints)
def test_no_two_statements_share_their_bytes(one: Checkpoint, other: Checkpoint) -> None:
    same = one.statement.canonical() == other.statement.canonical()
    assert same == (one.statement == other.statement)


def test_it_is_a_few_lines() -> None:
    lines = TEXT.splitlines()
    assert lines[0] == "OPENRSD LEDGER CHECKPOINT"
    assert lines[2:5] == ["Seal: 2", "Entries: 8", "Time: 2026-11-02T08:00:10.000000Z"]
    assert len(lines) < 14
    assert max(map(len, lines)) < 64


def test_it_may_be_typed_in_small_letters_with_what_looks_alike_and_loose_spacing() -> None:
    head, groups = TEXT.splitlines()[:6], TEXT.splitlines()[6:]
    typed = [line.lower().replace("0", "o").replace("1", "l") for line in groups]
    typed = ["  " + line.replace(" ", "  ") + " " for line in typed]
    assert read_checkpoint_text("\r\n".join([*head, "", *typed]), "letter") == CHECKPOINT


def test_every_single_mistyped_character_is_found_in_its_line() -> None:
    lines = TEXT.splitlines()
    for number, line in enumerate(lines):
        for column, letter in enumerate(line):
            for other in LETTERS + "?":
                if other == letter or (number >= 6 and letter == " "):
                    continue
                typed = line[:column] + other + line[column + 1 :]
                with pytest.raises(InvalidDocument) as refused:
                    text = "\n".join([*lines[:number], typed, *lines[number + 1 :]])
                    read_checkpoint_text(text, "letter")
                if number >= 6:
                    assert refused.value.problems[0].line == number + 1


def test_two_letters_in_the_wrong_order_are_found() -> None:
    lines = TEXT.splitlines()
    for number, line in enumerate(lines[6:], 6):
        for at in range(len(line) - 1):
            one, other = line[at], line[at + 1]
            if one == other or " " in (one, other):
                continue
            typed = line[:at] + other + one + line[at + 2 :]
            with pytest.raises(InvalidDocument):
                read_checkpoint_text(
                    "\n".join([*lines[:number], typed, *lines[number + 1 :]]), "letter"
                )


def test_a_missing_line_or_group_is_found() -> None:
    lines = TEXT.splitlines()
    for number in range(len(lines)):
        with pytest.raises(InvalidDocument):
            read_checkpoint_text("\n".join([*lines[:number], *lines[number + 1 :]]), "letter")
    with pytest.raises(InvalidDocument):
        read_checkpoint_text(TEXT.rstrip().rpartition(" ")[0], "letter")
    with pytest.raises(InvalidDocument):
        read_checkpoint_text(TEXT + "000000\n", "letter")


def test_a_line_for_the_eye_that_says_something_else_is_named() -> None:
    with pytest.raises(InvalidDocument) as refused:
        read_checkpoint_text(TEXT.replace("Entries: 8", "Entries: 80"), "letter")
    (problem,) = refused.value.problems
    assert (problem.file, problem.line, problem.expected) == ("letter", 4, "Entries: 8")


def test_a_statement_that_states_nothing_is_refused() -> None:
    with pytest.raises(InvalidCheckpoint):
        Statement(UUID(int=1), 0, bytes(32), 1, START, "key")
    with pytest.raises(InvalidCheckpoint):
        Statement(UUID(int=1), 1, bytes(31), 1, START, "key")
    with pytest.raises(InvalidCheckpoint):
        Statement(UUID(int=1), 1, bytes(32), 1, START, "a key: and more")
