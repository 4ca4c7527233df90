"""What people fill in on the pages of this room."""

from django import forms

from openrsd.accounts.forms import WordedForm
from openrsd.texts import shown


class DraftForm(WordedForm):
    """What is proposed, and why."""

    labels = shown({"reasons": "Reasons for recognition"})
    reasons = forms.CharField(widget=forms.Textarea, max_length=100_000)
