"""The lines of an export: each an entry, a seal or a checkpoint as JSON, read strictly."""

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from openrsd.ledger.chain import DIGEST_LENGTH, MARK_LENGTH, Seal, SealHead
from openrsd.ledger.checkpoints import Checkpoint, Statement
from openrsd.ledger.entries import DetailValue, Entry, Result, SealedReason, moment_text
from openrsd.texts import gettext as _

Fields = Mapping[str, Any]
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_LARGEST = 2**63


class NotAsWritten(ValueError):
    """A line that no export of ours holds. Names the place in the line."""


def written_line(kind: str, fields: Fields) -> bytes:
    """One line of an export."""
    text = json.dumps({kind: fields}, separators=(",", ":"), ensure_ascii=True)
    return text.encode("ascii") + b"\n"


def read_line(line: bytes) -> tuple[str, Fields]:
    """What kind of line this is, and its fields."""
    read = _READER.decode(line.decode("ascii"))
    if not isinstance(read, dict) or len(read) != 1:
        raise NotAsWritten(_("one object with one name"))
    ((kind, fields),) = read.items()
    if not isinstance(fields, dict):
        raise NotAsWritten(kind)
    return kind, fields


def entry_fields(entry: Entry) -> Fields:
    """An entry as it stands in an export."""
    reason = entry.reason
    return {
        "id": str(entry.id),
        "at": moment_text(entry.at),
        "actor-kind": entry.actor_kind,
        "actor": str(entry.actor),
        "office": None if entry.office is None else str(entry.office),
        "action": entry.action,
        "subject-kind": entry.subject_kind,
        "subjects": [str(subject) for subject in entry.subjects],
        "result": entry.result.value,
        "purpose": entry.purpose,
        "reason": None
        if reason is None
        else {
            "compartment": str(reason.compartment),
            "ciphertext": b64encode(reason.ciphertext).decode("ascii"),
        },
        "detail": detail_fields(entry.detail),
    }


def entry_of(fields: Fields) -> Entry:
    """The entry that stands in these fields."""
    _exactly(fields, _ENTRY)
    reason = fields["reason"]
    if reason is not None:
        _exactly(reason, {"compartment", "ciphertext"})
        reason = SealedReason(_uuid(reason, "compartment"), _base64(reason, "ciphertext"))
    subjects, detail = fields["subjects"], fields["detail"]
    if not isinstance(subjects, list) or not isinstance(detail, dict):
        raise NotAsWritten("subjects, detail")
    return Entry(
        id=_uuid(fields, "id"),
        at=_moment(fields, "at"),
        actor_kind=_text(fields, "actor-kind"),
        actor=_uuid(fields, "actor"),
        office=None if fields["office"] is None else _uuid(fields, "office"),
        action=_text(fields, "action"),
        subject_kind=_text(fields, "subject-kind"),
        subjects=tuple([_uuid({"subjects": subject}, "subjects") for subject in subjects]),
        result=Result(_text(fields, "result")),
        purpose=_text(fields, "purpose"),
        reason=reason,
        detail=detail_of(detail),
    )


def detail_fields(detail: Mapping[str, DetailValue]) -> Fields:
    """The typed values of an entry as they stand in an export, and in the table of entries."""
    return {key: _value_fields(value) for key, value in detail.items()}


def detail_of(fields: Fields) -> dict[str, DetailValue]:
    """The values that stand in these fields."""
    return {key: _value_of(value) for key, value in fields.items()}


def seal_fields(seal: Seal) -> Fields:
    """A seal as it stands in an export."""
    head = seal.head
    return {
        "number": head.number,
        "first": head.first,
        "last": head.last,
        "root": head.root.hex(),
        "previous": head.previous.hex(),
        "at": moment_text(head.at),
        "hash": seal.hash.hex(),
        "marks": b64encode(b"".join(seal.marks)).decode("ascii"),
    }


def seal_of(fields: Fields) -> Seal:
    """The seal that stands in these fields."""
    _exactly(fields, _SEAL)
    head = SealHead(
        number=_number(fields, "number"),
        first=_number(fields, "first"),
        last=_number(fields, "last"),
        root=_digest(fields, "root"),
        previous=_digest(fields, "previous"),
        at=_moment(fields, "at"),
    )
    marks = _base64(fields, "marks")
    if len(marks) % MARK_LENGTH:
        raise NotAsWritten("marks")
    each = tuple(marks[at : at + MARK_LENGTH] for at in range(0, len(marks), MARK_LENGTH))
    return Seal(head, _digest(fields, "hash"), each)


def checkpoint_fields(checkpoint: Checkpoint) -> Fields:
    """A checkpoint as it stands in an export."""
    stated = checkpoint.statement
    return {
        "installation": str(stated.installation),
        "seal": stated.seal,
        "seal-hash": stated.seal_hash.hex(),
        "entries": stated.entries,
        "at": moment_text(stated.at),
        "key": stated.key_id,
        "signature": b64encode(checkpoint.signature).decode("ascii"),
    }


def checkpoint_of(fields: Fields) -> Checkpoint:
    """The checkpoint that stands in these fields."""
    _exactly(fields, _CHECKPOINT)
    statement = Statement(
        installation=_uuid(fields, "installation"),
        seal=_number(fields, "seal"),
        seal_hash=_digest(fields, "seal-hash"),
        entries=_number(fields, "entries"),
        at=_moment(fields, "at"),
        key_id=_text(fields, "key"),
    )
    return Checkpoint(statement, _base64(fields, "signature"))


def header_of(fields: Fields) -> tuple[UUID, str | None]:
    """The installation that an export states, and the id of its newest key."""
    _exactly(fields, {"version", "installation", "key"})
    if _number(fields, "version") != 1:
        raise NotAsWritten("version")
    key = None if fields["key"] is None else _text(fields, "key")
    return _uuid(fields, "installation"), key


_ENTRY = {
    "id",
    "at",
    "actor-kind",
    "actor",
    "office",
    "action",
    "subject-kind",
    "subjects",
    "result",
    "purpose",
    "reason",
    "detail",
}
_SEAL = {"number", "first", "last", "root", "previous", "at", "hash", "marks"}
_CHECKPOINT = {"installation", "seal", "seal-hash", "entries", "at", "key", "signature"}


def _value_fields(value: DetailValue) -> Fields:
    if isinstance(value, UUID):
        return {"id": str(value)}
    if isinstance(value, str):
        return {"code": value}
    if isinstance(value, int):
        return {"number": value}
    if isinstance(value, datetime):
        return {"moment": moment_text(value)}
    return {"day": value.isoformat()}


def _value_of(fields: Fields) -> DetailValue:
    match fields:
        case {"id": _} if len(fields) == 1:
            return _uuid(fields, "id")
        case {"code": _} if len(fields) == 1:
            return _text(fields, "code")
        case {"number": int(value)} if len(fields) == 1:
            return value
        case {"moment": _} if len(fields) == 1:
            return _moment(fields, "moment")
        case {"day": str(value)} if len(fields) == 1 and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    raise NotAsWritten("detail")


def _each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = dict(pairs)
    if len(names) != len(pairs):
        raise NotAsWritten(_("each name once"))
    return names


_READER = json.JSONDecoder(object_pairs_hook=_each_name_once)


def _exactly(fields: Any, names: set[str]) -> None:
    if not isinstance(fields, dict) or fields.keys() != names:
        raise NotAsWritten(", ".join(sorted(names)))


def _text(fields: Fields, name: str) -> str:
    value = fields[name]
    if type(value) is not str:
        raise NotAsWritten(name)
    return value


def _number(fields: Fields, name: str) -> int:
    value = fields[name]
    if type(value) is not int or not -_LARGEST <= value < _LARGEST:
        raise NotAsWritten(name)
    return value


def _uuid(fields: Fields, name: str) -> UUID:
    value = _text(fields, name)
    if not _UUID.fullmatch(value):
        raise NotAsWritten(name)
    return UUID(int=int(value.replace("-", ""), 16))


def _moment(fields: Fields, name: str) -> datetime:
    value = _text(fields, name)
    if not _MOMENT.fullmatch(value):
        raise NotAsWritten(name)
    return datetime.fromisoformat(value)


def _digest(fields: Fields, name: str) -> bytes:
    value = _text(fields, name)
    if len(value) != 2 * DIGEST_LENGTH or value != value.lower():
        raise NotAsWritten(name)
    return bytes.fromhex(value)


def _base64(fields: Fields, name: str) -> bytes:
    return b64decode(_text(fields, name), validate=True)
