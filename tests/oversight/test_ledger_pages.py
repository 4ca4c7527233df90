"""The data-protection officer asks: who looked, who changed it, is the record whole?"""

import csv
import json
from datetime import UTC, datetime, timedelta
from io import StringIO
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from openrsd.accounts.acting import system_actor
from openrsd.accounts.models import Basis, Grant, User
from openrsd.accounts.recording import Reason, note
from openrsd.ledger import sealing
from openrsd.ledger.entries import Entry, Result, new_id
from openrsd.ledger.models import EntryRow
from openrsd.ledger.recording import record
from openrsd.oversight import actions, acts, searching
from openrsd.vault import opened
from tests import people
from tests.ledger.stored_ledgers import attacker
from tests.protected import acts as dossier_acts
from tests.protected.models import Dossier

pytestmark = pytest.mark.django_db
LEDGER = "/oversight/ledger/"


@pytest.fixture
def officer() -> User:
    return people.staff("data-protection-officer")


@pytest.fixture
def browser(officer: User) -> Client:
    return people.signed_in(officer)


def looks(number: int, *, subject: UUID | None = None, actor: UUID | None = None) -> list[UUID]:
    """So many looks, a second apart, the last of them now. Their ids, the newest first."""
    now = datetime.now(UTC)
    made = []
    for ago in range(number):
        at = now - timedelta(seconds=ago)
        entry = Entry(
            id=new_id(at),
            at=at,
            actor_kind="staff",
            actor=actor or UUID(int=1),
            action=dossier_acts.LOOK.code,
            subject_kind="dossier",
            subjects=(subject or uuid4(),),
            purpose="work",
        )
        record(entry)
        made.append(entry.id)
    return made


def text_of(browser: Client, address: str, status: int = 200) -> str:
    answer = browser.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def listed(browser: Client, asked: str = "") -> list[UUID]:
    """The entries that a search lists, on all its pages."""
    found: list[UUID] = []
    address = f"{LEDGER}?{asked}"
    while True:
        answer = browser.get(address)
        assert answer.status_code == 200
        found += [line.id for line in answer.context["page"].lines]
        if not answer.context["later"]:
            return found
        address = LEDGER + answer.context["later"]


def newest(act: str) -> EntryRow:
    row = EntryRow.objects.filter(action=act).order_by("-at", "-id").first()
    assert row is not None
    return row


def test_she_finds_who_looked_and_her_search_is_on_record(officer: User, browser: Client) -> None:
    clerk = people.staff("case-officer", username="clerk7")
    her, (look,) = uuid4(), looks(1, actor=clerk.id)
    (about_her,) = looks(1, subject=her, actor=clerk.id)
    page = text_of(browser, f"{LEDGER}?who=Clerk7")
    assert "clerk7" in page
    assert set(listed(browser, "who=clerk7")) == {look, about_her}
    assert listed(browser, f"about={her}")[-1] == about_her
    searched = newest(acts.SEARCHED.code)
    assert (searched.actor, bytes(searched.subjects)) == (officer.id, her.bytes)
    # From now on her own search stands among those who looked.
    assert listed(browser, f"about={her}&who={officer.id}")


def test_each_field_narrows(browser: Client) -> None:
    office = people.an_office("Border post")
    old, actor = datetime.now(UTC) - timedelta(days=40), uuid4()
    for result, at, place in (
        (Result.DONE, old, office.id),
        (Result.REFUSED, datetime.now(UTC), None),
    ):
        record(
            Entry(
                id=new_id(at),
                at=at,
                actor_kind="staff",
                actor=actor,
                office=place,
                action=dossier_acts.LOOK.code if place else dossier_acts.LIST.code,
                subject_kind="dossier" if place else "case",
                purpose="work",
                result=result,
            )
        )
    then, now = EntryRow.objects.filter(actor=actor).order_by("at").values_list("id", flat=True)
    who = f"who={actor}"
    day = old.date()
    assert listed(browser, who) == [now, then]
    assert listed(browser, f"{who}&result=refused") == [now]
    assert listed(browser, f"{who}&office={office.id}") == [then]
    assert listed(browser, f"{who}&kind=case") == [now]
    assert listed(browser, f"{who}&act={dossier_acts.LOOK.code}") == [then]
    assert listed(browser, f"{who}&since={day + timedelta(days=1)}") == [now]
    assert listed(browser, f"{who}&since={day}&until={day}") == [then]


def test_pages_hold_every_entry_once_and_cost_the_same(browser: Client) -> None:
    her = uuid4()
    made = looks(120, subject=her, actor=UUID(int=9))
    assert listed(browser, f"who={UUID(int=9)}") == made
    assert [one for one in listed(browser, f"about={her}") if one in made] == made
    costs = []
    for more in (0, 300):
        looks(more, actor=UUID(int=8))
        with CaptureQueriesContext(connection) as queries:
            browser.get(f"{LEDGER}?result=done")
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_a_rare_thing_is_looked_for_in_steps(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "LOOKED_THROUGH", 30)
    looks(100)
    kind = newest(dossier_acts.LOOK.code)
    assert kind.subject_kind == "dossier"
    page = text_of(browser, f"{LEDGER}?result=failed")
    assert "Looked through the entries down to" in page
    assert listed(browser, "result=failed") == []


def test_the_last_day_of_all_can_be_asked_for(browser: Client) -> None:
    [newest] = looks(1)
    assert newest in listed(browser, "until=9999-12-31&since=0001-01-01")


@pytest.mark.parametrize(
    "asked", ["who=nobody-here", "about=1", "act=none", "kind=Kim%20Ok", "since=yesterday"]
)
def test_what_cannot_be_asked_is_told_beside_the_field(browser: Client, asked: str) -> None:
    before = EntryRow.objects.count()
    assert "error" in text_of(browser, f"{LEDGER}?{asked}", 422)
    assert EntryRow.objects.count() == before


@pytest.mark.parametrize("before", ["x", "1-2", "99999999999999999999-" + "0" * 32])
def test_a_place_that_is_none_is_not_there(browser: Client, before: str) -> None:
    assert browser.get(f"{LEDGER}?before={before}").status_code == 404


def test_a_search_that_cannot_be_recorded_shows_nothing(browser: Client) -> None:
    looks(1)
    with attacker() as change:
        change("ALTER TABLE ledger_unsealed RENAME TO ledger_unsealed_away")
        browser.raise_request_exception = False
        answer = browser.get(LEDGER)
        assert answer.status_code in (500, 503)
        assert dossier_acts.LOOK.wording not in answer.content.decode()
        change("ALTER TABLE ledger_unsealed_away RENAME TO ledger_unsealed")


def test_what_is_proven_of_an_entry_grows_with_seal_and_checkpoint(browser: Client) -> None:
    (look,) = looks(1)
    address = f"{LEDGER}entries/{look}/"
    assert "It is not sealed yet" in text_of(browser, address)
    sealing.seal_all()
    page = text_of(browser, address)
    assert "It is entry" in page
    assert "No checkpoint covers it yet" in page
    # Seals between the entry and the checkpoint.
    sealing.seal_all()
    looks(3)
    sealing.seal_all()
    sealing.sign(settings.INSTALLATION, opened().signing_key)
    assert "The seals lead on to the checkpoint" in text_of(browser, address)
    with attacker() as change:
        change("UPDATE ledger_entry SET purpose = 'other' WHERE id = %s", look)
    assert "It is not as it was sealed" in text_of(browser, address)


def test_a_checkpoint_that_nobody_signed_proves_nothing(browser: Client) -> None:
    (look,) = looks(1)
    sealing.seal_all()
    sealing.sign(settings.INSTALLATION, opened().signing_key)
    with attacker() as change:
        change("UPDATE ledger_checkpoint SET entries = entries + 1")
    assert "No checkpoint covers it yet" in text_of(browser, f"{LEDGER}entries/{look}/")


def test_a_reason_is_read_by_whoever_may_open_the_record(browser: Client, officer: User) -> None:
    reader = people.staff("data-protection-officer", "reviewer", username="both")
    held = _dossier()
    _assign(reader, held.compartment)
    entry = note(
        dossier_acts.LOOK,
        acting=system_actor("test"),
        subject_kind="dossier",
        subjects=[held.id],
        reason=Reason("Her brother asked for her.", held.compartment),
    )
    address = f"{LEDGER}entries/{entry}/reason/"
    assert "not open to you" in text_of(browser, f"{LEDGER}entries/{entry}/")
    assert browser.get(address).status_code == 404
    refused = newest(acts.READ_REASON.code)
    assert (refused.actor, refused.result) == (officer.id, "refused")
    hers = people.signed_in(reader)
    assert "Read the reason" in text_of(hers, f"{LEDGER}entries/{entry}/")
    assert "Her brother asked for her." in text_of(hers, address)
    assert newest(acts.READ_REASON.code).result == "done"
    opened().keys.erase(held.compartment, at=timezone.now())
    assert "was erased" in text_of(hers, address)


def test_an_entry_without_a_reason_has_none_to_read(browser: Client) -> None:
    (look,) = looks(1)
    assert "None was written." in text_of(browser, f"{LEDGER}entries/{look}/")
    assert browser.get(f"{LEDGER}entries/{look}/reason/").status_code == 404


def test_nobody_reads_through_the_ledger_faster_than_a_person_can(browser: Client) -> None:
    (look,) = looks(1)
    addresses = (LEDGER, f"{LEDGER}entries/{look}/", f"{LEDGER}export/")
    answers = [browser.get(addresses[number % 3]).status_code for number in range(61)]
    assert answers == [200] * 60 + [429], "all ways of reading it count together"
    assert "Too many requests" in text_of(browser, LEDGER, 429)
    another = people.signed_in(people.staff("data-protection-officer", username="another"))
    assert another.get(LEDGER).status_code == 200


def test_an_export_asks_who_she_is_and_why(officer: User, browser: Client) -> None:
    address = f"{LEDGER}export/?who={UUID(int=9)}"
    old = people.signed_in(officer, confirmed=False).get(address)
    assert old.status_code == 302
    assert "/reauthenticate/" in old.headers["Location"] or "/confirm/" in old.headers["Location"]
    assert text_of(browser, address)
    assert browser.post(address, {"reason": "short", "form": "csv"}).status_code == 422
    assert not EntryRow.objects.filter(action=acts.EXPORTED_SEARCH.code).exists()


def test_an_export_names_who_took_it_and_keeps_why_sealed(officer: User, browser: Client) -> None:
    made = looks(70, actor=UUID(int=9))
    why = "The court asked for it in writing."
    address = f"{LEDGER}export/?who={UUID(int=9)}"
    answer = browser.post(address, {"reason": why, "form": "csv"})
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == 'attachment; filename="ledger.csv"'
    rows = list(csv.DictReader(StringIO(answer.content.decode())))
    assert [UUID(row["entry"]) for row in rows] == made
    assert all(row["exported-by"].startswith(officer.username) for row in rows)
    exported = newest(acts.EXPORTED_SEARCH.code)
    assert exported.reason is not None
    assert why.encode() not in bytes(exported.reason)
    assert exported.reason_compartment == officer.compartment
    document = json.loads(browser.post(address, {"reason": why, "form": "json"}).content)
    assert len(document["entries"]) == 70


def test_a_name_that_is_a_formula_is_none_in_a_table(browser: Client) -> None:
    people.staff("case-officer", username="=cmd()")
    looks(1, actor=User.objects.get(username="=cmd()").id)
    form = {"reason": "To show that it is harmless.", "form": "csv"}
    answer = browser.post(f"{LEDGER}export/?kind=dossier", form)
    assert "'=cmd()" in answer.content.decode()


def test_the_reviewer_sees_who_looked_and_the_case_officer_does_not() -> None:
    held = _dossier()
    reviewer, clerk = people.staff("reviewer"), people.staff("case-officer")
    for user in (reviewer, clerk):
        _assign(user, held.compartment)
    people.signed_in(clerk).get(f"/dossiers/{held.id}/")
    address = f"/oversight/who-looked/dossier/{held.id}/"
    page = text_of(people.signed_in(reviewer), address)
    assert "case-officer" in page
    assert f"/dossiers/{held.id}/" in page
    assert people.signed_in(clerk).get(address).status_code == 404
    saw = EntryRow.objects.filter(action=acts.SAW_WHO_LOOKED.code).order_by("at", "id")
    assert list(saw.values_list("actor", "result")) == [
        (reviewer.id, "done"),
        (clerk.id, "refused"),
    ]
    unknown = f"/oversight/who-looked/none/{held.id}/"
    assert people.signed_in(reviewer).get(unknown).status_code == 404


def test_how_the_ledger_stands(browser: Client) -> None:
    assert "never" in text_of(browser, f"{LEDGER}state/")
    looks(3)
    sealing.seal_all()
    actions.verify_ledger(
        settings.INSTALLATION, actions.own_keys(), acting=system_actor("command line")
    )
    page = text_of(browser, f"{LEDGER}state/")
    assert "it was whole" in page
    assert "in force" in page
    with attacker() as change:
        change("UPDATE ledger_entry SET purpose = 'other'")
        assert "An operator puts it back" in text_of(browser, f"{LEDGER}state/")
    actions.verify_ledger(
        settings.INSTALLATION, actions.own_keys(), acting=system_actor("command line")
    )
    assert "it was touched" in text_of(browser, f"{LEDGER}state/")


def test_a_checkpoint_is_signed_and_printed(officer: User, browser: Client) -> None:
    address = f"{LEDGER}checkpoint/"
    assert "None was signed yet." in text_of(browser, address)
    assert browser.post(address).status_code == 302
    page = text_of(browser, address)
    assert "OPENRSD LEDGER CHECKPOINT" in page
    assert str(settings.INSTALLATION) in page
    assert newest(acts.SIGNED.code).actor == officer.id


def _dossier() -> Dossier:
    dossier = Dossier(name="Ri Ok-hui", office=people.an_office().id)
    opened().keys.make(dossier.compartment)
    dossier.save(force_insert=True)
    return dossier


def _assign(user: User, compartment: UUID) -> None:
    posting = user.postings.filter(role__in=("reviewer", "case-officer")).get()
    Grant.objects.create(
        compartment=compartment,
        user=user,
        basis=Basis.ASSIGNMENT,
        role=posting.role,
        office=posting.office,
        since=timezone.now(),
        given_by=user.id,
    )
