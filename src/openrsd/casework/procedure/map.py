"""The procedure drawn from its files, with where a case stands, where it was and what can be next.

One narrow column of rows, so that a telephone shows it whole. Looks are classes only; the style
sheet has the colours. Steps that lead back are not drawn: the list beside the picture has them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from openrsd.casework.procedure.declared import Procedure
from openrsd.casework.procedure.facts import CaseFacts
from openrsd.casework.procedure.shapes import STATE_LEFT, Stage
from openrsd.texts import gettext as _

COLUMNS = 3
WIDTH, BOX, GUTTER, GAP = 372, 108, 12, 22
LINE, PAD, LETTER = 14, 8, 6.6
# Rows from top to bottom; what stands in no row here stands below, beside the line.
ROWS: tuple[tuple[str, ...], ...] = (
    ("", "pre-registration", ""),
    ("", "registered", ""),
    ("", "application-complete", ""),
    ("", "interview-scheduled", ""),
    ("", "interview-in-progress", ""),
    ("", "interview-complete", ""),
    ("", "assessment-draft", ""),
    ("", "under-review", ""),
    ("decided-positive", "decided-partial", "decided-negative"),
    ("", "notified", ""),
    ("", "appeal-period", ""),
    ("", "appeal-filed", ""),
    ("", "appeal-under-decision", ""),
    ("appeal-positive", "remitted", "appeal-negative"),
    ("", "", "judicial-review-period"),
    ("", "", "judicial-review"),
    ("final-positive", "final-partial", "final-negative"),
    ("cancellation-review", "revocation-review", "cessation-review"),
    ("", "status-ended", ""),
)


@dataclass(frozen=True, slots=True)
class _Box:
    """A state with its place: the middle and the top of its box, and its lines of text."""

    state: str
    row: int
    column: int
    middle: float
    top: float
    height: float
    lines: tuple[str, ...]

    @property
    def bottom(self) -> float:
        return self.top + self.height


def svg_map(procedure: Procedure, facts: CaseFacts | None = None) -> str:
    """The map as an SVG element; with a case, where it stands, where it was, what can be next."""
    boxes, height = _placed(procedure)
    here = facts.state if facts else ""
    been = {step.was for step in facts.steps} if facts else set[str]()
    coming = {one.to for one in procedure.from_state(here)} if here else set[str]()
    if facts and STATE_LEFT in coming and facts.left:
        coming.add(facts.left[-1])
    parts = [
        f'<svg class="procedure-map" role="img" viewBox="0 0 {WIDTH} {height:g}" '
        'aria-labelledby="procedure-map-title procedure-map-says">',
        f'<title id="procedure-map-title">{escape(_("Map of the procedure"))}</title>',
        f'<desc id="procedure-map-says">{escape(_described(procedure, here))}</desc>',
        *_edges(procedure, boxes, here),
        *(_drawn(one, procedure, here, been, coming) for one in boxes.values()),
        "</svg>",
    ]
    return "\n".join(parts)


def mermaid(procedure: Procedure) -> str:
    """The same as Mermaid text, every transition with its number, for documents."""
    lines = ["stateDiagram-v2"]
    for state in procedure.states.values():
        lines.append(f'    state "{state.title}" as {_name(state.id)}')
    for one in procedure.transitions.values():
        if one.to != STATE_LEFT:
            lines.extend(f"    {_name(was)} --> {_name(one.to)}: {one.id}" for was in one.from_)
    return "\n".join(lines) + "\n"


def _name(state: str) -> str:
    return state.replace("-", "_")


def _described(procedure: Procedure, here: str) -> str:
    says = _("States from top to bottom. The list beside the picture says the same in words.")
    state = procedure.states.get(here)
    if state is None:
        return says
    return _("You are here: {state}.").format(state=_(state.title)) + " " + says


def _rows(procedure: Procedure) -> Iterator[tuple[str, ...]]:
    yield from ROWS
    placed = {state for row in ROWS for state in row}
    beside = [state for state in procedure.states if state not in placed]
    for first in range(0, len(beside), COLUMNS):
        yield tuple(beside[first : first + COLUMNS])


def _placed(procedure: Procedure) -> tuple[dict[str, _Box], float]:
    found: dict[str, _Box] = {}
    top = float(GAP)
    for row, states in enumerate(_rows(procedure)):
        # What stands beside the line is set off from it.
        top += GAP if row == len(ROWS) else 0
        texts = {one: _wrapped(_(procedure.state(one).title)) for one in states if one}
        height = 2 * PAD + LINE * max(len(lines) for lines in texts.values())
        for column, state in enumerate(states):
            if state:
                middle = GUTTER + BOX / 2 + column * (BOX + GUTTER)
                found[state] = _Box(state, row, column, middle, top, height, texts[state])
        top += height + GAP
    return found, top


def _wrapped(text: str) -> tuple[str, ...]:
    """Lines that fit a box, cut between words where there are any."""
    most = int((BOX - 2 * PAD + 6) / LETTER)
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
        while len(lines[-1]) > most:
            lines[-1:] = [lines[-1][:most], lines[-1][most:]]
    return tuple(lines)


def _edges(procedure: Procedure, boxes: dict[str, _Box], here: str) -> Iterator[str]:
    """One line for each pair of states on the line that a step leads down; the next ones on top."""
    pairs = {
        (was, one.to): was == here
        for one in procedure.transitions.values()
        for was in one.from_
        if one.to in boxes
        and boxes[was].row < boxes[one.to].row < len(ROWS)
        and procedure.state(one.to).stage is not Stage.SIDE
    }
    for (was, to), is_next in sorted(pairs.items(), key=lambda pair: pair[1]):
        look = "edge next" if is_next else "edge"
        yield f'<path class="{look}" d="{_path(boxes[was], boxes[to])}"/>'


def _path(above: _Box, below: _Box) -> str:
    start, end = above.bottom, below.top - 3
    arrow = f"M{below.middle - 3:g} {end - 4:g}L{below.middle:g} {end:g}l3 -4"
    if below.row == above.row + 1:
        bend = below.top - GAP / 2
        return f"M{above.middle:g} {start:g}V{bend:g}H{below.middle:g}V{end:g}{arrow}"
    # Past rows between: down the gutter beside the column that it leads to, outside on the left
    # and on the right, so that no line runs through a box.
    outside = below.column == COLUMNS - 1
    side = below.middle + (1 if outside else -1) * (BOX + GUTTER) / 2
    leave, arrive = start + GAP / 2, below.top - GAP / 2
    return (
        f"M{above.middle:g} {start:g}V{leave:g}H{side:g}V{arrive:g}H{below.middle:g}V{end:g}{arrow}"
    )


def _drawn(one: _Box, procedure: Procedure, here: str, been: set[str], coming: set[str]) -> str:
    state = procedure.state(one.state)
    looks = ["state", f"stage-{state.stage.value}"]
    says = _(state.title)
    if one.state == here:
        looks.append("here")
        says = _("{state}: you are here").format(state=says)
    elif one.state in coming:
        looks.append("next")
        says = _("{state}: possible next").format(state=says)
    elif one.state in been:
        looks.append("been")
        says = _("{state}: done").format(state=says)
    left = one.middle - BOX / 2
    first = one.top + (one.height - LINE * len(one.lines)) / 2 + LINE - 3.5
    texts = "".join(
        f'<text x="{one.middle:g}" y="{first + LINE * number:g}">{escape(line)}</text>'
        for number, line in enumerate(one.lines)
    )
    mark = ""
    if one.state == here:
        mark = f'<circle class="mark" cx="{left:g}" cy="{one.top:g}" r="6"/>'
    return (
        f'<g class="{" ".join(looks)}"><title>{escape(says)}</title>'
        f'<rect x="{left:g}" y="{one.top:g}" width="{BOX}" height="{one.height:g}" rx="5"/>'
        f"{texts}{mark}</g>"
    )
