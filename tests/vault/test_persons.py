"""A person as holder: what is wrapped for her opens with her own key, and nothing else does."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from openrsd.vault import CannotOpen, Erased, MalformedSecret, PersonKey, UnknownCompartment
from openrsd.vault.persons import wrap_for_person
from tests.vault.installation import Installation


def test_her_key_opens_what_was_wrapped_for_her_and_nothing_else(
    installation: Installation,
) -> None:
    hers, his = PersonKey.new(), PersonKey.new()
    claim, other, record = uuid4(), uuid4(), uuid4()
    sealed = installation.keys.make(claim).seal(b"narrative", record=record, field="f")
    installation.keys.make(other)

    installation.keys.wrap_for(claim, hers.public)

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
    person = PersonKey.new()
    installation.keys.wrap_for(claim, person.public)
    installation.keys.wrap_for(claim, person.public)

    hers = installation.keys.compartment_as(claim, person)
    assert hers.keys == installation.keys.compartment(claim).keys
    assert hers.open(sealed, record=record, field="f") == b"narrative"


def test_a_later_key_is_hers_only_when_it_is_wrapped_for_her_again(
    installation: Installation,
) -> None:
    claim, record, person = uuid4(), uuid4(), PersonKey.new()
    installation.keys.make(claim)
    installation.keys.wrap_for(claim, person.public)
    later = installation.keys.new_key(claim).seal(b"later", record=record, field="f")

    with pytest.raises(CannotOpen):
        installation.keys.compartment_as(claim, person).open(later, record=record, field="f")
    installation.keys.wrap_for(claim, person.public)
    hers = installation.keys.compartment_as(claim, person)
    assert hers.open(later, record=record, field="f") == b"later"


def test_erasing_takes_her_key_too(installation: Installation) -> None:
    claim, person = uuid4(), PersonKey.new()
    installation.keys.make(claim)
    installation.keys.wrap_for(claim, person.public)
    installation.keys.erase(claim, at=datetime.now(UTC))

    with pytest.raises(Erased):
        installation.keys.compartment_as(claim, person)
    with pytest.raises(Erased):
        installation.keys.wrap_for(claim, person.public)


def test_rotating_the_master_key_leaves_persons_keys_alone(installation: Installation) -> None:
    claim, person = uuid4(), PersonKey.new()
    installation.keys.make(claim)
    installation.keys.wrap_for(claim, person.public)
    installation.master.rotate()
    installation.keys.rewrap(100)
    installation.keys.drop_master_version(1)
    assert installation.keys.compartment_as(claim, person).id == claim


def test_a_key_wrapped_for_a_person_opens_only_in_its_context_and_unaltered() -> None:
    person = PersonKey.new()
    wrapped = wrap_for_person(person.public, b"k" * 32, b"here")
    assert person.unwrap(wrapped, b"here") == b"k" * 32
    with pytest.raises(CannotOpen):
        person.unwrap(wrapped, b"there")
    with pytest.raises(CannotOpen):
        PersonKey.new().unwrap(wrapped, b"here")
    for place in range(1, len(wrapped)):
        altered = wrapped[:place] + bytes([wrapped[place] ^ 1]) + wrapped[place + 1 :]
        with pytest.raises(CannotOpen):
            person.unwrap(altered, b"here")
    for length in range(1, len(wrapped)):
        with pytest.raises(CannotOpen):
            person.unwrap(wrapped[:length], b"here")


@pytest.mark.parametrize("public", [b"", b"short", bytes(32)])
def test_nothing_is_wrapped_for_what_is_no_public_key(
    installation: Installation, public: bytes
) -> None:
    claim = uuid4()
    installation.keys.make(claim)
    with pytest.raises(MalformedSecret):
        installation.keys.wrap_for(claim, public)
    assert installation.keys.compartment(claim).id == claim


def test_a_person_s_key_is_the_same_again_from_its_secret_and_never_shown() -> None:
    secret = bytes(range(32))
    assert PersonKey.from_secret(secret).public == PersonKey.from_secret(secret).public
    assert repr(PersonKey.from_secret(secret)) == "PersonKey()"
