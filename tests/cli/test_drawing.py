"""The drawings are well-formed, say everything without colour, and draw repeated parts once."""

from datetime import date
from xml.etree import ElementTree

import pytest

from openrsd.cli.drawing import instrument_svg, tree_svg
from openrsd.determination.trace import TraceNode, trace
from openrsd.law.loader import shipped_corpus
from openrsd.law.model import Law, UnknownLaw
from tests.cli.pages import HOSTILE, OPEN_CASE, REFUSED, screened

SVG = "{http://www.w3.org/2000/svg}"


def shipped_law() -> Law:
    return shipped_corpus().as_of(date(2026, 11, 20))


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314  our own output


def words(root: ElementTree.Element) -> str:
    return " ".join(text.text or "" for text in root.iter(f"{SVG}text"))


def tooltips(root: ElementTree.Element) -> list[str]:
    return [found.text or "" for group in root.iter(f"{SVG}g") for found in group[:1]]


def boxes(root: ElementTree.Element) -> list[tuple[float, float, float, float]]:
    return [
        (float(r.get("x", 0)), float(r.get("y", 0)), float(r.get("width", 0)),
         float(r.get("height", 0)))
        for group in root.iter(f"{SVG}g")
        for r in group.iter(f"{SVG}rect")
    ]  # fmt: skip


@pytest.mark.parametrize("instrument", sorted(shipped_law().instruments))
def test_every_shipped_instrument_can_be_drawn(instrument: str) -> None:
    law = shipped_law()
    root = parsed(instrument_svg(law, instrument))
    title = root.find(f"{SVG}title")
    assert title is not None
    assert title.text == law.instrument(instrument).about.title
    assert root.find(f"{SVG}desc") is not None
    assert root.find(f"{SVG}style") is not None


def test_a_law_drawing_names_elements_scopes_sources_and_operators() -> None:
    shown = words(parsed(instrument_svg(shipped_law(), "refugee-1a2")))
    for expected in ("Well-founded fear", "some harm", "all", "any", "not", "harm · ", "see above"):
        assert expected in shown


def test_an_unknown_instrument_is_an_error() -> None:
    with pytest.raises(UnknownLaw):
        instrument_svg(shipped_law(), "no-such-instrument")


@pytest.mark.parametrize("text", [OPEN_CASE, REFUSED, HOSTILE])
def test_boxes_lie_inside_the_drawing_and_never_on_each_other(text: str) -> None:
    for result in screened(text).determinations[0].by_hypothesis:
        for node in trace(result):
            root = parsed(tree_svg(node, title=node.title))
            width, height = float(root.get("width", 0)), float(root.get("height", 0))
            laid_out = boxes(root)
            for x, y, w, h in laid_out:
                assert x >= 0
                assert y >= 0
                assert x + w <= width
                assert y + h <= height
            for n, (x, y, w, h) in enumerate(laid_out):
                for x2, y2, w2, h2 in laid_out[n + 1 :]:
                    apart = x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y
                    assert apart


def test_each_box_says_its_value_in_words() -> None:
    (result,) = screened(OPEN_CASE).determinations[0].by_hypothesis
    node = next(tree for tree in trace(result) if "1951" in tree.title)
    said = tooltips(parsed(tree_svg(node, title="t")))
    assert any(text.startswith("Objective risk: yes") for text in said)
    assert any(text.startswith("Race: open") for text in said)
    assert any(text.startswith("Serious harm: examined, unresolved") for text in said)


def test_every_text_is_escaped_and_fit_for_xml() -> None:
    hostile = '<script>&"\u0007\u202e</script>'
    node = TraceNode("element", hostile, "yes", None, (TraceNode("gap", hostile, "open"),))
    root = parsed(tree_svg(node, title=hostile))
    title = root.find(f"{SVG}title")
    assert title is not None
    assert title.text == '<script>&"\ufffd\ufffd</script>'
    assert list(root.iter(f"{SVG}script")) == []


def test_long_and_east_asian_titles_are_wrapped() -> None:
    for title in ("x" * 400, "박해의 이유가 되는 정치적 의견과 특정 사회 집단의 구성원 신분" * 4):
        node = TraceNode("element", title, "open")
        lines = [t.text or "" for t in parsed(tree_svg(node, title="t")).iter(f"{SVG}text")]
        assert len(lines) == 3
        assert lines[-1].endswith("…")
        assert max(map(len, lines)) < 30


def test_a_repeated_element_and_a_shut_branch_are_one_box() -> None:
    guard = TraceNode("constant", "Nothing listed", "no")
    below = TraceNode("element", "Hidden part", "open")
    shut = TraceNode("element", "Branch", "no", None, (guard, below))
    again = TraceNode("element", "Said before", "yes", repeated=True)
    root = parsed(tree_svg(TraceNode("part", "Root", "yes", None, (shut, again)), title="t"))
    assert "Hidden part" not in words(root)
    assert "not opened" in words(root)
    assert "see above" in words(root)


def test_inside_a_page_the_drawing_brings_no_style() -> None:
    svg = tree_svg(TraceNode("element", "Title", "yes"), title="t", standalone=False)
    assert "<style" not in svg
    assert "xmlns" not in svg
    assert ' style="' not in svg
