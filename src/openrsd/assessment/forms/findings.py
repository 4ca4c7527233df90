"""What is found of one question, and the texts of the assessment form."""

from collections.abc import Mapping
from typing import Any

from django import forms

from openrsd.accounts.forms import WordedForm
from openrsd.assessment.entries import Finding, MaterialFact
from openrsd.assessment.forms.resting import LONGEST, add_rows, rows_of, weighed
from openrsd.assessment.selectors import AssessmentPage
from openrsd.assessment.spans import Evidence
from openrsd.assessment.words import NOTE_HINTS, NOTES, VALUES
from openrsd.texts import gettext as _
from openrsd.texts import shown


class FindingForm(WordedForm):
    """What is found of one element, of what it is asked."""

    labels = shown(
        {
            "value": "What you find",
            "reasons": "Reasons",
            "rests_on": "Material facts on which it rests",
            "citations": "Other passages of the record",
        }
    )
    hints = shown(
        {
            "reasons": "Issue, rule, accepted facts, and how the one follows from the other.",
            "citations": "One to a line: source, date, paragraph. What stands in the library, in an"
            " interview or in a document is added below, and needs no typing.",
        }
    )
    value = forms.ChoiceField(
        choices=lambda: [(key, _(title)) for key, title in VALUES.items()],
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(widget=forms.Textarea({"rows": 8}), min_length=10, max_length=LONGEST)
    rests_on = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    citations = forms.CharField(widget=forms.Textarea({"rows": 3}), required=False)

    def __init__(self, page: AssessmentPage, standing: Finding | None, *args: Any) -> None:
        first = standing.model_dump() if standing else {}
        first["citations"] = "\n".join(first.get("citations", []))
        super().__init__(*args, initial=first)
        self.cited: list[Evidence] = standing.cited if standing else []
        facts = [one.content for one in page.assessed.entries]
        self.fields["rests_on"].choices = [  # type: ignore[attr-defined]
            (one.id, one.proposition) for one in facts if isinstance(one, MaterialFact)
        ]
        add_rows(self, self.cited)

    def said(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The content of the entry but for the element and its scope."""
        lines = [one.strip() for one in given["citations"].splitlines() if one.strip()]
        return {
            **{name: given[name] for name in self.labels},
            "citations": lines,
            "cited": weighed(given, self.cited),
        }

    @property
    def rows(self) -> list[tuple[Evidence, list[Any]]]:
        """What it cites, each with its fields."""
        return rows_of(self, self.cited)


class NoteForm(WordedForm):
    """One text of the assessment form."""

    labels = shown({"text": "Text"})
    text = forms.CharField(widget=forms.Textarea({"rows": 14}), max_length=LONGEST)

    def __init__(self, section: str, standing: str, *args: Any) -> None:
        super().__init__(*args, initial={"text": standing})
        self.fields["text"].label = _(NOTES[section])
        self.fields["text"].help_text = _(NOTE_HINTS[section])
