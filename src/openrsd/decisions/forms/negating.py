"""What people fill in about bars to removal."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms

from openrsd.accounts.forms import WordedForm
from openrsd.casework.forms import long_text
from openrsd.texts import gettext as _
from openrsd.texts import shown

SIGN, REFUSE = "sign", "refuse"


class NegationForm(WordedForm):
    """One basis for one country, and why it does not hold there."""

    labels = shown({"what": "Which basis, for which country", "reasons": "Reasons"})
    hints = shown(
        {
            "what": "Only what the assessment finds, under every reading of the nationality.",
            "reasons": "What was examined of this country today, what the person said to it, and"
            " why the basis does not hold. At least 40 letters.",
        }
    )
    what = forms.ChoiceField(widget=forms.RadioSelect)
    reasons = long_text()

    def __init__(self, data: Mapping[str, Any] | None, *, found: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        what = self.fields["what"]
        assert isinstance(what, forms.ChoiceField)
        what.choices = list(found)


class AnswerNegationForm(WordedForm):
    """What the second person says of a proposal."""

    labels = shown({"proposal": "Proposal", "answer": "Your answer", "words": "Reasons"})
    hints = shown(
        {"words": "Why you do not sign. Where you sign, what you read and examined yourself."}
    )
    proposal = forms.TypedChoiceField(coerce=UUID, widget=forms.RadioSelect)
    answer = forms.ChoiceField(
        choices=lambda: [
            (REFUSE, _("I do not sign: the bar stands")),
            (SIGN, _("I sign: I examined it myself, and the basis does not hold")),
        ],
        widget=forms.RadioSelect,
    )
    words = long_text()

    def __init__(
        self, data: Mapping[str, Any] | None, *, proposals: Iterable[tuple[str, str]]
    ) -> None:
        super().__init__(data)
        proposal = self.fields["proposal"]
        assert isinstance(proposal, forms.ChoiceField)
        proposal.choices = list(proposals)
