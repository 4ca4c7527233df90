"""Passwords of users by Argon2id under a secret of the vault, stored as PHC strings.

Whoever has the table of users and not the keys can try no password: each guess would need the
secret, which is 32 random bytes.
"""

import os
from typing import Any

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from django.contrib.auth.hashers import BasePasswordHasher

from openrsd.vault.opened import opened

# OWASP's recommendation of 2024 for interactive sign-in: 19 MiB, 2 passes, 1 lane.
MEMORY_KIB, PASSES, LANES = 19 * 1024, 2, 1
SALT_BYTES = 16
HASH_BYTES = 32


class Argon2idHasher(BasePasswordHasher):
    """Argon2id from the library that makes all other keys."""

    # The PHC string does not say that a secret is in it, so the name does.
    algorithm = "keyed-phc"

    def encode(self, password: str, salt: str) -> str:
        """A new PHC string; the salt is made here, whatever Django hands in."""
        made = Argon2id(
            salt=os.urandom(SALT_BYTES),
            length=HASH_BYTES,
            iterations=PASSES,
            lanes=LANES,
            memory_cost=MEMORY_KIB,
            secret=opened().password_secret,
        ).derive_phc_encoded(password.encode())
        return f"{self.algorithm}{made}"

    def verify(self, password: str, encoded: str) -> bool:
        """Whether this is the password."""
        try:
            Argon2id.verify_phc_encoded(
                password.encode(),
                encoded.removeprefix(self.algorithm),
                secret=opened().password_secret,
            )
        except InvalidKey:
            return False
        return True

    def decode(self, encoded: str) -> dict[str, Any]:
        """The parts of the string."""
        _algorithm, _kind, _version, cost, salt, hashed = encoded.split("$")
        return {"algorithm": self.algorithm, "cost": cost, "salt": salt, "hash": hashed}

    def must_update(self, encoded: str) -> bool:
        """Whether it was made at another cost."""
        return bool(self.decode(encoded)["cost"] != f"m={MEMORY_KIB},t={PASSES},p={LANES}")

    def safe_summary(self, encoded: str) -> dict[Any, Any]:
        """What may be shown of it."""
        return {"algorithm": self.algorithm, "cost": self.decode(encoded)["cost"]}

    def harden_runtime(self, password: str, encoded: str) -> None:
        """Nothing to even out: every password is checked at the same cost."""
