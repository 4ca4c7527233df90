"""The map shows every state, where a case stands, and nothing that a strict policy would refuse."""

import re
from xml.etree import ElementTree

from openrsd.casework.procedure.facts import CaseFacts, Circumstances
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.casework.procedure.machine import Allowed
from openrsd.casework.procedure.map import ROWS, mermaid, svg_map
from openrsd.casework.procedure.recorded import after_recorded, plain_inputs
from tests.casework.procedure.telling import StoryStep, Telling


def test_the_map_shows_every_state_and_says_where_the_case_is() -> None:
    telling = Telling(CaseFacts(Circumstances(is_child=False, is_detained=False)))
    telling.tell(StoryStep(usually=["T1", "T2", "T24a"]))
    drawn = svg_map(shipped_procedure(), telling.facts)
    titles = [one.text for one in ElementTree.fromstring(drawn).iter("title")]  # noqa: S314
    assert len(titles) == len(shipped_procedure().states) + 1
    assert "On hold: you are here" in titles
    assert "Application complete: possible next" in titles, "where it goes back to"
    assert "Registered: done" in titles
    assert not re.search("style=|<script|<style|href", drawn)


def test_no_box_lies_on_another_and_none_is_cut_off() -> None:
    root = ElementTree.fromstring(svg_map(shipped_procedure()))  # noqa: S314
    width, height = map(float, root.attrib["viewBox"].split()[2:])
    boxes = [
        tuple(float(one.attrib[side]) for side in ("x", "y", "width", "height"))
        for one in root.iter("rect")
    ]
    assert len(boxes) == len(shipped_procedure().states)
    for n, (x, y, w, h) in enumerate(boxes):
        assert x >= 0 and y >= 0 and x + w <= width and y + h <= height
        for a, b, c, d in boxes[n + 1 :]:
            assert x + w <= a or a + c <= x or y + h <= b or b + d <= y


def test_rows_name_states_that_exist_and_mermaid_names_every_transition() -> None:
    procedure = shipped_procedure()
    assert {state for row in ROWS for state in row if state} <= set(procedure.states)
    text = mermaid(procedure)
    for one in procedure.transitions.values():
        assert one.to == "the-state-left" or f": {one.id}\n" in text


def test_a_case_read_from_rows_is_the_same_case() -> None:
    """What a database keeps of a step is enough to know all of it again."""
    telling = Telling(CaseFacts(Circumstances(is_child=False, is_detained=False)))
    again = telling.facts
    path = ["T1", "T2", "T3", "T4", "T5", "T6", "T24a", "S9a", "S9b", "T7", "T8", "T11a"]
    for does in path:
        made = telling.tell(StoryStep.model_validate({"does": does}))
        assert isinstance(made, Allowed)
        step = made.step
        again = after_recorded(
            shipped_procedure(),
            again,
            step.transition,
            step.now,
            by=step.by,
            role=step.role,
            on=step.on,
            inputs=plain_inputs(made),
        )
    assert again == telling.facts
