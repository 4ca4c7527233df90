"""From entries to the document of a case, as one would write it by hand. No framework.

The same reader, the same engine and so the same consequence as for a case file.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar
from uuid import UUID

from openrsd.assessment.entries import (
    Act,
    Area,
    Complete,
    Considered,
    Content,
    Country,
    Destination,
    Entry,
    Finding,
    Harm,
    Hypothesis,
    Indicator,
    OtherCountry,
    Proposal,
    Source,
    Stated,
)
from openrsd.law.documents import Document, Value

ContentT = TypeVar("ContentT", bound=Content)
NATIONALITY = "nationality"
FIRST_HARM = "harm-1"


def document_of(
    person: UUID,
    entries: Iterable[Entry],
    *,
    on: date,
    asylum: str,
    claimed: Mapping[str, str],
    facts: Mapping[str, str],
) -> Document:
    """The case of one person. `claimed` are countries by basis, until an entry names one."""
    stands = list(entries)
    named: dict[str, str] = {one.id: one.basis for _entry, one in _all(stands, Country)}
    hypotheses = [_hypothesis(one) for _entry, one in _all(stands, Hypothesis)]
    countries = {} if hypotheses else named or dict(claimed)
    value: dict[str, Value] = {
        "id": str(person),
        "date": on.isoformat(),
        "asylum": asylum,
        "origin": [code for code, basis in countries.items() if basis == NATIONALITY],
        "former-habitual-residence": [
            code for code, basis in countries.items() if basis != NATIONALITY
        ],
        "hypotheses": hypotheses,
        "facts": {**facts, **{one.id: one.value for _entry, one in _all(stands, Stated)}},
        **_sets(stands),
        **_answers(stands),
        "findings": [_finding(entry, one) for entry, one in _all(stands, Finding)],
    }
    return Document("", {key: part for key, part in value.items() if part}, {})


def _sets(entries: list[Entry]) -> dict[str, Value]:
    return {
        "other-countries": [one.id for _entry, one in _all(entries, OtherCountry)],
        "claims": [
            {
                "id": one.id,
                "country": one.country,
                "title": one.title,
                "stated": "yes" if one.stated else "no",
                **({"kind": one.sort} if one.sort else {}),
            }
            for _entry, one in _all(entries, Harm)
        ],
        "areas": [
            {"id": one.id, "country": one.country, "title": one.title}
            for _entry, one in _all(entries, Area)
        ],
        "acts": [{"id": one.id, "title": one.title} for _entry, one in _all(entries, Act)],
        "destinations": [one.id for _entry, one in _all(entries, Destination)],
        "indicators": [
            _said({"id": one.id, "country": one.country, "other": one.other}, one.reasons)
            for _entry, one in _all(entries, Indicator)
        ],
    }


def _answers(entries: list[Entry]) -> dict[str, Value]:
    proposals = _all(entries, Proposal)
    return {
        "complete": {one.id: _answer(entry, one.reasons) for entry, one in _all(entries, Complete)},
        "considered": {
            one.id: _answer(entry, one.reasons) for entry, one in _all(entries, Considered)
        },
        "confirmed-sources": {
            one.id: _answer(entry, one.reasons) for entry, one in _all(entries, Source)
        },
        "accepted-proposals": {
            one.id: _answer(entry, one.reasons) for entry, one in proposals if one.accepted
        },
        "rebutted-proposals": {
            one.id: _answer(entry, one.reasons) for entry, one in proposals if not one.accepted
        },
    }


def _hypothesis(one: Hypothesis) -> Value:
    countries = {
        "nationality": one.nationality,
        "former-habitual-residence": one.former_habitual_residence,
    }
    named: dict[str, Value] = {key: [*codes] for key, codes in countries.items() if codes}
    return {"id": one.id, "title": one.title, **named}


def _finding(entry: Entry, one: Finding) -> Value:
    citations: list[Value] = [*one.citations_in_words]
    return {
        "element": one.element,
        "value": one.value,
        **one.scope,
        **_answer(entry, one.reasons),
        **({"citations": citations} if citations else {}),
    }


def _answer(entry: Entry, reasons: str) -> dict[str, Value]:
    return {"reasons": reasons, "by": str(entry.by), "on": entry.at.date().isoformat()}


def _said(parts: Mapping[str, str], reasons: str) -> Value:
    return {**{key: text for key, text in parts.items() if text}, "reasons": reasons}


def _all(entries: Iterable[Entry], shape: type[ContentT]) -> list[tuple[Entry, ContentT]]:
    return [(one, one.content) for one in entries if isinstance(one.content, shape)]
