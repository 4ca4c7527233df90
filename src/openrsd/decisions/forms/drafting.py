"""What a draft says."""

from django import forms

from openrsd.accounts.forms import WordedForm
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.texts import gettext as _
from openrsd.texts import shown


def _outcomes() -> list[tuple[str, str]]:
    asked = next(one for one in shipped_procedure().transition("T8").inputs if one.choices)
    return [(key, _(title)) for key, title in asked.choices.items()]


class DraftForm(WordedForm):
    """What is proposed, and why."""

    labels = shown({"outcome": "What you propose", "reasons": "Reasons"})
    hints = shown({"reasons": "A refusal takes effect only with reasons that the person can read."})
    outcome = forms.ChoiceField(choices=_outcomes, widget=forms.RadioSelect)
    reasons = forms.CharField(widget=forms.Textarea, max_length=100_000)
