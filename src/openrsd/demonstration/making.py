"""Documents of the demonstration, made from lines: a text, a printed paper, a photographed one."""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image

from openrsd.papers import pdf, pictures

_PAPER = """
#set page(paper: "a4", margin: 25mm)
#set text(size: 12pt)
#set par(leading: 0.8em, spacing: 1.4em)
= #values.title
#for line in values.lines [ #par(line) ]
"""
_CARD = """
#set page(width: 105mm, height: 74mm, margin: 9mm, fill: rgb("#efe8d6"))
#set text(size: 11pt, fill: rgb("#2b2a33"))
#set par(spacing: 0.9em)
#for line in values.lines [ #par(line) ]
"""
_DESK = (92, 74, 58)
_TILT = -2.5
_WIDTH = 900


def made(how: str, title: str, lines: Sequence[str]) -> tuple[str, bytes]:
    """The name of the file and what is in it. `how`: text, paper or photo."""
    values = {"title": title, "lines": list(lines)}
    match how:
        case "text":
            return "statement.txt", "\n\n".join(lines).encode()
        case "paper":
            return "paper.pdf", pdf(_PAPER, values, title="Paper")
        case _:
            return "photo.jpg", _photographed(pictures(_CARD, values, title="Photo")[0])


def _photographed(page: bytes) -> bytes:
    """A page as it lies on a desk, in the light of an evening."""
    lying = Image.open(BytesIO(page)).convert("RGB")
    lying = lying.resize((_WIDTH, lying.height * _WIDTH // lying.width))
    tilted = lying.rotate(_TILT, Image.Resampling.BICUBIC, expand=True, fillcolor=_DESK)
    desk = Image.new("RGB", (tilted.width + 120, tilted.height + 90), _DESK)
    desk.paste(tilted, (60, 45))
    shade = Image.linear_gradient("L").resize(desk.size).point(lambda light: 170 + light // 3)
    dark = Image.composite(desk, Image.new("RGB", desk.size), shade)
    content = BytesIO()
    dark.save(content, "JPEG", quality=72)
    return content.getvalue()
