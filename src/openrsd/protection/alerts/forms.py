"""What is filled in about an alert. Three fields raise it; everything else can come later."""

from django import forms

from openrsd.accounts.forms import WordedForm
from openrsd.protection.alerts.words import ENDINGS, SURENESS, THREATS
from openrsd.protection.fields import CountryField
from openrsd.texts import gettext as _
from openrsd.texts import shown

MOST = 4000


class RaiseForm(WordedForm):
    """What has to be known to tell others."""

    labels = shown(
        {
            "threat": "What is threatened",
            "what": "What is known",
            "sure": "How sure it is",
        }
    )
    hints = shown(
        {
            "what": "Where the person is, who holds them, when it may happen. Two lines are "
            "enough; add the rest later. Do not write who helped, or where others hide.",
        }
    )
    threat = forms.ChoiceField(
        choices=lambda: [(code, _(said)) for code, said in THREATS.items()],
        widget=forms.RadioSelect,
    )
    what = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=MOST)
    sure = forms.ChoiceField(
        choices=lambda: [(code, _(said)) for code, said in SURENESS.items()],
        widget=forms.RadioSelect,
    )


class StepForm(WordedForm):
    """What was learnt or done since."""

    labels = shown(
        {
            "what": "What was learnt or done",
            "where": "Where the person is",
            "held_by": "Held by which authority",
            "country": "To which country",
            "when": "When it may happen, or happened",
            "source": "From whom this is known",
            "sure": "How sure it is",
            "ending": "The alert ends",
        }
    )
    hints = shown(
        {
            "source": "A word that you understand, not a name that others could be harmed by.",
            "ending": "Only when it is known, or when everything was tried.",
        }
    )
    what = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=MOST)
    where = forms.CharField(max_length=300, required=False)
    held_by = forms.CharField(max_length=300, required=False)
    country = CountryField(required=False)
    when = forms.CharField(max_length=120, required=False)
    source = forms.CharField(max_length=300, required=False)
    sure = forms.ChoiceField(
        choices=lambda: [("", "–"), *((code, _(said)) for code, said in SURENESS.items())],
        required=False,
    )
    ending = forms.ChoiceField(
        choices=lambda: [
            ("", _("It goes on")),
            *((code, _(said)) for code, said in ENDINGS.items()),
        ],
        required=False,
    )


class LetterForm(WordedForm):
    """To whom a letter goes, and how that authority knows the person."""

    labels = shown(
        {
            "addressee": "To which authority",
            "country": "Of which state",
            "named": "How the authority calls the person",
        }
    )
    hints = shown(
        {
            "named": "The name or number that the authority itself uses, and no other. The letter "
            "says nothing else of the person: no country, no statement.",
        }
    )
    addressee = forms.CharField(max_length=200)
    country = CountryField()
    named = forms.CharField(max_length=200)
