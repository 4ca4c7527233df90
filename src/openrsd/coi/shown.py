"""Documents, standings and assessments as pages show them, in words."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from openrsd.coi.citing import day_shown
from openrsd.coi.fields import country_names
from openrsd.coi.models import Assessment, Edition, State
from openrsd.coi.standing import Standing
from openrsd.coi.vocabulary import (
    CONCERN_TONES,
    CONCERNS,
    CRITERIA,
    KINDS,
    LANGUAGES,
    NATURES,
    RELIABILITY,
    RELIABILITY_TONES,
    TOPICS,
)
from openrsd.texts import gettext as _

Shown = dict[str, Any]


def standing_shown(standing: Standing, edition: Edition) -> Shown:
    """A tag and sentences. What nobody confirmed is said before anything else."""
    if edition.state == State.GUESSED:
        sentence = _("The details of this document are guessed; nobody has confirmed them.")
        return {
            "title": _("Not confirmed"),
            "tone": "quiet",
            "sentences": [sentence, *standing.sentences],
        }
    return {"title": standing.title, "tone": standing.tone, "sentences": standing.sentences}


def assessment_shown(assessment: Assessment | None) -> Shown:
    """The reliability in words, always with its limits."""
    if assessment is None:
        return {
            "title": _("Source not assessed"),
            "tone": "quiet",
            "limits": _("Nobody has assessed this source yet: do not take its word by itself."),
        }
    return {
        "title": _(RELIABILITY[assessment.reliability]),
        "tone": RELIABILITY_TONES[assessment.reliability],
        "limits": assessment.limits,
        "at": assessment.at,
    }


def criteria_shown(assessment: Assessment | None) -> list[Shown]:
    """What was found by each criterion; criteria without an answer say so."""
    if assessment is None:
        return []
    return [
        {
            "title": _(words),
            "text": assessment.answers.get(code, {}).get("text") or _("Not answered."),
            "concern": _(CONCERNS[assessment.answers.get(code, {}).get("concern", "unknown")]),
            "tone": CONCERN_TONES[assessment.answers.get(code, {}).get("concern", "unknown")],
        }
        for code, words in CRITERIA.items()
    ]


def details_shown(edition: Edition) -> list[Shown]:
    """The details of a document as answers."""
    source = edition.source
    events = " – ".join(filter(None, [edition.events_from, edition.events_until]))
    said = (
        (_("Publisher"), source.publisher),
        (_("Author"), source.author),
        (_("Kind of source"), _(KINDS[source.kind])),
        (_("Reference number"), edition.reference),
        (_("Published"), day_shown(edition.published)),
        (_("Reports events of"), events),
        (_("What it tells"), _(NATURES[edition.nature])),
        (_("Countries"), country_names(edition.countries)),
        (_("Topics"), ", ".join(_(TOPICS[topic]) for topic in edition.topics)),
        (_("Languages"), ", ".join(languages_shown(edition.languages))),
        (_("Address on the internet"), edition.address),
        (_("Licence"), edition.licence),
        (_("Retrieved"), day_shown(edition.retrieved.isoformat())),
        (_("To be used until"), day_shown(edition.expires.isoformat()) if edition.expires else ""),
        (_("Hash of the original (SHA-256)"), edition.original_id),
    )
    return [{"title": title, "value": value} for title, value in said if value]


def document_rows(documents: Iterable[tuple[Edition, Standing]]) -> list[list[Any]]:
    """Rows of a table: title, publisher, day, countries, standing."""
    rows = []
    for edition, standing in documents:
        tag = standing_shown(standing, edition)
        rows.append(
            [
                {"text": edition.title, "address": reverse("coi:document", args=[edition.id])},
                edition.source.publisher,
                day_shown(edition.published),
                country_names(edition.countries),
                {"text": tag["title"], "tone": tag["tone"]},
            ]
        )
    return rows


def pages_shown(pages: list[int]) -> str:
    """Numbers of pages, those that follow each other as one: 3, 7–9."""
    runs: list[tuple[int, int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], page)
        else:
            runs.append((page, page))
    return ", ".join(str(one) if one == last else f"{one}–{last}" for one, last in runs)


def languages_shown(codes: list[str]) -> list[str]:
    """Languages by their own names."""
    return [LANGUAGES.get(code) or _("Language not known") for code in codes]
