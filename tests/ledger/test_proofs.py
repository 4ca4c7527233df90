"""One entry is proven without showing the others."""

from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrsd.ledger.chain import (
    CannotSeal,
    hash_reached,
    mark_of,
    proof_holds,
    prove,
    seal_next,
    tree_root,
)
from tests.ledger.ledgers import START, Ledger, entry, ledgers, sealed


@given(ledgers(), st.data())
def test_an_entry_is_proven_at_its_place_and_no_other_is(
    ledger: Ledger, data: st.DataObject
) -> None:
    seal = data.draw(st.sampled_from(ledger.seals))
    for position in range(seal.head.first, seal.head.last + 1):
        proof = prove(seal, position)
        for at, standing in enumerate(ledger.entries, 1):
            assert proof_holds(proof, standing, seal.hash) == (at == position)


@given(st.integers(1, 40), st.data())
def test_a_proof_that_was_touched_does_not_hold(count: int, data: st.DataObject) -> None:
    ledger = sealed([entry(number) for number in range(1, count + 1)], [count])
    (seal,) = ledger.seals
    position = data.draw(st.integers(1, count))
    shown = ledger.entries[position - 1]
    proof = prove(seal, position)
    touched = [replace(proof, position=other) for other in range(count + 2) if other != position]
    touched += [replace(proof, path=(*proof.path, bytes(32)))]
    touched += [replace(proof, head=replace(proof.head, last=proof.head.last + 1))]
    for at, step in enumerate(proof.path):
        flipped = bytes([step[0] ^ 1]) + step[1:]
        touched.append(replace(proof, path=(*proof.path[:at], flipped, *proof.path[at + 1 :])))
        touched.append(replace(proof, path=(*proof.path[:at], *proof.path[at + 1 :])))
    assert proof_holds(proof, shown, seal.hash)
    assert not any(proof_holds(one, shown, seal.hash) for one in touched)
    assert not proof_holds(proof, shown, bytes(32))


@given(ledgers(least=2), st.data())
def test_a_person_shows_her_entry_with_a_checkpoint_and_nothing_of_others(
    ledger: Ledger, data: st.DataObject
) -> None:
    position = data.draw(st.integers(1, ledger.sealed))
    number = next(seal.head.number for seal in ledger.seals if position <= seal.head.last)
    proof = prove(ledger.seals[number - 1], position)
    following = [seal.head for seal in ledger.seals[number:]]
    signed = ledger.checkpoint().statement.seal_hash
    start = proof.head.digest()
    assert proof_holds(proof, ledger.entries[position - 1], start)
    assert hash_reached(start, following) == signed
    assert following == [] or hash_reached(start, following[:-1]) != signed
    assert hash_reached(bytes(32), [*following, proof.head]) != signed


def _root_as_in_the_standard(leaves: list[bytes]) -> bytes:
    """RFC 9162, 2.1.1, word for word."""
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    left, right = _root_as_in_the_standard(leaves[:half]), _root_as_in_the_standard(leaves[half:])
    return sha256(b"\x01" + left + right).digest()


@given(st.lists(st.binary(min_size=48, max_size=48), min_size=1, max_size=70))
def test_the_tree_is_that_of_the_standard(marks: list[bytes]) -> None:
    assert tree_root(marks) == _root_as_in_the_standard(marks)


def test_there_is_no_seal_over_nothing_over_one_entry_twice_or_over_too_many() -> None:
    with pytest.raises(CannotSeal):
        seal_next(None, [], START)
    with pytest.raises(CannotSeal):
        seal_next(None, [entry(1), entry(1)], START)
    with pytest.raises(CannotSeal, match="100000"):
        seal_next(None, [entry(1)] * 100_001, START)


def test_a_proof_is_made_only_for_what_the_seal_covers() -> None:
    seal = sealed([entry(1), entry(2)], [2]).seals[0]
    with pytest.raises(CannotSeal, match="position 3"):
        prove(seal, 3)


def test_a_mark_begins_with_the_id_of_the_entry() -> None:
    assert mark_of(entry(1)).startswith(entry(1).id.bytes)
