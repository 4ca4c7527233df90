"""The stories of the demonstration hold together before anyone tells them."""

from collections.abc import Iterator
from importlib.resources import files

import pytest

from openrsd.demonstration.making import made
from openrsd.demonstration.shapes import people
from openrsd.demonstration.stories import FactFile, RestsFile, story
from openrsd.evidence.rules import rules
from openrsd.interviews.content import MARKS, Mark

NAMES = sorted(
    one.name.removesuffix(".yaml")
    for one in (files("openrsd.demonstration") / "stories").iterdir()
    if one.name.endswith(".yaml")
)


def spans_of(fact: FactFile) -> Iterator[RestsFile]:
    yield from fact.rests
    for one in fact.inconsistencies:
        yield from (one.one, one.other)


@pytest.mark.parametrize("name", NAMES)
def test_a_story_is_told_by_everyone_who_tells_it(name: str) -> None:
    told = story(name)
    tellers = [one for house in people().households for one in house.people if one.story == name]
    assert tellers or name == "summoned"
    for words in [
        told.words("", {}),
        *(told.words(country, {}) for country in told.by_country),
        *(told.words(one.of[0] if one.of else "", one.words) for one in tellers),
    ]:
        assert all("{" not in one.says.format_map(words) for one in told.interview)
        assert all(line.format_map(words) for one in told.documents for line in one.lines)
    for one in tellers:
        assert set(one.words) <= set(told.usual), "a word that varies nothing"


@pytest.mark.parametrize("name", NAMES)
def test_facts_rest_on_words_that_were_said_and_what_did_not_fit_was_put(name: str) -> None:
    told = story(name)
    assert 15 <= len(told.interview) <= 40
    said = {one.is_: one.says.format_map(told.usual) for one in told.interview if one.is_}
    lines = {one.is_: one.lines for one in told.documents}
    assert len(said) == sum(1 for one in told.interview if one.is_), "a name is given once"
    for fact in told.facts:
        for span in spans_of(fact):
            assert span.of in said or span.of in lines
            assert span.words in said.get(span.of, "")
            assert span.of in said or span.passage <= len(lines[span.of])
        assert all(one.put in said and one.answer in said for one in fact.inconsistencies)
    marked = {one.is_ for one in told.interview if Mark.INCONSISTENCY in one.marks}
    put = {of for one in told.interview if Mark.PUT in one.marks for of in one.puts}
    assert marked == put != set()
    assert {mark for one in told.interview for mark in one.marks} <= set(MARKS)
    assert {one.kind for one in told.documents} <= {one.id for one in rules().documents}


@pytest.mark.parametrize(
    ("how", "begins"), [("text", b"L"), ("paper", b"%PDF"), ("photo", b"\xff\xd8")]
)
def test_a_document_is_made_of_its_lines(how: str, begins: bytes) -> None:
    _name, content = made(how, "A paper", ["Line one", "둘째 줄"])
    assert content.startswith(begins)
