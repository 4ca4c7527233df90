"""The list of what was revoked: hashes of random ids among as many random others.

A day's bucket has the same size whether nothing was revoked that day or much, so that the list
tells neither how many certificates were lost nor when. Whoever holds a certificate can find hers in
it; nobody can find a certificate from it.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha512

from openrsd.protection.certificates import cose
from openrsd.protection.certificates.cose import Unreadable
from openrsd.vault import SigningKey

HASH_BYTES = 16
BUCKET = 16
_ISSUER, _AT, _HASHES = 1, 6, -65538
MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class RevokedList:
    """What a list says, and who signed it."""

    issuer: str
    at: datetime
    hashes: frozenset[bytes]
    message: cose.Signed


def hash_of(certificate: bytes) -> bytes:
    """How the random id of a certificate stands in the list: the first half of the first half of
    its SHA-512, a hash that every checker of Ed25519 has at hand."""
    return sha512(certificate).digest()[:HASH_BYTES]


def bucket(revoked: Iterable[bytes]) -> bytes:
    """The hashes of one day among random ones, sorted, to the next multiple of sixteen."""
    hashes = set(revoked)
    wanted = max(1, -(-len(hashes) // BUCKET)) * BUCKET
    while len(hashes) < wanted:
        hashes.add(os.urandom(HASH_BYTES))
    return b"".join(sorted(hashes))


def signed_list(issuer: str, at: datetime, buckets: Iterable[bytes], key: SigningKey) -> bytes:
    """All buckets as one signed list."""
    hashes = b"".join(sorted(_apart(b"".join(buckets))))
    return cose.sign({_ISSUER: issuer, _AT: int(at.timestamp()), _HASHES: hashes}, key)


def read(raw: bytes) -> RevokedList:
    """The list in these bytes; that its signature holds is still to be checked. Unreadable."""
    if len(raw) > MOST_BYTES:
        raise Unreadable
    message = cose.read(raw)
    match message.claims:
        case {1: str() as issuer, 6: int() as at, -65538: bytes() as hashes} if (
            len(message.claims) == 3 and len(hashes) % HASH_BYTES == 0 and 0 < at < 1 << 33
        ):
            hashed = frozenset(_apart(hashes))
            return RevokedList(issuer, datetime.fromtimestamp(at, UTC), hashed, message)
        case _:
            raise Unreadable


def _apart(hashes: bytes) -> list[bytes]:
    return [hashes[at : at + HASH_BYTES] for at in range(0, len(hashes), HASH_BYTES)]
