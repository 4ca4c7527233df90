"""What people fill in on the pages of this room."""

from collections.abc import Mapping
from typing import Any

from django import forms

from openrsd.accounts.forms import WordedForm
from openrsd.casework.models import Case
from openrsd.casework.procedure.machine import Option
from openrsd.casework.step_forms import StepForm
from openrsd.texts import gettext as _
from openrsd.texts import shown

AT = "%Y-%m-%dT%H:%M"


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


class NoteForm(WordedForm):
    """What was said."""

    labels = shown({"text": "What was said"})
    text = forms.CharField(widget=forms.Textarea, max_length=100_000)
