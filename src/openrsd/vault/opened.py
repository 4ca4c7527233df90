"""The vault of this process: opened once when it starts, closed when the installation is locked.

Sealed fields and the encrypted database have nobody to hand it to them, so it stands here; every
other caller asks for it as late as possible and keeps nothing of it.
"""

from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from openrsd.vault.blind_index import BlindIndex
from openrsd.vault.compartments import Compartment, DataKey, derive
from openrsd.vault.errors import Locked
from openrsd.vault.files import FileStore
from openrsd.vault.keystore import KeyStore
from openrsd.vault.signing import SigningKey

# The compartment of what belongs to no person; the key store never holds one of this id.
_OWN = UUID(int=0)


@dataclass(frozen=True)
class OpenVault:
    """The key store and the file store of one installation, unlocked."""

    keys: KeyStore = field(repr=False)
    files: FileStore

    def compartment(self, compartment: UUID) -> Compartment:
        """The compartment, opened from the key store each time: an erasure holds at once."""
        return self.keys.compartment(compartment)

    def index(self, name: str) -> BlindIndex:
        """The blind index of this name."""
        return self.keys.blind_index(name)

    @cached_property
    def signing_key(self) -> SigningKey:
        """What signs in the name of the installation."""
        return self.keys.signing_key()

    @cached_property
    def database_key(self) -> bytes:
        """The key of the encrypted database, 32 bytes."""
        return self.keys.database_key()

    @cached_property
    def web_secret(self) -> bytes:
        """The secret of sessions and form tokens, 32 bytes."""
        return self.keys.web_secret()

    @cached_property
    def password_secret(self) -> bytes:
        """Without it no password can be tried against its hash. Rotations do not change it."""
        return self.keys.password_secret()

    @cached_property
    def counted(self) -> BlindIndex:
        """Tokens for what is counted for minutes and asked for at every attempt to sign in."""
        return BlindIndex.named("counted", self.web_secret)

    @cached_property
    def own(self) -> Compartment:
        """The installation's own compartment, for what is about no person: open sessions."""
        key = DataKey(0, derive(self.web_secret, "own compartment of the installation"))
        return Compartment(_OWN, {0: key})


_opened: OpenVault | None = None


def open_vault(vault: OpenVault) -> None:
    """From here on this process works with `vault`."""
    global _opened
    _opened = vault


def close_vault() -> None:
    """Lets go of every key that this process can reach."""
    global _opened
    if _opened is not None:
        _opened.keys.close()
    _opened = None


def opened() -> OpenVault:
    """The open vault; Locked when there is none."""
    if _opened is None:
        raise Locked
    return _opened


def is_open() -> bool:
    """Whether this process holds keys."""
    return _opened is not None
