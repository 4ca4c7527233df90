"""What people fill in on the pages of this room."""

from django import forms

from openrsd.accounts.forms import WordedForm
from openrsd.texts import shown


class BlockForm(WordedForm):
    """A form that saves one block over the version that it was opened on."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    labels = shown({"version": "Version"})


class NamesForm(BlockForm):
    """What the person is called."""

    labels = shown(
        {
            "version": "Version",
            "text": "Name, as the person writes it",
            "romanised": "In Latin letters",
        }
    )
    text = forms.CharField(max_length=300)
    romanised = forms.CharField(max_length=300, required=False)

    def content(self) -> dict[str, object]:
        """The block."""
        given = self.cleaned_data
        return {"names": [{"text": given["text"], "romanised": given["romanised"]}]}
