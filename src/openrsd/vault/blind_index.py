"""Look-up tokens: the same text gives the same token, and without the key nobody can tell which.

The caller normalises the text (case, script, marks); equal bytes give equal tokens.
"""

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC

from openrsd.vault.compartments import derive

TOKEN_BYTES = 16


@dataclass(frozen=True)
class BlindIndex:
    """One index of the installation, with a key of its own derived from the index secret."""

    name: str
    _key: bytes = field(repr=False)

    @classmethod
    def named(cls, name: str, index_secret: bytes) -> "BlindIndex":
        """The index of this name."""
        return cls(name, derive(index_secret, "blind index", name.encode()))

    def token(self, normalised: str) -> bytes:
        """The token of a text that the caller has normalised."""
        code = HMAC(self._key, SHA256())
        code.update(normalised.encode())
        return code.finalize()[:TOKEN_BYTES]
