"""What people fill in on the pages of this room."""

from django import forms

from openrsd.accounts.forms import WordedForm
from openrsd.texts import shown


class PlanForm(WordedForm):
    """When the interview is."""

    labels = shown({"planned_for": "Day and time"})
    planned_for = forms.DateTimeField(
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
    )


class NoteForm(WordedForm):
    """What was said."""

    labels = shown({"text": "What was said"})
    text = forms.CharField(widget=forms.Textarea, max_length=100_000)
