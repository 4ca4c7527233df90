"""What people fill in on the pages of this room that are no blocks."""

from django import forms

from openrsd.accounts.forms import WordedForm
from openrsd.registration.photos import MOST_BYTES
from openrsd.texts import gettext as _
from openrsd.texts import shown


class PhotoForm(WordedForm):
    """A photo, and that the person agreed to it."""

    labels = shown({"photo": "Picture", "agreed": "The person agreed that a photo is kept here"})
    hints = shown({"photo": "JPEG, PNG or WebP, up to 5 MB."})
    photo = forms.FileField(required=False, widget=forms.FileInput)
    agreed = forms.BooleanField(required=False)

    def clean_photo(self) -> object:
        """A picture that came whole."""
        picture = self.cleaned_data["photo"]
        if picture is None or picture.size > MOST_BYTES:
            raise forms.ValidationError(_("Choose a picture of up to 5 MB."))
        return picture
