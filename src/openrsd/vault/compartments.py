"""A compartment that is open: what is sealed in it belongs together and is erased together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from openrsd.vault.envelopes import Binding, generation_of, open_sealed, seal
from openrsd.vault.errors import CannotOpen
from openrsd.vault.wrapping import KEY_BYTES, bound


def derive(secret: bytes, purpose: str, *parts: bytes, salt: bytes | None = None) -> bytes:
    """A key for one purpose only, from a secret (HKDF-SHA-256)."""
    return HKDF(
        algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=bound(purpose, *parts)
    ).derive(secret)


@dataclass(frozen=True)
class DataKey:
    """One generation of a compartment's key. Used only through keys derived from it."""

    generation: int
    secret: bytes = field(repr=False)

    @cached_property
    def values(self) -> AESGCM:
        """Seals values."""
        return AESGCM(derive(self.secret, "values of a compartment"))

    def for_file(self, salt: bytes, place: bytes) -> AESGCM:
        """Seals one file: its salt is random and used once."""
        return AESGCM(derive(self.secret, "file of a compartment", place, salt=salt))


@dataclass(frozen=True)
class Compartment:
    """An open compartment with every generation of its key that the store still holds."""

    id: UUID
    keys: Mapping[int, DataKey] = field(repr=False)

    @property
    def current(self) -> DataKey:
        """The newest key, with which everything new is sealed."""
        return self.keys[max(self.keys)]

    def key(self, generation: int) -> DataKey:
        """The key of one generation."""
        try:
            return self.keys[generation]
        except KeyError:
            raise CannotOpen from None

    def seal(self, plain: bytes, *, record: UUID, field: str) -> bytes:
        """`plain` sealed for this record and field of this compartment."""
        key = self.current
        return seal(plain, key.values, key.generation, Binding(self.id, record, field))

    def open(self, sealed: bytes, *, record: UUID, field: str) -> bytes:
        """The plain bytes of what was sealed here for this record and field."""
        key = self.key(generation_of(sealed))
        return open_sealed(sealed, key.values, Binding(self.id, record, field))
