"""A checkpoint on paper: a few lines to print, mail and type in again.

The lines for the eye come first; the groups below them hold everything, each with a check
character that shows a mistyped letter or two in the wrong order.
"""

import struct
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from openrsd.errors import InvalidDocument, Problem
from openrsd.ledger.chain import DIGEST_LENGTH
from openrsd.ledger.checkpoints import (
    CHECKPOINT_FORMAT,
    Checkpoint,
    InvalidCheckpoint,
    Statement,
)
from openrsd.ledger.entries import EPOCH, MICROSECOND, moment_text
from openrsd.texts import gettext as _

TITLE = "OPENRSD LEDGER CHECKPOINT"
# Without I, L, O and U, which are misread; who types them is understood.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_AS_READ = str.maketrans("OIL", "011")
_GROUP = 5
_GROUPS_IN_LINE = 8
_HEAD = struct.Struct(f">2s16sq{DIGEST_LENGTH}sqqB")


def checkpoint_text(checkpoint: Checkpoint) -> str:
    """The lines to keep outside the installation."""
    content = checkpoint.statement.canonical() + checkpoint.signature
    groups = list(_groups(len(content).to_bytes(2, "big") + content))
    lines = [
        " ".join(groups[at : at + _GROUPS_IN_LINE]) for at in range(0, len(groups), _GROUPS_IN_LINE)
    ]
    return "\n".join([TITLE, *_lines_for_the_eye(checkpoint.statement), *lines, ""])


def read_checkpoint_text(text: str, name: str) -> Checkpoint:
    """The checkpoint that these lines hold, or every place where they were mistyped.

    `name` is how the text is called in messages.
    """
    lines = [
        (number, line) for number, line in enumerate(text.splitlines(), 1) if line and line.strip()
    ]
    if not lines or lines[0][1].strip() != TITLE:
        raise InvalidDocument([_problem(name, 1, 1, _("This is no checkpoint"), TITLE)])
    for_the_eye = [(number, line) for number, line in lines[1:] if ":" in line]
    problems: list[Problem] = []
    letters = []
    for number, line in lines[1:]:
        if ":" not in line:
            letters.append(_read_groups(line, name, number, problems))
    if problems:
        raise InvalidDocument(problems)
    last = lines[-1][0]
    checkpoint = _decoded("".join(letters), name, last)
    written = _lines_for_the_eye(checkpoint.statement)
    for (number, line), expected in zip(for_the_eye, written, strict=False):
        if " ".join(line.split()) != expected:
            message = _("This line does not say what the groups below say")
            problems.append(_problem(name, number, 1, message, expected))
    if len(for_the_eye) != len(written):
        message = _("The lines before the groups are not all there, or too many")
        problems.append(_problem(name, last, 1, message, ", ".join(written)))
    if problems:
        raise InvalidDocument(problems)
    return checkpoint


def _lines_for_the_eye(statement: Statement) -> list[str]:
    return [
        f"Installation: {statement.installation}",
        f"Seal: {statement.seal}",
        f"Entries: {statement.entries}",
        f"Time: {moment_text(statement.at)}",
        f"Key: {statement.key_id}",
    ]


def _groups(content: bytes) -> Iterator[str]:
    bits = int.from_bytes(content, "big") << (-len(content) * 8 % (5 * _GROUP))
    width = -(-len(content) * 8 // (5 * _GROUP))
    for at in range(width - 1, -1, -1):
        group = bits >> (at * 5 * _GROUP)
        values = [group >> (5 * place) & 31 for place in range(_GROUP - 1, -1, -1)]
        yield "".join(LETTERS[value] for value in [*values, _check(values)])


def _check(values: list[int]) -> int:
    """A polynomial over the field of 32 elements: one wrong letter, or two swapped, change it."""
    check = 0
    for value in values:
        check = _doubled(check) ^ value
    return _doubled(check)


def _doubled(value: int) -> int:
    return value << 1 ^ (0b100101 if value & 16 else 0)


def _read_groups(line: str, name: str, number: int, problems: list[Problem]) -> str:
    """The letters of a line without their check characters."""
    read = []
    column = 1
    for group in line.split(" "):
        letters = group.upper().translate(_AS_READ)
        values = [LETTERS.find(letter) for letter in letters]
        whole = len(values) == _GROUP + 1 and -1 not in values
        if group and not (whole and _check(values[:-1]) == values[-1]):
            message = _("The group {group} is mistyped").format(group=group)
            problems.append(_problem(name, number, column, message, _("a group as it was printed")))
        read.append(letters[:-1])
        column += len(group) + 1
    return "".join(read)


def _decoded(letters: str, name: str, line: int) -> Checkpoint:
    bits = 0
    for letter in letters:
        bits = bits << 5 | LETTERS.index(letter)
    size = len(letters) * 5 // 8
    content = (bits >> (len(letters) * 5 - size * 8)).to_bytes(size, "big")
    length = int.from_bytes(content[:2], "big")
    start = 2 + _HEAD.size
    content = content[: 2 + length]
    whole = len(content) == 2 + length >= start
    if not whole or "".join(group[:_GROUP] for group in _groups(content)) != letters:
        message = _("Groups are missing, or too many")
        raise InvalidDocument([_problem(name, line, 1, message, _("all groups, once"))])
    version, installation, seal, seal_hash, entries, at, key_length = _HEAD.unpack(content[2:start])
    try:
        if version != CHECKPOINT_FORMAT:
            raise InvalidCheckpoint(_("This version of checkpoints is not known"))
        statement = Statement(
            installation=UUID(bytes=installation),
            seal=seal,
            seal_hash=seal_hash,
            entries=entries,
            at=_moment(at),
            key_id=content[start : start + key_length].decode("ascii"),
        )
    except (InvalidCheckpoint, UnicodeDecodeError, OverflowError) as wrong:
        message = _("The groups hold no checkpoint")
        raise InvalidDocument([_problem(name, line, 1, message, "")]) from wrong
    return Checkpoint(statement, content[start + key_length :])


def _moment(microseconds: int) -> datetime:
    return EPOCH + microseconds * MICROSECOND


def _problem(name: str, line: int, column: int, message: str, expected: str) -> Problem:
    return Problem(name, line, column, "checkpoint-text", message, expected)
