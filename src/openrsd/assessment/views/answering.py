"""How the pages of this room answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openrsd.assessment.linking import address_of, tag_of
from openrsd.assessment.spans import Evidence, Span


@dataclass(frozen=True, slots=True)
class ShownSpan:
    """Words with where they are read, and how country information stands today."""

    span: Span
    address: str
    tone: str
    tag: str
    why: str
    fields: list[Any]


def shown_span(span: Span, fields: list[Any] | None = None) -> ShownSpan:
    """The span as pages show it."""
    tone, tag, why = tag_of(span)
    return ShownSpan(span, address_of(span), tone, tag, why, fields or [])


def shown_rows(rows: Iterable[tuple[Evidence, list[Any]]]) -> list[ShownSpan]:
    """Pieces of evidence with the fields of a form."""
    return [shown_span(one, fields) for one, fields in rows]


def answered(request: HttpRequest, template: str, shown: dict[str, Any]) -> HttpResponse:
    """A page; after a form that could not be done, with its own status."""
    return render(request, template, shown, status=422 if request.method == "POST" else 200)
