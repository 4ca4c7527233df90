"""Whether a citation may still be leant on: amber where it is superseded, old or corrected."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from openrsd.coi.citing import Citation
from openrsd.coi.dates import end_of
from openrsd.coi.models import Edition, Passage, State
from openrsd.texts import gettext as _
from openrsd.texts import shown

# How people are treated is told anew after this time; law and history do not grow old by it.
OLD_AFTER = timedelta(days=730)


class Flag(StrEnum):
    """What is to be known before a citation, or an edition, is leant on."""

    SUPERSEDED = "superseded"
    OLD = "old"
    UNDATED = "undated"
    EXPIRED = "expired"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    NOT_HERE = "not-here"


WORDS = shown(
    {
        "superseded": "A newer edition is in the library: see whether it says the same.",
        "old": "Published more than 24 months ago: look for something newer.",
        "undated": "The day of publication is not known.",
        "expired": "The day until which it was to be used has passed.",
        "corrected": "Details of the document were corrected since it was cited.",
        "withdrawn": "The document was withdrawn from the library.",
        "not-here": "The passage is not in this library and cannot be checked here.",
    }
)
TITLES = shown(
    {
        "superseded": "Newer edition",
        "old": "Old",
        "undated": "No date",
        "expired": "Expired",
        "corrected": "Corrected",
        "withdrawn": "Withdrawn",
        "not-here": "Not in this library",
    }
)
_DANGERS = frozenset({Flag.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Standing:
    """What is the matter with a citation today, the worst first; nothing where it is empty."""

    flags: tuple[Flag, ...]
    # The edition to look at instead, where there is one.
    newer: UUID | None = None

    @property
    def tone(self) -> str:
        """The colour of its tag: good, amber, or red."""
        if _DANGERS.intersection(self.flags):
            return "danger"
        return "care" if self.flags else "good"

    @property
    def title(self) -> str:
        """In a word or two."""
        return _(TITLES[self.flags[0]]) if self.flags else _("Up to date")

    @property
    def sentences(self) -> list[str]:
        """Why, a sentence each."""
        return [_(WORDS[flag]) for flag in self.flags]


def standing_of(citation: Citation, today: date) -> Standing:
    """How a citation stands on this day."""
    edition = Edition.objects.select_related("source").filter(pk=citation.edition).first()
    passage = Passage.objects.filter(edition=citation.edition, ordinal=citation.ordinal).first()
    if edition is None or passage is None or passage.digest != citation.passage_digest:
        return Standing((Flag.NOT_HERE,))
    flags, newer = _flags_of(edition, today)
    if _details(edition) != (
        citation.publisher, citation.title, citation.reference, citation.published
    ):  # fmt: skip
        flags.append(Flag.CORRECTED)
    return Standing(tuple(flags), newer)


def standing_of_edition(edition: Edition, today: date) -> Standing:
    """How an edition stands on this day."""
    flags, newer = _flags_of(edition, today)
    return Standing(tuple(flags), newer)


def _flags_of(edition: Edition, today: date) -> tuple[list[Flag], UUID | None]:
    flags: list[Flag] = []
    if edition.state == State.WITHDRAWN:
        flags.append(Flag.WITHDRAWN)
    newer = (
        Edition.objects.filter(
            source=edition.source_id, state=State.CONFIRMED, sequence__gt=edition.sequence
        )
        .order_by("-sequence")
        .values_list("id", flat=True)
        .first()
    )
    if newer:
        flags.append(Flag.SUPERSEDED)
    if edition.expires and edition.expires < today:
        flags.append(Flag.EXPIRED)
    if edition.nature == "practice":
        if not edition.published:
            flags.append(Flag.UNDATED)
        elif end_of(edition.published) + OLD_AFTER < today:
            flags.append(Flag.OLD)
    return flags, newer


def _details(edition: Edition) -> tuple[str, str, str, str]:
    return edition.source.publisher, edition.title, edition.reference, edition.published
