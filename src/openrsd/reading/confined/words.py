"""Plain text and pages of the web, as text. Nothing in them runs, and nothing is fetched."""

import re
from html.parser import HTMLParser

from openrsd.reading.confined.found import Found, passages_of
from openrsd.reading.confined.refused import Refused

# Encodings in which older programs wrote, by what a page of the web says of itself.
DECLARED = ("euc-kr", "cp949", "gb2312", "gb18030", "big5", "shift_jis", "windows-1256",
            "windows-1251", "windows-1252", "iso-8859-1")  # fmt: skip
_CHARSET = re.compile(rb"charset=[\"']?([a-zA-Z0-9_-]+)", re.IGNORECASE)
_UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "title"})
_RUNS = frozenset({"script", "iframe", "object", "embed", "applet"})
_BLOCKS = frozenset(
    {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "table", "ul",
     "ol", "dl", "dd", "dt", "blockquote", "pre", "section", "article", "header", "footer", "hr",
     "body"}
)  # fmt: skip
_VOID = frozenset({"br", "hr"})


def read_text(content: bytes) -> Found:
    """Plain text: a page wherever the text has a page break, a passage for each line."""
    decoded = _decoded(content, ())
    pages = decoded.split("\f")
    return Found("text", [passages_of(page.splitlines()) for page in pages])


def read_html(content: bytes) -> Found:
    """The words of a page of the web, a passage for each block."""
    declared = _CHARSET.search(content[:4096])
    name = declared[1].decode("ascii").lower() if declared else ""
    seen = _Words()
    seen.feed(_decoded(content, (name,) if name in DECLARED else ()))
    seen.close()
    found = Found("html", [passages_of("".join(seen.said).split("\n"))])
    for code in seen.notes:
        found.note(code)
    return found


def _decoded(content: bytes, others: tuple[str, ...]) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        others = ("utf-16",)
    for encoding in ("utf-8-sig", *others):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("unknown-letters")


class _Words(HTMLParser):
    """What a reader would see, and whether there is anything that would run."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.notes: list[str] = []
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins a passage; what would run is noted and left out."""
        if tag in _RUNS or any(
            name.startswith("on") or (said or "").strip().lower().startswith("javascript:")
            for name, said in attrs
        ):
            self.notes.append("has-script")
        if tag in _UNSEEN:
            self._unseen.append(tag)
        if tag == "body":
            self._unseen.clear()
        if tag in _BLOCKS:
            self.said.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """The end of what is not seen, or of a block."""
        if self._unseen and self._unseen[-1] == tag:
            self._unseen.pop()
        if tag in _BLOCKS - _VOID:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        """Words, as they stand; a line within a block is a space."""
        if not self._unseen:
            self.said.append(" ".join(data.split("\n")))
