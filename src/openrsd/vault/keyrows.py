"""The rows of the key store: wrapped keys, secrets, tombstones, and what it knows of itself."""

import sqlite3
from typing import Any
from uuid import UUID


class Rows:
    """Reading, and writing within a step."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def _all(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql, values).fetchall()

    def about(self, name: str) -> int:
        """A number the store keeps about itself."""
        return int(self._all("SELECT value FROM about WHERE name = ?", name)[0][0])

    def set_about(self, name: str, value: int) -> None:
        """Keeps a number."""
        self._all("INSERT OR REPLACE INTO about VALUES (?, ?)", name, value)

    def count_compartments(self) -> int:
        """How many compartments have a key."""
        sql = "SELECT count(DISTINCT compartment) FROM wrapped_keys"
        return int(self._all(sql)[0][0])

    def next_generation(self) -> int:
        """The generation of this erasure or rotation."""
        self.reach_generation(self.about("generation") + 1)
        return self.about("generation")

    def reach_generation(self, generation: int) -> None:
        """Never counts backwards, nor twice, after an older copy was restored."""
        self.set_about("generation", max(generation, self.about("generation")))

    def keys_of(self, compartment: UUID, kind: int) -> list[tuple[int, bytes, bytes]]:
        """Generation, holder and wrapped key of each key of a compartment."""
        return [
            (generation, holder, wrapped)
            for generation, holder, wrapped in self._all(
                "SELECT generation, holder, wrapped FROM wrapped_keys"
                " WHERE compartment = ? AND kind = ?",
                compartment.bytes,
                kind,
            )
        ]

    def put_key(
        self, compartment: UUID, generation: int, kind: int, holder: bytes, wrapped: bytes
    ) -> None:
        """Adds a wrapped key, or wraps it anew for the same holder."""
        self._all(
            "INSERT OR REPLACE INTO wrapped_keys VALUES (?, ?, ?, ?, ?)",
            compartment.bytes,
            generation,
            kind,
            holder,
            wrapped,
        )

    def replace_key(
        self,
        compartment: UUID,
        generation: int,
        kind: int,
        old: bytes,
        new: bytes,
        wrapped: bytes,
    ) -> None:
        """Hands a key from one holder to another."""
        self._all(
            "UPDATE wrapped_keys SET holder = ?, wrapped = ?"
            " WHERE compartment = ? AND generation = ? AND kind = ? AND holder = ?",
            new,
            wrapped,
            compartment.bytes,
            generation,
            kind,
            old,
        )

    def keys_before(
        self, kind: int, holder: bytes, limit: int
    ) -> list[tuple[UUID, int, bytes, bytes]]:
        """Up to `limit` keys of this kind whose holder sorts before this one."""
        found = self._all(
            "SELECT compartment, generation, holder, wrapped FROM wrapped_keys"
            " WHERE kind = ? AND holder < ? LIMIT ?",
            kind,
            holder,
            limit,
        )
        return [(UUID(bytes=where), number, of, wrapped) for where, number, of, wrapped in found]

    def wraps(self, kind: int, holder: bytes, version: int) -> bool:
        """Whether anything is still wrapped by this master version."""
        return bool(
            self._all(
                "SELECT 1 FROM wrapped_keys WHERE kind = ? AND holder = ?"
                " UNION ALL SELECT 1 FROM secrets WHERE version = ? LIMIT 1",
                kind,
                holder,
                version,
            )
        )

    def secret(self, name: str) -> tuple[int, bytes] | None:
        """Version and wrapped secret of the installation, None where there is none of this name."""
        found = self._all("SELECT version, wrapped FROM secrets WHERE name = ?", name)
        return (found[0][0], found[0][1]) if found else None

    def secrets_before(self, version: int, limit: int) -> list[tuple[str, int, bytes]]:
        """Up to `limit` secrets wrapped by older versions."""
        return [
            (name, of, wrapped)
            for name, of, wrapped in self._all(
                "SELECT name, version, wrapped FROM secrets WHERE version < ? LIMIT ?",
                version,
                limit,
            )
        ]

    def put_secret(self, name: str, version: int, wrapped: bytes) -> None:
        """Keeps a secret of the installation."""
        self._all("INSERT OR REPLACE INTO secrets VALUES (?, ?, ?)", name, version, wrapped)

    def drop_secret(self, name: str) -> None:
        """Destroys a secret of the installation, if it is there."""
        self._all("DELETE FROM secrets WHERE name = ?", name)

    def tombstone(self, compartment: UUID) -> tuple[int, str] | None:
        """Generation and time of the erasure, if the compartment was erased."""
        found = self._all(
            "SELECT generation, erased_at FROM tombstones WHERE compartment = ?", compartment.bytes
        )
        return (found[0][0], found[0][1]) if found else None

    def tombstones(self) -> list[tuple[UUID, int, str]]:
        """Every erasure, in order."""
        found = self._all("SELECT * FROM tombstones ORDER BY generation, compartment")
        return [(UUID(bytes=compartment), number, at) for compartment, number, at in found]

    def bury(self, compartment: UUID, generation: int, erased_at: str) -> None:
        """Destroys the keys of a compartment and leaves its tombstone."""
        self._all("DELETE FROM wrapped_keys WHERE compartment = ?", compartment.bytes)
        self._all(
            "INSERT INTO tombstones VALUES (?, ?, ?)", compartment.bytes, generation, erased_at
        )
