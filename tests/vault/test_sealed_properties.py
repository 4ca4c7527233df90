"""Laws of sealing, for whatever bytes, places and alterations."""

import os
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import assume, given
from hypothesis import strategies as st

from openrsd.vault import CannotOpen, UnknownFormat
from openrsd.vault.envelopes import Binding, generation_of, open_sealed, seal
from openrsd.vault.wrapping import bound, unwrap, wrap
from tests.vault.installation import loose_compartment

PLAIN = st.binary(max_size=300)
PLACES = st.builds(Binding, st.uuids(), st.uuids(), st.text(max_size=20))
GENERATIONS = st.integers(1, 2**32 - 1)
KEY = AESGCM(os.urandom(32))


def flipped(sealed: bytes, place: int, bit: int) -> bytes:
    place %= len(sealed)
    return sealed[:place] + bytes([sealed[place] ^ 1 << bit]) + sealed[place + 1 :]


@given(PLAIN, PLACES, GENERATIONS)
def test_what_is_sealed_opens_again(plain: bytes, place: Binding, generation: int) -> None:
    sealed = seal(plain, KEY, generation, place)
    assert generation_of(sealed) == generation
    assert open_sealed(sealed, KEY, place) == plain
    assert len(sealed) == len(plain) + 33


@given(PLAIN, PLACES, PLACES, GENERATIONS)
def test_what_is_sealed_opens_nowhere_else(
    plain: bytes, place: Binding, elsewhere: Binding, generation: int
) -> None:
    assume(place != elsewhere)
    with pytest.raises(CannotOpen):
        open_sealed(seal(plain, KEY, generation, place), KEY, elsewhere)


@given(PLAIN, PLACES, GENERATIONS, st.integers(0, 10**6), st.integers(0, 7))
def test_any_flipped_bit_is_found(
    plain: bytes, place: Binding, generation: int, where: int, bit: int
) -> None:
    sealed = seal(plain, KEY, generation, place)
    with pytest.raises((CannotOpen, UnknownFormat)):
        open_sealed(flipped(sealed, where, bit), KEY, place)


@given(PLAIN, PLACES, st.integers(0, 10**6), st.binary(min_size=1, max_size=40))
def test_any_other_length_is_found(plain: bytes, place: Binding, cut: int, more: bytes) -> None:
    sealed = seal(plain, KEY, 1, place)
    for altered in (sealed[: cut % len(sealed)], sealed + more):
        with pytest.raises((CannotOpen, UnknownFormat)):
            open_sealed(altered, KEY, place)


@given(PLAIN, st.uuids(), st.uuids(), st.text(max_size=20))
def test_a_compartment_opens_what_any_of_its_keys_sealed(
    plain: bytes, compartment: UUID, record: UUID, field: str
) -> None:
    both = loose_compartment(compartment, 3, 7)
    older = type(both)(compartment, {3: both.keys[3]})
    assert generation_of(both.seal(plain, record=record, field=field)) == 7
    assert both.open(older.seal(plain, record=record, field=field), record=record, field=field) == (
        plain
    )
    with pytest.raises(CannotOpen):
        older.open(both.seal(plain, record=record, field=field), record=record, field=field)


@given(st.binary(min_size=32, max_size=32), PLAIN, PLAIN, st.integers(0, 10**6), st.integers(0, 7))
def test_a_wrapped_secret_opens_unaltered_in_its_context_only(
    key: bytes, secret: bytes, context: bytes, where: int, bit: int
) -> None:
    wrapped = wrap(key, secret, context)
    assert unwrap(key, wrapped, context) == secret
    with pytest.raises(CannotOpen):
        unwrap(key, wrapped, context + b"!")
    with pytest.raises((CannotOpen, UnknownFormat)):
        unwrap(key, flipped(wrapped, where, bit), context)
    with pytest.raises((CannotOpen, UnknownFormat)):
        unwrap(key, wrapped[: where % len(wrapped)], context)


PARTS = st.lists(st.binary(max_size=6), max_size=4)


@given(st.text(max_size=5), PARTS, st.text(max_size=5), PARTS)
def test_different_parts_are_never_bound_alike(
    purpose: str, parts: list[bytes], other: str, others: list[bytes]
) -> None:
    alike = (purpose, parts) == (other, others)
    assert (bound(purpose, *parts) == bound(other, *others)) is alike
