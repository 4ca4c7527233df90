"""What is said of a slip in a decision."""

from typing import Any

from django import forms

from openrsd.accounts.forms import WordedForm
from openrsd.decisions.actions.correcting import LONGEST
from openrsd.decisions.reasons import Paragraph
from openrsd.texts import gettext as _
from openrsd.texts import shown

_REASONS = 4000


class CorrectionForm(WordedForm):
    """The words as they stand, and as they should."""

    labels = shown(
        {
            "paragraph": "In which paragraph",
            "was": "The words as they stand",
            "now": "The words as they should be",
            "why": "Why this is an obvious slip",
        }
    )
    hints = shown({"was": "Copy them from the paragraph, with a few words around them."})
    paragraph = forms.ChoiceField()
    was = forms.CharField(max_length=LONGEST, strip=False)
    now = forms.CharField(max_length=LONGEST, strip=False)
    why = forms.CharField(widget=forms.Textarea({"rows": 3}), max_length=_REASONS)

    def __init__(self, paragraphs: tuple[Paragraph, ...], *args: Any) -> None:
        super().__init__(*args)
        field = self.fields["paragraph"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.id, one.heading or one.text[:80]) for one in paragraphs]


class AnswerForm(WordedForm):
    """Whether the other signer agrees."""

    labels = shown({"answer": "Your answer", "words": "Why"})
    answer = forms.ChoiceField(
        choices=lambda: [("yes", _("It is a slip: correct it")), ("no", _("Leave it as it is"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(widget=forms.Textarea({"rows": 3}), max_length=_REASONS)
