"""Sealed fields of a record: what is in the table, who opens it, what is refused."""

import pytest

from openrsd.vault import opened
from tests.protected.models import Dossier

pytestmark = pytest.mark.django_db


def test_a_sealed_field_comes_back_as_it_was_given() -> None:
    dossier = Dossier(name="Ri Ok-hui", office="00000000-0000-0000-0000-000000000001")
    opened().keys.make(dossier.compartment)
    dossier.save()
    assert Dossier.objects.get(pk=dossier.pk).name.open() == "Ri Ok-hui"
