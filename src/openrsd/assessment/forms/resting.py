"""What a fact or a finding rests on, as rows of its form, and what is added to it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from openrsd.accounts.forms import WordedForm
from openrsd.assessment.spans import Evidence
from openrsd.assessment.words import BEARS
from openrsd.texts import gettext as _
from openrsd.texts import shown

LONGEST = 20_000
MOST_PAGES = 100_000


def bears_choices() -> list[tuple[str, str]]:
    """How a piece of evidence can bear on a fact."""
    return [(key, _(title)) for key, title in BEARS.items()]


def add_rows(form: forms.Form, evidence: Iterable[Evidence]) -> None:
    """Fields by which each piece is weighed anew, or taken off."""
    for one in evidence:
        form.fields[f"bears-{one.id}"] = forms.ChoiceField(
            choices=bears_choices, label=_("How it bears on it"), initial=one.bears
        )
        form.fields[f"note-{one.id}"] = forms.CharField(
            label=_("How it is weighed"), initial=one.note, required=False, max_length=LONGEST
        )
        form.fields[f"drop-{one.id}"] = forms.BooleanField(
            label=_("Take it off this list"), required=False
        )


def rows_of(form: forms.Form, evidence: Iterable[Evidence]) -> list[tuple[Evidence, list[Any]]]:
    """Each piece with its fields."""
    return [
        (one, [form[f"{name}-{one.id}"] for name in ("bears", "note", "drop")]) for one in evidence
    ]


def weighed(given: Mapping[str, Any], evidence: Iterable[Evidence]) -> list[dict[str, Any]]:
    """The pieces as they were weighed in the form, without those that were taken off.

    A piece that was added while the form was open has no fields in it, and stays as it is.
    """
    return [
        {
            **one.model_dump(),
            "bears": given.get(f"bears-{one.id}", one.bears),
            "note": given.get(f"note-{one.id}", one.note),
        }
        for one in evidence
        if not given.get(f"drop-{one.id}")
    ]


class PieceForm(WordedForm):
    """How something bears on a fact or a finding, and which of its words."""

    labels = shown(
        {
            "bears": "How it bears on it",
            "quotation": "Words to quote",
            "note": "How it is weighed",
        }
    )
    hints = shown({"quotation": "Copied as they stand there. Empty: everything is quoted."})
    bears = forms.ChoiceField(choices=bears_choices)
    quotation = forms.CharField(
        widget=forms.Textarea({"rows": 2}), required=False, max_length=LONGEST
    )
    note = forms.CharField(widget=forms.Textarea({"rows": 2}), required=False, max_length=LONGEST)


class StatementForm(PieceForm):
    """A block of an interview."""

    labels = shown({**PieceForm.labels, "block": "What was said"})
    block = forms.UUIDField(widget=forms.HiddenInput)


class PassageForm(PieceForm):
    """Passages of a document."""

    labels = shown(
        {
            **PieceForm.labels,
            "document": "Document",
            "page": "Page",
            "first": "From passage",
            "last": "To passage",
        }
    )
    hints = shown({**PieceForm.hints, "last": "Empty: that passage alone."})
    document = forms.UUIDField(widget=forms.HiddenInput)
    page = forms.IntegerField(min_value=1, max_value=MOST_PAGES, widget=forms.HiddenInput)
    first = forms.IntegerField(min_value=1, max_value=MOST_PAGES)
    last = forms.IntegerField(min_value=1, max_value=MOST_PAGES, required=False)


class CountryForm(PieceForm):
    """A passage of the library."""

    labels = shown({**PieceForm.labels, "edition": "Document", "ordinal": "Passage"})
    edition = forms.UUIDField(widget=forms.HiddenInput)
    ordinal = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class OtherForm(PieceForm):
    """What stands in no record here."""

    labels = shown({**PieceForm.labels, "reference": "What it is, from whom, and of which day"})
    hints = shown({"quotation": ""})
    reference = forms.CharField(max_length=500)
    field_order = ("reference", "bears", "quotation", "note")
