"""Two data-protection officers erase a record on their pages, and what goes wrong is said."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from openrsd.accounts.models import Basis, Grant, User
from openrsd.ledger.models import EntryRow
from openrsd.oversight.models import ErasureRequest, ErasureState
from openrsd.vault import Erased, opened
from openrsd.vault.copies import KeyCopies
from tests import people
from tests.protected.models import DOSSIER, Dossier

pytestmark = pytest.mark.django_db
ERASURES = "/oversight/erasures/"
WHY = "She asked for it in writing, the outcome is final."


@pytest.fixture
def officers() -> tuple[User, User]:
    roles = ("data-protection-officer",)
    return people.staff(*roles, username="owl-1"), people.staff(*roles, username="owl-2")


@pytest.fixture
def browsers(officers: tuple[User, User]) -> tuple[Client, Client]:
    """Hers who asks, and hers who confirms."""
    first, second = officers
    return people.signed_in(first), people.signed_in(second)


@pytest.fixture
def dossier() -> Dossier:
    made = Dossier(name="Amina Haddad", office=UUID(int=1))
    opened().keys.make(made.compartment)
    made.save()
    return made


def asked(browser: Client, record: UUID) -> ErasureRequest:
    filled = {"kind": DOSSIER, "record": str(record), "reason": WHY}
    answer = browser.post(f"{ERASURES}new/", filled)
    assert answer.status_code == 302
    request = ErasureRequest.objects.get(record=record, state="asked")
    assert answer.headers["Location"] == f"{ERASURES}{request.id}/"
    return request


def text_of(browser: Client, address: str, status: int = 200) -> str:
    answer = browser.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def is_open(dossier: Dossier) -> bool:
    try:
        Dossier.objects.get(pk=dossier.pk).name.open()
    except Erased:
        return False
    return True


def results(act: str) -> list[str]:
    return list(
        EntryRow.objects.filter(action=act).order_by("at", "id").values_list("result", flat=True)
    )


def test_one_asks_another_reads_why_and_erases(
    browsers: tuple[Client, Client], dossier: Dossier
) -> None:
    asking, confirming = browsers
    request = asked(asking, dossier.id)
    assert "1 request to erase a record waits" in text_of(confirming, "/")
    assert "request to erase" not in text_of(asking, "/")

    listed = text_of(confirming, ERASURES)
    assert str(dossier.id)[:8] in listed
    assert "owl-1" in listed
    assert WHY not in listed
    page = text_of(confirming, f"{ERASURES}{request.id}/")
    assert WHY not in page
    assert WHY in text_of(confirming, f"{ERASURES}{request.id}/reason/")
    assert results("erasure.read-reason") == ["done"]

    confirm = f"{ERASURES}{request.id}/confirm/"
    assert "nobody can undo this" in text_of(confirming, confirm)
    done = confirming.post(confirm, {"sure": "on"}, follow=True).content.decode()
    assert "The record is erased." in done
    assert "No known copy of the keys can open the record any more." in done
    assert not is_open(dossier)
    assert "owl-2" in text_of(asking, ERASURES)
    assert text_of(confirming, f"{ERASURES}{request.id}/reason/", 404)
    assert "request to erase" not in text_of(confirming, "/")


def test_copies_of_the_keys_that_were_away_are_named_until_they_are_reached(
    browsers: tuple[Client, Client], dossier: Dossier, tmp_path: Path
) -> None:
    asking, confirming = browsers
    copies = KeyCopies(opened().keys)
    stick, away = tmp_path / "stick", tmp_path / "in the safe"
    copies.make(stick, at=timezone.now())
    stick.rename(away)
    try:
        request = asked(asking, dossier.id)
        confirm = f"{ERASURES}{request.id}/confirm/"
        said = confirming.post(confirm, {"sure": "on"}, follow=True).content.decode()
        assert "could not be reached" in said
        assert str(stick) in said
        away.rename(stick)
        copies.refresh(stick, at=timezone.now())
        assert str(stick) not in text_of(confirming, f"{ERASURES}{request.id}/")
    finally:
        copies.forget(stick)


def test_without_the_tick_nothing_is_erased(
    browsers: tuple[Client, Client], dossier: Dossier
) -> None:
    asking, confirming = browsers
    request = asked(asking, dossier.id)
    refused = confirming.post(f"{ERASURES}{request.id}/confirm/")
    assert refused.status_code == 422
    assert "Tick the box" in refused.content.decode()
    assert is_open(dossier)


def test_who_asked_is_not_offered_to_confirm_and_is_refused(
    browsers: tuple[Client, Client], dossier: Dossier
) -> None:
    asking, _confirming = browsers
    request = asked(asking, dossier.id)
    assert "Erase the record</a>" not in text_of(asking, f"{ERASURES}{request.id}/")
    confirm = f"{ERASURES}{request.id}/confirm/"
    assert "another person has to confirm" in text_of(asking, confirm)
    assert asking.post(confirm, {"sure": "on"}).status_code == 422
    assert is_open(dossier)
    assert results("erasure.confirm") == ["refused"]


def test_an_hour_after_signing_in_she_shows_once_more_who_she_is(
    officers: tuple[User, User], dossier: Dossier
) -> None:
    asking, confirming = officers
    request = asked(people.signed_in(asking), dossier.id)
    old = people.signed_in(confirming, confirmed=False)
    answer = old.post(f"{ERASURES}{request.id}/confirm/", {"sure": "on"})
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/confirm/")
    assert is_open(dossier)


def test_a_withdrawn_request_erases_nothing_and_stays_on_the_list(
    browsers: tuple[Client, Client], dossier: Dossier
) -> None:
    asking, confirming = browsers
    request = asked(asking, dossier.id)
    withdraw = f"{ERASURES}{request.id}/withdraw/"
    assert "stays as it is" in text_of(asking, withdraw)
    said = asking.post(withdraw, {"sure": "yes"}, follow=True).content.decode()
    assert "Nothing was erased." in said
    # What was open in another window leads back to how things stand.
    for late in ("confirm", "withdraw"):
        answer = confirming.post(f"{ERASURES}{request.id}/{late}/", {"sure": "on"})
        assert answer.headers["Location"] == f"{ERASURES}{request.id}/"
    assert "Withdrawn" in text_of(confirming, ERASURES)
    assert is_open(dossier)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind": "moon"}, "Select a valid choice"),
        ({"record": "12"}, "Copy the whole id"),
        ({"record": str(uuid4())}, "No record of this kind has this id"),
        ({"reason": "because"}, "Write why, in at least 10 characters."),
        ({"reason": ""}, "This field is required."),
    ],
)
def test_mistakes_are_told_beside_the_field_and_nothing_is_lost(
    browsers: tuple[Client, Client], dossier: Dossier, given: dict[str, str], said: str
) -> None:
    asking, _confirming = browsers
    filled = {"kind": DOSSIER, "record": str(dossier.id), "reason": WHY} | given
    answer = asking.post(f"{ERASURES}new/", filled)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert filled["reason"] in page
    assert not ErasureRequest.objects.exists()


def test_what_is_asked_for_already_is_not_asked_twice(
    browsers: tuple[Client, Client], dossier: Dossier
) -> None:
    asking, confirming = browsers
    asked(asking, dossier.id)
    filled = {"kind": DOSSIER, "record": str(dossier.id), "reason": WHY}
    again = confirming.post(f"{ERASURES}new/", filled)
    assert again.status_code == 422
    assert "This is so already" in again.content.decode()


def test_the_page_of_a_record_leads_to_the_form_filled_in(
    browsers: tuple[Client, Client], dossier: Dossier
) -> None:
    asking, _confirming = browsers
    link = f"{ERASURES}new/?kind={DOSSIER}&amp;record={dossier.id}"
    assert link in text_of(asking, f"/oversight/who-looked/{DOSSIER}/{dossier.id}/")
    form = text_of(asking, link.replace("&amp;", "&"))
    assert f'value="{dossier.id}"' in form
    assert '<option value="dossier" selected>' in form
    assert text_of(asking, f"{ERASURES}new/?kind=moon&record=12")


def test_a_reviewer_is_not_led_to_an_erasure(dossier: Dossier) -> None:
    both = people.staff("reviewer", "data-protection-officer", username="both")
    reviewer = people.staff("reviewer")
    for user in (both, reviewer):
        assign(user, dossier)
    page = f"/dossiers/{dossier.id}/"
    assert "Ask for this record to be erased" in text_of(people.signed_in(both), page)
    assert "Ask for this record to be erased" not in text_of(people.signed_in(reviewer), page)


def test_many_that_ended_are_paged_and_cost_the_same(browsers: tuple[Client, Client]) -> None:
    browser, _other = browsers
    costs = []
    for _round in range(2):
        for _number in range(60):
            an_ended_request()
        text_of(browser, ERASURES)
        with CaptureQueriesContext(connection) as queries:
            text_of(browser, ERASURES)
        costs.append(len(queries))
    assert costs[0] == costs[1]
    seen: list[UUID] = []
    address = ERASURES
    while True:
        answer = browser.get(address)
        seen += [one.id for one in answer.context["requests"].ended]
        if not answer.context["later"]:
            break
        address = ERASURES + answer.context["later"]
    assert len(seen) == len(set(seen)) == 120
    assert browser.get(f"{ERASURES}?before=x").status_code == 404


def test_every_look_is_on_record_and_every_refused_one(
    browsers: tuple[Client, Client], dossier: Dossier
) -> None:
    asking, _confirming = browsers
    request = asked(asking, dossier.id)
    text_of(asking, ERASURES)
    text_of(asking, f"{ERASURES}{request.id}/")
    clerk = people.signed_in(people.staff("case-officer"))
    for page in ("", "new/", f"{request.id}/"):
        text_of(clerk, ERASURES + page, 404)
    assert results("erasure.list") == ["done", "refused"]
    assert results("erasure.look") == ["done", "refused"]
    assert results("erasure.request") == ["done", "refused"]


def assign(user: User, dossier: Dossier) -> None:
    Grant.objects.create(
        compartment=dossier.compartment,
        user=user,
        basis=Basis.ASSIGNMENT,
        role="reviewer",
        office=people.an_office(),
        given_by=user.id,
    )


def an_ended_request() -> None:
    compartment = uuid4()
    opened().keys.make(compartment)
    ErasureRequest.objects.create(
        compartment=compartment,
        record_kind=DOSSIER,
        record=uuid4(),
        reason=WHY,
        asked_by=uuid4(),
        state=ErasureState.WITHDRAWN,
        ended_at=timezone.now(),
        ended_by=uuid4(),
    )
