"""Trees of boxes as SVG: wrapping, placing and writing, without a word of law.

Read from left to right; the first child stands on the line of its parent.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from xml.sax.saxutils import escape

# Signs on a field of 12 by 12, drawn as strokes so that they need no font.
SIGNS = {
    "yes": "M2.5 6.4 5 9l4.7-5.6",
    "no": "M3 3l6 6M9 3 3 9",
    "open": "M4.1 4.3a2 2 0 1 1 3 1.7C6.3 6.5 6 6.9 6 7.6M6 9.9v.1",
    "none": "M3 6h6",
}
BOX_WIDTH, GAP_X, GAP_Y, MARGIN = 180.0, 22.0, 7.0, 2.0
LINE, SMALL_LINE, PAD = 15.0, 13.0, 6.0
SIZE, SMALL_SIZE = 12.0, 10.5
SIGN_ROOM = 21.0
MAX_LINES = 3

# What XML cannot hold, and marks that turn the direction of text (they could hide its order).
_UNFIT = re.compile(
    "[\u202a-\u202e\u2066-\u2069]|[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
_NARROW = frozenset("iljtfrI.,:;'|!()[]/- ·")


@dataclass(frozen=True, slots=True)
class Box:
    """What is drawn: `look` is its style, `sign` a key of SIGNS or empty, `small` a second text."""

    look: str
    text: str
    tooltip: str
    sign: str = ""
    small: str = ""
    join: bool = False
    children: tuple["Box", ...] = ()


@dataclass(slots=True)
class _Placed:
    """A box with its place, its wrapped lines and its measures."""

    box: Box
    x: float
    y: float
    width: float
    height: float
    lines: list[str]
    small: list[str]
    bottom: float = 0.0
    children: list["_Placed"] = field(default_factory=list)

    def all(self) -> Iterator["_Placed"]:
        """This box and everything below it."""
        yield self
        for child in self.children:
            yield from child.all()

    @property
    def axis(self) -> float:
        """The height of its first line, where connectors meet it."""
        return self.y + (self.height / 2 if self.box.join else PAD + LINE / 2)


@cache
def tree_style() -> str:
    """The style of the drawings, the same in a page and alone."""
    return (files("openrsd.cli") / "templates" / "tree.css").read_text(encoding="utf-8")


def _text_width(text: str, size: float) -> float:
    """A generous estimate: a wide font must fit too."""
    total = 0.0
    for char in text:
        if unicodedata.east_asian_width(char) in "WF":
            total += 1.02
        elif unicodedata.combining(char):
            continue
        elif char in _NARROW:
            total += 0.4
        else:
            total += 0.78 if char.isupper() or char in "mwMW@%" else 0.61
    return total * size


def _wrapped(text: str, size: float, width: float, most: int) -> list[str]:
    """Lines no wider than `width`; words longer than that, and CJK text, break anywhere."""
    lines: list[str] = [""]
    for word in re.findall(
        r"\s+|[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]|[^\s\u2e80-\uffef]+|.", text
    ):
        piece = " " if word.isspace() else word
        if _text_width(lines[-1] + piece, size) <= width:
            lines[-1] += piece
            continue
        lines.append("")
        for char in "" if piece == " " else piece:
            if _text_width(lines[-1] + char, size) > width:
                lines.append("")
            lines[-1] += char
    lines = [line.strip() for line in lines if line.strip()] or [""]
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and _text_width(last + "…", size) > width:
        last = last[:-1]
    return [*lines[: most - 1], last.rstrip() + "…"]


class _Measures(NamedTuple):
    width: float
    height: float
    lines: list[str]
    small: list[str]


def _measured(box: Box) -> _Measures:
    if box.join:
        width = _text_width(box.text, SMALL_SIZE) + 2 * PAD + 4
        return _Measures(width, SMALL_LINE + 6, [box.text], [])
    room = BOX_WIDTH - 2 * PAD - (SIGN_ROOM - PAD if box.sign else 0)
    lines = _wrapped(box.text, SIZE, room, MAX_LINES)
    small = _wrapped(box.small, SMALL_SIZE, room, 2) if box.small else []
    height = 2 * PAD + LINE * len(lines) + SMALL_LINE * len(small)
    return _Measures(BOX_WIDTH, height, lines, small)


def _place(box: Box, x: float, top: float) -> _Placed:
    """Children stand to the right, the first on the same line as its parent."""
    width, height, lines, small = _measured(box)
    lowered = (2 * PAD + LINE - height) / 2 if box.join else 0.0
    placed = _Placed(box, x, top + lowered, width, height, lines, small)
    placed.bottom = placed.y + height
    next_top = top
    for child in box.children:
        below = _place(child, x + width + GAP_X, next_top)
        placed.children.append(below)
        placed.bottom = max(placed.bottom, below.bottom)
        next_top = below.bottom + GAP_Y
    return placed


def svg_of(root: Box, title: str, described: str, *, standalone: bool) -> str:
    """The tree as an SVG element; with `standalone` as a document that carries its own style."""
    placed = _place(root, MARGIN, MARGIN)
    every = list(placed.all())
    width = round(max(one.x + one.width for one in every) + MARGIN)
    height = round(max(one.y + one.height for one in every) + MARGIN)
    namespace = ' xmlns="http://www.w3.org/2000/svg"' if standalone else ""
    parts = [
        f'<svg{namespace} class="law-tree" role="img" direction="ltr" width="{width}" '
        f'height="{height}" viewBox="0 0 {width} {height}">',
        f"<title>{_text(title)}</title><desc>{_text(described)}</desc>",
    ]
    if standalone:
        parts.append(f"<style>{tree_style()}</style>")
        parts.append(f'<rect class="ground" width="{width}" height="{height}"/>')
    parts.extend(_edges(placed))
    parts.extend(map(_drawn, every))
    return "\n".join([*parts, "</svg>"]) + ("\n" if standalone else "")


def _edges(placed: _Placed) -> Iterator[str]:
    """One path per child; those that count most come last, so that they lie on top."""
    weight = {"yes": 2, "open": 1, "undetermined": 1, "unresolved": 1}
    found: list[tuple[int, str]] = []
    for parent in placed.all():
        x = parent.x + parent.width
        for child in parent.children:
            bend = x + GAP_X / 2
            path = f"M{x:g} {parent.axis:g}H{bend:g}V{child.axis:g}H{child.x:g}"
            look = child.box.look
            found.append((weight.get(look, 0), f'<path class="edge {look}" d="{path}"/>'))
    yield from (line for _weight, line in sorted(found, key=lambda item: item[0]))


def _drawn(one: _Placed) -> str:
    box = one.box
    shape = "join" if box.join else "box"
    radius = one.height / 2 if box.join else 5
    parts = [
        f'<g class="{shape} {box.look}"><title>{_text(box.tooltip)}</title>',
        f'<rect x="{one.x:g}" y="{one.y:g}" width="{one.width:g}" height="{one.height:g}" '
        f'rx="{radius:g}"/>',
    ]
    if box.join:
        x, y = one.x + one.width / 2, one.y + one.height / 2 + 3.7
        parts.append(f'<text class="mid" x="{x:g}" y="{y:g}">{_text(box.text)}</text></g>')
        return "".join(parts)
    x, y = one.x + PAD, one.y + PAD + LINE - 3.5
    if box.sign:
        at = f"translate({one.x + 6:g} {one.y + PAD + 1.5:g})"
        parts.append(f'<path class="sign" transform="{at}" d="{SIGNS[box.sign]}"/>')
        x = one.x + SIGN_ROOM
    for line in one.lines:
        parts.append(f'<text x="{x:g}" y="{y:g}">{_text(line)}</text>')
        y += LINE
    for line in one.small:
        parts.append(f'<text class="small" x="{x:g}" y="{y - 1:g}">{_text(line)}</text>')
        y += SMALL_LINE
    return "".join([*parts, "</g>"])


def visible(text: str) -> str:
    """The text with every mark that a page cannot or should not hold shown as such."""
    return _UNFIT.sub("\ufffd", text)


def _text(text: str) -> str:
    return escape(visible(text))
