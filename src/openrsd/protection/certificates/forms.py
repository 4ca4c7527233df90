"""What is filled in about certificates."""

from typing import Any

from django import forms
from django.utils.html import format_html

from openrsd.accounts.forms import WordedForm
from openrsd.protection.certificates.choosing import FORM_WORDS, WHY_WORDS, Choice, Form, Why
from openrsd.protection.certificates.words import words
from openrsd.texts import gettext as _
from openrsd.texts import shown


def _forms() -> list[tuple[str, str]]:
    return [(form.value, _(said)) for form, said in FORM_WORDS.items()]


def _reasons() -> list[tuple[str, str]]:
    return [(why.value, _(said)) for why, said in WHY_WORDS.items()]


class ChoiceForm(WordedForm):
    """What a person chose after it was explained to her."""

    labels = shown(
        {
            "form": "What the person chose",
            "explained_by": "Who explained it",
            "explained_on": "On which day",
            "explained_in": "In which language",
            "told": "What the person was told, and asked",
            "languages": "Further languages on the certificate",
            "with_portrait": "Bind it to the person by a picture",
            "keeps_portrait": "Keep the picture, encrypted, for the next print",
        }
    )
    hints = shown(
        {
            "told": "That it is free to choose; what it can do and cannot; what may happen if "
            "somebody finds it. It is kept encrypted.",
            "languages": "The person's own language can disclose where she comes from. Add one "
            "only if she wishes it and knows this.",
            "with_portrait": "Without a picture, whoever holds it can show it.",
            "keeps_portrait": "Otherwise it is printed and not kept.",
        }
    )
    form = forms.ChoiceField(choices=_forms, widget=forms.RadioSelect)
    explained_by = forms.CharField(max_length=120)
    explained_on = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    explained_in = forms.CharField(max_length=60)
    told = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)
    languages = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, required=False, choices=()
    )
    with_portrait = forms.BooleanField(required=False)
    keeps_portrait = forms.BooleanField(required=False)

    def __init__(self, *args: Any, usual: tuple[str, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        offered = self.fields["languages"]
        assert isinstance(offered, forms.MultipleChoiceField)
        offered.choices = [
            (tag, format_html('<bdi lang="{}">{}</bdi>', tag, one.own_name))
            for tag, one in words().items()
            if tag not in usual
        ]

    @staticmethod
    def choice(given: dict[str, Any]) -> Choice:
        """What was filled in."""
        entries = {**given, "form": Form(given["form"]), "languages": tuple(given["languages"])}
        return Choice(**entries)


class RevokeForm(WordedForm):
    """Why a certificate ends."""

    labels = shown({"why": "Why it ends"})
    hints = shown({"why": "What protects the person stays as it is."})
    why = forms.ChoiceField(choices=_reasons, widget=forms.RadioSelect)

    @staticmethod
    def reason(given: dict[str, Any]) -> Why:
        """The reason that was chosen."""
        return Why(given["why"])


class PrintForm(WordedForm):
    """A certificate as a file; with the picture, where it is bound to one."""

    labels = shown({"portrait": "Picture of the person"})
    hints = shown({"portrait": "JPEG or PNG. What the camera noted in it is taken out."})
    portrait = forms.FileField(required=False, allow_empty_file=True)
