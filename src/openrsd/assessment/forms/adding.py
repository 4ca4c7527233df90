"""Countries, harms, places, acts, marks and answers that are added to an assessment."""

from collections.abc import Mapping
from typing import Any

from django import forms

from openrsd.accounts.forms import WordedForm
from openrsd.assessment.entries import Kind
from openrsd.assessment.selectors import AssessmentPage
from openrsd.assessment.words import BASES
from openrsd.law.countries import country_codes, country_name
from openrsd.law.files import InstrumentKind
from openrsd.texts import current_language, shown
from openrsd.texts import gettext as _

LONGEST = 20_000


class AddForm(WordedForm):
    """One country, harm, place, act, mark or answer: the fields of its kind."""

    labels = shown(
        {
            "id": "Which one",
            "basis": "Why this country",
            "nationality": "Nationality of",
            "former_habitual_residence": "Without nationality; lived in",
            "country": "In which country",
            "title": "In a few words",
            "reasons": "Reasons",
            "accepted": "Accepted",
            "value": "As it is accepted",
            "other": "Of which other country it speaks",
        }
    )

    def __init__(self, kind: Kind, page: AssessmentPage, *args: Any) -> None:
        forms.Form.__init__(self, *args)
        self.kind = kind
        for name, made in _FIELDS[kind](page).items():
            made.label = _(self.labels[name])
            self.fields[name] = made

    def said(self, given: Mapping[str, Any], page: AssessmentPage) -> dict[str, Any]:
        """The content of the entry. Harms, places and acts are counted; their words are theirs."""
        said = dict(given)
        if self.kind in _COUNTED:
            said["id"] = next_id(page, self.kind)
        if "accepted" in said:
            said["accepted"] = said["accepted"] == "yes"
        return said


class TakeBackForm(WordedForm):
    """Why something is taken back."""

    labels = shown({"reasons": "Why it is taken back"})
    reasons = forms.CharField(widget=forms.Textarea({"rows": 3}), min_length=10, max_length=2000)


_COUNTED = {
    Kind.HYPOTHESIS: "hypothesis",
    Kind.HARM: "harm",
    Kind.AREA: "area",
    Kind.ACT: "act",
    Kind.FACT: "fact",
}


def next_id(page: AssessmentPage, kind: Kind) -> str:
    """The next id of its kind. The first harm named is the one that was meant without a name."""
    used = {one.key for one in page.assessed.history if one.kind is kind}
    return f"{_COUNTED[kind]}-{len(used) + 1}"


def _reasons() -> forms.Field:
    return forms.CharField(widget=forms.Textarea, min_length=10, max_length=LONGEST)


def _named(codes: list[str]) -> list[tuple[str, str]]:
    language = current_language()
    return sorted(((one, country_name(one, language)) for one in codes), key=lambda one: one[1])


def _any_country() -> forms.Field:
    return forms.ChoiceField(choices=_named(list(country_codes())))


def _countries(page: AssessmentPage) -> list[str]:
    record = page.assessed.record
    each = [one.code for h in record.hypotheses for one in h.countries] if record else []
    return list(dict.fromkeys(each)) or list(page.assessed.claimed)


def _country_fields(_page: AssessmentPage) -> dict[str, forms.Field]:
    bases = [(key, _(title)) for key, title in BASES.items()]
    return {"id": _any_country(), "basis": forms.ChoiceField(choices=bases)}


def _hypothesis_fields(_page: AssessmentPage) -> dict[str, forms.Field]:
    each = _named(list(country_codes()))
    return {
        "title": forms.CharField(max_length=500),
        "nationality": forms.MultipleChoiceField(choices=each, required=False),
        "former_habitual_residence": forms.MultipleChoiceField(choices=each, required=False),
    }


def _one_country(_page: AssessmentPage) -> dict[str, forms.Field]:
    return {"id": _any_country()}


def _in_country(page: AssessmentPage) -> dict[str, forms.Field]:
    where = forms.ChoiceField(choices=_named(_countries(page)))
    return {"country": where, "title": forms.CharField(max_length=500)}


def _act_fields(_page: AssessmentPage) -> dict[str, forms.Field]:
    return {"title": forms.CharField(max_length=500)}


def _stated_fields(page: AssessmentPage) -> dict[str, forms.Field]:
    facts = page.assessed.law.facts.values()
    known = [(one.id, _(one.title)) for one in facts if not one.computed]
    return {"id": forms.ChoiceField(choices=known), "value": forms.CharField(max_length=500)}


def _indicator_fields(page: AssessmentPage) -> dict[str, forms.Field]:
    law, record = page.assessed.law, page.assessed.record
    known = [(one.id, _(one.title)) for one in law.indicators.values()]
    others = list(record.others) if record else []
    return {
        "id": forms.ChoiceField(choices=known),
        "country": forms.ChoiceField(
            choices=[("", _("Not asked")), *_named(_countries(page))], required=False
        ),
        "other": forms.ChoiceField(choices=[("", _("Not asked")), *_named(others)], required=False),
        "reasons": _reasons(),
    }


def _complete_fields(page: AssessmentPage) -> dict[str, forms.Field]:
    of_harms = [
        (f"harms:{code}", _("Feared harms: {country}").format(country=title))
        for code, title in _named(_countries(page))
    ]
    sets = [("countries", _("Countries against which the fear is tested")), *of_harms]
    return {"id": forms.ChoiceField(choices=sets), "reasons": _reasons()}


def _considered_fields(page: AssessmentPage) -> dict[str, forms.Field]:
    kinds = (InstrumentKind.REFUGEE_DEFINITION, InstrumentKind.COMPLEMENTARY)
    known = [
        (one.id, _(one.about.title))
        for one in page.assessed.law.instruments.values()
        if one.kind in kinds
    ]
    return {"id": forms.ChoiceField(choices=known), "reasons": _reasons()}


def _source_fields(page: AssessmentPage) -> dict[str, forms.Field]:
    unverified = [
        (one.id, _(one.about.title))
        for one in page.assessed.law.elements.values()
        if not one.verified
    ]
    return {"id": forms.ChoiceField(choices=unverified), "reasons": _reasons()}


def _proposal_fields(page: AssessmentPage) -> dict[str, forms.Field]:
    offered = page.report["proposals"] if page.report else []
    known = [(one["id"], f"{one['profile']}: {one['element']}") for one in offered]
    answers = [("yes", _("Accepted")), ("no", _("Rebutted"))]
    return {
        "id": forms.ChoiceField(choices=known),
        "accepted": forms.ChoiceField(choices=answers, widget=forms.RadioSelect),
        "reasons": _reasons(),
    }


_FIELDS = {
    Kind.COUNTRY: _country_fields,
    Kind.HYPOTHESIS: _hypothesis_fields,
    Kind.OTHER: _one_country,
    Kind.DESTINATION: _one_country,
    Kind.HARM: _in_country,
    Kind.AREA: _in_country,
    Kind.ACT: _act_fields,
    Kind.STATED: _stated_fields,
    Kind.INDICATOR: _indicator_fields,
    Kind.COMPLETE: _complete_fields,
    Kind.CONSIDERED: _considered_fields,
    Kind.SOURCE: _source_fields,
    Kind.PROPOSAL: _proposal_fields,
}
ADDED = tuple(_FIELDS)
