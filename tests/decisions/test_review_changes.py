"""What changed between two rounds of a draft."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrsd.assessment.actions import record_entry, take_back
from openrsd.assessment.entries import Kind
from openrsd.decisions.actions import return_assessment
from openrsd.decisions.comparing import Change, changed_paragraphs, changed_words
from openrsd.decisions.reasons import Paragraph, Part, Reasons
from openrsd.decisions.selectors.reviewing import review
from tests.decisions.reviewed import FACT, a_draft_before_a_reviewer

TEXTS = st.lists(
    st.sampled_from(["She", "he", "fled", " ", "  ", "\n", ". ", "2014", "。", "리옥희", "!?"]),
    max_size=40,
).map("".join)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_out_of_what_changed(before: str, now: str) -> None:
    words = changed_words(before, now)
    assert "".join(one.text for one in words if one.change is not Change.ADDED) == before
    assert "".join(one.text for one in words if one.change is not Change.REMOVED) == now
    changed = any(one.change is not Change.SAME for one in words)
    assert changed == (before != now)


def test_a_word_that_came_is_marked_and_no_more() -> None:
    words = changed_words("She fled in 2014. He was there.", "She fled in May 2014. He was there.")
    assert [(one.change, one.text) for one in words] == [
        (Change.SAME, "She fled in "),
        (Change.ADDED, "May "),
        (Change.SAME, "2014. He was there."),
    ]


def test_texts_as_long_as_a_book_are_compared_in_time() -> None:
    before = "She said that they came at night. " * 2500
    words = changed_words(before, before.replace("night", "dawn", 1) + "More was said.")
    assert "".join(one.text for one in words if one.change is not Change.REMOVED).startswith(
        "She said that they came at dawn."
    )


def test_a_paragraph_that_is_gone_stands_where_it_stood() -> None:
    def reasons(*ids: str) -> Reasons:
        paragraphs = [Paragraph(id=one, part=Part.LAW, text=f"On {one}.") for one in ids]
        return Reasons.model_validate({"outcome": "negative", "paragraphs": paragraphs})

    found = changed_paragraphs(reasons("a", "b", "c"), reasons("a", "d", "c"))
    assert [(one.change, one.paragraph.id) for one in found] == [
        (Change.SAME, "a"),
        (Change.REMOVED, "b"),
        (Change.ADDED, "d"),
        (Change.SAME, "c"),
    ]


@pytest.mark.django_db
@pytest.mark.any_database
def test_what_was_recorded_anew_since_the_last_round_is_named() -> None:
    it = a_draft_before_a_reviewer()
    return_assessment(it.case, "T9", {"reasons": "Look at 2014."}, acting=it.reading)
    doubted = FACT.model_copy(update={"value": "undetermined", "benefit_of_doubt": "Given."})
    record_entry(it.claim, Kind.FACT, doubted.model_dump(), acting=it.acting)
    other = FACT.model_copy(update={"id": "fact-2", "proposition": "She fled over the river."})
    record_entry(it.claim, Kind.FACT, other.model_dump(), acting=it.acting)
    take_back(it.claim, Kind.FACT, "fact-2", "It was of another person.", acting=it.acting)
    it.hand_in()
    page = review(it.reading, it.draft)
    assert [(one.in_words, one.was, one.now) for one in page.changed_entries] == [
        ("Changed", "Accepted", "Cannot be determined")
    ]
    assert page.changed == []
    before = review(it.reading, it.drafts[0])
    assert not before.may_comment
    (_title, (first,)) = before.parts[0]
    assert [one.says for one in first.rests_on] == ["Accepted"], "as it stood then"
