"""An erased person's record: not found, not opened, in this database and any older one."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from openrsd.vault import Erased, opened
from openrsd.vault.copies import KeyCopies
from openrsd.vault.erasure import erase, forget_erased
from openrsd.vault.looking_up import LookUp, Name
from openrsd.vault.models import Token
from tests.protected.models import Dossier

pytestmark = pytest.mark.django_db
NAMES = LookUp("dossier.names", Name())
DAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def dossier_of(name: str) -> Dossier:
    dossier = Dossier(name=name, office=UUID(int=1))
    opened().keys.make(dossier.compartment)
    dossier.save()
    NAMES.write([name], record=dossier.pk, compartment=dossier.compartment)
    return dossier


def test_an_erasure_takes_keys_and_tokens_and_says_which_copy_it_did_not_reach(
    tmp_path: Path,
) -> None:
    gone, stays = dossier_of("Amina Haddad"), dossier_of("Amina Saleh")
    copies = KeyCopies(opened().keys)
    for name in ("here", "away"):
        copies.make(tmp_path / name, at=DAY)
    (tmp_path / "away").rename(tmp_path / "in a safe")
    try:
        done = erase(gone.compartment, at=DAY)
    finally:
        for name in ("here", "away"):
            copies.forget(tmp_path / name)

    assert (done.tombstone.compartment, done.tombstone.erased_at) == (gone.compartment, DAY)
    assert (done.tokens, done.unreached) == (3, (tmp_path / "away",))
    assert list(NAMES.candidates("amina")) == [stays.pk]
    with pytest.raises(Erased):
        Dossier.objects.get(pk=gone.pk).name.open()
    assert Dossier.objects.get(pk=stays.pk).name.open() == "Amina Saleh"
    again = erase(gone.compartment, at=datetime.now(UTC))
    assert (again.tombstone, again.tokens) == (done.tombstone, 0)


def test_tokens_of_the_erased_that_an_old_database_brings_back_are_forgotten() -> None:
    dossier = dossier_of("Amina Haddad")
    tokens = list(Token.objects.all())
    erase(dossier.compartment, at=DAY)
    Token.objects.bulk_create(tokens)
    NAMES.write(["Omar"], record=uuid4(), compartment=uuid4())

    assert forget_erased() == len(tokens)
    assert forget_erased() == 0
    assert Token.objects.count() == 2
