"""Details that a document does not say in so many words, for a person to confirm or correct."""

import re

from openrsd.coi.dates import first_day_in
from openrsd.coi.places import countries_in
from openrsd.coi.reading.pieces import Details, Document, one_line

# Symbols of United Nations documents: A/79/797, S/2025/194, CAT/C/CHN/CO/5, A/HRC/25/CRP.1.
_UN_SYMBOL = re.compile(
    r"\b(?:A|S|E|ST|CAT|CCPR|CEDAW|CRC|CERD|CRPD|CMW|CED|HRI|DP)(?:/[A-Z0-9][A-Z0-9.]*){1,6}"
)
# The symbol stands beside the name, or apart from it.
_IS_OF_THE_UN = re.compile(rf"^United Nations(?:\s+{_UN_SYMBOL.pattern}.*)?$")
_REPORT_OF = re.compile(r"^(?:Report|Note|Letter) (?:of|by|from) (?:the )?(.+)$")
_UN_BODIES = re.compile(r"^(General Assembly|Security Council|Human Rights Council|Committee .+)$")
# Lines of a title page that are about the paper and not what it is about.
_ABOUT_THE_PAPER = re.compile(
    r"^(Distr\.|Original:|\d{1,2} [A-Z][a-z]+ \d{4}$|.*\*\d{7}\*)", re.MULTILINE
)
_LONGEST_TITLE = 300
# Lines longer than this are the text, and its days are those of events.
_LONGEST_LINE_OF_HEAD = 100
_WIRES = re.compile(r"^(?:By\s+)?([A-Z][\w .&’'-]{1,40})\s+(?:Photo|News)\s*[|:–-]\s+(.+)$")


def guessed(document: Document, front: list[str]) -> Details:
    """What can be guessed; `front` holds the first lines, with a line end before each new block."""
    head = "\n".join(front)
    said = document.details
    if any(_IS_OF_THE_UN.match(line.strip()) for line in front):
        found = _of_the_un(front, head)
    else:
        found = _of_any(front, head)
    title = said.title or found.title
    text = "\n".join(piece.text for piece in document.pieces[:200])
    countries = countries_in(title, text)
    return said.over(found).over(Details(countries=countries, nature="practice", kind="other"))


def _of_the_un(front: list[str], head: str) -> Details:
    symbol = _UN_SYMBOL.search(head)
    at = next((n for n, line in enumerate(front) if _REPORT_OF.match(line.strip())), None)
    author = _REPORT_OF.match(front[at].strip()) if at is not None else None
    title = _block_before(front, at) if at is not None else ""
    if at is not None and _ABOUT_THE_PAPER.search(title):
        title = front[at].strip()
    bodies = [line.strip() for line in front if _UN_BODIES.match(line.strip())]
    return Details(
        title=title,
        publisher=", ".join(["United Nations", *dict.fromkeys(bodies)]),
        author=author[1].split(" on ")[0] if author else "",
        kind="un",
        reference=symbol[0].split("-")[0] if symbol else "",
        published=first_day_in(head),
    )


def _block_before(front: list[str], at: int) -> str:
    lines: list[str] = []
    for line in reversed(front[:at]):
        lines.insert(0, line)
        if line.startswith("\n"):
            break
    return one_line(" ".join(lines))[:_LONGEST_TITLE]


def _of_any(front: list[str], head: str) -> Details:
    first = next((one_line(line) for line in front if line.strip()), "")
    wire = _WIRES.match(first)
    return Details(
        title=(wire[2] if wire else first)[:_LONGEST_TITLE],
        publisher=wire[1] if wire else "",
        kind="media" if wire else "",
        published=first_day_in(_before_the_text(head)),
    )


def _before_the_text(head: str) -> str:
    kept: list[str] = []
    for line in head.split("\n"):
        if kept and len(line) > _LONGEST_LINE_OF_HEAD:
            break
        kept.append(line)
    return "\n".join(kept)
