"""Positions, comparisons and answers of the second person."""

from typing import Any

from django import forms
from django.utils import timezone

from openrsd.accounts.forms import WordedForm
from openrsd.law.files import PositionFile
from openrsd.texts import gettext as _
from openrsd.texts import shown

LONG = 4000
AGREE, REFUSE = "agree", "refuse"


def area(rows: int = 3) -> forms.Textarea:
    """A field for several lines."""
    return forms.Textarea(attrs={"rows": rows})


def a_day(*, required: bool = True) -> forms.DateField:
    """A field for a day."""
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), required=required)


class ChoiceForm(WordedForm):
    """Which answer is proposed, from when, and why."""

    labels = shown({"option": "Answer", "since": "From", "reasons": "Why"})
    hints = shown(
        {
            "since": "Today or later. What was decided before stays as it was.",
            "reasons": "The judgment, law or instruction that binds this authority, and where it "
            "is read.",
        }
    )
    option = forms.ChoiceField(widget=forms.RadioSelect)
    since = a_day()
    reasons = forms.CharField(max_length=LONG, widget=area())

    def __init__(self, position: PositionFile, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["option"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.id, _(one.title)) for one in position.options]
        self.fields["since"].initial = timezone.localdate()


class AnswerForm(WordedForm):
    """What the second person says."""

    labels = shown({"says": "Your answer", "answer": "Why"})
    hints = shown({"answer": "Needed where you do not agree: it is read by whoever wrote it."})
    says = forms.ChoiceField(
        choices=lambda: [(AGREE, _("I agree")), (REFUSE, _("I do not agree"))],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(max_length=LONG, widget=area(), required=False)


class CompareForm(WordedForm):
    """With what the source lines of an element were compared."""

    labels = shown(
        {
            "compared_with": "Compared with",
            "note": "Note",
            "sure": "I read every line beside the text, and it says so",
            "digest": "",
        }
    )
    hints = shown(
        {
            "compared_with": "The published text, its edition or date, and where you read it.",
            "note": "What differs in wording, or what to look for in the next edition.",
        }
    )
    compared_with = forms.CharField(max_length=500)
    note = forms.CharField(max_length=LONG, widget=area(2), required=False)
    sure = forms.BooleanField()
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)


class WhyForm(WordedForm):
    """Why something is taken back or withdrawn."""

    labels = shown({"why": "Why"})
    why = forms.CharField(max_length=LONG, widget=area())
