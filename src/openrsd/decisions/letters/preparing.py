"""What is written of a letter before it is told, as it is kept sealed."""

from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from openrsd.decisions.letters.composing import Translated
from openrsd.decisions.reasons import LONGEST, Paragraph, Reasons


class About(StrEnum):
    """Of which decision: the first, or that on an appeal. Each has reasons of its own."""

    FIRST = "first"
    APPEAL = "appeal"


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TranslatedParagraph(_Shape):
    """A paragraph as somebody wrote it in her language, and a digest of what was translated."""

    text: str = Field(default="", max_length=LONGEST)
    heading: str = Field(default="", max_length=1000)
    of: str = Field(default="", max_length=64)


class KeptBack(_Shape):
    """Why a paragraph is told in person only, with whom, and who decided it."""

    why: str = Field(min_length=1, max_length=5000)
    told_with: str = Field(min_length=1, max_length=500)
    by: str
    on: str


class Work(_Shape):
    """What is written of the letter about one decision."""

    language: str = ""
    translator: str = Field(default="", max_length=200)
    translation: dict[str, TranslatedParagraph] = {}
    kept_back: dict[str, KeptBack] = {}

    def translated(self, reasons: Reasons | None) -> dict[str, Translated]:
        """What still is a translation of the paragraph as it stands."""
        paragraphs = reasons.paragraphs if reasons else ()
        found = {one.id: self.translation.get(one.id) for one in paragraphs}
        return {
            one.id: Translated(kept.text, kept.heading)
            for one in paragraphs
            if (kept := found[one.id]) and kept.of == digest_of(one) and kept.text.strip()
        }


class Works(_Shape):
    """Of every decision in a case."""

    v: Literal[1] = 1
    first: Work = Work()
    appeal: Work = Work()

    def about(self, which: About) -> Work:
        """That of one decision."""
        return self.first if which is About.FIRST else self.appeal

    def with_work(self, which: About, work: Work) -> "Works":
        """The same with other work on one decision."""
        return self.model_copy(update={str(which): work})

    def as_values(self) -> dict[str, Any]:
        """What is kept of it; `works_of` reads it."""
        return self.model_dump(mode="json")


def works_of(content: Any) -> Works:
    """What was kept."""
    return Works.model_validate(content) if isinstance(content, Mapping) else Works()


def digest_of(paragraph: Paragraph) -> str:
    """By which a translation knows what it translates."""
    return sha256(f"{paragraph.heading}\n{paragraph.text}".encode()).hexdigest()
