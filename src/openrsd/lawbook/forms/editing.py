"""Which country a new edition is on."""

from typing import Any

from django import forms

from openrsd.accounts.forms import WordedForm
from openrsd.texts import shown


class BeginForm(WordedForm):
    """The country of a new edition."""

    labels = shown({"country": "Country"})
    hints = shown({"country": "It begins with what is in force for the country, if anything is."})
    country = forms.ChoiceField()

    def __init__(self, countries: list[tuple[str, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["country"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", ""), *countries]
