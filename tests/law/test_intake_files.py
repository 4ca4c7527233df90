"""A lawyer and a clerk write a questionnaire: what it may ask, where, and in which words."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from openrsd.errors import InvalidDocument, Problem
from openrsd.law.documents import read_document
from openrsd.law.files import FactFile
from openrsd.law.intake_files import (
    GENERAL,
    AskedBy,
    BlockFile,
    Kind,
    Manner,
    QuestionFile,
    Questionnaire,
    block_wordings,
)
from openrsd.law.loader import shipped_corpus
from openrsd.law.model import Law
from openrsd.law.own_questionnaires import with_own_questionnaires
from tests.law.small_law import SmallLaw

LAW: Law = shipped_corpus().as_of(date(2026, 11, 23))
SHIPPED: Questionnaire = LAW.questionnaires[GENERAL]
HANGUL = re.compile(r"[\uac00-\ud7a3]")
HAN = re.compile(r"[\u4e00-\u9fff]")


def recorded(question: QuestionFile) -> Iterator[str]:
    """The facts that answers to a question record."""
    if question.fact is not None:
        yield question.fact
    for choice in question.choices:
        yield from choice.records


def blocks_of(fact: str) -> list[BlockFile]:
    """The blocks that record a fact."""
    return [block for block, question in SHIPPED.questions() if fact in recorded(question)]


def rule(name: str) -> set[str]:
    """The facts that a rule of what is never collected keeps in their place."""
    (found,) = (one for one in LAW.never_collected if one.id == name)
    return {*found.not_at_the_desk, *found.never_pressed}


# What is asked


def test_every_fact_that_a_person_can_be_asked_has_its_place() -> None:
    asked = {fact for _, question in SHIPPED.questions() for fact in recorded(question)}
    assert asked == {fact.id for fact in LAW.facts.values() if not fact.computed}


def test_a_question_that_records_a_fact_is_called_like_it() -> None:
    for _, question in SHIPPED.questions():
        assert question.fact in (None, question.id)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("nationalities-claimed", Kind.COUNTRIES),
        ("nationalities-doubted", Kind.COUNTRIES),
        ("countries-lived-in", Kind.COUNTRIES),
        ("feared-countries", Kind.COUNTRIES),
        ("fear-in-own-words", Kind.TEXT),
        ("journey", Kind.TEXT),
        ("family-members", Kind.PERSONS),
        ("dialect", Kind.TEXT),
        ("contact-way", Kind.CHOICES),
        ("consent-given", Kind.CHOICES),
    ],
)
def test_what_is_no_fact_is_kept_as_an_answer(question: str, kind: Kind) -> None:
    found = {one.id: one for _, one in SHIPPED.questions()}[question]
    assert (found.kind, found.fact) == (kind, None)


def test_everyone_is_told_why_and_before_private_questions_that_silence_is_safe() -> None:
    for block in SHIPPED.blocks:
        assert block.why
        if block.private and block.sensitive and block.manner is Manner.ASKED:
            reminded = block.say or block.id in ("belief", "work-and-service")
            assert reminded, block.id


# What is not asked


def test_no_conduct_and_no_contact_with_another_state_is_for_the_desk() -> None:
    desk = {
        fact
        for block, question in SHIPPED.questions()
        if block.asked_by is AskedBy.DESK
        for fact in recorded(question)
    }
    assert rule("conduct") >= {"prison-camp-role", "security-service-role", "high-office"}
    assert not desk & (rule("conduct") | rule("other-missions"))


@pytest.mark.parametrize("fact", sorted(rule("violence-pressed-for") | rule("conduct")))
def test_what_is_never_pressed_for_is_heard_alone_and_only_if_the_person_speaks(fact: str) -> None:
    for block in blocks_of(fact):
        assert block.private
        assert block.sensitive
        assert block.manner is Manner.IF_SAID


@pytest.mark.parametrize(
    "fact", [fact for fact in LAW.facts.values() if fact.sensitive], ids=lambda fact: fact.id
)
def test_a_sensitive_fact_stands_in_a_sensitive_block(fact: FactFile) -> None:
    assert all(block.sensitive for block in blocks_of(fact.id))


def test_helpers_relatives_and_routes_are_kept_out_where_they_might_slip_in() -> None:
    reminders = {
        question.id: " ".join((*block.never_ask_for, *question.never_ask_for))
        for block, question in SHIPPED.questions()
    }
    assert "who helped" in reminders["countries-lived-in"]
    assert "brokers" in reminders["journey"]
    assert "Addresses" in reminders["family-members"]
    assert "embassy" in reminders["nationalities-claimed"]
    assert "embassy" in reminders["contact-with-south-koreans"]
    assert "hides" in reminders["contact-where"]


def test_each_thing_never_collected_has_its_source() -> None:
    assert {one.id for one in LAW.never_collected} >= {
        "helpers",
        "relatives-at-home",
        "other-missions",
        "origin-state",
        "violence-pressed-for",
        "conduct",
    }
    assert all(LAW.cite(source) for one in LAW.never_collected for source in one.sources)


# Languages


def test_everything_is_said_in_english_korean_and_chinese() -> None:
    assert SHIPPED.about.languages == ["en", "ko", "zh-Hans"]
    for block in SHIPPED.blocks:
        for at, wording in block_wordings(block):
            place = (block.id, *at)
            assert HANGUL.search(wording["ko"]), place
            assert HAN.search(wording["zh-Hans"]), place
            assert not HANGUL.search(wording["zh-Hans"]), place
            assert not HANGUL.search(wording["en"]), place
            assert not HAN.search(wording["en"]), place


def test_asked_questions_are_questions_and_none_leads() -> None:
    leading = re.compile(
        r"^(is it true|isn't|didn't|aren't|surely|why didn't|did you really)", re.I
    )
    for block, question in SHIPPED.questions():
        label = question.label["en"]
        assert not leading.match(label)
        if block.manner is not Manner.IF_SAID:
            assert label.endswith("?"), label
        else:
            assert label.startswith("The person "), label


# A questionnaire of one's own

OWN = """\
questionnaires:
  - id: border
    title: {en: Border, fr: Frontière}
    edition: "1"
    dated: 2026-11-01
    languages: [en, fr]
    blocks: [who, alone]
intake-blocks:
  - id: who
    title: {en: Who, fr: Qui}
    asked-by: desk
    questions:
      - id: born
        kind: date
        fact: birth-date
        label: {en: "When were you born?", fr: "Quand êtes-vous né?"}
      - id: work
        kind: choice
        label: {en: "Which work?", fr: "Quel travail?"}
        choices:
          - {id: farm, label: {en: Farm, fr: Ferme}}
          - {id: war, records: {fears-war: "yes"}, label: {en: None, fr: Aucun}}
      - id: hours
        kind: number
        when: {question: work, is: farm}
        label: {en: "How many hours?", fr: "Combien d'heures?"}
  - id: alone
    title: {en: Alone, fr: Seul}
    asked-by: desk
    manner: if-said
    private: true
    sensitive: true
    when: {age: {under: 18}}
    questions:
      - id: hurt
        kind: yes-no
        fact: victim-of-torture
        label: {en: Said so., fr: L'a dit.}
"""


def own(text: str) -> Questionnaire:
    """The questionnaire of a text, checked against the shipped law files."""
    corpus, (name,) = with_own_questionnaires(
        read_document(text.encode(), "own.yaml"), shipped_corpus()
    )
    return corpus.as_of(date(2026, 11, 23)).questionnaires[name]


def refused(text: str) -> Problem:
    """The one mistake in a questionnaire."""
    with pytest.raises(InvalidDocument) as caught:
        own(text)
    (only,) = caught.value.problems
    return only


def spoil(old: str, new: str) -> str:
    """The questionnaire of one's own with one thing changed."""
    assert OWN.count(old) == 1, old
    return OWN.replace(old, new)


def test_an_own_questionnaire_is_sound_beside_the_shipped_one() -> None:
    assert [question.id for _, question in own(OWN).questions()] == [
        "born",
        "work",
        "hours",
        "hurt",
    ]
    assert own(OWN).said({"en": "Who", "fr": "Qui"}, "de") == "Who"


def test_the_questionnaire_in_the_documentation_is_sound() -> None:
    page = (Path(__file__).parents[2] / "docs" / "intake.md").read_text()
    (example,) = [
        text for text in re.findall(r"```yaml\n(.*?)```", page, re.S) if "blocks:" in text
    ][:1]
    asked = [question.id for _, question in own(example).questions()]
    assert asked == ["birth-date", "exit-permission"]


def test_an_own_questionnaire_may_use_blocks_of_the_shipped_one() -> None:
    blocks = spoil("languages: [en, fr]", "languages: [en]").replace("[who, alone]", "[urgent]")
    text = blocks.partition("intake-blocks:")[0]
    assert "detained-now" in [question.id for _, question in own(text).questions()]


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "said"),
    [
        ("fact: birth-date", "fact: birthdate", "unknown-id", 15, "no fact 'birthdate'"),
        ("fact: birth-date", "fact: claim-pending", "unknown-id", 15, "no fact 'claim-pending'"),
        ("fact: birth-date", "fact: sex", "value", 15, "of the kind choice"),
        ('fears-war: "yes"', "fears-war: much", "value", 22, "'much' for 'fears-war'"),
        ('fears-war: "yes"', 'fears-wor: "yes"', "unknown-id", 22, "no fact 'fears-wor'"),
        ('fears-war: "yes"', 'threatened-here: "yes"', "sensitive", 22, "sensitive fact"),
        ("{id: war,", "{id: farm,", "duplicate-id", 22, "'farm' stands twice"),
        ("{id: war,", "{id: unknown,", "value", 22, "to every question"),
        ("is: farm", "is: form", "value", 25, "'work' is never 'form'"),
        ("question: work", "question: wrok", "unknown-id", 25, "no question 'wrok'"),
        ("question: work", "question: hurt", "order", 25, "'hurt' is not asked before"),
        ("question: work", "question: hours", "order", 25, "'hours' is not asked before"),
        ("is: farm", "under: 3", "condition", 25, "'work' is no number"),
        ("{question: work, is: farm}", "{question: work}", "condition", 25, "cannot be read"),
        ("{question: work, is: farm}", "{all: []}", "condition", 25, "cannot be read"),
        ("{question: work, is: farm}", "{answered: wrk}", "unknown-id", 25, "no question 'wrk'"),
        ("{question: work, is: farm}", '{question: born, is: "1"}', "value", 25, "never '1'"),
        ("{age: {under: 18}}", "{age: {}}", "condition", 33, "cannot be read"),
        ("{age: {under: 18}}", "{not: {age: {under: 18}}}", "condition", 33, "may not be denied"),
        ("        fact: birth-date\n", "", "order", 32, "age is not known"),
        ("id: hurt", "id: work", "duplicate-id", 35, "asked already in the block 'who'"),
        ("id: hours", "id: work", "duplicate-id", 23, "'work' stands twice"),
        ("kind: number", "kind: choice", "choices", 23, "of the kind choice"),
        ("kind: number", "kind: persons", "fields", 23, "of the kind persons"),
        ('fr: "Combien d\'heures?"', "de: Wie lange?", "language", 26, "not said in fr"),
        ("[who, alone]", "[who, alone, who]", "duplicate-id", 7, "'who' stands twice"),
        ("[who, alone]", "[who]", "unused", 27, "no questionnaire has the block 'alone'"),
        ("[who, alone]", "[who, alone, whoo]", "unknown-id", 7, "no block 'whoo'"),
        ("id: border", "id: general", "duplicate-id", 2, "'general' stands already"),
        ("manner: if-said", "manner: asked", "never-collected", 37, "not asked at the desk"),
        ("private: true", "private: false", "never-collected", 37, "never pressed for"),
        ("victim-of-torture", "prison-camp-role", "never-collected", 37, "not for the desk"),
    ],
)
def test_a_mistake_is_named_at_its_place(
    old: str, new: str, code: str, line: int, said: str
) -> None:
    text = spoil(old, new)
    with pytest.raises(InvalidDocument) as caught:
        own(text)
    found = [problem for problem in caught.value.problems if problem.code == code]
    assert found, caught.value.problems
    assert found[0].line == line, found[0]
    assert said in found[0].message


def test_a_stray_language_is_named() -> None:
    problem = refused(spoil("fr: Ferme}", "fr: Ferme, de: Hof}"))
    assert (problem.code, problem.expected) == ("language", "en, fr")
    assert "'de' is no language" in problem.message


def test_a_law_file_in_a_folder_is_checked_in_the_same_way(law: SmallLaw) -> None:
    file = Path(law.folder) / "intake.yaml"
    text = spoil("fact: birth-date", "fact: left-country").replace("kind: date", "kind: yes-no")
    short = text.replace("[who, alone]", "[who]").partition("  - id: alone")[0]
    file.write_text(short.replace('records: {fears-war: "yes"}, ', ""))
    assert set(law.load().as_of(date(2026, 1, 1)).questionnaires) == {"border"}
    file.write_text(file.read_text().replace("is: farm", "is: form"))
    assert (law.problem().file, law.problem().line) == ("intake.yaml", 25)
