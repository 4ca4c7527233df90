"""PDF: the words of each page line by line, pages as pictures, and copies without what is removed.

No script of a PDF runs: forms and their actions are never started.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from io import BytesIO
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image

from openrsd.reading.confined.found import Found, Limits, passages_of
from openrsd.reading.confined.pictures import PARTS, Box, as_jpeg, blacken
from openrsd.reading.confined.refused import Refused

_END = b"%%EOF"
_END_BYTES = 4096
# Scripts of forms and pages; of the others the library knows the count.
_SCRIPTS = (b"/JavaScript", b"/JS ", b"/JS(", b"/Launch")
_POINTS_PER_INCH = 72
COPY_INCH = 150
_LONGEST_SIDE = 2400
_LARGEST_PAGE = 20_000
# Lines of one paragraph stand this many times their usual distance apart at most.
_GAP = 1.35


class _Boxes(Enum):
    """Of which letters of a line the place is looked up, which takes its time."""

    NONE = 0
    ONE = 1
    ALL = 2


@dataclass(slots=True)
class Line:
    """One line of a page, and where its letters stand in points from below left."""

    letters: list[str] = field(default_factory=list)
    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)


def opened(content: bytes) -> Any:
    """The document. Refused where it asks for a password, is cut off or damaged."""
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        wants = "password" in str(error).lower() or "security" in str(error).lower()
        raise Refused("locked" if wants else "cut-off") from None
    if _END not in content[-_END_BYTES:] or len(document) == 0:
        raise Refused("cut-off")
    return document


def read_pdf(content: bytes, limits: Limits) -> Found:
    """The lines of every page."""
    document = opened(content)
    if len(document) > limits.pages:
        raise Refused("too-many-pages", len(document))
    found, characters = Found("pdf"), 0
    for number in range(len(document)):
        page = _page(document, number + 1)
        passages = passages_of("".join(line.letters) for line in _lines(page, _Boxes.NONE))
        characters += sum(map(len, passages))
        if characters > limits.characters:
            raise Refused("too-much-text")
        found.pages.append(passages)
        page.close()
    in_clear = any(sign in content for sign in _SCRIPTS)
    if in_clear or pdfium_c.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        found.note("has-script")
    if document.count_attachments() > 0:
        found.note("has-more-inside")
    return found


def lines_of(content: bytes, limits: Limits) -> list[list[str]]:
    """The lines of every page, an empty one where room is left between two."""
    document = opened(content)
    if len(document) > limits.pages:
        raise Refused("too-many-pages", len(document))
    pages, characters = list[list[str]](), 0
    for number in range(len(document)):
        page = _page(document, number + 1)
        placed = [
            (text, line.boxes[0][1] if line.boxes else 0.0)
            for line in _lines(page, _Boxes.ONE)
            for text in passages_of(["".join(line.letters)])
        ]
        page.close()
        characters += sum(len(text) for text, _foot in placed)
        if characters > limits.characters:
            raise Refused("too-much-text")
        pages.append(_with_gaps(placed))
    return pages


def _with_gaps(placed: list[tuple[str, float]]) -> list[str]:
    """The lines, an empty one before each that stands farther below than lines of this page do."""
    down = [above[1] - one[1] for above, one in pairwise(placed)]
    usual = sorted(step for step in down if step > 1)
    pitch = usual[len(usual) // 2] if usual else 0.0
    found: list[str] = []
    for at, (text, _foot) in enumerate(placed):
        # Upwards is the next column.
        if at and (down[at - 1] > _GAP * pitch or down[at - 1] < -pitch):
            found.append("")
        found.append(text)
    return found


def drawn(document: Any, number: int, longest: int) -> Image.Image:
    """A page as a picture of at most this many points a side."""
    page = _page(document, number)
    wide, high = page.get_size()
    if not (0 < wide <= _LARGEST_PAGE and 0 < high <= _LARGEST_PAGE):
        raise Refused("too-many-points")
    scale = min(longest / max(wide, high), COPY_INCH / _POINTS_PER_INCH)
    picture: Image.Image = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    page.close()
    return picture


def without(
    content: bytes, removed: dict[int, tuple[list[int], list[Box]]]
) -> tuple[bytes, list[list[str]]]:
    """A copy of pictures of the pages, with what is removed painted over, and the words left.

    `removed` has the passages and the boxes of each page. What is removed is in the copy neither
    as text nor as points. A passage that a box touches is removed from the words too.
    """
    document, copy = opened(content), pdfium.PdfDocument.new()
    words = []
    for number in range(1, len(document) + 1):
        passages, boxes = removed.get(number, ([], []))
        page = _page(document, number)
        kept, covered = _left_of(page, set(passages), boxes)
        words.append(kept)
        size = page.get_size()
        page.close()
        picture = drawn(document, number, _LONGEST_SIDE)
        blacken(picture, [*boxes, *covered])
        _add(copy, picture, size)
    made = BytesIO()
    copy.save(made)
    return made.getvalue(), words


def of_pictures(pictures: Iterator[Image.Image]) -> bytes:
    """A PDF of these pictures, each on a page of its own."""
    copy = pdfium.PdfDocument.new()
    for picture in pictures:
        wide = _POINTS_PER_INCH / COPY_INCH
        _add(copy, picture, (picture.width * wide, picture.height * wide))
    made = BytesIO()
    copy.save(made)
    return made.getvalue()


def _add(copy: Any, picture: Image.Image, size: tuple[float, float]) -> None:
    image = pdfium.PdfImage.new(copy)
    image.load_jpeg(BytesIO(as_jpeg(picture, _LONGEST_SIDE)), inline=True)
    image.set_matrix(pdfium.PdfMatrix().scale(*size))
    page = copy.new_page(*size)
    page.insert_obj(image)
    page.gen_content()
    page.close()


def _page(document: Any, number: int) -> Any:
    if not 1 <= number <= len(document):
        raise Refused("no-such-page")
    try:
        return document[number - 1]
    except pdfium.PdfiumError:
        raise Refused("cut-off") from None


def _lines(page: Any, boxes: "_Boxes") -> Iterator[Line]:
    """The lines as they are read, each with the place of its letters as far as it is asked for."""
    text, line = page.get_textpage(), Line()
    for place in range(text.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(text, place)
        letter = chr(code) if 0 < code < 0x110000 else ""
        if letter in "\r\n\f":
            if line.letters and letter:
                yield line
                line = Line()
            continue
        line.letters.append(letter)
        if boxes is _Boxes.ALL or (boxes is _Boxes.ONE and not line.boxes and letter.strip()):
            line.boxes.append(text.get_charbox(place, loose=True))
    if line.letters:
        yield line
    text.close()


def _left_of(page: Any, removed: set[int], boxes: list[Box]) -> tuple[list[str], list[Box]]:
    """The passages that are left, empty where removed, and the boxes of those that are not."""
    kept: list[str] = []
    covered: list[Box] = []
    for line in _lines(page, _Boxes.ALL):
        for passage in passages_of(["".join(line.letters)]):
            number = len(kept) + 1
            # Spaces that the library adds between words stand nowhere.
            places = [_in_parts(page, box) for box in line.boxes if box[0] < box[2]]
            if number in removed or any(_touch(place, box) for place in places for box in boxes):
                kept.append("")
                # The whole line: where a long one is several passages, all of it.
                covered.extend(places)
            else:
                kept.append(passage)
    return kept, covered


def _in_parts(page: Any, box: tuple[float, float, float, float]) -> Box:
    """A place in points from below left, as a box in thousandths of the page as it is drawn."""
    found = []
    for x, y in ((box[0], box[3]), (box[2], box[1])):
        across, down = ctypes.c_int(), ctypes.c_int()
        # As it is drawn: turned and cropped.
        pdfium_c.FPDF_PageToDevice(page, 0, 0, PARTS * 10, PARTS * 10, 0, x, y, across, down)
        found.append((across.value / 10, down.value / 10))
    (one, two), (three, four) = found
    grown = 2.0
    return (
        min(one, three) - grown, min(two, four) - grown,
        max(one, three) + grown, max(two, four) + grown,
    )  # fmt: skip


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
