"""The small library of a demonstration: shipped documents, confirmed and assessed."""

from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files

from openrsd.accounts.acting import Actor
from openrsd.coi.actions.adding import add_file
from openrsd.coi.actions.assessing import assess
from openrsd.coi.actions.describing import Confirmed, confirm
from openrsd.coi.errors import AlreadyThere
from openrsd.coi.models import Edition

RETRIEVED = date(2026, 11, 1)


@dataclass(frozen=True, slots=True)
class _Judged:
    """What is found of a shipped source."""

    reliability: str
    limits: str
    answers: dict[str, dict[str, str]] = field(default_factory=dict)


_FACTBOOK = _Judged(
    "limited",
    "One government's summary without sources: for basic facts only, never alone for a finding. "
    "It was discontinued in February 2026 and will not be kept up to date.",
    {
        "who": {"text": "An intelligence agency of the United States.", "concern": "some"},
        "mandate": {"text": "Basic reference for its own government.", "concern": "some"},
        "motivation": {
            "text": "Reference; its choice of what to say is its own.",
            "concern": "some",
        },
        "method": {"text": "Not said for single statements.", "concern": "serious"},
        "independence": {"text": "Part of a government.", "concern": "serious"},
        "record": {
            "text": "Kept up for many years, until February 2026.",
            "concern": "none",
        },
    },
)
_NOTE = _Judged(
    "lead",
    "A list of places to read, made for this demonstration. Cite the documents that it names.",
    {
        "who": {"text": "The developers of OpenRSD.", "concern": "some"},
        "mandate": {"text": "None: it shows how a library works.", "concern": "some"},
        "motivation": {"text": "To demonstrate.", "concern": "none"},
        "method": {
            "text": "Written from the documents it names and reports of them.",
            "concern": "some",
        },
        "independence": {"text": "Of no party; no expertise is claimed.", "concern": "some"},
        "record": {"text": "None.", "concern": "unknown"},
    },
)


def make_library(*, acting: Actor) -> None:
    """Adds what is not there yet. What people changed since stays as it is."""
    folder = files("openrsd.coi") / "library"
    for shipped in sorted(folder.iterdir(), key=lambda one: one.name):
        if shipped.name == "README.md":
            continue
        try:
            [edition] = add_file(shipped.read_bytes(), shipped.name, acting=acting)
        except AlreadyThere:
            continue
        confirm(edition.id, _as_guessed(edition), revision=edition.revision, acting=acting)
        judged = _FACTBOOK if shipped.name.startswith("world-factbook") else _NOTE
        assess(
            edition.source_id,
            judged.answers,
            reliability=judged.reliability,
            limits=judged.limits,
            acting=acting,
        )


def _as_guessed(edition: Edition) -> Confirmed:
    """The details as they were read: for what is shipped they were looked at before."""
    source = edition.source
    return Confirmed(
        kind=source.kind,
        publisher=source.publisher,
        author=source.author,
        title=edition.title,
        reference=edition.reference,
        published=edition.published,
        events_from=edition.events_from,
        events_until=edition.events_until,
        nature=edition.nature,
        languages=edition.languages,
        countries=edition.countries,
        topics=edition.topics,
        address=edition.address,
        licence=edition.licence,
        retrieved=RETRIEVED,
        expires=edition.expires,
    )
