"""How deeply a draft is read, and that nobody gets round the sample."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.urls import reverse

from openrsd.accounts.errors import NotHere
from openrsd.assessment.entries import Act
from openrsd.casework.facts import NOBODY
from openrsd.casework.models import Case
from openrsd.decisions.actions import keep_checklist, return_assessment, sign_recognition
from openrsd.decisions.actions.checking import draw_sample
from openrsd.decisions.errors import NoChecklist, NotBeforeReviewer
from openrsd.decisions.models import Draft, QualityChecklist, SampleDraw
from openrsd.decisions.quality import Answered, quality
from openrsd.decisions.rounds import depth_of
from openrsd.decisions.sampling import FILE, SamplingFile, depth, falls_on, sampling
from openrsd.errors import InvalidDocument
from openrsd.law.documents import read_document
from openrsd.law.reading import read_shape
from tests import assessing
from tests.decisions.reviewed import FACT, a_draft_before_a_reviewer

READ = {"record-read": True}
ADULT = replace(NOBODY, is_child=False)
COMPLETE = {one.id: Answered(answer="yes") for one in quality().indicators}


@pytest.mark.parametrize("outcome", ["negative", "partial"])
@pytest.mark.parametrize("modality", ["regular", "simplified", "merged-registration-rsd"])
def test_whatever_refuses_is_read_in_full(outcome: str, modality: str) -> None:
    person = replace(ADULT, modality=modality)
    assert depth(outcome, person, is_sampled=False).code == "not-positive"


def test_a_recognition_is_read_in_full_unless_its_way_of_handling_takes_samples() -> None:
    def code(*, is_sampled: bool = False, **stands: object) -> str:
        return depth("positive", replace(ADULT, **stands), is_sampled=is_sampled).code  # type: ignore[arg-type]

    for modality in ("regular", "accelerated", "merged-rsd-resettlement", "made-up"):
        assert code(modality=modality) == "way-of-handling"
    for modality in sampling().sample:
        assert code(modality=modality) == "not-sampled"
        assert code(modality=modality, is_sampled=True) == "sampled"
        assert code(modality=modality, is_child=True) == "child"
        assert code(modality=modality, exclusion_arises=True) == "exclusion"
        assert code(modality=modality, credibility_arises=True) == "credibility"


def test_a_sample_of_fewer_than_ten_in_a_hundred_does_not_load() -> None:
    raw = b"version: '1'\nshare: 9\nsample: [simplified]\nbatch: []\nmost: 5\n"
    with pytest.raises(InvalidDocument):
        read_shape(read_document(raw, FILE), SamplingFile)
    assert sampling().share >= 10


def test_the_sample_falls_on_about_as_many_as_it_says_and_always_on_the_same() -> None:
    cases = [uuid4() for _place in range(2000)]
    fell = [one for one in cases if falls_on(one, 10)]
    # Four in ten thousand runs would lie outside by chance.
    assert 153 <= len(fell) <= 250
    assert fell == [one for one in cases if falls_on(one, 10)]


@pytest.mark.django_db
@pytest.mark.any_database
class TestASampledCase:
    """The sample fell on a case of simplified processing."""

    def test_it_is_signed_with_a_complete_checklist_and_not_before(self) -> None:
        it = a_draft_before_a_reviewer("simplified")
        SampleDraw.objects.create(case_id=it.case, share=10, is_sampled=True)

        def is_refused() -> None:
            with pytest.raises(NoChecklist):
                sign_recognition(it.case, "T10", READ, acting=it.reading)
            assert it.state() == "under-review"

        is_refused()
        some = dict(list(COMPLETE.items())[:-1])
        assert not keep_checklist(it.draft, some, acting=it.reading).is_complete
        is_refused()
        silent = {**COMPLETE, "decision-risk": Answered(answer="no")}
        assert not keep_checklist(it.draft, silent, acting=it.reading).is_complete
        said = {**COMPLETE, "decision-risk": Answered(answer="no", note="Only past facts.")}
        assert keep_checklist(it.draft, said, acting=it.reading).is_complete
        signed = sign_recognition(it.case, "T10", READ, acting=it.reading)
        assert signed.state == "decided-positive"
        assert QualityChecklist.objects.count() == 3

    def test_returning_draws_nothing_again_and_a_new_round_needs_a_list_of_its_own(self) -> None:
        it = a_draft_before_a_reviewer("simplified")
        SampleDraw.objects.create(case_id=it.case, share=10, is_sampled=True)
        keep_checklist(it.draft, COMPLETE, acting=it.reading)
        return_assessment(it.case, "T9", {"reasons": "Look again."}, acting=it.reading)
        with pytest.raises(NotBeforeReviewer):
            keep_checklist(it.draft, COMPLETE, acting=it.reading)
        it.hand_in()
        drawn = draw_sample(Case.objects.get(id=it.case))
        assert (drawn.is_sampled, SampleDraw.objects.count()) == (True, 1)
        with pytest.raises(NoChecklist):
            sign_recognition(it.case, "T10", READ, acting=it.reading)
        with pytest.raises(NotHere):
            keep_checklist(it.draft, COMPLETE, acting=it.acting)

    def test_what_was_drawn_is_kept_when_it_is_signed(self) -> None:
        it = a_draft_before_a_reviewer("simplified")
        SampleDraw.objects.create(case_id=it.case, share=10, is_sampled=False)
        Case.objects.filter(id=it.case).update(modality="regular")
        sign_recognition(it.case, "T10", READ, acting=it.reading)
        assert not SampleDraw.objects.get().is_sampled

    def test_what_the_assessment_shows_asks_for_a_full_reading_too(self) -> None:
        it = a_draft_before_a_reviewer("simplified")
        case = Case.objects.get(id=it.case)
        SampleDraw.objects.create(case=case, share=10, is_sampled=False)
        draft = Draft.objects.get(id=it.draft)
        assert depth_of(case, draft).code == "not-sampled"
        doubted = FACT.model_copy(update={"id": "fact-2", "value": "not-accepted"})
        assessing.write(it.claim, [doubted], it.officer.id)
        assert depth_of(case, draft).code == "credibility"
        act = Act(id="act-1", title="He guarded a camp.")
        assessing.write(it.claim, [act], it.officer.id)
        assert depth_of(case, draft).code == "exclusion"

    def test_the_checklist_is_filled_in_on_a_page(self) -> None:
        it = a_draft_before_a_reviewer("simplified")
        SampleDraw.objects.create(case_id=it.case, share=10, is_sampled=True)
        browser = it.desk
        shown = browser.get(reverse("decisions:review", args=[it.draft])).content.decode()
        assert "The sample fell on this case" in shown
        assert "needed before you sign" in shown
        at = reverse("decisions:check", args=[it.draft])
        said = dict.fromkeys(COMPLETE, "yes")
        refused = browser.post(at, {**said, "decision-risk": "no"})
        assert refused.status_code == 422
        assert "Write what you did not find" in refused.content.decode()
        given = {**said, "decision-risk": "no", "decision-risk-note": "Only past facts."}
        assert browser.post(at, given).status_code == 302
        assert "Only past facts." in browser.get(at).content.decode()
        sign = reverse("casework:step", kwargs={"record": it.case, "transition": "T10"})
        assert browser.post(sign, {"record-read": "on"}).status_code == 302
        assert it.state() == "decided-positive"
