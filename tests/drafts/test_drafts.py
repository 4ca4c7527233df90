"""What somebody typed and did not send: kept, shown again, and gone when it should be."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from openrsd.accounts.actions.assigning import assign, unassign
from openrsd.accounts.models import Grant, User
from openrsd.config.housekeeping import keep_house
from openrsd.drafts import acts
from openrsd.drafts.models import Draft
from openrsd.ledger.models import EntryRow
from openrsd.vault.erasure import erase
from tests.accounts.dossiers import a_dossier
from tests.accounts.signing_in import CONFIRM_CODE, code_of
from tests.accounts.test_sign_in import in_the_database
from tests.coi.library import added, confirmed, passage, researcher
from tests.coi.test_citing import REPORT
from tests.drafts.typing import LONG, Window, story_page
from tests.people import acting_as, signed_in, staff
from tests.protected.models import DOSSIER, Dossier

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def clerk() -> User:
    return staff("reception-registration-officer")


@pytest.fixture
def dossier(clerk: User) -> Dossier:
    return a_dossier(clerk)


@pytest.fixture
def browser(clerk: User) -> Client:
    return signed_in(clerk)


def entries() -> list[tuple[str, str]]:
    found = EntryRow.objects.filter(action__startswith="draft.").order_by("at")
    return list(found.values_list("action", "result"))


def test_what_was_typed_is_there_when_the_page_is_opened_next(
    browser: Client, dossier: Dossier
) -> None:
    window = Window(browser, story_page(dossier))
    for words in ("She", "She waited", LONG):
        assert window.type(story=words).status_code == 200
    again = Window(browser, story_page(dossier))
    assert again.typed == {"story": LONG}
    assert in_the_database(LONG, "nine days") == []
    assert entries() == [(acts.BEGIN.code, "done")], "begun once, however often it was kept"


def test_it_is_sealed_with_whom_it_is_about_and_dies_with_her(
    browser: Client, dossier: Dossier
) -> None:
    window = Window(browser, story_page(dossier))
    window.type(story=LONG)
    Window(browser, "/dossiers/new/").type(name="Ri", story=LONG)
    about, own = Draft.objects.order_by("begun_at")
    assert about.compartment == dossier.compartment
    assert own.compartment == User.objects.get().compartment
    erase(dossier.compartment, at=timezone.now())
    assert own.content.open()
    assert about.content.open_or(None) is None
    assert window.type(story=f"{LONG} More").status_code == 404
    Draft.objects.filter(id=about.id).delete()
    assert window.type(story=f"{LONG} More").status_code == 404, "and none is begun"


def test_what_was_sent_is_no_draft_any_more(browser: Client, dossier: Dossier) -> None:
    window = Window(browser, story_page(dossier))
    window.type(story=LONG)
    assert window.send(story=LONG).status_code == 302
    assert not Draft.objects.exists()
    assert Window(browser, story_page(dossier)).typed == {}


def test_what_came_back_with_a_mistake_is_still_kept(browser: Client, dossier: Dossier) -> None:
    window = Window(browser, story_page(dossier))
    window.type(story=LONG)
    assert window.send(story="").status_code == 422
    assert Draft.objects.get().content.open() == [["story", LONG]]
    # The page that came back goes on with the same draft.
    assert window.type(story=f"{LONG} Then").status_code == 200
    assert window.send(story=f"{LONG} Then").status_code == 302
    assert not Draft.objects.exists()


def test_a_second_window_overwrites_nothing_that_it_has_not_seen(
    browser: Client, dossier: Dossier
) -> None:
    one, other = (Window(browser, story_page(dossier)) for _each in range(2))
    one.type(story=LONG)
    refused = other.type(story="Something else")
    assert refused.status_code == 409
    assert refused.json()["typed"] == [["story", LONG]]
    assert other.throw_away().status_code == 409
    assert Draft.objects.get().content.open() == [["story", LONG]]
    # She has seen it now, and goes on with hers; then the first is the older.
    other.seen = refused.json()["seen"]
    assert other.type(story="Something else").status_code == 200
    assert one.type(story=f"{LONG} More").status_code == 409


def test_sending_from_one_window_leaves_what_another_wrote(
    browser: Client, dossier: Dossier
) -> None:
    one = Window(browser, story_page(dossier))
    one.type(story="The first half")
    other = Window(browser, story_page(dossier))
    other.type(story=LONG)
    assert one.send(story="The first half").status_code == 302
    assert Window(browser, story_page(dossier)).typed == {"story": LONG}


def test_a_reason_that_waits_for_a_confirmation_is_a_draft_until_the_act_is_done(
    dossier: Dossier,
) -> None:
    officer, address = staff("case-officer"), f"/access/break-glass/{DOSSIER}/{dossier.id}/"
    staff("supervisor")
    window = Window(signed_in(officer), address)
    window.type(reason=LONG)
    # She wrote for longer than a confirmation lasts.
    window.browser = signed_in(officer, confirmed=False)
    sent = {"keeps": window.ticket, "reason": LONG}
    asked = window.browser.post(address, sent)
    assert asked.headers["Location"].startswith(CONFIRM_CODE)
    assert Draft.objects.get().content.open() == [["reason", LONG]]
    done = window.browser.post(asked.headers["Location"], {"code": code_of()})
    assert done.headers["Location"] == f"/dossiers/{dossier.id}/"
    assert not Draft.objects.exists()


def test_a_reason_for_a_file_is_a_draft_until_the_file_was_given() -> None:
    window = Window(signed_in(staff("data-protection-officer")), "/oversight/ledger/export/")
    window.type(reason="A court asked", form="csv")
    assert window.send(reason="").status_code == 422
    assert Draft.objects.count() == 1
    sent = {"keeps": window.ticket, "reason": LONG, "form": "csv"}
    answer = window.browser.post(window.address, sent)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert not Draft.objects.exists()


def test_words_to_be_cited_are_a_draft_until_they_are_cited() -> None:
    actor = researcher()
    edition = confirmed(added(REPORT, acting=actor), acting=actor)
    address = f"/coi/documents/{edition.id}/{passage(edition).ordinal}/"
    window = Window(signed_in(User.objects.get(id=actor.id)), address)
    window.type(words="were returned told")
    assert window.send(words="were never returned").status_code == 422
    assert Draft.objects.count() == 1
    assert window.send(words="Women who were returned").status_code == 200
    assert not Draft.objects.exists()
    assert window.typed == {}


def test_what_is_thrown_away_is_gone_and_on_record(browser: Client, dossier: Dossier) -> None:
    window = Window(browser, story_page(dossier))
    window.type(story=LONG)
    assert window.throw_away().status_code == 200
    assert not Draft.objects.exists()
    assert entries() == [(acts.BEGIN.code, "done"), (acts.DISCARD.code, "done")]
    assert window.throw_away().status_code == 200, "twice is once"


def test_whoever_the_record_is_closed_to_keeps_and_reads_nothing_of_it(dossier: Dossier) -> None:
    officer, supervisor = staff("case-officer"), staff("supervisor")
    grant = assign(dossier.compartment, officer.id, "case-officer", acting=acting_as(supervisor))
    window = Window(signed_in(officer), story_page(dossier))
    assert window.type(story=LONG).status_code == 200
    unassign(grant.id, acting=acting_as(supervisor))
    assert window.type(story=f"{LONG} More").status_code == 404
    assert window.browser.get(story_page(dossier)).status_code == 404
    assert entries()[-1] == (acts.BEGIN.code, "refused")
    # Assigned again, she finds what she wrote.
    assign(dossier.compartment, officer.id, "case-officer", acting=acting_as(supervisor))
    assert Window(window.browser, story_page(dossier)).typed == {"story": LONG}
    assert Grant.objects.filter(user=officer.id).count() == 2


def test_nobody_writes_or_reads_the_draft_of_another(browser: Client, dossier: Dossier) -> None:
    hers = Window(browser, story_page(dossier))
    hers.type(story=LONG)
    officer, supervisor = staff("case-officer"), staff("supervisor")
    assign(dossier.compartment, officer.id, "case-officer", acting=acting_as(supervisor))
    his = Window(signed_in(officer), story_page(dossier))
    assert his.typed == {}
    his.ticket = hers.ticket
    assert his.type(story="Not mine").status_code == 404
    assert his.throw_away().status_code == 404
    his.ticket = hers.ticket[:-2] + "xx"
    assert his.type(story="Not signed").status_code == 404
    assert Draft.objects.get().content.open() == [["story", LONG]]


def test_what_nobody_goes_on_with_is_forgotten(browser: Client, dossier: Dossier) -> None:
    Window(browser, "/dossiers/new/").type(story=LONG)
    Draft.objects.update(written_at=timezone.now() - timedelta(days=31))
    Window(browser, story_page(dossier)).type(story=LONG)
    keep_house()
    assert Draft.objects.get().compartment == dossier.compartment
    assert entries()[-1] == (acts.FORGET.code, "done")
    keep_house()
    assert len(entries()) == 3, "nothing was left to forget"


def test_what_waits_to_be_sent_is_found_again_from_the_first_page(
    browser: Client, dossier: Dossier
) -> None:
    assert "typed and not sent" not in browser.get("/").content.decode()
    Window(browser, story_page(dossier)).type(story=LONG)
    assert "1 text was typed and not sent" in browser.get("/").content.decode()
    page = browser.get("/drafts/").content.decode()
    assert f'<a href="{story_page(dossier)}">Story</a>' in page
    assert "nine days" not in page
    colleague = signed_in(staff("reception-registration-officer", username="colleague"))
    assert "Story" not in colleague.get("/drafts/").content.decode()
    Grant.objects.all().delete()
    assert "Story" not in browser.get("/drafts/").content.decode(), "it is not open to her now"


@pytest.mark.parametrize("typed", ["", "null", "[1]", "[[1,2,3]]", "{", '"' + "x" * 500_000 + '"'])
def test_what_is_no_content_of_a_form_is_refused_in_words(
    browser: Client, dossier: Dossier, typed: str
) -> None:
    window = Window(browser, story_page(dossier))
    answer = browser.post("/drafts/keep/", {"keeps": window.ticket, "typed": typed})
    assert answer.status_code == 422
    assert answer.json()["says"]
    assert not Draft.objects.exists()
