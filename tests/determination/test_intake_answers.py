"""A clerk writes down the answers of a first conversation: facts follow, and nothing else does."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from openrsd.determination.skip_logic import is_asked
from openrsd.law.intake_files import (
    GENERAL,
    AnswerCondition,
    Kind,
    QuestionFile,
    Questionnaire,
)
from openrsd.law.loader import shipped_corpus
from tests.determination.case_texts import LIVE, TODAY, person, problem, problems, read

ON = date(2026, 11, 2)
SHIPPED: Questionnaire = shipped_corpus().as_of(ON).questionnaires[GENERAL]
STORY = """\
intake:
  language: ko
  on: 2026-11-01
  by: clerk 2
  answers:
    languages-spoken: Korean, some Chinese
    detained-now: no
    removal-threatened: yes
    birth-date: 1989-05
    sex: woman
    nationalities-claimed: PRK
    nationalities-doubted: [CHN, KOR]
    family-members:
      - {called: the girl, relation: child, birth-year: 2015, where: with-me}
      - {relation: parent, where: country-left}
    threatened-here: unknown
    self-harm-risk: no-answer
    difficulties: [seeing, walking]
    trafficked: yes
    contact-way: [i-come]
    feared-countries: [PRK]
    fear-in-own-words: They would hold me and ask who helped.
    feared-from: [authorities, traffickers]
    exit-permission: no
    repatriated-before: yes
    punished-after-return: yes
"""


def answered(*answers: str) -> str:
    """A case with these answers."""
    return LIVE + "intake:\n  answers:\n" + "".join(f"    {line}\n" for line in answers)


def test_answers_become_facts_by_the_mapping_of_the_questionnaire() -> None:
    assert person(LIVE + STORY).facts == {
        "detained-now": "no",
        "removal-threatened": "yes",
        "birth-date": "1989-05",
        "sex": "woman",
        "threatened-here": "unknown",
        "difficulty-seeing": "yes",
        "difficulty-moving": "yes",
        "trafficked": "yes",
        "fears-authorities": "yes",
        "fears-traffickers": "yes",
        "exit-permission": "no",
        "repatriated-before": "yes",
        "punished-after-return": "yes",
    }


def test_countries_and_own_words_stay_answers() -> None:
    record = person(LIVE + STORY)
    assert record.intake["nationalities-claimed"] == ("PRK",)
    assert record.intake["nationalities-doubted"] == ("CHN", "KOR")
    assert record.intake["feared-countries"] == ("PRK",)
    assert record.intake["fear-in-own-words"] == ("They would hold me and ask who helped.",)
    assert record.intake["family-members"] == (
        "called: the girl; relation: child; birth-year: 2015; where: with-me",
        "relation: parent; where: country-left",
    )


def test_neither_claims_nor_findings_nor_countries_are_made_of_answers() -> None:
    record, bare = person(LIVE + STORY), person(LIVE)
    assert (record.harms, record.findings, record.indicators) == (
        bare.harms,
        bare.findings,
        bare.indicators,
    )
    assert (record.hypotheses, record.others) == (bare.hypotheses, bare.others)


def test_a_determination_is_the_same_whether_facts_are_answered_or_stated() -> None:
    facts = dict(person(LIVE + STORY).facts)
    (from_answers,) = read(LIVE + STORY).determine()
    (from_facts,) = read(LIVE + yaml.safe_dump({"facts": facts})).determine()
    assert from_answers.outcome == from_facts.outcome
    assert [one.result for one in from_answers.by_hypothesis] == [
        one.result for one in from_facts.by_hypothesis
    ]


def test_silence_and_not_knowing_are_no_answer_and_never_a_no() -> None:
    record = person(
        answered(
            "detained-now: no-answer", "sex: unknown", "birth-date:", "no-nationality: unknown"
        )
    )
    assert record.facts == {"no-nationality": "unknown"}
    assert record.intake == {"no-nationality": ("unknown",)}


def test_each_of_a_family_has_answers_of_her_own() -> None:
    mother, child = read(
        "asylum: CHN\ndate: 2026-11-02\npersons:\n"
        "  - {id: mother, origin: PRK, intake: {answers: {sex: woman}}}\n"
        "  - {id: child, origin: PRK, intake: {answers: {unaccompanied: yes}}}\n"
    ).persons
    assert (mother.facts, child.facts) == ({"sex": "woman"}, {"unaccompanied": "yes"})


def test_the_answers_in_the_documentation_are_read() -> None:
    page = (Path(__file__).parents[2] / "docs" / "case-files.md").read_text()
    (example,) = [
        text for text in re.findall(r"```yaml\n(.*?)```", page, re.S) if "intake:" in text
    ]
    assert person(LIVE + example).facts["fears-authorities"] == "yes"


# What is wrong is named at its place


@pytest.mark.parametrize(
    ("line", "code", "said", "expected"),
    [
        ("detained-nov: yes", "unknown-id", "no question 'detained-nov'", "detained-now"),
        ("detained-now: maybe", "value", "'maybe' for 'detained-now'", "yes, no, unknown"),
        ("detained-now: [yes, no]", "value", "several answers", "one answer"),
        ("sex: female", "value", "'female' for 'sex'", "woman, man, other, not-said, unknown"),
        ("difficulties: [seeing, smelling]", "value", "'smelling'", "seeing, hearing"),
        ("nationalities-claimed: NKO", "country", "'NKO' is no country code", "ISO 3166"),
        ("nationalities-claimed: [PRK, unknown]", "country", "'unknown'", "ISO 3166"),
        ("birth-date: 1989-13", "date", "'1989-13' for 'birth-date'", "YYYY"),
        ("birth-date: 2030", "date", "'2030' for 'birth-date'", "not after 2026-11-02"),
        ("age-said: thirty", "value", "'thirty' for 'age-said'", "a whole number"),
        ("family-members: mother", "value", "'mother' is no person", "called, relation"),
        ("family-members: {relation: mum}", "value", "'mum' for 'relation'", "parent"),
        ("family-members: [{relatoin: child}]", "unknown-id", "'relatoin'", "relation"),
        ("called: {a: b}", "value", "no list of persons", "a value"),
        ("called: [[a]]", "value", "list of values", ""),
    ],
)
def test_a_wrong_answer_is_named_with_what_was_expected(
    line: str, code: str, said: str, expected: str
) -> None:
    found = problem(answered(line))
    assert (found.code, found.line) == (code, 6), found
    assert said in found.message
    assert expected in found.expected


def test_a_wrong_value_in_a_list_is_shown_where_it_stands() -> None:
    found = problem(answered("difficulties:", "  - seeing", "  - smelling"))
    assert (found.line, found.column) == (8, 9)


def test_another_questionnaire_must_be_known_and_the_day_not_to_come() -> None:
    found = problem(LIVE + "intake: {questionnaire: genera, answers: {sex: man}}\n")
    assert (found.code, found.expected) == ("unknown-id", "did you mean general")
    late = problem(LIVE + f"intake: {{on: {TODAY.replace(year=2027)}}}\n")
    assert "lies in the future" in late.message


def test_what_skip_logic_has_shut_is_not_answered() -> None:
    found = problem(answered("sex: man", "pregnant: yes"))
    assert found.code == "not-asked"
    assert found.line == 7
    assert found.expected == "no answer; it is asked where not (sex is man)"
    assert person(answered("sex: not-said", "pregnant: yes")).facts["pregnant"] == "yes"


def test_the_order_of_the_file_is_not_the_order_of_the_questions() -> None:
    line = "punished-after-return: yes"
    assert problem(answered(line)).code == "not-asked"
    assert person(answered(line, "repatriated-before: yes")).facts["punished-after-return"] == "yes"


@pytest.mark.parametrize("born", ["2008", "2008-11", "2008-11-03", "2015"])
def test_who_may_be_a_child_is_asked_as_a_child(born: str) -> None:
    record = person(answered(f"birth-date: {born}", "child-carer: yes"))
    assert record.facts["child-carer"] == "yes"


def test_a_child_whose_age_nobody_knows_is_asked_as_a_child() -> None:
    assert person(answered("child-carer: yes")).facts == {"child-carer": "yes"}


def test_who_is_certainly_grown_up_is_not_asked_as_a_child() -> None:
    for born in ("2008-11-02", "1989"):
        found = problem(answered(f"birth-date: {born}", "child-carer: yes"))
        assert found.expected == "no answer; it is asked where the person may be under 18"
    stated = problem(LIVE + "facts: {birth-date: 1989}\nintake: {answers: {child-carer: yes}}\n")
    assert stated.code == "not-asked"


def test_the_age_is_that_of_the_day_of_the_conversation() -> None:
    answers = "answers: {birth-date: 2008-10-30, child-carer: yes}"
    assert problem(LIVE + f"intake: {{{answers}}}\n").code == "not-asked"
    assert person(LIVE + f"intake: {{on: 2026-10-20, {answers}}}\n").facts["child-carer"] == "yes"


def test_a_fact_stated_twice_is_the_same_twice() -> None:
    intake = "intake: {answers: {exit-permission: yes}}\n"
    same = person(LIVE + "facts: {exit-permission: yes, pregnant: no}\n" + intake)
    assert same.facts == {"exit-permission": "yes", "pregnant": "no"}
    found = problem(LIVE + "facts: {exit-permission: no}\n" + intake)
    assert found.code == "contradiction"
    assert found.message == "the intake says 'exit-permission: yes', the facts say 'no'"
    assert found.line == 5


# Properties


def _one(question: QuestionFile) -> st.SearchStrategy[object]:
    special = st.sampled_from(["unknown", "no-answer"])
    words = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20)
    countries = st.sampled_from(["PRK", "CHN", "KOR", "PSE", "ERI"])
    ids = [choice.id for choice in question.choices]
    match question.kind:
        case Kind.YES_NO:
            return st.sampled_from(["yes", "no", "unknown", "no-answer"])
        case Kind.CHOICE:
            return st.sampled_from(ids) | special
        case Kind.CHOICES:
            return st.lists(st.sampled_from(ids), min_size=1, unique=True) | special
        case Kind.DATE:
            return st.sampled_from(["1970", "2008", "2012-04", "2026-11-02"]) | special
        case Kind.COUNTRY | Kind.COUNTRIES:
            return countries | special
        case Kind.NUMBER:
            return st.integers(0, 99).map(str) | special
        case Kind.PERSONS:
            return st.just([{"relation": "child"}])
        case _:
            return words | special


QUESTIONS = {question.id: question for _, question in SHIPPED.questions()}
ANSWERS = st.fixed_dictionaries({}, optional={q.id: _one(q) for q in QUESTIONS.values()})


def _kept(question: QuestionFile, answer: object) -> tuple[str, ...]:
    """What remains of an answer: not knowing is kept only of a yes or no."""
    values = answer if isinstance(answer, list) else [answer]
    if values == ["unknown"] and question.kind is Kind.YES_NO:
        return ("unknown",)
    if values in (["unknown"], ["no-answer"]):
        return ()
    if question.kind is Kind.PERSONS:
        return ("relation: child",)
    return tuple(values)


@given(ANSWERS)
def test_every_conversation_is_read_whole_or_its_shut_questions_are_named(
    answers: dict[str, object],
) -> None:
    clean: dict[str, tuple[str, ...]] = {}
    shut: set[str] = set()
    for block, question in SHIPPED.questions():
        if question.id not in answers:
            continue
        (birth_date,) = clean.get("birth-date", ("",))
        if all(is_asked(when, clean, birth_date, ON) for when in (block.when, question.when)):
            kept = _kept(question, answers[question.id])
            clean |= {question.id: kept} if kept else {}
        else:
            shut.add(question.id)
    text = LIVE + yaml.safe_dump({"intake": {"answers": answers}}, allow_unicode=True)
    if shut:
        assert {one.message.split("'")[1] for one in problems(text)} == shut
        return
    record = person(text)
    assert record.intake == clean
    follows = {QUESTIONS[name].fact for name in clean if QUESTIONS[name].fact} | {
        fact
        for name, values in clean.items()
        for choice in QUESTIONS[name].choices
        if choice.id in values
        for fact in choice.records
    }
    assert record.facts.keys() == follows


CONDITIONS = st.recursive(
    st.sampled_from(
        [
            {"question": "sex", "is": ["man", "other"]},
            {"question": "age-said", "at-least": 18},
            {"answered": "journey"},
            {"age": {"under": 18}},
            {"age": {"at-least": 60}},
        ]
    ),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"all": parts}),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"any": parts}),
    ),
    max_leaves=6,
)
GIVEN = st.fixed_dictionaries(
    {},
    optional={
        "sex": st.sampled_from([("man",), ("woman",)]),
        "age-said": st.integers(0, 90).map(lambda age: (str(age),)),
        "journey": st.just(("by land",)),
    },
)


@given(CONDITIONS, GIVEN, st.sampled_from(["2020", "1950", "2008-06", "1990-01-01"]))
def test_not_knowing_when_somebody_was_born_shuts_no_question(
    condition: dict[str, object], answers: dict[str, tuple[str, ...]], born: str
) -> None:
    when = AnswerCondition.model_validate(condition)
    if is_asked(when, answers, born, ON):
        assert is_asked(when, answers, "", ON)
