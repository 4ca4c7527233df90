"""What the ledger keeps of one change or one look, and the bytes that stand for it.

An entry holds no personal data in clear: whoever acted and whoever it was about are opaque ids,
everything else is a code, a number or a date, and the written reason comes sealed.
docs/ledger.md describes the bytes one by one.
"""

import re
import secrets
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from uuid import UUID

from openrsd.errors import OpenRSDError
from openrsd.texts import gettext as _

ENTRY_FORMAT = b"E\x01"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
LONGEST_CODE = 64
LONGEST_REASON = 2**20
MOST_SUBJECTS = 100_000
MOST_DETAILS = 100
# Below this no number can be that of a telephone, an identity document or a bank account in China.
NUMBER_LIMIT = 2**31
_NO_OFFSET = timedelta(0)
_CODE = re.compile(r"(?!.*\d{5})[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*", re.ASCII)
_COUNTRY = re.compile(r"[A-Z]{3}", re.ASCII)

DetailValue = UUID | str | int | date | datetime


class InvalidEntry(OpenRSDError):
    """An entry that the ledger does not take. Never quotes the value, which may be personal."""

    code = "invalid-entry"


class Result(StrEnum):
    """How the act ended. A refused look is recorded like one that was granted."""

    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SealedReason:
    """A written reason, readable only with the key of a compartment.

    The ledger covers the ciphertext, so that erasing the compartment leaves the chain whole.
    """

    compartment: UUID
    ciphertext: bytes

    def __post_init__(self) -> None:
        if not self.ciphertext or _is_readable(self.ciphertext):
            raise InvalidEntry(_("The reason is not sealed: its bytes are empty or readable text."))
        if len(self.ciphertext) > LONGEST_REASON:
            raise InvalidEntry(_("The reason is longer than the ledger takes."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One change or one look. `actor`, `office` and `subjects` are opaque ids."""

    id: UUID
    at: datetime
    actor_kind: str
    actor: UUID
    action: str
    subject_kind: str
    purpose: str
    office: UUID | None = None
    subjects: tuple[UUID, ...] = ()
    result: Result = Result.DONE
    reason: SealedReason | None = None
    detail: Mapping[str, DetailValue] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        if self.at.utcoffset() != _NO_OFFSET:
            raise InvalidEntry(_("The time of an entry must be in UTC."))
        for name, value in (
            ("actor_kind", self.actor_kind),
            ("action", self.action),
            ("subject_kind", self.subject_kind),
            ("purpose", self.purpose),
        ):
            if not is_code(value):
                raise InvalidEntry(_("'{field}' must be a code.").format(field=name))
        if len(self.subjects) > MOST_SUBJECTS or len(self.detail) > MOST_DETAILS:
            raise InvalidEntry(_("An act on so much is recorded in several entries."))
        for key, detail in self.detail.items():
            _check_detail(key, detail)
        object.__setattr__(self, "detail", MappingProxyType(dict(sorted(self.detail.items()))))

    def canonical(self) -> bytes:
        """The bytes that the chain covers. No two different entries have the same."""
        reason = self.reason
        return canonical_bytes(
            self.id.bytes,
            self.at,
            self.actor_kind,
            self.actor.bytes,
            None if self.office is None else self.office.bytes,
            self.action,
            self.subject_kind,
            b"".join([subject.bytes for subject in self.subjects]),
            self.result.value,
            self.purpose,
            None if reason is None else (reason.compartment.bytes, reason.ciphertext),
            detail_bytes(self.detail),
        )


def canonical_bytes(
    id_: bytes,
    at: datetime,
    actor_kind: str,
    actor: bytes,
    office: bytes | None,
    action: str,
    subject_kind: str,
    subjects: bytes,
    result: str,
    purpose: str,
    reason: tuple[bytes, bytes] | None,
    detail: bytes,
) -> bytes:
    """The bytes of an entry from the bytes of its fields: ids of sixteen, subjects one by one."""
    return b"".join(
        (
            ENTRY_FORMAT,
            id_,
            moment_bytes(at),
            _text(actor_kind),
            actor,
            b"\x00" if office is None else b"\x01" + office,
            _text(action),
            _text(subject_kind),
            (len(subjects) // 16).to_bytes(4, "big"),
            subjects,
            _text(result),
            _text(purpose),
            b"\x00" if reason is None else _reason_bytes(*reason),
            detail,
        )
    )


def new_id(at: datetime) -> UUID:
    """An id for an entry of this moment: random, and in the order of time (UUID version 7).

    Ids in order keep the tables of a long ledger fast; they say nothing that `at` does not say.
    """
    milliseconds = (at - EPOCH) // MICROSECOND // 1000
    drawn = secrets.randbits(74)
    value = (milliseconds & (1 << 48) - 1) << 80 | 7 << 76 | (drawn >> 62) << 64
    return UUID(int=value | 2 << 62 | drawn & (1 << 62) - 1)


def is_code(text: str) -> bool:
    """Whether this is a short code such as `case.look`, and not a text, a name or a number."""
    return len(text) <= LONGEST_CODE and _CODE.fullmatch(text) is not None


def moment_bytes(moment: datetime) -> bytes:
    """Microseconds since the beginning of 1970 in UTC, as eight bytes."""
    return struct.pack(">q", (moment - EPOCH) // MICROSECOND)


def moment_text(moment: datetime) -> str:
    """A moment as it is written: 2026-11-23T14:44:41.123456Z."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"


def _is_readable(content: bytes) -> bool:
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return False
    return all(letter.isprintable() or letter.isspace() for letter in text)


def _check_detail(key: str, value: DetailValue) -> None:
    if not is_code(key):
        raise InvalidEntry(_("A name in 'detail' must be a code."))
    kind = type(value)  # a truth value is no number, a moment no day
    if kind is UUID or kind is date:
        return
    if isinstance(value, str) and (is_code(value) or _COUNTRY.fullmatch(value)):
        return
    if kind is int and isinstance(value, int) and -NUMBER_LIMIT < value < NUMBER_LIMIT:
        return
    if isinstance(value, datetime) and value.utcoffset() == _NO_OFFSET:
        return
    raise InvalidEntry(
        _(
            "'{key}' in 'detail' must be an id, a code, a country code, a number below two "
            "thousand million, a day, or a moment in UTC. The ledger takes no text in clear."
        ).format(key=key)
    )


@lru_cache(maxsize=4096)
def _text(text: str) -> bytes:
    encoded = text.encode("ascii")
    return len(encoded).to_bytes(2, "big") + encoded


def _reason_bytes(compartment: bytes, ciphertext: bytes) -> bytes:
    return b"\x01" + compartment + len(ciphertext).to_bytes(4, "big") + ciphertext


def detail_bytes(detail: Mapping[str, DetailValue]) -> bytes:
    """The bytes of the typed values, in the order of their names."""
    parts = [len(detail).to_bytes(2, "big")]
    for key, value in sorted(detail.items()):
        parts.append(_text(key))
        parts.append(_value_bytes(value))
    return b"".join(parts)


def _value_bytes(value: DetailValue) -> bytes:
    if isinstance(value, UUID):
        return b"u" + value.bytes
    if isinstance(value, str):
        return b"c" + _text(value)
    if isinstance(value, int):
        return b"n" + struct.pack(">q", value)
    if isinstance(value, datetime):
        return b"t" + moment_bytes(value)
    return b"d" + value.toordinal().to_bytes(4, "big")
