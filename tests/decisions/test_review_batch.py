"""Recognitions that are alike are signed with one word; each stays a decision of two people."""

from uuid import uuid4

import pytest
from django.urls import reverse

from openrsd.accounts.errors import NotHere
from openrsd.casework import acts
from openrsd.casework.models import Step
from openrsd.decisions.actions import comment, sign_in_batch
from openrsd.decisions.actions.commenting import About
from openrsd.decisions.errors import NotForBatch
from openrsd.decisions.models import SampleDraw, Signature
from openrsd.decisions.selectors.batching import batches
from openrsd.ledger.models import EntryRow
from tests import people
from tests.decisions.reviewed import Reviewed, a_draft_before_a_reviewer

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
WHOLE = About("whole", "", "")


@pytest.fixture
def alike() -> list[Reviewed]:
    """Three of simplified processing that the sample did not fall on, given to one reviewer."""
    first = a_draft_before_a_reviewer("simplified")
    others = [
        a_draft_before_a_reviewer("simplified", officer=first.officer, reviewer=first.reviewer)
        for _place in range(2)
    ]
    found = [first, *others]
    for one in found:
        SampleDraw.objects.create(case_id=one.case, share=10, is_sampled=False)
    return found


def shown_to(it: Reviewed) -> set[object]:
    groups, _more = batches(it.reading)
    return {one.draft.id for group in groups for one in group.drafts}


def test_each_is_signed_in_a_step_of_its_own_and_what_cannot_be_is_named(
    alike: list[Reviewed],
) -> None:
    first, second, third = alike
    assert shown_to(first) == {one.draft for one in alike}
    comment(third.draft, WHOLE, "Which unit?", acting=third.reading)
    before = EntryRow.objects.filter(action=acts.MOVE_CASE.code).count()
    signed = sign_in_batch([one.draft for one in alike], acting=first.reading)
    assert [one.is_done for one in signed] == [True, True, False]
    assert "Comments are still open" in signed[2].refusal
    assert [one.state() for one in alike] == [
        "decided-positive",
        "decided-positive",
        "under-review",
    ]
    assert len(set(Signature.objects.values_list("batch", flat=True))) == 1
    assert Signature.objects.count() == 2
    for one in (first, second):
        assert Step.objects.filter(case=one.case, transition="T10", by=first.reviewer.id).exists()
    # Two were made and one was refused: each has an entry of its own.
    assert EntryRow.objects.filter(action=acts.MOVE_CASE.code).count() == before + 3


def test_only_what_asks_for_no_reading_by_itself_is_offered_or_signed() -> None:
    child = a_draft_before_a_reviewer("simplified", child=True)
    regular = a_draft_before_a_reviewer(officer=child.officer, reviewer=child.reviewer)
    assert shown_to(child) == set()
    signed = sign_in_batch([child.draft, regular.draft], acting=child.reading)
    assert not any(one.is_done for one in signed)
    assert all("Open the draft" in one.refusal for one in signed)
    assert child.state() == regular.state() == "under-review"


def test_a_draft_that_was_not_shown_is_not_signed(alike: list[Reviewed]) -> None:
    first, second, _third = alike
    with pytest.raises(NotHere):
        sign_in_batch([first.draft, uuid4()], acting=first.reading)
    with pytest.raises(NotHere):
        sign_in_batch([first.draft], acting=first.acting)
    with pytest.raises(NotForBatch):
        sign_in_batch([uuid4() for _place in range(101)], acting=first.reading)
    other = people.staff("reviewer", username="other")
    assert batches(people.acting_as(other)) == ([], False)
    assert first.state() == second.state() == "under-review"


def test_she_ticks_each_on_the_page_and_gives_her_word_once(alike: list[Reviewed]) -> None:
    first, second, third = alike
    SampleDraw.objects.filter(case_id=third.case).update(is_sampled=True)
    browser, at = first.desk, reverse("decisions:batch")
    shown = browser.get(at).content.decode()
    assert "She has a well-founded fear and is recognised." in shown
    assert f"read-{third.draft.hex}" not in shown, "the sample fell on it"
    assert "checked" not in shown
    ticked = {f"read-{first.draft.hex}": "on"}
    assert browser.post(at, ticked).status_code == 422
    assert browser.post(at, {"word": "on"}).status_code == 422
    assert browser.post(at, {**ticked, f"read-{third.draft.hex}": "on"}).status_code == 422
    answer = browser.post(at, {**ticked, "word": "on"})
    assert answer.status_code == 200
    assert "signed" in answer.content.decode()
    assert [one.state() for one in alike] == ["decided-positive", "under-review", "under-review"]
    assert second.draft in shown_to(first)
