"""What people fill in on the pages of this room."""

from collections.abc import Mapping
from typing import Any

from django import forms

from openrsd.accounts.forms import WordedForm
from openrsd.casework.models import Case
from openrsd.casework.procedure.machine import Option
from openrsd.casework.step_forms import StepForm
from openrsd.interviews.content import LONGEST_ANSWER, SPEAKERS, Kind
from openrsd.interviews.lists import LISTS, Asked
from openrsd.texts import gettext as _
from openrsd.texts import shown

AT = "%Y-%m-%dT%H:%M"
SHORT = 2


class PlanForm(StepForm):
    """When the interview is, and what must be there before it is arranged."""

    def __init__(
        self, data: Mapping[str, Any] | None, *, case: Case, option: Option, **options: Any
    ) -> None:
        super().__init__(
            data, case=case, option=option, supplies=frozenset({"interview-day"}), **options
        )
        when = forms.DateTimeField(
            label=_("Day and time"),
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=AT),
            input_formats=[AT],
        )
        self.fields = {"planned_for": when, **self.fields}


class ListForm(forms.Form):
    """A list that is gone through. Nothing in it has to be answered to be kept."""

    def __init__(
        self, data: Mapping[str, Any] | None, kind: Kind, answers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(data, initial=dict(answers or {}), prefix=kind)
        self.fields = {one.id: _field(one) for one in LISTS[kind]}

    def answers(self) -> dict[str, str]:
        """What was answered."""
        return {key: str(value) for key, value in self.cleaned_data.items() if value}


class CorrectionForm(WordedForm):
    """What is to be read otherwise."""

    labels = shown({"number": "Number of the block", "by": "Who corrects", "said": "Correction"})
    hints = shown(
        {"said": "In the words of whoever corrects. The words of the record stay as they are."}
    )
    number = forms.IntegerField(min_value=1, max_value=999_999)
    by = forms.ChoiceField(choices=lambda: [(key, _(text)) for key, text in SPEAKERS.items()])
    said = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=LONGEST_ANSWER)


class AnswerForm(WordedForm):
    """How the person answers the record that was read."""

    labels = shown(
        {
            "outcome": "The person",
            "how": "How it was read",
            "language": "In which language, and by whom",
            "why": "Why the person does not sign",
            "paper": "Where the signed paper is kept",
            "copy": "A copy for the person",
        }
    )
    hints = shown(
        {
            "why": "In the words of the person. A refusal to sign says nothing about the account.",
            "copy": "Only if it is safe for the person to have one.",
        }
    )
    outcome = forms.ChoiceField(
        choices=lambda: [
            ("signed", _("Signs the record with its corrections")),
            ("refused-with-reasons", _("Does not sign")),
        ],
        widget=forms.RadioSelect,
    )
    how = forms.ChoiceField(
        choices=lambda: [
            ("whole", _("The whole record was read")),
            ("parts", _("The parts that were agreed were read")),
        ],
        widget=forms.RadioSelect,
    )
    language = forms.CharField(max_length=200)
    why = forms.CharField(
        widget=forms.Textarea(attrs={"rows": SHORT}), max_length=LONGEST_ANSWER, required=False
    )
    paper = forms.CharField(max_length=200, required=False)
    copy = forms.ChoiceField(
        choices=lambda: [
            ("given", _("Given")),
            ("not-safe", _("Not given: it would not be safe")),
            ("declined", _("Not wanted")),
        ],
        widget=forms.RadioSelect,
    )


def _field(asked: Asked) -> forms.Field:
    if asked.choices:
        choices = [(key, _(text)) for key, text in asked.choices.items()]
        return forms.ChoiceField(
            label=_(asked.title),
            help_text=_(asked.hint),
            choices=choices,
            widget=forms.RadioSelect,
            required=False,
        )
    return forms.CharField(
        label=_(asked.title),
        help_text=_(asked.hint),
        widget=forms.Textarea(attrs={"rows": SHORT}),
        max_length=LONGEST_ANSWER,
        required=False,
    )
