"""The page on which an officer writes a draft, as the browser sends it."""

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from openrsd.casework.models import Case
from openrsd.decisions.assembling import CONCLUSION
from openrsd.decisions.forms.drafting import as_sent
from openrsd.decisions.models import Draft
from openrsd.decisions.rounds import reasons_in
from tests import people
from tests.casework.test_what_is_signed import on_duty
from tests.decisions.test_drafting import WHY, case, claim, fact, of_record
from tests.records import Made

pytestmark = pytest.mark.django_db
__all__ = ["case", "claim"]


@pytest.fixture
def browser(case: Made) -> Client:
    return people.signed_in(on_duty(case, "case-officer"))


def address(claim: UUID) -> str:
    return reverse("decisions:draft", kwargs={"record": claim})


def begun(claim: UUID, browser: Client) -> Draft:
    of_record(claim, "positive", fact())
    assert browser.post(address(claim), {"outcome": "positive"}).status_code == 302
    return Draft.objects.get(claim=claim)


def sent(draft: Draft, do: str, **over: str) -> dict[str, str]:
    draft.refresh_from_db()
    return {**as_sent(reasons_in(draft), draft.version), "do": do, **over}


def test_a_draft_is_begun_written_and_handed_in(claim: UUID, browser: Client) -> None:
    draft = begun(claim, browser)
    page = browser.get(address(claim)).content.decode()
    assert "Her father was taken at night." in page
    assert "Reasons are missing" in page

    answer = browser.post(address(claim), sent(draft, "hand-in"))
    assert answer.status_code == 422
    assert "This draft cannot be handed in yet. Conclusion: Reasons are missing" in (
        answer.content.decode()
    )

    written = {f"text-{CONCLUSION}": WHY}
    assert browser.post(address(claim), sent(draft, "save", **written)).status_code == 302
    assert WHY in browser.get(address(claim)).content.decode()
    assert browser.post(address(claim), sent(draft, "hand-in")).status_code == 302
    assert Case.objects.get(claims=claim).state == "under-review"
    page = browser.get(address(claim)).content.decode()
    assert WHY not in page
    assert reverse("decisions:review", kwargs={"record": draft.id}) in page


def test_what_cannot_be_handed_in_is_kept_all_the_same(claim: UUID, browser: Client) -> None:
    draft = begun(claim, browser)
    reasons = reasons_in(draft)
    (first,) = [one for one in reasons.paragraphs if one.key == "fact-1"]
    answer = browser.post(
        address(claim), sent(draft, "hand-in", **{f"text-{first.id}": "I accept what she told."})
    )
    assert answer.status_code == 422
    draft.refresh_from_db()
    assert "I accept what she told." in str(draft.content.open())
    again = sent(draft, "hand-in", **{f"text-{CONCLUSION}": WHY})
    assert browser.post(address(claim), again).status_code == 302


def test_the_second_window_shows_both_and_writes_over_nothing(claim: UUID, browser: Client) -> None:
    draft = begun(claim, browser)
    second = sent(draft, "save", **{f"text-{CONCLUSION}": "From the second window."})
    first = sent(draft, "add:law", **{f"text-{CONCLUSION}": "From the first window."})
    browser.post(address(claim), first)

    answer = browser.post(address(claim), second)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "was saved in another window" in page
    assert "From the first window." in page
    assert "From the second window." in page
    draft.refresh_from_db()
    assert "From the second window." not in str(draft.content.open())
    seen = {**second, "version": str(draft.version)}
    assert browser.post(address(claim), seen).status_code == 302


def test_a_reader_sees_the_draft_and_cannot_write(case: Made, claim: UUID, browser: Client) -> None:
    draft = begun(claim, browser)
    reader = people.signed_in(on_duty(case, "legal-specialist"))
    page = reader.get(address(claim)).content.decode()
    assert "Her father was taken at night." in page
    assert "Give it to a reviewer" not in page
    answer = reader.post(address(claim), sent(draft, "save", **{f"text-{CONCLUSION}": "Mine."}))
    assert answer.status_code == 422
    assert "Mine." not in str(Draft.objects.get(claim=claim).content.open())
