"""The key store: the wrapped keys of every compartment, outside the database and its backups.

It holds no key in clear. What is in it opens only with a holder's key: the installation's master
key, or the private key of a person for whom a compartment was wrapped.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import UUID

from openrsd.vault.blind_index import BlindIndex
from openrsd.vault.compartments import Compartment, DataKey, derive
from openrsd.vault.errors import (
    CompartmentExists,
    Erased,
    OtherMasterVersion,
    StillInUse,
    UnknownCompartment,
    UnknownSigningKey,
)
from openrsd.vault.keydatabase import KeyDatabase, build
from openrsd.vault.keyrows import Rows
from openrsd.vault.master import KeyProvider
from openrsd.vault.persons import PersonKey, wrap_for_person
from openrsd.vault.signing import SigningKey
from openrsd.vault.wrapping import KEY_BYTES, bound

MASTER, PERSON = 1, 2
INDEX_SECRET, SIGNING_SECRET = "blind index", "signing"
DATABASE_SECRET, WEB_SECRET = "database", "web"
SECRETS = (INDEX_SECRET, SIGNING_SECRET, DATABASE_SECRET, WEB_SECRET)


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of an erased compartment. It may be kept and shown anywhere."""

    compartment: UUID
    generation: int
    erased_at: datetime


class KeyStore:
    """One installation's wrapped keys in one folder."""

    def __init__(self, folder: Path, master: KeyProvider) -> None:
        self.folder = folder
        self._database = KeyDatabase(folder)
        self._master = master

    @classmethod
    def create(cls, folder: Path, master: KeyProvider) -> Self:
        """A new store, with the installation's own secrets in it."""
        version = master.current
        fresh = {
            name: master.wrap(version, os.urandom(KEY_BYTES), _secret_context(name))
            for name in SECRETS
        }
        build(folder, version, fresh)
        return cls(folder, master)

    @classmethod
    def open(cls, folder: Path, master: KeyProvider) -> Self:
        """The store in this folder."""
        return cls(folder, master)

    def close(self) -> None:
        """Lets go of the files."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def identity(self) -> int:
        """A random number that all copies of one store share. Not secret."""
        with self._database.reading() as rows:
            return rows.about("identity")

    @property
    def master(self) -> KeyProvider:
        """What wraps here: the master keys, or an external key service."""
        return self._master

    @property
    def compartments(self) -> int:
        """How many compartments there are that were not erased."""
        with self._database.reading() as rows:
            return rows.count_compartments()

    def copy_to(self, path: Path) -> None:
        """The store as of one moment, in a new file."""
        self._database.copy_to(path)

    def another(self, folder: Path) -> "KeyStore":
        """The store in another folder, with the same master keys at hand."""
        return KeyStore(folder, self._master)

    @property
    def generation(self) -> int:
        """Counts erasures and rotations; of two copies of a store the higher is the newer."""
        with self._database.reading() as rows:
            return rows.about("generation")

    # Compartments

    def make(self, compartment: UUID) -> Compartment:
        """A new compartment with its first key."""
        self.make_all([compartment])
        return self.compartment(compartment)

    def make_all(self, compartments: Iterable[UUID]) -> int:
        """Many new compartments in one step: all or none. Returns how many."""
        made = 0
        with self._writing() as (rows, version):
            generation = rows.about("generation")
            for compartment in compartments:
                self._refuse_known(rows, compartment)
                self._add_key(rows, compartment, generation, version)
                made += 1
        return made

    def compartment(self, compartment: UUID) -> Compartment:
        """The compartment, opened with the master key."""
        with self._database.reading() as rows:
            found = _keys(rows, compartment, MASTER)
        return _opened(
            compartment,
            {
                number: self._master.unwrap(
                    _number(holder), wrapped, _key_context(compartment, number)
                )
                for number, holder, wrapped in found
            },
        )

    def new_key(self, compartment: UUID) -> Compartment:
        """A further key for what is sealed from now on. Older keys go on opening older values.

        Persons do not hold the new key until it is wrapped for them again.
        """
        with self._writing() as (rows, version):
            _keys(rows, compartment, MASTER)
            self._add_key(rows, compartment, rows.next_generation(), version)
        return self.compartment(compartment)

    # Persons as holders

    def wrap_for(self, compartment: UUID, person: bytes) -> None:
        """From here on the key whose public half is `person` opens the compartment too."""
        with self._writing() as (rows, _version):
            for key in self.compartment(compartment).keys.values():
                context = _person_context(person, compartment, key.generation)
                wrapped = wrap_for_person(person, key.secret, context)
                rows.put_key(compartment, key.generation, PERSON, person, wrapped)

    def compartment_as(self, compartment: UUID, person: PersonKey) -> Compartment:
        """The compartment, opened with the key of a person it was wrapped for."""
        with self._database.reading() as rows:
            found = _keys(rows, compartment, PERSON, person.public)
        return _opened(
            compartment,
            {
                number: person.unwrap(wrapped, _person_context(person.public, compartment, number))
                for number, _of, wrapped in found
            },
        )

    # Erasure

    def erase(self, compartment: UUID, *, at: datetime) -> Tombstone:
        """Destroys every key of the compartment, whoever holds it. There is no way back."""
        with self._database.destroying() as rows:
            already = rows.tombstone(compartment)
            if already is None:
                _keys(rows, compartment, MASTER)
                already = (rows.next_generation(), at.astimezone(UTC).isoformat())
                rows.bury(compartment, *already)
        return Tombstone(compartment, already[0], datetime.fromisoformat(already[1]))

    def tombstones(self) -> list[Tombstone]:
        """Every erasure, in order."""
        with self._database.reading() as rows:
            return [
                Tombstone(compartment, generation, datetime.fromisoformat(erased_at))
                for compartment, generation, erased_at in rows.tombstones()
            ]

    def replay_erasures(self, older: "KeyStore") -> int:
        """Erases in an older copy what was erased here. Returns how many it had not erased."""
        return older.bury(self.tombstones(), up_to=self.generation)

    def bury(self, tombstones: Iterable[Tombstone], *, up_to: int = 0) -> int:
        """Erases what tombstones kept elsewhere name, known here or not."""
        buried = 0
        with self._database.destroying() as rows:
            for stone in tombstones:
                if rows.tombstone(stone.compartment) is None:
                    rows.bury(stone.compartment, stone.generation, stone.erased_at.isoformat())
                    buried += 1
                up_to = max(up_to, stone.generation)
            rows.reach_generation(up_to)
        return buried

    # Rotation of the master key

    def rewrap(self, limit: int) -> int:
        """Wraps up to `limit` keys by the current master version; 0 when nothing is left to do.

        Stopped at any moment, the next call goes on.
        """
        with self._writing() as (rows, version):
            secrets = rows.secrets_before(version, limit)
            for name, old, wrapped in secrets:
                context = _secret_context(name)
                secret = self._master.unwrap(old, wrapped, context)
                rows.put_secret(name, version, self._master.wrap(version, secret, context))
            keys = rows.keys_before(MASTER, _holder(version), limit - len(secrets))
            for compartment, generation, holder, wrapped in keys:
                context = _key_context(compartment, generation)
                secret = self._master.unwrap(_number(holder), wrapped, context)
                again = self._master.wrap(version, secret, context)
                rows.replace_key(compartment, generation, MASTER, holder, _holder(version), again)
        return len(secrets) + len(keys)

    def drop_master_version(self, version: int) -> None:
        """Destroys an old master version, if nothing is wrapped by it any more."""
        with self._writing() as (rows, _version):
            if version == self._master.current or rows.wraps(MASTER, _holder(version), version):
                raise StillInUse(version)
            self._master.drop(version)

    # The installation's own secrets

    def blind_index(self, name: str) -> BlindIndex:
        """The blind index of this name."""
        return BlindIndex.named(name, self._secret(INDEX_SECRET))

    def signing_key(self) -> SigningKey:
        """The signing key of the installation."""
        return SigningKey.from_secret(self._secret(SIGNING_SECRET))

    def make_signing_key(self, purpose: str) -> SigningKey:
        """A further key that signs for one purpose only. Those made before stay as they are."""
        secret = os.urandom(KEY_BYTES)
        key = SigningKey.from_secret(secret)
        with self._writing() as (rows, version):
            name = _signing_name(purpose, key.key_id)
            rows.put_secret(
                name, version, self._master.wrap(version, secret, _secret_context(name))
            )
        return key

    def signing_key_for(self, purpose: str, key_id: str) -> SigningKey:
        """The key of this purpose and name; UnknownSigningKey where this store holds none."""
        return SigningKey.from_secret(self._secret(_signing_name(purpose, key_id)))

    def destroy_signing_key(self, purpose: str, key_id: str) -> None:
        """From here on nobody signs with this key. What it signed can be checked as before."""
        with self._database.destroying() as rows:
            rows.drop_secret(_signing_name(purpose, key_id))

    def database_key(self) -> bytes:
        """The key of the encrypted database."""
        return self._secret(DATABASE_SECRET)

    def web_secret(self) -> bytes:
        """The secret of sessions and form tokens."""
        return self._secret(WEB_SECRET)

    def password_secret(self) -> bytes:
        """What goes into every hash of a password; of the secret that lasts as long as these."""
        return derive(self._secret(INDEX_SECRET), "hashes of passwords")

    @contextmanager
    def _writing(self) -> Iterator[tuple[Rows, int]]:
        """A step that wraps by the current master version, also one that another process made."""
        with ExitStack() as step:
            version = self._master.current
            try:
                rows = step.enter_context(self._database.writing(version))
            except OtherMasterVersion:
                self._master.look_again()
                version = self._master.current
                rows = step.enter_context(self._database.writing(version))
            yield rows, version

    def _secret(self, name: str) -> bytes:
        with self._database.reading() as rows:
            found = rows.secret(name)
        if found is None:
            raise UnknownSigningKey
        version, wrapped = found
        return self._master.unwrap(version, wrapped, _secret_context(name))

    def _add_key(self, rows: Rows, compartment: UUID, generation: int, version: int) -> None:
        context = _key_context(compartment, generation)
        wrapped = self._master.wrap(version, os.urandom(KEY_BYTES), context)
        rows.put_key(compartment, generation, MASTER, _holder(version), wrapped)

    @staticmethod
    def _refuse_known(rows: Rows, compartment: UUID) -> None:
        stone = rows.tombstone(compartment)
        if stone:
            raise Erased(compartment, stone[0])
        if rows.keys_of(compartment, MASTER):
            raise CompartmentExists


def _keys(
    rows: Rows, compartment: UUID, kind: int, holder: bytes | None = None
) -> list[tuple[int, bytes, bytes]]:
    found = [key for key in rows.keys_of(compartment, kind) if holder in (None, key[1])]
    if not found:
        stone = rows.tombstone(compartment)
        raise Erased(compartment, stone[0]) if stone else UnknownCompartment(compartment)
    return found


def _opened(compartment: UUID, secrets: dict[int, bytes]) -> Compartment:
    return Compartment(
        compartment, {number: DataKey(number, secret) for number, secret in secrets.items()}
    )


def _holder(version: int) -> bytes:
    return version.to_bytes(4, "big")


def _number(holder: bytes) -> int:
    return int.from_bytes(holder, "big")


def _key_context(compartment: UUID, generation: int) -> bytes:
    return bound("data key", compartment.bytes, generation.to_bytes(4, "big"))


def _person_context(person: bytes, compartment: UUID, generation: int) -> bytes:
    return bound("data key of a person", person, compartment.bytes, generation.to_bytes(4, "big"))


def _signing_name(purpose: str, key_id: str) -> str:
    return f"{SIGNING_SECRET} {purpose} {key_id}"


def _secret_context(name: str) -> bytes:
    return bound("secret of the installation", name.encode())
