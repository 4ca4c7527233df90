"""What can be asked of the confined process: reading, drawing a page, copying without a part."""

from collections.abc import Callable
from typing import Any

from openrsd.reading.confined import packed, pictures, portable, words
from openrsd.reading.confined.found import Found, Limits, checked
from openrsd.reading.confined.refused import Refused
from openrsd.reading.confined.sniffing import HTML, PACKED, PDF, TEXT, kind_of

Answer = tuple[dict[str, Any], bytes]
Asked = dict[str, Any]
RECOGNISED_SIDE = 2400


def read(content: bytes, asked: Asked, limits: Limits) -> Answer:
    """The kind of the document, `pages` of passages, `notes`."""
    kind = kind_of(content)
    if kind == PDF:
        found = portable.read_pdf(content, limits)
    elif kind == PACKED:
        found = packed.read_packed(content, limits)
    elif kind == HTML:
        found = words.read_html(content)
    elif kind == TEXT:
        found = words.read_text(content)
    else:
        found = pictures.read_picture(content, kind, limits)
    if kind in {PACKED, HTML, TEXT}:
        found.pages = _not_empty(found)
    found = checked(found, limits)
    return {"kind": found.kind, "pages": found.pages, "notes": found.notes}, b""


def lines(content: bytes, asked: Asked, limits: Limits) -> Answer:
    """The same of a PDF, DOCX or ODT with the room between lines: `kind`, `pages` of lines."""
    kind = kind_of(content)
    if kind == PDF:
        pages = portable.lines_of(content, limits)
    elif kind == PACKED:
        found = checked(packed.read_packed(content, limits), limits)
        kind, pages = found.kind, [_apart(page) for page in found.pages]
    else:
        raise Refused("not-taken")
    return {"kind": kind, "pages": pages}, b""


def draw(content: bytes, asked: Asked, limits: Limits) -> Answer:
    """One page as a JPEG to be looked at, or as a PNG to be recognised."""
    kind, page = kind_of(content), int(asked["page"])
    longest = RECOGNISED_SIDE if asked.get("recognise") else pictures.LONGEST_SIDE
    if kind == PDF:
        picture = portable.drawn(portable.opened(content), page, longest)
    elif kind in pictures.FORMATS:
        picture = pictures.drawn(content, kind, page, limits)
    else:
        raise Refused("no-such-page")
    if asked.get("recognise"):
        picture.thumbnail((longest, longest))
        return {}, pictures.as_png(picture)
    return {}, pictures.as_jpeg(picture)


def remove(content: bytes, asked: Asked, limits: Limits) -> Answer:
    """A PDF of pictures without what is removed; `words` of each page, empty where removed.

    `removed`: by page number, `passages` and `boxes`.
    """
    removed = {
        int(page): (list(one["passages"]), [tuple(box) for box in one["boxes"]])
        for page, one in asked["removed"].items()
    }
    kind = kind_of(content)
    if kind == PDF:
        made, left = portable.without(content, removed)
        return {"words": left}, made
    if kind not in pictures.FORMATS:
        raise Refused("no-such-page")
    count = len(pictures.read_picture(content, kind, limits).pages)

    def painted() -> Any:
        for page in range(1, count + 1):
            picture = pictures.drawn(content, kind, page, limits)
            pictures.blacken(picture, removed.get(page, ([], []))[1])
            yield picture

    return {"words": [[] for _page in range(count)]}, portable.of_pictures(painted())


TASKS: dict[str, Callable[[bytes, Asked, Limits], Answer]] = {
    "read": read,
    "lines": lines,
    "draw": draw,
    "remove": remove,
}


def _not_empty(found: Found) -> list[list[str]]:
    """A page break without words before or after it makes no page."""
    return [page for page in found.pages if page] or [[]]


def _apart(page: list[str]) -> list[str]:
    """Paragraphs as lines with room between them."""
    return [line for paragraph in page for line in (paragraph, "")]
