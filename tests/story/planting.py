"""Words typed wherever a page takes words, and everything that the browser was told meanwhile."""

import io
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from PIL import Image
from PIL.ExifTags import Base
from playwright.sync_api import Page, Request, Response

from openrsd.names.romanising import romanise
from tests.web.browser import Window

# In letters of two scripts, so that folding, romanising and escaping each leave another form.
LATIN, NATIVE = "Zwyrtełkanarek", "즈뷔르테우옥희"
# What to look for: every word begins with one of the two. Names are folded and romanised.
STEMS = (LATIN, NATIVE, "Zwyrtelkanarek", "ZWYRTELKANAREK", romanise(NATIVE).text)
# Those that are shown, can be changed, and hold nothing yet, by what they take.
_EMPTY = """() => {
  const open = one => one.checkVisibility() && !one.disabled && !one.readOnly && one.name;
  const all = [...document.querySelectorAll('main input, main textarea, main select')].filter(open);
  const kinds = {textarea: 'words', text: 'words', search: 'words', date: 'day'};
  return all.filter(one => !one.value && kinds[one.type])
    .map(one => [one.name, kinds[one.type], one.maxLength]);
}"""
# As a person does who fills in the page from its beginning to its end.
_FILL = """given => {
  for (const [name, text] of given) for (const one of document.getElementsByName(name)) {
    if (one.value) continue;
    one.value = text;
    for (const kind of ['input', 'change']) one.dispatchEvent(new Event(kind, {bubbles: true}));
  }
}"""
_CHOOSE = """() => {
  for (const one of document.querySelectorAll('main input[type=radio]'))
    if (one.checkVisibility()
        && ![...document.getElementsByName(one.name)].some(other => other.checked)) one.click();
  for (const one of document.querySelectorAll('main select'))
    if (one.checkVisibility() && !one.value) {
      one.selectedIndex = 1;
      one.dispatchEvent(new Event('change', {bubbles: true}));
    }
}"""


@dataclass
class Planter:
    """Types words that exist nowhere else, each with the place where it was typed."""

    places: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)

    def word(self, place: str) -> str:
        """A word for this place."""
        self.places.append(place)
        return f"{LATIN}-{place}-{NATIVE}"

    def name(self, place: str) -> str:
        """A name in two scripts, without figures."""
        self.places.append(place)
        return f"{NATIVE} {LATIN} {place}"

    def everywhere(self, page: Page, place: str) -> None:
        """Fills in each empty field of the page that takes words, or a day."""
        given = []
        for name, kind, most in page.evaluate(_EMPTY):
            if kind == "day":
                later = timedelta(days=30 if "until" in name or "review" in name else 0)
                text = (timezone.localdate() + later).isoformat()
            else:
                short = [part for part in name.split("-") if len(part) < len("00000000-0000")]
                text = self.word(f"{place}-{'-'.join(short)}")
            given.append([name, text[:most] if most > 0 else text])
        page.evaluate(_FILL, given)

    def answers(self, page: Page, place: str) -> None:
        """Fills in what is empty, as each field takes it; what is chosen already stays."""
        self.everywhere(page, place)
        page.evaluate(_CHOOSE)

    def follow(self, window: Window) -> Window:
        """Keeps what this window asks for and is told besides the pages themselves."""
        window.page.on("request", self._asked)
        window.page.on("response", self._answered)
        return window

    def look(self, window: Window) -> None:
        """Keeps what stands in the frame of the window, and what it keeps itself."""
        kept = "JSON.stringify([{...localStorage}, {...sessionStorage}, window.name])"
        self.heard += [
            window.page.title(),
            window.page.url,
            window.page.evaluate(kept),
            str(window.context.cookies()),
        ]

    def photograph(self, place: str, to: Path) -> Path:
        """A photo in which the camera wrote words, in a file named with another."""
        notes = Image.Exif()
        for tag in (Base.ImageDescription, Base.Artist, Base.Copyright):
            notes[tag] = self.word(f"{place}-{tag.name}").encode().decode("latin-1")
        told = io.BytesIO()
        portrait = Image.effect_noise((320, 400), 60).convert("RGB")
        portrait.save(told, "JPEG", exif=notes, comment=self.word(f"{place}-comment").encode())
        file = to / f"{self.word(f'{place}-file')}.jpg"
        file.write_bytes(told.getvalue())
        return file

    def paper(self, place: str, to: Path) -> Path:
        """A signed paper as a file."""
        file = to / f"{self.word(f'{place}-file')}.pdf"
        file.write_bytes(b"%PDF-1.4\n% " + self.word(f"{place}-content").encode() + b"\n%%EOF\n")
        return file

    def _asked(self, request: Request) -> None:
        self.heard.append(request.url)

    def _answered(self, response: Response) -> None:
        self.heard.append(str(response.headers))
