"""A person as holder: what is wrapped for her opens with her own key, and nothing else does."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from openrsd.vault import CannotOpen, Erased, UnknownCompartment
from openrsd.vault.wrapping import unwrap_as_person, wrap_for_person
from tests.vault.installation import Installation


def test_her_key_opens_what_was_wrapped_for_her_and_nothing_else(
    installation: Installation,
) -> None:
    hers, his = X25519PrivateKey.generate(), X25519PrivateKey.generate()
    claim, other, record = uuid4(), uuid4(), uuid4()
    sealed = installation.keys.make(claim).seal(b"narrative", record=record, field="f")
    installation.keys.make(other)

    installation.keys.wrap_for(claim, hers.public_key())

    opened = installation.keys.compartment_as(claim, hers)
    assert opened.open(sealed, record=record, field="f") == b"narrative"
    with pytest.raises(UnknownCompartment):
        installation.keys.compartment_as(claim, his)
    with pytest.raises(UnknownCompartment):
        installation.keys.compartment_as(other, hers)


def test_wrapping_for_a_person_changes_no_sealed_value(installation: Installation) -> None:
    claim, record = uuid4(), uuid4()
    installation.keys.make(claim)
    compartment = installation.keys.new_key(claim)
    sealed = compartment.seal(b"narrative", record=record, field="f")
    person = X25519PrivateKey.generate()
    installation.keys.wrap_for(claim, person.public_key())
    installation.keys.wrap_for(claim, person.public_key())

    hers = installation.keys.compartment_as(claim, person)
    assert hers.keys == installation.keys.compartment(claim).keys
    assert hers.open(sealed, record=record, field="f") == b"narrative"


def test_a_later_key_is_hers_only_when_it_is_wrapped_for_her_again(
    installation: Installation,
) -> None:
    claim, record, person = uuid4(), uuid4(), X25519PrivateKey.generate()
    installation.keys.make(claim)
    installation.keys.wrap_for(claim, person.public_key())
    later = installation.keys.new_key(claim).seal(b"later", record=record, field="f")

    with pytest.raises(CannotOpen):
        installation.keys.compartment_as(claim, person).open(later, record=record, field="f")
    installation.keys.wrap_for(claim, person.public_key())
    hers = installation.keys.compartment_as(claim, person)
    assert hers.open(later, record=record, field="f") == b"later"


def test_erasing_takes_her_key_too(installation: Installation) -> None:
    claim, person = uuid4(), X25519PrivateKey.generate()
    installation.keys.make(claim)
    installation.keys.wrap_for(claim, person.public_key())
    installation.keys.erase(claim, at=datetime.now(UTC))

    with pytest.raises(Erased):
        installation.keys.compartment_as(claim, person)
    with pytest.raises(Erased):
        installation.keys.wrap_for(claim, person.public_key())


def test_rotating_the_master_key_leaves_persons_keys_alone(installation: Installation) -> None:
    claim, person = uuid4(), X25519PrivateKey.generate()
    installation.keys.make(claim)
    installation.keys.wrap_for(claim, person.public_key())
    installation.master.rotate()
    installation.keys.rewrap(100)
    installation.keys.drop_master_version(1)
    assert installation.keys.compartment_as(claim, person).id == claim


def test_a_key_wrapped_for_a_person_opens_only_in_its_context_and_unaltered() -> None:
    person = X25519PrivateKey.generate()
    wrapped = wrap_for_person(person.public_key(), b"k" * 32, b"here")
    assert unwrap_as_person(person, wrapped, b"here") == b"k" * 32
    with pytest.raises(CannotOpen):
        unwrap_as_person(person, wrapped, b"there")
    with pytest.raises(CannotOpen):
        unwrap_as_person(X25519PrivateKey.generate(), wrapped, b"here")
    for place in range(1, len(wrapped)):
        altered = wrapped[:place] + bytes([wrapped[place] ^ 1]) + wrapped[place + 1 :]
        with pytest.raises(CannotOpen):
            unwrap_as_person(person, altered, b"here")
    for length in range(1, len(wrapped)):
        with pytest.raises(CannotOpen):
            unwrap_as_person(person, wrapped[:length], b"here")
