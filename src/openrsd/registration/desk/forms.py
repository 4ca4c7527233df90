"""What is filled in at the front desk."""

from collections.abc import Mapping
from typing import Any

from django import forms

from openrsd.accounts.forms import WordedForm
from openrsd.texts import shown


class FindForm(WordedForm):
    """A card, or a whole name with the year of birth."""

    labels = shown({"number": "Number on the card", "name": "Whole name", "year": "Year of birth"})
    hints = shown(
        {
            "number": "For example P-7KF4-92QX. This is enough.",
            "name": "Without the card. In any script, or in Latin letters.",
        }
    )
    expected = shown({"year": "Write the four figures of the year, such as 1987."})
    number = forms.CharField(max_length=40, required=False)
    name = forms.CharField(max_length=300, required=False)
    year = forms.IntegerField(min_value=1890, max_value=2200, required=False)

    def asked(self) -> dict[str, Any]:
        """What is asked for."""
        given = self.cleaned_data
        return {"number": given["number"], "name": given["name"], "year": given["year"]}


class ContactForm(WordedForm):
    """How a person is safely reached, over the version that the desk saw."""

    labels = shown(
        {
            "version": "Version",
            "reached": "How the person is reached",
            "who_answers": "Who may answer",
            "may_be_said": "What may be said to others",
            "best_time": "When",
        }
    )
    hints = shown(
        {
            "reached": "A telephone number, a lawyer, or that the person comes on an agreed day.",
            "who_answers": "Only the person, or also somebody whom the person trusts.",
            "may_be_said": "Nothing, that the person should call back, or an agreed word.",
        }
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    reached = forms.CharField(max_length=300, required=False)
    who_answers = forms.CharField(max_length=300, required=False)
    may_be_said = forms.CharField(max_length=300, required=False)
    best_time = forms.CharField(max_length=300, required=False)

    def over(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """The whole block: what was there before, with what the desk changed."""
        given = {name: self.cleaned_data[name] for name in self.fields if name != "version"}
        return {**before, **given}

    def in_words(self, name: str) -> str:
        """What is recorded under a field, as people read it."""
        return "" if name == "version" else str(self.initial.get(name) or "")
