"""COSE_Sign1 (RFC 9052) with Ed25519, in one form only: what is written in another is refused.

One form, because then no bit of a signed message can change without its signature failing, and the
same bytes can be compared and counted.
"""

from dataclasses import dataclass
from typing import Any

import cbor2

from openrsd.errors import OpenRSDError
from openrsd.texts import gettext as _
from openrsd.vault import SigningKey, signature_holds

_SIGN1_TAG = 18
_ALGORITHM, _KEY_ID = 1, 4
_EDDSA = -8
_SIGNATURE_BYTES = 64
KEY_ID_BYTES = 8


class Unreadable(OpenRSDError):
    """What came is no message of this kind: cut, damaged, or something else altogether."""

    code = "unreadable"

    def __init__(self) -> None:
        super().__init__(_("This is no certificate that can be read; photograph it again."))


@dataclass(frozen=True, slots=True)
class Signed:
    """A message taken apart. Whether its signature holds is not yet said."""

    key_id: bytes
    claims: dict[int, Any]
    _protected: bytes
    _payload: bytes
    _signature: bytes

    def is_by(self, public: bytes) -> bool:
        """Whether the holder of this public key signed exactly this."""
        return signature_holds(public, self._signature, _to_sign(self._protected, self._payload))


def sign(claims: dict[int, Any], key: SigningKey) -> bytes:
    """The claims signed by this key."""
    protected = cbor2.dumps({_ALGORITHM: _EDDSA, _KEY_ID: bytes.fromhex(key.key_id)})
    payload = cbor2.dumps(claims, canonical=True)
    signature = key.sign(_to_sign(protected, payload))
    return cbor2.dumps(cbor2.CBORTag(_SIGN1_TAG, [protected, {}, payload, signature]))


def read(raw: bytes) -> Signed:
    """The message in these bytes. Unreadable unless it is written exactly as `sign` writes."""
    tagged = _decoded(raw)
    if not isinstance(tagged, cbor2.CBORTag) or tagged.tag != _SIGN1_TAG:
        raise Unreadable
    match tagged.value:
        case [bytes() as protected, unprotected, bytes() as payload, bytes() as signature]:
            header, claims = _decoded(protected), _decoded(payload)
        case _:
            raise Unreadable
    if unprotected or len(signature) != _SIGNATURE_BYTES or not isinstance(claims, dict):
        raise Unreadable
    match header:
        case {1: -8, 4: bytes() as key_id} if len(header) == 2 and len(key_id) == KEY_ID_BYTES:
            signed = Signed(key_id, claims, protected, payload, signature)
        case _:
            raise Unreadable
    if _written(signed) != raw:
        raise Unreadable
    return signed


def _written(signed: Signed) -> bytes:
    protected = cbor2.dumps({_ALGORITHM: _EDDSA, _KEY_ID: signed.key_id})
    payload = cbor2.dumps(signed.claims, canonical=True)
    return cbor2.dumps(cbor2.CBORTag(_SIGN1_TAG, [protected, {}, payload, signed._signature]))


def _to_sign(protected: bytes, payload: bytes) -> bytes:
    return cbor2.dumps(["Signature1", protected, b"", payload])


def _decoded(raw: bytes) -> Any:
    try:
        return cbor2.loads(raw)
    # The decoder runs over whatever a stranger's picture holds: any way it fails is one answer.
    except (cbor2.CBORDecodeError, ValueError, TypeError, RecursionError, OverflowError):
        raise Unreadable from None
