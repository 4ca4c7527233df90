"""An external key service in the place of the file of master keys."""

from pathlib import Path
from uuid import uuid4

import pytest
from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from openrsd.vault import CannotOpen, KeyStore, OtherMasterVersion, StillInUse
from openrsd.vault.keystore import SECRETS


class TownHallKeys:
    """A service with a format of its own, which binds the context in its own way."""

    def __init__(self) -> None:
        self.safe = {1: Fernet(Fernet.generate_key())}

    @property
    def current(self) -> int:
        return max(self.safe)

    def wrap(self, version: int, secret: bytes, context: bytes) -> bytes:
        return self.safe[version].encrypt(context + secret)

    def unwrap(self, version: int, wrapped: bytes, context: bytes) -> bytes:
        if version not in self.safe:
            raise OtherMasterVersion
        try:
            plain = MultiFernet([self.safe[version]]).decrypt(wrapped)
        except InvalidToken:
            raise CannotOpen from None
        if not plain.startswith(context):
            raise CannotOpen
        return plain.removeprefix(context)

    def drop(self, version: int) -> None:
        del self.safe[version]

    def look_again(self) -> None:
        """The service itself always knows."""


def test_a_key_service_serves_and_rotates_like_the_file(tmp_path: Path) -> None:
    service = TownHallKeys()
    store = KeyStore.create(tmp_path / "keys", service)
    person, record = uuid4(), uuid4()
    sealed = store.make(person).seal(b"kept", record=record, field="f")

    service.safe[2] = Fernet(Fernet.generate_key())
    assert store.compartment(person).open(sealed, record=record, field="f") == b"kept"
    for version in (1, 2):
        with pytest.raises(StillInUse):
            store.drop_master_version(version)
    assert store.rewrap(100) == 1 + len(SECRETS)
    store.drop_master_version(1)

    assert list(service.safe) == [2]
    assert store.compartment(person).open(sealed, record=record, field="f") == b"kept"


def test_another_service_opens_nothing(tmp_path: Path) -> None:
    store = KeyStore.create(tmp_path / "keys", TownHallKeys())
    person = uuid4()
    store.make(person)
    with pytest.raises(CannotOpen):
        KeyStore.open(tmp_path / "keys", TownHallKeys()).compartment(person)
