"""Who is erased leaves no valid certificate behind that nobody could revoke."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotForOneself
from openrsd.accounts.models import User
from openrsd.accounts.records import record_kind
from openrsd.ledger.models import EntryRow
from openrsd.oversight.erasure_actions import ask_for_erasure, confirm_erasure
from openrsd.protection.certificates import actions, codes, publishing
from openrsd.protection.certificates.choosing import Form, Why
from openrsd.protection.certificates.verifying import Result, check
from openrsd.protection.models import AwaitingRevocation, Certificate, PublishedList
from openrsd.registration.models import PERSON
from openrsd.vault import Erased
from tests.people import acting_as, signed_in, staff
from tests.protection.certificates.holders import a_holder, at_the_desk, decided, issued
from tests.records import Made

pytestmark = pytest.mark.django_db
WHY = "She asked for it in writing, the outcome is final."


@pytest.fixture(autouse=True)
def _decided(tmp_path: Path) -> Iterator[None]:
    with decided(tmp_path):
        yield


@pytest.fixture
def officers() -> tuple[Actor, Actor]:
    """Two data-protection officers."""
    one, other = (staff("data-protection-officer", username=f"dpo-{n}") for n in "12")
    return acting_as(one), acting_as(other)


def in_her_hands(holder: Made, desk: Actor) -> bytes:
    """The certificate as she carries it."""
    issued(holder, desk)
    return actions.printed(holder.id, Form.PHONE, None, acting=desk).content


def checked(content: bytes) -> Result:
    return check(codes.found_in(content), publishing.trust(), timezone.now().date()).result


def checked_the_day_after(content: bytes) -> Result:
    publishing.published(timezone.now() + timedelta(days=1))
    PublishedList.objects.update(day=timezone.now().date())
    return checked(content)


def erase(holder: Made, officers: tuple[Actor, Actor]) -> None:
    asking, confirming = officers
    request = ask_for_erasure(record_kind(PERSON), holder.id, WHY, acting=asking)
    confirm_erasure(request.pk, acting=confirming)


def test_erasing_a_person_revokes_her_certificate(officers: tuple[Actor, Actor]) -> None:
    holder, other = a_holder(), a_holder()
    hers = in_her_hands(holder, at_the_desk(holder))
    of_another = in_her_hands(other, at_the_desk(other))
    assert checked(hers) is Result.VALID

    erase(holder, officers)

    with pytest.raises(Erased):
        Certificate.objects.get(person=holder.id).content.open()
    assert checked_the_day_after(hers) is Result.REVOKED
    assert checked(of_another) is Result.VALID
    entry = EntryRow.objects.get(action="certificate.revoke")
    assert bytes(entry.subjects) == holder.id.bytes
    assert entry.actor == officers[1].id


def test_what_is_only_asked_for_or_refused_revokes_nothing(officers: tuple[Actor, Actor]) -> None:
    holder = a_holder()
    hers = in_her_hands(holder, at_the_desk(holder))
    request = ask_for_erasure(record_kind(PERSON), holder.id, WHY, acting=officers[0])
    with pytest.raises(NotForOneself):
        confirm_erasure(request.pk, acting=officers[0])
    assert checked_the_day_after(hers) is Result.VALID


def test_what_ended_before_is_not_listed_twice(officers: tuple[Actor, Actor]) -> None:
    holder = a_holder()
    desk = at_the_desk(holder)
    in_her_hands(holder, desk)
    actions.replace(holder.id, acting=desk)
    actions.revoke(holder.id, Why.LOST, acting=desk)
    Certificate.objects.create(
        person=holder.id,
        compartment=holder.compartments[0],
        issued_by=desk.id,
        valid_until=timezone.now().date() - timedelta(days=1),
        content={"id": "00" * 16},
    )
    waiting = AwaitingRevocation.objects.count()
    erase(holder, officers)
    assert AwaitingRevocation.objects.count() == waiting == 2


def test_in_clear_stands_nothing_by_which_a_paper_leads_to_its_holder() -> None:
    holder = a_holder()
    in_her_hands(holder, at_the_desk(holder))
    plain = {field.name for field in Certificate._meta.concrete_fields}
    assert plain == {
        "id", "person", "compartment", "issued_at", "issued_by", "valid_until", "ended_at",
        "content", "portrait", "ended",
    }  # fmt: skip


def test_whoever_confirms_is_told_of_it(officers: tuple[Actor, Actor]) -> None:
    holder = a_holder()
    request = ask_for_erasure(record_kind(PERSON), holder.id, WHY, acting=officers[0])
    address = reverse("confirm_erasure", kwargs={"erasure": request.pk})
    page = signed_in(User.objects.get(id=officers[1].id)).get(address)
    assert "is revoked with it" in page.content.decode()
