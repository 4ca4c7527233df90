"""Reads the bytes of an entry back as docs/ledger.md describes them, without the ledger's code."""

import struct
from datetime import UTC, date, datetime, timedelta
from uuid import UUID


class Bytes:
    """Bytes that are read from the front."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def take(self, count: int) -> bytes:
        taken, self.content = self.content[:count], self.content[count:]
        assert len(taken) == count
        return taken

    def number(self, count: int) -> int:
        return int.from_bytes(self.take(count), "big")

    def text(self) -> str:
        return self.take(self.number(2)).decode("ascii")

    def uuid(self) -> UUID:
        return UUID(bytes=self.take(16))

    def signed(self) -> int:
        (number,) = struct.unpack(">q", self.take(8))
        return int(number)

    def moment(self) -> datetime:
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=self.signed())

    def value(self) -> object:
        kind = self.take(1)
        if kind == b"u":
            return self.uuid()
        if kind == b"c":
            return self.text()
        if kind == b"n":
            return self.signed()
        if kind == b"t":
            return self.moment()
        assert kind == b"d"
        return date.fromordinal(self.number(4))


def read_entry(content: bytes) -> dict[str, object]:
    """The fields of an entry, from its bytes alone."""
    given = Bytes(content)
    assert given.take(2) == b"E\x01"
    read: dict[str, object] = {"id": given.uuid(), "at": given.moment()}
    read["actor_kind"], read["actor"] = given.text(), given.uuid()
    read["office"] = given.uuid() if given.number(1) else None
    read["action"], read["subject_kind"] = given.text(), given.text()
    read["subjects"] = tuple(given.uuid() for _ in range(given.number(4)))
    read["result"], read["purpose"] = given.text(), given.text()
    read["reason"] = (given.uuid(), given.take(given.number(4))) if given.number(1) else None
    read["detail"] = {given.text(): given.value() for _ in range(given.number(2))}
    assert not given.content
    return read
