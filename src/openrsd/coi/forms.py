"""What is filled in about country information."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone

from openrsd.accounts.forms import WordedForm
from openrsd.coi import selectors
from openrsd.coi.actions.describing import Confirmed
from openrsd.coi.fields import Countries, PartialDay
from openrsd.coi.index.searching import Filters
from openrsd.coi.models import Assessment, Edition
from openrsd.coi.places import code_of
from openrsd.coi.reading.mappings import shipped_mappings
from openrsd.coi.vocabulary import (
    CONCERNS,
    CRITERIA,
    CRITERIA_HINTS,
    KINDS,
    LANGUAGES,
    NATURES,
    NOW,
    RELIABILITY,
    REQUIRED,
    THEN,
    TOPICS,
    UNKNOWN_LANGUAGE,
    VIEWS,
)
from openrsd.texts import gettext as _
from openrsd.texts import shown

_LONG = 4000
_NOTHING = ("", "–")


def _choices(words: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(code, _(said)) for code, said in words.items()]


def _or_nothing(words: Mapping[str, str]) -> list[tuple[str, str]]:
    return [_NOTHING, *_choices(words)]


def _languages() -> list[tuple[str, str]]:
    return [*LANGUAGES.items(), (UNKNOWN_LANGUAGE, _("Not known"))]


class SearchForm(WordedForm):
    """A question to the library, all of it optional."""

    labels = shown(
        {
            "q": "Words to find",
            "country": "Country",
            "topic": "Topic",
            "kind": "Kind of source",
            "language": "Language",
            "published_from": "Published from",
            "published_until": "Published until",
            "superseded_too": "Older editions too",
            "reliability": "How far the source can be leant on",
            "view": "Of which time",
            "then": "Day of flight, or another",
            "source": "",
        }
    )
    hints = shown(
        {
            "q": 'Never a name of an applicant. "Words in quotation marks" must stand together; '
            "-word leaves out.",
            "country": "English name or three letters.",
            "then": "2019, 2019-06 or 2019-06-14.",
        }
    )
    q = forms.CharField(max_length=1000, required=False)
    country = forms.CharField(max_length=60, required=False)
    topic = forms.ChoiceField(choices=lambda: _or_nothing(TOPICS), required=False)
    kind = forms.ChoiceField(choices=lambda: _or_nothing(KINDS), required=False)
    language = forms.ChoiceField(choices=lambda: [_NOTHING, *_languages()], required=False)
    published_from = PartialDay(required=False)
    published_until = PartialDay(required=False)
    superseded_too = forms.BooleanField(required=False)
    reliability = forms.ChoiceField(choices=lambda: _or_nothing(RELIABILITY), required=False)
    view = forms.ChoiceField(choices=lambda: _or_nothing(VIEWS), required=False)
    then = PartialDay(required=False)
    source = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Who asks how it was then says when."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("view") == THEN and not given.get("then") and "then" not in self.errors:
            self.add_error("then", _("Give the day, the month or the year."))
        return given

    def clean_country(self) -> str:
        """The code of the country."""
        said: str = self.cleaned_data["country"].strip()
        code = code_of(said) if said else ""
        if said and not code:
            raise forms.ValidationError(_("No country is known by this name; try three letters."))
        return code

    def filters(self) -> Filters:
        """What found passages must be."""
        given = self.cleaned_data
        return Filters(
            country=given["country"],
            topic=given["topic"],
            language=given["language"],
            kind=given["kind"],
            source=str(given["source"] or ""),
            sources=selectors.sources_with(given["reliability"]) if given["reliability"] else None,
            published_from=given["published_from"],
            published_until=given["published_until"],
            superseded_too=given["superseded_too"],
            now=timezone.now().date().isoformat() if given["view"] == NOW else "",
            then=given["then"] if given["view"] == THEN else "",
        )


class AddForm(WordedForm):
    """A document for the library."""

    labels = shown({"file": "File", "mapping": "Kind of table"})
    hints = shown(
        {
            "file": "PDF, Word (DOCX), ODT, text, Markdown, HTML, e-mail (.eml), CSV or JSON, up "
            "to 12 MB. Only public documents: nothing about an applicant.",
            "mapping": "For CSV and JSON: found by itself where it is one of these.",
        }
    )
    file = forms.FileField()
    mapping = forms.ChoiceField(
        choices=lambda: [_NOTHING, *((one.code, one.name) for one in shipped_mappings().values())],
        required=False,
    )


class DetailsForm(WordedForm):
    """The details of a document, guessed or as they stand, to be confirmed."""

    labels = shown(
        {
            "title": "Title",
            "publisher": "Publisher",
            "author": "Author",
            "kind": "Kind of source",
            "reference": "Reference number",
            "published": "Published",
            "events_from": "Reports events from",
            "events_until": "Reports events until",
            "nature": "What it tells",
            "countries": "Countries",
            "topics": "Topics",
            "languages": "Languages",
            "address": "Address on the internet",
            "licence": "Licence",
            "retrieved": "Retrieved",
            "expires": "To be used until",
            "revision": "",
        }
    )
    hints = shown(
        {
            "author": "Where it is not the publisher.",
            "reference": "A/HRC/25/63, ZZZ104246.",
            "published": "2014-02-07, or 2014-02, or 2014. Empty where the document does not say.",
            "nature": "What tells how people are treated is old after 24 months.",
            "countries": "English names or three letters, commas between them.",
            "expires": "Where it is known that a newer one comes.",
        }
    )
    title = forms.CharField(max_length=500)
    publisher = forms.CharField(max_length=200)
    author = forms.CharField(max_length=300, required=False)
    kind = forms.ChoiceField(choices=lambda: _choices(KINDS))
    reference = forms.CharField(max_length=120, required=False)
    published = PartialDay(required=False)
    events_from = PartialDay(required=False)
    events_until = PartialDay(required=False)
    nature = forms.ChoiceField(choices=lambda: _choices(NATURES), widget=forms.RadioSelect)
    countries = Countries(max_length=600, required=False)
    topics = forms.MultipleChoiceField(
        choices=lambda: _choices(TOPICS), widget=forms.CheckboxSelectMultiple, required=False
    )
    languages = forms.MultipleChoiceField(choices=_languages, widget=forms.CheckboxSelectMultiple)
    address = forms.URLField(max_length=500, required=False, assume_scheme="https")
    licence = forms.CharField(max_length=300, required=False)
    retrieved = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    expires = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def standing(edition: Edition) -> dict[str, Any]:
        """The details as they stand, for the fields. What could not be guessed is empty."""
        found = {
            name: getattr(
                edition.source if name in ("kind", "publisher", "author") else edition, name
            )
            for name in (*Confirmed.__slots__, "revision")
        }
        return {name: "" if said == "–" else said for name, said in found.items()}

    def clean_retrieved(self) -> Any:
        """Nobody retrieved it tomorrow."""
        day = self.cleaned_data["retrieved"]
        if day > timezone.now().date():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    @staticmethod
    def said(given: dict[str, Any]) -> Confirmed:
        """What a person confirmed."""
        return Confirmed(**{name: given[name] for name in Confirmed.__slots__})


class WithdrawForm(WordedForm):
    """Why a document is taken back."""

    labels = shown({"why": "Why is it withdrawn?"})
    hints = shown({"why": "Everybody who opens or cited it reads this."})
    why = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class AssessmentForm(WordedForm):
    """A source by the standard criteria: a text and a word for each, then the whole in words."""

    labels = shown({"reliability": "Altogether", "limits": "Its limits"})
    hints = shown(
        {
            "limits": "Shown wherever the source is shown. For a closed country: who could be "
            "asked, from which provinces, how long after they left.",
        }
    )
    reliability = forms.ChoiceField(choices=lambda: _choices(RELIABILITY), widget=forms.RadioSelect)
    limits = forms.CharField(max_length=_LONG, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        criteria: dict[str, forms.Field] = {}
        for code, words in CRITERIA.items():
            criteria[f"{code}_text"] = forms.CharField(
                max_length=_LONG,
                required=code in REQUIRED,
                widget=forms.Textarea(attrs={"rows": 2}),
                label=_(words),
                help_text=_(CRITERIA_HINTS[code]),
            )
            criteria[f"{code}_concern"] = forms.ChoiceField(
                choices=_choices(CONCERNS),
                initial="unknown",
                label=_("{criterion}: concern").format(criterion=_(words)),
            )
        self.fields = {**criteria, **self.fields}

    @property
    def answers(self) -> dict[str, dict[str, str]]:
        """By criterion what was written; criteria left empty are left out."""
        given = self.cleaned_data
        return {
            code: {"text": given[f"{code}_text"], "concern": given[f"{code}_concern"]}
            for code in CRITERIA
            if given[f"{code}_text"]
        }

    @staticmethod
    def standing(newest: Assessment | None) -> dict[str, str]:
        """The newest assessment, to go on from."""
        if newest is None:
            return {}
        fields = {"reliability": newest.reliability, "limits": newest.limits}
        for code, answer in newest.answers.items():
            fields |= {f"{code}_text": answer["text"], f"{code}_concern": answer["concern"]}
        return fields


class QuoteForm(WordedForm):
    """Which words of a passage are cited."""

    labels = shown({"words": "Words to quote"})
    hints = shown(
        {"words": "Copied from the passage; […] for what you leave out. Empty: all of it."}
    )
    words = forms.CharField(
        max_length=_LONG, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
