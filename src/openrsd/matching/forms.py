"""What people fill in about pairs, and what they ask."""

from django import forms

from openrsd.accounts.forms import WordedForm
from openrsd.matching.actions.reviewing import DECISIONS
from openrsd.matching.said import Said, date_of
from openrsd.texts import gettext as _
from openrsd.texts import shown


class DecisionForm(WordedForm):
    """Whether two records are one person."""

    labels = shown({"state": "What do you find?", "reason": "Why"})
    hints = shown(
        {
            "state": "Nothing is merged. A link can be taken away again.",
            "reason": "What agrees, what differs, and what you did to find out. It is encrypted.",
        }
    )
    state = forms.ChoiceField(
        choices=lambda: [(state.value, _(str(state.label))) for state in DECISIONS],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)


class UndoForm(WordedForm):
    """Why a link is taken away."""

    labels = shown({"reason": "Why"})
    hints = shown({"reason": "What showed that these are two people. It is encrypted."})
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)


class MaybeForm(WordedForm):
    """Who may be registered already. Everything may be left empty."""

    labels = shown(
        {"name": "Name", "born": "Year of birth", "paper": "Number of an identity document"}
    )
    hints = shown({"name": "In any script, or in Latin letters."})
    expected = shown({"born": "Write the four figures of the year, such as 1987."})
    name = forms.CharField(max_length=300, required=False)
    born = forms.RegexField(r"^[0-9]{4}$", max_length=4, required=False)
    paper = forms.CharField(max_length=80, required=False)

    def said(self) -> Said:
        """What is asked for."""
        given = self.cleaned_data
        return Said(
            (given["name"],) if given["name"] else (),
            date_of(f"{given['born']}-XX-XX"),
            (given["paper"],) if given["paper"] else (),
        )
