"""HTML, without what is not the text: menus, scripts, forms, what stands before and behind."""

import re
from dataclasses import replace
from html.parser import HTMLParser

from openrsd.coi.errors import CannotRead
from openrsd.coi.reading.boilerplate import without_website
from openrsd.coi.reading.pieces import Details, Document, Piece, details_of, one_line, split_long
from openrsd.texts import gettext as _

_LEFT_OUT = frozenset(
    {
        "script", "style", "nav", "header", "footer", "aside", "form", "noscript", "button", "svg",
        "iframe", "template", "select", "figure", "dialog",
    }
)  # fmt: skip
_BLOCKS = frozenset(
    {
        "p", "li", "blockquote", "td", "th", "dd", "dt", "pre", "div", "section", "article", "main",
        "tr", "h1", "h2", "h3", "h4", "h5", "h6",
    }
)  # fmt: skip
_HEADING = re.compile(r"h[1-6]")
# Where the text itself is, if the page says so; the first that is there counts.
_BODIES = ("article", "main")
_VOID = frozenset(
    {
        "br", "img", "hr", "input", "meta", "link", "area", "base", "col", "embed", "source",
        "track", "wbr",
    }
)  # fmt: skip
_META = {
    "og:title": "title", "dc.title": "title", "citation_title": "title",
    "author": "author", "dc.creator": "author", "citation_author": "author",
    "og:site_name": "publisher", "dc.publisher": "publisher",
    "article:published_time": "published", "dc.date": "published", "citation_date": "published",
    "date": "published", "og:url": "address",
}  # fmt: skip
# Real pages have some dozens; each letter of the text looks at all that it is in.
_DEEPEST = 400
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_NUMBER = re.compile(r"^(\d{1,4})\.\s+(?=\S)")


def read(text: str) -> Document:
    """The passages of a page and what its head says of it."""
    page = _Page()
    page.feed(text)
    page.close()
    blocks = page.chosen()
    kept = without_website(blocks, of=lambda block: block[0])
    pieces, headings = list[Piece](), dict[int, str]()
    for said, depth in kept:
        if depth:
            headings = {at: one for at, one in headings.items() if at < depth} | {depth: said}
            continue
        number = _NUMBER.match(said)
        under = " › ".join(one for at, one in sorted(headings.items()) if at > 1)
        pieces.append(
            Piece(
                said[number.end() :] if number else said, number[1] if number else "", None, under
            )
        )
    return Document(tuple(part for one in pieces for part in split_long(one)), page.details())


class _Page(HTMLParser):
    """Collects blocks of text, each with the depth of a heading (0 for none), by where they are."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._inside: list[str] = []
        self._now: list[str] = []
        self._depth = 0
        self._blocks: dict[str, list[tuple[str, int]]] = {"": [], **{name: [] for name in _BODIES}}
        self._said: dict[str, str] = {}
        self._title: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        if tag == "meta":
            self._meta({name: value or "" for name, value in attrs})
        if tag == "link" and dict(attrs).get("rel") == "canonical":
            self._said.setdefault("address", dict(attrs).get("href") or "")
        if tag in _BLOCKS or tag == "br":
            self._end_block() if tag != "br" else self._now.append(" ")
        if tag not in _VOID:
            if len(self._inside) >= _DEEPEST:
                raise CannotRead(_("This page is nested too deeply to be a document."))
            self._inside.append(tag)
        if _HEADING.fullmatch(tag):
            self._depth = int(tag[1])

    def handle_endtag(self, tag: str) -> None:
        """An element ends; what was not closed within it ends too."""
        if tag in _BLOCKS:
            self._end_block()
        if tag in self._inside:
            while self._inside.pop() != tag:
                pass
        if _HEADING.fullmatch(tag):
            self._depth = 0

    def handle_data(self, data: str) -> None:
        """Text."""
        if "title" in self._inside and "svg" not in self._inside:
            self._title.append(data)
        elif not _LEFT_OUT.intersection(self._inside) and "head" not in self._inside:
            self._now.append(data)

    def chosen(self) -> list[tuple[str, int]]:
        """The blocks of the text itself."""
        self._end_block()
        return next(
            (self._blocks[name] for name in _BODIES if self._blocks[name]), self._blocks[""]
        )

    def details(self) -> Details:
        """What the head says."""
        said = dict(self._said)
        day = _DAY.match(said.pop("published", ""))
        title = said.pop("title", "") or one_line("".join(self._title))
        return replace(details_of(said), title=title, published=day[0] if day else "")

    def _meta(self, attrs: dict[str, str]) -> None:
        name = (attrs.get("property") or attrs.get("name") or "").casefold()
        if name in _META and attrs.get("content"):
            self._said.setdefault(_META[name], one_line(attrs["content"]))

    def _end_block(self) -> None:
        text = one_line("".join(self._now))
        self._now = []
        if not text:
            return
        for name in ("", *(name for name in _BODIES if name in self._inside)):
            self._blocks[name].append((text, self._depth))
