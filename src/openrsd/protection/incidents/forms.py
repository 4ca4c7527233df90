"""What is filled in about an incident. Only what happened is asked at once."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from openrsd.accounts.forms import WordedForm
from openrsd.protection.fields import CountryField, PartialDateField
from openrsd.protection.incidents.actions import Received
from openrsd.protection.incidents.selectors import ShownEntry
from openrsd.protection.incidents.words import LABELS, RELIABILITY, WHATS
from openrsd.texts import gettext as _
from openrsd.texts import shown

MOST = 20_000
LINE = 300


def _long(*, required: bool = False, rows: int = 3) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(widget=area, max_length=MOST, required=required)


def _reliability() -> list[tuple[str, str]]:
    return [("", "–"), *((code, _(said)) for code, said in RELIABILITY.items())]


class IncidentForm(WordedForm):
    """A new incident."""

    labels = LABELS
    hints = shown(
        {
            "account": "As it was told. Names are not needed, and can endanger people.",
            "people": "As far as it is known: 9, about 30, one family.",
            "who": "Ages, origin, whether there were children or sick people. No names are needed.",
            "when": "2026-11-23, or 2026-11 where the day is not known.",
            "witnesses": "How they can be reached safely. It is kept encrypted with the incident.",
        }
    )
    what = forms.ChoiceField(
        choices=lambda: [(code, _(said)) for code, said in WHATS.items()],
        widget=forms.RadioSelect,
    )
    account = _long(required=True, rows=4)
    people = forms.CharField(max_length=80, required=False)
    who = _long()
    when = PartialDateField(required=False)
    where = forms.CharField(max_length=LINE, required=False)
    by_whom = forms.CharField(max_length=LINE, required=False)
    country = CountryField(required=False)
    legal_basis = forms.CharField(max_length=LINE, required=False)
    witnesses = _long()
    source = forms.CharField(max_length=LINE, required=False)
    reliability = forms.ChoiceField(choices=_reliability, required=False)


class LaterForm(WordedForm):
    """What became known after."""

    labels = LABELS
    known = _long(required=True)
    when = PartialDateField(required=False)
    source = forms.CharField(max_length=LINE, required=False)
    reliability = forms.ChoiceField(choices=_reliability, required=False)


class PieceForm(WordedForm):
    """A piece of information, from whose hands into whose it came."""

    labels = LABELS
    hints = shown(
        {
            "file": "Up to 10 MB. It is kept encrypted, as it came, and its hash is recorded.",
            "received_on": "2026-11-23, or 2026-11 where the day is not known.",
        }
    )
    account = _long(required=True)
    received_from = forms.CharField(max_length=LINE)
    received_by = forms.CharField(max_length=LINE)
    received_on = PartialDateField()
    reliability = forms.ChoiceField(choices=_reliability, required=False)
    file = forms.FileField(required=False, allow_empty_file=True)

    @staticmethod
    def received(given: dict[str, Any]) -> tuple[dict[str, str], Received | None]:
        """What was filled in, and the file as it came."""
        said = {key: str(text) for key, text in given.items() if key != "file"}
        file: UploadedFile | None = given["file"]
        return said, Received(file.name or "", file.read()) if file else None


class CorrectionForm(WordedForm):
    """What is right instead of an entry."""

    labels = shown({"entry": "Which entry", "text": "What is right instead"})
    entry = forms.TypedChoiceField(coerce=str)
    text = _long(required=True)

    def __init__(self, *args: Any, entries: tuple[ShownEntry, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        offered = self.fields["entry"]
        assert isinstance(offered, forms.TypedChoiceField)
        offered.choices = [(str(one.id), f"{one.number}. {one.kind}") for one in entries]


class LinkForm(WordedForm):
    """A registered person who is one of those."""

    labels = shown({"number": "Number on the card of the person"})
    hints = shown({"number": "Only of a person who is assigned to you."})
    number = forms.CharField(max_length=20)
