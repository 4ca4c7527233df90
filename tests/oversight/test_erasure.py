"""Two data-protection officers erase a record; one alone, or anybody else, does not."""

from uuid import UUID, uuid4

import pytest

from openrsd.accounts.acting import Actor, system_actor
from openrsd.accounts.errors import AlreadySo, NoReason, NotForOneself, NotHere
from openrsd.accounts.records import record_kind
from openrsd.accounts.roles import roles
from openrsd.ledger.models import EntryRow
from openrsd.oversight import erasure_policies
from openrsd.oversight.erasure_actions import (
    NotErasableYet,
    ask_for_erasure,
    confirm_erasure,
    withdraw_erasure,
)
from openrsd.oversight.erasure_selectors import reason_of, requests, waiting_for
from openrsd.vault import Erased, opened
from tests.people import acting_as, staff
from tests.protected.models import DOSSIER, Dossier

pytestmark = pytest.mark.django_db
WHY = "She asked for it in writing, the outcome is final."


@pytest.fixture
def asking() -> Actor:
    return acting_as(staff("data-protection-officer", username="dpo-1"))


@pytest.fixture
def confirming() -> Actor:
    return acting_as(staff("data-protection-officer", username="dpo-2"))


@pytest.fixture
def dossier() -> Dossier:
    made = Dossier(name="Amina Haddad", office=UUID(int=1))
    opened().keys.make(made.compartment)
    made.save()
    return made


def said(act: str) -> list[str]:
    found = EntryRow.objects.filter(action=act).order_by("at")
    return list(found.values_list("result", flat=True))


def test_one_asks_and_another_confirms(asking: Actor, confirming: Actor, dossier: Dossier) -> None:
    request = ask_for_erasure(record_kind(DOSSIER), dossier.pk, WHY, acting=asking)
    assert [found.id for found in requests(confirming).waiting] == [request.pk]
    assert (waiting_for(asking), waiting_for(confirming)) == (0, 1)
    assert reason_of(request.pk, acting=confirming) == WHY

    done = confirm_erasure(request.pk, acting=confirming)

    with pytest.raises(Erased):
        Dossier.objects.get(pk=dossier.pk).name.open()
    request.refresh_from_db()
    assert (request.state, request.ended_by) == ("erased", confirming.id)
    with pytest.raises(Erased):
        request.reason.open()
    entry = EntryRow.objects.get(action="erasure.destroy")
    assert bytes(entry.subjects) == dossier.compartment.bytes
    assert str(done.tombstone.generation) in str(entry.detail)
    assert requests(confirming).waiting == ()
    with pytest.raises(NotHere):
        confirm_erasure(request.pk, acting=confirming)


def test_nobody_confirms_what_she_asked_for(asking: Actor, dossier: Dossier) -> None:
    request = ask_for_erasure(record_kind(DOSSIER), dossier.pk, WHY, acting=asking)
    with pytest.raises(NotForOneself):
        confirm_erasure(request.pk, acting=asking)
    assert Dossier.objects.get(pk=dossier.pk).name.open() == "Amina Haddad"
    assert said("erasure.confirm") == ["refused"]
    assert said("erasure.destroy") == []


def others() -> list[str]:
    return [role.id for role in roles().of_account("staff") if role.id != "data-protection-officer"]


def test_no_other_role_and_no_part_of_the_system_erases(asking: Actor, dossier: Dossier) -> None:
    request = ask_for_erasure(record_kind(DOSSIER), dossier.pk, WHY, acting=asking)
    actors = [acting_as(staff(role)) for role in others()]
    assert len(actors) > 5
    for actor in [*actors, system_actor("worker")]:
        assert waiting_for(actor) == 0
        with pytest.raises(NotHere):
            requests(actor)
        with pytest.raises(NotHere):
            reason_of(request.pk, acting=actor)
        with pytest.raises(NotHere):
            confirm_erasure(request.pk, acting=actor)
        with pytest.raises(NotHere):
            withdraw_erasure(request.pk, acting=actor)
        with pytest.raises(NotHere):
            ask_for_erasure(record_kind(DOSSIER), dossier.pk, WHY, acting=actor)
    assert Dossier.objects.get(pk=dossier.pk).name.open() == "Amina Haddad"


def test_what_cannot_be_asked_is_refused(
    asking: Actor, confirming: Actor, dossier: Dossier
) -> None:
    kind = record_kind(DOSSIER)
    with pytest.raises(NoReason):
        ask_for_erasure(kind, dossier.pk, " because ", acting=asking)
    with pytest.raises(NotHere):
        ask_for_erasure(kind, uuid4(), WHY, acting=asking)
    request = ask_for_erasure(kind, dossier.pk, WHY, acting=asking)
    with pytest.raises(AlreadySo):
        ask_for_erasure(kind, dossier.pk, WHY, acting=confirming)
    confirm_erasure(request.pk, acting=confirming)
    with pytest.raises(AlreadySo):
        ask_for_erasure(kind, dossier.pk, WHY, acting=asking)


def test_a_withdrawn_request_erases_nothing(
    asking: Actor, confirming: Actor, dossier: Dossier
) -> None:
    request = ask_for_erasure(record_kind(DOSSIER), dossier.pk, WHY, acting=asking)
    withdraw_erasure(request.pk, acting=asking)
    with pytest.raises(NotHere):
        confirm_erasure(request.pk, acting=confirming)
    assert Dossier.objects.get(pk=dossier.pk).name.open() == "Amina Haddad"


def test_before_the_final_outcome_nothing_is_erased(
    asking: Actor, confirming: Actor, dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasure_policies, "_rules", [])
    request = ask_for_erasure(record_kind(DOSSIER), dossier.pk, WHY, acting=asking)
    erasure_policies.erase_only_if(lambda compartment: compartment != dossier.compartment)
    with pytest.raises(NotErasableYet):
        confirm_erasure(request.pk, acting=confirming)
    with pytest.raises(NotErasableYet):
        ask_for_erasure(record_kind(DOSSIER), dossier.pk, WHY, acting=confirming)
    assert Dossier.objects.get(pk=dossier.pk).name.open() == "Amina Haddad"
