"""The parts of an edition of country guidance: the whole, a source, a point, a profile."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from openrsd.accounts.forms import WordedForm
from openrsd.law.countries import country_aliases, is_country
from openrsd.law.files import FactFile, Scope
from openrsd.law.model import Element, Law
from openrsd.lawbook.conditions import ALL, ANY, Fits, fits_of
from openrsd.lawbook.editing import all_points
from openrsd.lawbook.forms.choosing import LONG, a_day, area
from openrsd.texts import gettext as _
from openrsd.texts import shown

_BETWEEN = re.compile(r"\n\s*\n")
_PASSAGE = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/([0-9]{1,6})/?\s*$")
_SPOKEN_OF = (Scope.PERSON, Scope.COUNTRY, Scope.HARM, Scope.DESTINATION)
_POINTS = "on-"


class Paragraphs(forms.CharField):
    """Several texts, with an empty line between them."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=area(6), max_length=40_000, **options)

    def to_python(self, value: Any) -> Any:
        """The texts as a list."""
        said = super().to_python(value) or ""
        parts = _BETWEEN.split(said.replace("\r\n", "\n"))
        return [" ".join(part.split()) for part in parts if part.strip()]

    def prepare_value(self, value: Any) -> Any:
        """The list as one text."""
        return "\n\n".join(value) if isinstance(value, list) else value


class Codes(forms.CharField):
    """Countries by code or English name, with commas."""

    def to_python(self, value: Any) -> Any:
        """The codes as a list."""
        said = [one.strip() for one in (super().to_python(value) or "").split(",")]
        codes = [country_aliases().get(one, one.upper()) for one in said if one]
        for code in codes:
            if not is_country(code):
                raise forms.ValidationError(
                    _("No country is known as {name}; use three letters.").format(name=code)
                )
        return codes

    def prepare_value(self, value: Any) -> Any:
        """The list as one text."""
        return ", ".join(value) if isinstance(value, list) else value


class PartForm(WordedForm):
    """A part of an edition. `revision` tells whether somebody changed the edition meanwhile."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    # Fields by the names that they have in the law files.
    keys: ClassVar[Mapping[str, str]] = {}

    @classmethod
    def standing(cls, part: Mapping[str, Any]) -> dict[str, Any]:
        """What stands, for the fields."""
        return {name: part.get(key, "") for name, key in cls.keys.items()}

    def said(self) -> dict[str, Any]:
        """What was filled in, by the names of the law files."""
        given = self.cleaned_data
        return {key: _plain(given[name]) for name, key in self.keys.items()}


class AboutForm(PartForm):
    """The whole: its days, who issues it, its limits and what speaks against it."""

    labels = shown(
        {
            "title": "Title",
            "dated": "In force from",
            "expires": "Last day",
            "issued_by": "Issued by",
            "limits": "Limits of what is known",
            "contrary": "What speaks against it",
            "ask": "Nationalities to ask about",
            "revision": "",
        }
    )
    hints = shown(
        {
            "expires": "After this day it proposes nothing. A year is usual.",
            "issued_by": "The authority that adopts it.",
            "limits": "Who could be asked and who could not, gaps in time and place. An empty line "
            "between two.",
            "contrary": "Official positions and sources that say otherwise. An empty line between "
            "two.",
            "ask": "Three letters each, with commas: where a second nationality is often held.",
        }
    )
    keys: ClassVar[Mapping[str, str]] = {
        "title": "title",
        "dated": "dated",
        "expires": "expires",
        "issued_by": "issued-by",
        "limits": "limits",
        "contrary": "contrary",
        "ask": "ask-about-nationalities",
    }
    title = forms.CharField(max_length=200)
    dated = a_day()
    expires = a_day()
    issued_by = forms.CharField(max_length=300)
    limits = Paragraphs()
    contrary = Paragraphs(required=False)
    ask = Codes(required=False)

    def clean(self) -> dict[str, Any]:
        """It ends after it begins."""
        given = super().clean() or {}
        begins, ends = given.get("dated"), given.get("expires")
        if begins and ends and ends <= begins:
            self.add_error("expires", _("The last day must lie after the first."))
        return given


class SourceForm(PartForm):
    """A source of country information."""

    labels = shown(
        {
            "title": "Title",
            "body": "Publisher",
            "published": "Published",
            "symbol": "Reference number",
            "language": "Language",
            "reliability": "How far it can be relied on",
            "revision": "",
        }
    )
    hints = shown(
        {
            "language": "Two letters, such as en.",
            "reliability": "Who was asked, where, how long after; access; what is second-hand.",
        }
    )
    keys: ClassVar[Mapping[str, str]] = {
        name: name for name in ("title", "body", "published", "symbol", "language", "reliability")
    }
    title = forms.CharField(max_length=500)
    body = forms.CharField(max_length=300)
    published = forms.CharField(max_length=100)
    symbol = forms.CharField(max_length=200, required=False)
    language = forms.CharField(max_length=16, initial="en")
    reliability = forms.CharField(max_length=LONG, widget=area())


class PointForm(PartForm):
    """One sentence that a source establishes."""

    labels = shown(
        {
            "says": "What it establishes",
            "at": "Where it stands",
            "checked": "Compared with",
            "library": "Passage in the library",
            "bears_on": "Bears on",
            "revision": "",
        }
    )
    hints = shown(
        {
            "says": "One sentence, in your own words.",
            "at": "Paragraphs or pages.",
            "checked": "The published text that you read yourself. Empty: it was not compared yet, "
            "and says so wherever it is shown.",
            "library": "The address of the passage's page in Country information.",
            "bears_on": "Elements on which guidance may propose a yes: on inclusion and on bars to "
            "removal only.",
        }
    )
    keys: ClassVar[Mapping[str, str]] = {
        "says": "says",
        "at": "at",
        "checked": "checked",
        "library": "library",
        "bears_on": "bears-on",
    }
    says = forms.CharField(max_length=1000, widget=area())
    at = forms.CharField(max_length=300)
    checked = forms.CharField(max_length=300, required=False)
    library = forms.CharField(max_length=500, required=False)
    bears_on = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)

    def __init__(self, law: Law, point: Mapping[str, Any], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["bears_on"]
        assert isinstance(field, forms.MultipleChoiceField)
        # A point may bear on more than guidance may speak of; that stays.
        named = [law.elements[one] for one in point.get("bears-on", []) if one in law.elements]
        offered = {one.id: one for one in (*spoken_of(law), *named)}
        field.choices = [(name, _(one.about.title)) for name, one in offered.items()]

    def clean_library(self) -> str:
        """The document and the passage, from an address."""
        said: str = self.cleaned_data["library"].strip()
        found = _PASSAGE.search(said)
        if said and not found:
            raise forms.ValidationError(
                _("This is not the address of a passage. Open the passage and copy its address.")
            )
        return f"{found[1]}/{found[2]}" if found else ""


class ProfileForm(PartForm):
    """A profile: whom it fits, what it proposes on which points, and what rebuts it."""

    labels = shown(
        {
            "title": "Profile",
            "how": "It fits",
            "yes": "Facts that are so",
            "no": "Facts that are not so",
            "harm_kinds": "Kinds of harm it speaks of",
            "rebutted_by": "What rebuts it in a case",
            "exclusion_indicator": "Mark for the supervisor",
            "note": "Note",
            "revision": "",
        }
    )
    hints = shown(
        {
            "rebutted_by": "What in the record would show that this person is not at this risk. "
            "An empty line between two.",
            "exclusion_indicator": "Where conduct must be asked about after inclusion; seen by the "
            "supervisor alone, never a finding.",
            "note": "What to ask, and common mistakes.",
        }
    )
    keys: ClassVar[Mapping[str, str]] = {
        "title": "title",
        "harm_kinds": "harm-kinds",
        "rebutted_by": "rebutted-by",
        "exclusion_indicator": "exclusion-indicator",
        "note": "note",
    }
    title = forms.CharField(max_length=200)
    how = forms.ChoiceField(
        choices=lambda: [(ANY, _("where one of these is so")), (ALL, _("where all of it is so"))],
        widget=forms.RadioSelect,
        initial=ANY,
    )
    yes = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    no = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    harm_kinds = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    rebutted_by = Paragraphs(required=False)
    exclusion_indicator = forms.CharField(max_length=LONG, widget=area(2), required=False)
    note = forms.CharField(max_length=LONG, widget=area(), required=False)

    def __init__(
        self, law: Law, content: Mapping[str, Any], profile: Mapping[str, Any], *args: Any,
        **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        facts = [(one.id, _(one.title)) for one in law.facts.values() if is_asked(one)]
        kinds = [(one.id, _(one.title)) for one in law.harm_kinds.values()]
        chosen = self.standing(profile) if profile else {}
        for name, choices in (("yes", facts), ("no", facts), ("harm_kinds", kinds)):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            # What is chosen stands first: the lists are long.
            first = set(chosen.get(name) or ())
            field.choices = [
                *(one for one in choices if one[0] in first),
                *(one for one in choices if one[0] not in first),
            ]
        # What cannot be said as two lists stays as it is.
        self.kept = profile["when"] if profile and not _is_offered(profile["when"], facts) else None
        if self.kept:
            for name in ("how", "yes", "no"):
                del self.fields[name]
        self._offer_points(law, content)

    def _offer_points(self, law: Law, content: Mapping[str, Any]) -> None:
        points = all_points(content)
        for element in spoken_of(law):
            bearing = [one for one in points if element.id in one["bears-on"]]
            if bearing:
                self.fields[f"{_POINTS}{element.id}"] = forms.MultipleChoiceField(
                    choices=[(one["id"], f"{one['says']} ({one['at']})") for one in bearing],
                    widget=forms.CheckboxSelectMultiple,
                    required=False,
                    label=_(element.about.title),
                )

    @property
    def proposing(self) -> list[str]:
        """The names of the fields in which points are chosen."""
        return [name for name in self.fields if name.startswith(_POINTS)]

    @classmethod
    def standing(cls, part: Mapping[str, Any]) -> dict[str, Any]:
        """What stands, for the fields."""
        fits = fits_of(part["when"]) if part.get("when") else None
        chosen = {f"{_POINTS}{one['element']}": one["points"] for one in part.get("proposes", [])}
        about = {"how": fits.how, "yes": fits.yes, "no": fits.no} if fits else {}
        return {**super().standing(part), **about, **chosen}

    def clean(self) -> dict[str, Any]:
        """It fits somebody."""
        given = super().clean() or {}
        if not self.kept and not given.get("yes") and not given.get("no"):
            self.add_error("yes", _("Choose at least one fact by which the profile is known."))
        return given

    def said(self) -> dict[str, Any]:
        """The profile, by the names of the law files."""
        given = self.cleaned_data
        fits = self.kept or Fits(given["how"], given["yes"], given["no"]).as_condition()
        proposes = [
            {"element": name.removeprefix(_POINTS), "value": "yes", "points": given[name]}
            for name in self.proposing
            if given[name]
        ]
        return {**super().said(), "when": fits, "proposes": proposes}


def _is_offered(condition: Mapping[str, Any], facts: list[tuple[str, str]]) -> bool:
    """Whether a condition can be said with these facts as two lists."""
    fits = fits_of(condition)
    return fits is not None and {*fits.yes, *fits.no} <= {name for name, _title in facts}


def is_asked(fact: FactFile) -> bool:
    """Whether a profile can be known by a fact: answered yes or no, and by a person."""
    return fact.kind == "yes-no" and not fact.computed


def spoken_of(law: Law) -> list[Element]:
    """The elements on which guidance may propose a yes: no yes on them speaks against anyone."""
    return [
        one
        for one in law.elements.values()
        if one.is_leaf and one.scope in _SPOKEN_OF and -1 not in law.signs.get(one.id, frozenset())
    ]


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
