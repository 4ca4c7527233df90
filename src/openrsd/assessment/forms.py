"""What people fill in on the pages of this room."""

from django import forms

from openrsd.accounts.forms import WordedForm
from openrsd.assessment.elements import ELEMENTS
from openrsd.texts import shown


class FindingForm(WordedForm):
    """What is found of one element."""

    labels = shown({"element": "Element", "value": "What you find", "reasons": "Reasons"})
    element = forms.ChoiceField(choices=[(one, one) for one in ELEMENTS])
    value = forms.ChoiceField(
        choices=[("yes", "yes"), ("no", "no"), ("undetermined", "undetermined")]
    )
    reasons = forms.CharField(widget=forms.Textarea, max_length=100_000)
