"""A reviewer comments, returns, and signs nothing that she or another left open."""

import pytest
from django.urls import reverse

from openrsd.accounts.errors import NotHere
from openrsd.casework.errors import StepRefused
from openrsd.casework.models import Case, Step
from openrsd.decisions.actions import (
    answer_comments,
    comment,
    return_assessment,
    sign_recognition,
    weigh_answers,
)
from openrsd.decisions.actions.commenting import About, Word
from openrsd.decisions.errors import (
    NotBeforeReviewer,
    NotReturned,
    NoWords,
    OpenComments,
    SecondPerson,
)
from openrsd.decisions.models import CommentWord, ReviewComment, Signature
from openrsd.decisions.selectors.commenting import comments_in, comments_page
from openrsd.decisions.selectors.reviewing import review
from tests import people
from tests.decisions.reviewed import Reviewed, a_draft_before_a_reviewer, given_to

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
ON_2014 = About("paragraph", "fact-1", "What happened in 2014")
READ = {"record-read": True}


def returned(it: Reviewed) -> None:
    return_assessment(it.case, "T9", {"reasons": "Look at 2014."}, acting=it.reading)


def test_a_comment_goes_with_the_draft_and_comes_back_answered() -> None:
    it = a_draft_before_a_reviewer()
    case = Case.objects.get(id=it.case)
    written = comment(it.draft, ON_2014, "Which officials?", acting=it.reading)
    assert comments_in(it.acting, case) == [], "the officer sees it once it is returned"

    with pytest.raises(OpenComments):
        sign_recognition(it.case, "T10", READ, acting=it.reading)
    assert it.state() == "under-review"
    assert not Signature.objects.exists()

    returned(it)
    case.refresh_from_db()
    assert [one.text for one in comments_in(it.acting, case)] == ["Which officials?"]
    with pytest.raises(NoWords):
        answer_comments(it.case, {written.id: Word("answered")}, acting=it.acting)
    answer_comments(it.case, {written.id: Word("changed", "Those of the camp.")}, acting=it.acting)
    it.hand_in(**{"fact-1": "It is accepted that camp officials beat her in 2014."})

    page = review(it.reading, it.draft)
    assert page.round == 2
    (open_,) = page.open_comments
    assert [(word.says, word.text) for word in open_.words] == [("Changed", "Those of the camp.")]
    ((title, changed),) = page.changed
    assert title == "What happened in 2014"
    assert "camp officials" in " ".join(one.text for one in changed.words if one.change == "added")
    with pytest.raises(OpenComments):
        sign_recognition(it.case, "T10", READ, acting=it.reading)
    weigh_answers(it.case, {written.id: Word("settled")}, acting=it.reading)
    assert sign_recognition(it.case, "T10", READ, acting=it.reading).state == "decided-positive"
    assert ReviewComment.objects.count() == 1
    assert CommentWord.objects.count() == 2
    assert [one.is_return for one in Signature.objects.order_by("signed_at")] == [True, False]


def test_another_reviewer_finds_what_the_first_left_open() -> None:
    it = a_draft_before_a_reviewer()
    written = comment(it.draft, ON_2014, "Which officials?", acting=it.reading)
    returned(it)
    it.hand_in()
    another = people.staff("reviewer", username="another")
    given_to(another, "reviewer", it.compartments)
    acting = people.acting_as(another)
    with pytest.raises(OpenComments):
        sign_recognition(it.case, "T10", READ, acting=acting)
    weigh_answers(it.case, {written.id: Word("still-open", "Not answered.")}, acting=acting)
    with pytest.raises(OpenComments):
        sign_recognition(it.case, "T10", READ, acting=acting)
    weigh_answers(it.case, {written.id: Word("settled")}, acting=acting)
    assert sign_recognition(it.case, "T10", READ, acting=acting).state == "decided-positive"


def test_who_comments_and_who_answers_is_not_the_same_person() -> None:
    it = a_draft_before_a_reviewer()
    with pytest.raises(NotHere):
        comment(it.draft, ON_2014, "I wrote it well.", acting=it.acting)
    written = comment(it.draft, ON_2014, "Which officials?", acting=it.reading)
    with pytest.raises(NotHere):
        weigh_answers(it.case, {written.id: Word("settled")}, acting=it.acting)
    with pytest.raises(NotHere):
        answer_comments(it.case, {written.id: Word("changed")}, acting=it.acting)
    returned(it)
    with pytest.raises(NotBeforeReviewer):
        comment(it.draft, ON_2014, "One more thing.", acting=it.reading)
    with pytest.raises(NotBeforeReviewer):
        weigh_answers(it.case, {written.id: Word("settled")}, acting=it.reading)
    it.hand_in()
    with pytest.raises(NotReturned):
        answer_comments(it.case, {written.id: Word("changed")}, acting=it.acting)
    with pytest.raises(NotBeforeReviewer):
        comment(it.drafts[0], ON_2014, "On the earlier one.", acting=it.reading)
    assert CommentWord.objects.count() == 0


def test_whoever_drafted_or_interviewed_reviews_nothing() -> None:
    it = a_draft_before_a_reviewer()
    both = people.staff("case-officer", "reviewer", username="both")
    given_to(both, "reviewer", it.compartments)
    acting = people.acting_as(both)
    it_is_hers = a_draft_before_a_reviewer(officer=both, reviewer=it.reviewer)
    given_to(both, "reviewer", it_is_hers.compartments)
    with pytest.raises(SecondPerson):
        comment(it_is_hers.draft, ON_2014, "Good.", acting=acting)
    with pytest.raises(StepRefused) as refused:
        sign_recognition(it_is_hers.case, "T10", READ, acting=acting)
    assert "second-person-signs" in {one.code for one in refused.value.reasons}

    Step.objects.filter(case=it.case, transition="T5").update(by=both.id)
    with pytest.raises(StepRefused) as refused:
        sign_recognition(it.case, "T10", READ, acting=acting)
    assert {one.code for one in refused.value.reasons} == {"reviewer-is-independent"}
    with pytest.raises(StepRefused) as refused:
        return_assessment(it.case, "T9", {"reasons": "No."}, acting=acting)
    assert {one.code for one in refused.value.reasons} == {"reviewer-is-independent"}
    assert it.state() == it_is_hers.state() == "under-review"
    assert not Signature.objects.exists()


def test_the_page_shows_each_finding_beside_the_words_and_takes_comments() -> None:
    it = a_draft_before_a_reviewer()
    browser = it.desk
    shown = browser.get(reverse("decisions:review", args=[it.draft])).content.decode()
    for words in (
        "It is accepted that she was beaten in 2014.",
        "She was beaten by officials in 2014.",
        "A scar, and what she said at length.",
        "In the record, and in no paragraph",
        "What would change it",
        "15 known errors",
        "Sign a recognition",
    ):
        assert words in shown, words
    assert "1 draft waits for you as second person" in browser.get("/").content.decode()
    page = review(it.reading, it.draft)
    (_title, (first,)) = page.parts[0]
    at = reverse("decisions:comment", args=[it.draft, first.name])
    assert "fact-1" not in at
    assert browser.post(at, {"text": " "}).status_code == 422
    assert browser.post(at, {"text": "Which officials?"}).status_code == 302
    shown = browser.get(reverse("decisions:return", args=[it.claim])).content.decode()
    assert "Which officials?" in shown
    at = reverse("decisions:comments", args=[it.claim])
    assert browser.post(at, {}).status_code == 422
    (one,) = comments_page(it.reading, Case.objects.get(id=it.case)).awaiting
    answer = browser.post(at, {f"says-{one.id.hex}": "still-open"})
    assert answer.status_code == 422
    assert "Write in words" in answer.content.decode()
    assert browser.post(at, {f"says-{one.id.hex}": "settled"}).status_code == 302
    assert page.subject("0123456789abcdef") is None
    at = reverse("decisions:comment", args=[it.draft, "0123456789abcdef"])
    assert browser.get(at).status_code == 404


def test_whoever_drafted_is_told_of_what_came_back_and_where_to_answer() -> None:
    it = a_draft_before_a_reviewer()
    comment(it.draft, ON_2014, "Which officials?", acting=it.reading)
    browser = people.signed_in(it.officer)
    case, answer = reverse("case", args=[it.case]), reverse("decisions:comments", args=[it.claim])
    assert answer not in browser.get(case).content.decode()
    returned(it)
    assert "1 draft came back from the reviewer" in browser.get("/").content.decode()
    assert answer in browser.get(case).content.decode()
    shown = browser.get(reverse("decisions:review", args=[it.draft])).content.decode()
    assert "Look at 2014." in shown
    assert "What would change it" not in shown
