"""Plain text, also out of a PDF: pages, running lines, numbered paragraphs, headings."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from openrsd.coi.reading.boilerplate import without_website
from openrsd.coi.reading.pieces import Piece, one_line, split_long

PAGE_END = "\f"
_EDGE_LINES = 6
_FEWEST_PAGES, _SHARE_OF_PAGES = 3, 0.3
_FEWEST_NUMBERED = 5
_NUMBERED = re.compile(r"^\s{0,8}(\d{1,4})\.(?:\s+|$)(.*)$")
_ROMAN = re.compile(r"^(?:[IVXLC]{1,6}|[A-Z]|\d{1,2}(?:\.\d{1,2})+)\.?\s+\S.{0,110}$")
_LETTER_ALONE = re.compile(r"^(?:[IVXLC]{1,6}|[A-Z])\.$")
_DIGITS = re.compile(r"\d+")
_ENDED = (".", "!", "?", ":", ";", "”", '"', "。", "」", "؟", "။", ")")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_LONGEST_HEADING = 110
# One line a paragraph, as in articles copied from a page, if some line is longer than any wrapped.
_LONGER_THAN_WRAPPED = 180
# On the title page such a text is a summary, and less is names and numbers.
_FEWEST_WORDS_OF_FRONT = 40
_FRONT_LINES = 40
# What follows the last numbered paragraph and is not of it.
_ANNEX = re.compile(r"^(?:Annex|Appendix|Enclosure)(?: [IVX\d]+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line, the page on which it stands, and whether it follows an empty one."""

    text: str
    page: int | None
    after_gap: bool


def pieces_of(text: str) -> tuple[Piece, ...]:
    """The passages of a text."""
    lines = _lines(text)
    numbers = _numbered(lines)
    if len(numbers) >= _FEWEST_NUMBERED:
        found = list(_by_numbers(lines, numbers))
    else:
        found = list(_by_paragraphs(without_website(lines, of=lambda line: line.text)))
    return tuple(part for piece in found for part in split_long(piece))


def front_of(text: str) -> list[str]:
    """The lines before the first numbered paragraph, or the first forty, for guessing.

    Of the first page as it stands: the symbol of a report is in its running lines.
    """
    lines = _lines(text.split(PAGE_END)[0])
    last = min(_numbered(lines), default=len(lines))
    return [
        ("\n" if line.after_gap else "") + line.text.strip()
        for line in lines[: min(last, _FRONT_LINES)]
    ]


def _lines(text: str) -> list[Line]:
    pages = text.split(PAGE_END)
    if len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    running = _running_lines(pages)
    found: list[Line] = []
    for number, page in enumerate(pages, 1):
        written = page.split("\n")
        places = [at for at, line in enumerate(written) if line.strip()]
        edges = {*places[:_EDGE_LINES], *places[-_EDGE_LINES:]}
        gap = number == 1
        for at, line in enumerate(written):
            if not line.strip():
                gap = True
            elif at in edges and _pattern(line) in running:
                # The gap around it is not one of the text.
                gap = False
            else:
                found.append(Line(line, number if len(pages) > 1 else None, gap))
                gap = False
    return found


def _running_lines(pages: list[str]) -> frozenset[str]:
    """Lines that stand at the edges of many pages, their numbers left out."""
    if len(pages) < _FEWEST_PAGES:
        return frozenset()
    counted: Counter[str] = Counter()
    for page in pages:
        written = [line for line in page.split("\n") if line.strip()]
        counted.update(
            {_pattern(line) for line in (*written[:_EDGE_LINES], *written[-_EDGE_LINES:])}
        )
    fewest = max(_FEWEST_PAGES, len(pages) * _SHARE_OF_PAGES)
    return frozenset(pattern for pattern, count in counted.items() if count >= fewest)


def _pattern(line: str) -> str:
    # A number that begins a paragraph is no page number, though only it stands on the line.
    return line.strip() if _NUMBERED.match(line) else _DIGITS.sub("#", one_line(line))


def _numbered(lines: list[Line]) -> dict[int, str]:
    """Where the paragraphs 1, 2, 3 … begin. A number out of turn is part of a text."""
    found: dict[int, str] = {}
    expected = 1
    for at, line in enumerate(lines):
        number = _NUMBERED.match(line.text)
        if number and int(number[1]) == expected and _begins(lines, at):
            found[at] = number[1]
            expected += 1
    return found


def _begins(lines: list[Line], at: int) -> bool:
    """Whether a paragraph may begin here: a sentence was over, or a heading went before."""
    if at == 0 or lines[at].after_gap:
        return True
    before = lines[at - 1].text.strip()
    return before.endswith(_ENDED) or _is_like_heading(before)


def _is_like_heading(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and not text.endswith((",", "-", "–"))


def _by_numbers(lines: list[Line], numbers: dict[int, str]) -> Iterator[Piece]:
    starts = sorted(numbers)
    yield from _front(lines[: starts[0]])
    heading = " › ".join(_headings_at_end(lines[: starts[0]], "", is_front=True)[1])
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        first = _NUMBERED.match(lines[start].text)
        assert first is not None
        body = lines[start + 1 : end]
        annex: list[Line] = []
        if end == len(lines):
            cut = next((n for n, one in enumerate(body) if _ANNEX.match(one.text.strip())), end)
            body, annex = body[:cut], body[cut:]
        kept, headings = len(body), list[str]()
        if end < len(lines):
            kept, headings = _headings_at_end(body, first[2])
        text = one_line(" ".join([first[2], *(line.text for line in body[:kept])]))
        if text:
            yield Piece(text, numbers[start], lines[start].page, heading)
        if headings:
            heading = _nested(heading, headings)
        if annex:
            name = one_line(annex[0].text)
            for piece in _by_paragraphs(annex[1:]):
                under = f"{name} › {piece.heading}" if piece.heading else name
                yield replace(piece, heading=under)


def _front(lines: list[Line]) -> Iterator[Piece]:
    """A summary before the first paragraph. The title page itself is no passage."""
    for block in _blocks(lines):
        text = one_line(" ".join(line.text for line in block))
        if len(text.split()) >= _FEWEST_WORDS_OF_FRONT:
            yield Piece(text, "", block[0].page)


def _headings_at_end(
    lines: list[Line], begun: str, *, is_front: bool = False
) -> tuple[int, list[str]]:
    """How many lines are the paragraph's own, and the headings that stand behind them.

    `begun` is what stands on the line of the number itself.
    """
    at = len(lines)
    # A heading may go over a few lines; a sentence that is not over is none.
    while at > 0 and len(lines) - at < _EDGE_LINES:
        text = lines[at - 1].text.strip()
        if not _is_like_heading(text) or (text.endswith(_ENDED) and not _LETTER_ALONE.match(text)):
            break
        at -= 1
    while at < len(lines) and not is_front and not _may_end_before(lines, at, begun):
        at += 1
    if is_front:
        # Of a title page only what looks like a heading of a chapter.
        marked = [n for n in range(at, len(lines)) if _is_marked(lines[n].text.strip())]
        at = marked[0] if marked else len(lines)
    return at, _joined_headings(lines[at:])


def _may_end_before(lines: list[Line], at: int, begun: str) -> bool:
    """Whether the text above is over here."""
    above = lines[at - 1].text if at else begun
    return above.strip().endswith(_ENDED) or (
        lines[at].after_gap and _is_marked(lines[at].text.strip())
    )


def _is_marked(text: str) -> bool:
    return bool(_ROMAN.match(text) or _LETTER_ALONE.match(text))


def _joined_headings(lines: list[Line]) -> list[str]:
    """ "A." and the line after it are one heading; so are lines without a gap."""
    found: list[str] = []
    for line in lines:
        text = one_line(line.text)
        goes_on = found and (
            _LETTER_ALONE.match(found[-1]) or not (line.after_gap or _is_marked(text))
        )
        if goes_on:
            found[-1] += f" {text}"
        else:
            found.append(text)
    return found


def _nested(standing: str, new: list[str]) -> str:
    """The headings over what follows: chapters (II.), sections (B.), then what has no mark."""
    levels = [level for level in standing.split(" › ") if level]
    for heading in new:
        rank = _rank(heading)
        levels = [level for level in levels if _rank(level) < rank] + [heading]
    return " › ".join(levels)


def _rank(heading: str) -> int:
    mark = heading.split(".")[0].split(" ")[0]
    if re.fullmatch(r"[IVX]+", mark):
        return 1
    return 2 if re.fullmatch(r"[A-Z]", mark) and "." in heading[:3] else 3


def _blocks(lines: list[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in lines:
        if line.after_gap and block:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _by_paragraphs(lines: list[Line]) -> Iterator[Piece]:
    """A text without numbers: paragraphs between empty lines, or one line each."""
    if any(len(line.text) > _LONGER_THAN_WRAPPED for line in lines):
        blocks = [[line] for line in lines]
    else:
        blocks = list(_blocks(lines))
    heading = ""
    for number, block in enumerate(blocks):
        text = one_line(" ".join(line.text for line in block))
        if not _LETTERS.search(text):
            continue
        short = len(block) == 1 and len(text) <= _LONGEST_HEADING
        if short and not text.endswith(_ENDED) and number + 1 < len(blocks):
            heading = text
        else:
            yield Piece(text, "", block[0].page, heading)
