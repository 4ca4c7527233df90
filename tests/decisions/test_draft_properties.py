"""Whatever is recorded and written: no refusal is handed in that the record does not carry, or for
which somebody is disbelieved who was never asked.
"""

import os
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import ClassVar
from uuid import UUID, uuid4

from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from openrsd.assessment.entries import Content, Entry, Finding, MaterialFact
from openrsd.assessment.errors import NotReadyToRefuse
from openrsd.assessment.weighing import Assessment
from openrsd.casework.models import Claim
from openrsd.decisions.actions.readiness import require_ready, require_sound
from openrsd.decisions.assembling import assembled
from openrsd.decisions.editing import Does, Written, done, renewed, with_words
from openrsd.decisions.errors import DraftNotSound
from openrsd.decisions.reasons import Part, Reasons
from openrsd.decisions.wording import words_of_removal
from openrsd.demonstration.examining import examine
from openrsd.determination.outcome import Outcome
from openrsd.law.loader import shipped_corpus
from openrsd.lawbook.in_force import LawInForce
from openrsd.lawbook.models import SourceConfirmation

EXAMPLES = 1500 if os.environ.get("OPENRSD_SOAK") else 60
SOMEBODY = UUID(int=7)
DAY = date(2026, 11, 23)
WHY = "As was said and heard, and not otherwise."
FOLLOWS = {
    "negative": {Outcome.NOT_RECOGNISED, Outcome.EXCLUDED},
    "partial": {Outcome.COMPLEMENTARY},
}


class AsShipped(LawInForce):
    """The law files as they are: nothing is chosen, and nobody compared a source."""

    confirmed: ClassVar[dict[str, SourceConfirmation]] = {}


LAW = AsShipped(DAY, shipped_corpus(), {}, {}, frozenset())


def assessed(contents: Iterable[Content]) -> Assessment:
    """An assessment of somebody from North Korea who is in South Korea, in memory."""
    at = timezone.localtime()
    entries = [Entry(uuid4(), one.kind, one.key, one, SOMEBODY, at) for one in contents]
    claim = Claim(id=UUID(int=1), person_id=UUID(int=2))
    claimed = {"PRK": "nationality"}
    return Assessment(claim, tuple(entries), DAY, "KOR", claimed, {}, LAW)


@cache
def examined(outcome: str) -> tuple[Content, ...]:
    """Everything that this outcome rests on."""
    contents: list[Content] = []

    def record(content: Content) -> Assessment:
        contents.append(content)
        return assessed(contents)

    examine(assessed([]), outcome, WHY, record)
    return tuple(contents)


texts = st.sampled_from(["", "She said it in March.", "It does not fit, and she was asked."])
facts = st.builds(
    MaterialFact,
    id=st.sampled_from(["fact-1", "fact-2", "fact-3"]),
    proposition=st.sampled_from(["She crossed the river.", "Her father was taken."]),
    value=st.sampled_from(["accepted", "not-accepted", "undetermined", "open"]),
    inconsistency=texts,
    evidence_against=texts,
    put=texts,
    answer=texts,
    reasons=texts,
)
written = st.sampled_from(
    [
        "",
        WHY,
        "She may be removed.",
        "This fact is accepted.",
        "It does not fit, and she was asked.",
    ]
)


@st.composite
def records(draw: st.DrawFn) -> Assessment:
    """What some outcome rests on, with something missing, other facts, and other answers."""
    whole = list(examined(draw(st.sampled_from(["negative", "partial", "positive"]))))
    drops = draw(st.sets(st.integers(0, len(whole) - 1), max_size=draw(st.sampled_from([0, 0, 3]))))
    contents = [one for place, one in enumerate(whole) if place not in drops]
    turned = draw(st.sampled_from([None, None, *range(len(contents))]))
    if turned is not None and isinstance(one := contents[turned], Finding):
        value = draw(st.sampled_from(["yes", "no", "unresolved", "not-reached"]))
        contents[turned] = one.model_copy(update={"value": value})
    return assessed([*contents, *draw(st.lists(facts, max_size=3))])


def drafted(data: st.DataObject, of: Assessment, outcome: str) -> Reasons:
    """A draft in which something was written, moved, left out and taken anew."""
    fresh = assembled(of, outcome)
    reasons = renewed(Reasons.model_validate({"outcome": outcome}), fresh)
    conclusion = {one.id: WHY for one in reasons.of(Part.CONCLUSION)}
    reasons = with_words(reasons, Written(outcome, texts=conclusion))
    for _act in range(data.draw(st.sampled_from([0, 0, 1, 3]))):
        ids = [one.id for one in (*reasons.paragraphs, *reasons.left_out)]
        which = data.draw(st.sampled_from(ids))
        does = data.draw(st.sampled_from([None, *(one for one in Does if one is not Does.ADD)]))
        edit = {which: data.draw(written)} if does is None else {}
        act = Written(outcome, texts=edit, does=does, of=which)
        reasons = done(with_words(reasons, act), act, fresh)
    return reasons


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.data(), records(), st.sampled_from(["negative", "partial"]))
def test_a_refusal_is_held_up_with_reasons_or_the_record_carries_it(
    data: st.DataObject, of: Assessment, outcome: str
) -> None:
    reasons = drafted(data, of, outcome)
    try:
        require_ready([of], outcome, to_be_reviewed=True)
        require_sound(reasons, of, [of])
    except NotReadyToRefuse as refused:
        assert all(one.text for one in refused.missing)
        return
    except DraftNotSound as refused:
        assert all(refused.sentences)
        return
    found = of.determination
    assert found is not None
    assert found.outcome in FOLLOWS[outcome]
    lacks = {one.code for one in of.lacks(partly=outcome == "partial")}
    assert lacks <= {"source-unconfirmed"}
    told = {one.key: one for one in reasons.paragraphs}
    for entry in of.entries:
        if isinstance(fact := entry.content, MaterialFact):
            assert fact.value != "open"
            if fact.value == "not-accepted":
                assert fact.put
                assert fact.answer
                assert fact.inconsistency or fact.evidence_against
                assert told[entry.key].rests_on == (str(entry.id),)
    for result in found.by_hypothesis:
        assert {one.element for one in result.because} <= set(told) | {
            one.key for one in reasons.left_out if one.says != "no"
        }
    assert all(one.text for one in reasons.paragraphs)
    assert not any(words_of_removal(one.text) for one in reasons.paragraphs)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.data(), records())
def test_a_recognition_waits_for_reasons_alone(data: st.DataObject, of: Assessment) -> None:
    reasons = drafted(data, of, "positive")
    require_ready([of], "positive", to_be_reviewed=True)
    lacking = [one for one in reasons.paragraphs if one.lacks_reasons]
    try:
        require_sound(reasons, of, [of])
    except DraftNotSound as refused:
        assert lacking
        assert all("Reasons are missing" in one for one in refused.sentences)
    else:
        assert not lacking


def test_some_refusals_pass() -> None:
    """The properties above would be empty without one."""
    for outcome in ("negative", "partial"):
        of = assessed(examined(outcome))
        reasons = renewed(Reasons.model_validate({"outcome": outcome}), assembled(of, outcome))
        (conclusion,) = reasons.of(Part.CONCLUSION)
        reasons = with_words(reasons, Written(outcome, texts={conclusion.id: WHY}))
        require_ready([of], outcome, to_be_reviewed=True)
        require_sound(reasons, of, [of])
