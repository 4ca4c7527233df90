"""Rules of triage and wording of the plan: what a lawyer may write, and what is refused on load."""

from pathlib import Path

import pytest

from openrsd.law.corpus import Corpus
from openrsd.law.loader import shipped_corpus
from openrsd.law.triage_files import DESK_KINDS, TriageKind
from tests.law.small_law import SmallLaw, small_law

TRIAGE = """\
facts:
  - {id: held, title: Is held, kind: yes-no}
  - {id: tortured, title: Was tortured, kind: yes-no, sensitive: true}
  - {id: wish, title: Wishes, kind: choice, choices: [woman, man]}
triage:
  - id: is-held
    kind: urgent
    title: Held
    when: {fact: held, is: "yes"}
    do: [Tell the supervisor.]
    by-when: now
    by-whom: the desk
    sources: [{work: hb}]
  - id: survivor
    kind: safeguard
    title: Survivor
    when: {fact: tortured, is: "yes"}
    do: [Offer care.]
    by-when: today
    by-whom: the officer
    desk: {title: Careful handling, do: [Call the supervisor.]}
    sources: [{work: hb}]
specific-needs:
  - id: needs
    title: Needs
    edition: "1"
    sources: [{work: hb}]
    codes:
      - {code: TR, title: Torture, when: {fact: tortured, is: "yes"}, need-to-know: yes}
      - {code: TR-PI, title: Impaired}
modalities:
  - {id: regular, title: Regular, changes: None, used: Always, never: [Not], sources: [{work: hb}]}
  - {id: faster, title: Faster, changes: Times, used: Danger, never: [Not], sources: [{work: hb}]}
modality-rules:
  - {id: not-faster, keeps-from: [faster], when: {fact: tortured, is: "yes"}, because: Support,
     sources: [{work: hb}]}
  - {id: danger, proposes: faster, when: {fact: held, is: "yes"}, because: D, sources: [{work: hb}]}
  - {id: else, proposes: regular, because: Nothing else, sources: [{work: hb}]}
priorities:
  - {level: 1, title: First, when: {fact: held, is: "yes"}, sources: [{work: hb}]}
  - {level: 2, title: Last, sources: [{work: hb}]}
harm-suggestions:
  - {id: left, when: {fact: held, is: "yes"}, kind: punishment, because: B, element: risk,
     sources: [{work: hb}]}
plan:
  - element: risk
    heading: Risk
    ask: [What would happen to you there?, Who would do it?]
  - element: risk
    country: PRK
    ask: [How would they know of you?]
  - {element: ground, not-for-the-person: Law, look-up: [The label]}
  - {list: harms, ask: [What else do you fear?, Whom do you fear?]}
interview:
  - {id: opening, title: Opening, say: [Hello]}
leading-forms:
  - {form: Surely, because: it offers the answer}
  - {form: why didn't, anywhere: yes, because: it blames}
"""
FILE = "triage.yaml"


@pytest.fixture
def law(tmp_path: Path) -> SmallLaw:
    return small_law(tmp_path).write(FILE, TRIAGE)


def test_a_sound_file_is_read(law: SmallLaw) -> None:
    corpus = law.load()
    assert [entry.item.id for entry in corpus.triage.rules] == ["is-held", "survivor"]
    assert [entry.item.id for entry in corpus.triage.modality_rules][-1] == "else"
    assert len(corpus.plan.entries) == 4


# What is refused, with its place and what is expected


@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        ("when: {fact: held, is: \"yes\"}\n    do", "when: {fact: hold, is: \"yes\"}\n    do",
         "unknown-id", "there is no fact 'hold'"),
        ("when: {fact: held, is: \"yes\"}\n    do", "when: {fact: held, is: ja}\n    do",
         "value", "the fact 'held' is never 'ja'"),
        ("    when: {fact: tortured, is: \"yes\"}\n    do", "    do",
         "condition", "a rule holds on facts"),
        ("    desk: {title: Careful handling, do: [Call the supervisor.]}\n", "",
         "desk", "the desk may not see tortured"),
        ("code: TR-PI", "code: XX-PI", "unknown-id", "there is no code 'XX'"),
        ("code: TR-PI", "code: TR", "duplicate-id", "code 'TR' of 'needs'"),
        ("proposes: faster", "proposes: fast", "unknown-id", "there is no modality 'fast'"),
        ("keeps-from: [faster]", "keeps-from: [slower]", "unknown-id", "no modality 'slower'"),
        ("{id: else, proposes: regular, because",
         "{id: else, proposes: regular, when: {fact: held, is: \"yes\"}, because",
         "modality", "the last rule must propose a modality for every case"),
        ("{id: danger, proposes: faster, when", "{id: danger, when",
         "modality", "proposes a modality or keeps a case from some"),
        ("{level: 2, title: Last,", "{level: 2, title: Last, when: {fact: held, is: \"no\"},",
         "priority", "the last level must hold for everyone"),
        ("{level: 1, title: First, when: {fact: held, is: \"yes\"},", "{level: 1, title: First,",
         "priority", "only the last level holds for everyone"),
        ("{level: 2, title: Last,", "{level: 1, title: Last,", "duplicate-id", "priority level 1"),
        ("kind: punishment,", "kind: reward,", "unknown-id", "there is no kind of harm 'reward'"),
        ("because: B, element: risk", "because: B, element: fear",
         "unknown-id", "there is no element 'fear'"),
        ("  - element: risk\n    heading: Risk", "  - element: risky\n    heading: Risk",
         "unknown-id", "risky"),
        ("country: PRK\n    ask", "country: ZZZ\n    ask", "country", "'ZZZ' is no country"),
        (", look-up: [The label]", "", "plan", "what is not asked of the person is looked up"),
        ("[What would happen to you there?, Who would do it?]", "[Who would do it?]",
         "plan", "a question of law needs wording"),
        ("Who would do it?", "Who would do it", "wording", "is not one question"),
        ("Who would do it?", "Who would do it? And why?", "wording", "is not one question"),
        ("Who would do it?", "Surely you know them?", "wording", "'Surely' leads or blames"),
        ("Who would do it?", "Tell me why didn't you go?", "wording", "it blames"),
        ("plan:\n  - element: risk", "plan:\n  - element: risk\n    list: harms",
         "plan", "an entry is for one question"),
        ("sources: [{work: hb}]\n  - id: survivor", "sources: [{work: nowhere}]\n  - id: survivor",
         "unknown-id", "there is no work 'nowhere'"),
    ],
)  # fmt: skip
def test_a_mistake_is_named(law: SmallLaw, old: str, new: str, code: str, says: str) -> None:
    found = law.spoil(FILE, old, new).problems()
    assert any(one.code == code and says in one.message and one.file == FILE for one in found)
    assert all(one.line for one in found)


def test_a_law_without_triage_is_sound(tmp_path: Path) -> None:
    assert small_law(tmp_path).load().triage.rules == ()


# The shipped files


def shipped() -> Corpus:
    return shipped_corpus()


def test_every_question_that_a_person_answers_has_wording_or_a_reason_not_to_be_asked() -> None:
    leaves = {entry.item.id for entry in shipped().elements if entry.item.is_leaf}
    general = {
        entry.item.element: entry.item
        for entry in shipped().plan.entries
        if entry.item.country is None and entry.item.element
    }
    assert leaves == set(general)
    for topic in general.values():
        assert len(topic.ask) >= 2 or (topic.not_for_the_person and topic.look_up)
    assert {entry.item.list_ for entry in shipped().plan.entries} >= {"countries", "harms"}


def test_no_general_wording_speaks_of_one_country_alone() -> None:
    for entry in shipped().plan.entries:
        if entry.item.country is None:
            words = " ".join([*entry.item.ask, *entry.item.care, *entry.item.evidence])
            assert "Korea" not in words


def test_every_part_of_triage_is_there() -> None:
    law = shipped().triage.rules
    assert {entry.item.kind for entry in law} == set(TriageKind)
    assert [entry.item.level for entry in shipped().triage.priorities] == [1, 2, 3, 4, 5, 6]
    assert {entry.item.id for entry in shipped().triage.modalities} == {
        "regular", "accelerated", "simplified", "merged-registration-rsd",
        "merged-rsd-resettlement", "prima-facie",
    }  # fmt: skip


def test_who_may_not_be_refused_in_a_way_is_said_of_it() -> None:
    only = {m.item.id for m in shipped().triage.modalities if m.item.recognises_only}
    assert only == {"merged-registration-rsd", "merged-rsd-resettlement", "prima-facie"}


def test_the_words_for_the_desk_name_nothing_that_it_may_not_see() -> None:
    sensitive = [fact.item for fact in shipped().facts if fact.item.sensitive]
    for entry in shipped().triage.rules:
        rule = entry.item
        if rule.kind not in DESK_KINDS or rule.desk is None:
            continue
        words = " ".join([rule.desk.title, *rule.desk.do]).lower()
        for secret in ("tortur", "sexual", "traffick", "marri", "illness of the mind", "hurt"):
            assert secret not in words
        assert all(fact.title.lower() not in words for fact in sensitive)


def test_no_line_is_said_to_be_checked_that_nobody_compared() -> None:
    checked = [
        source
        for entry in shipped().triage.rules
        for source in entry.item.sources
        if source.verified
    ]
    assert checked == []
