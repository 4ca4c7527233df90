"""What is filled in at the front desk."""

from collections.abc import Mapping
from typing import Any

from django import forms

from openrsd.accounts.forms import WordedForm
from openrsd.registration.domain import codes
from openrsd.texts import gettext as _
from openrsd.texts import shown


class FindForm(WordedForm):
    """A card, or a whole name with the year of birth."""

    labels = shown({"number": "Number on the card", "name": "Whole name", "year": "Year of birth"})
    hints = shown(
        {
            "number": "For example P7F4-92KX-3X3. This is enough.",
            "name": "Without the card. In any script, or in Latin letters.",
        }
    )
    expected = shown({"year": "Write the four figures of the year, such as 1987."})
    number = forms.CharField(max_length=40, required=False)
    name = forms.CharField(max_length=300, required=False)
    year = forms.IntegerField(min_value=1890, max_value=2200, required=False)

    def asked(self) -> dict[str, Any]:
        """What is asked for."""
        given = self.cleaned_data
        return {"number": given["number"], "name": given["name"], "year": given["year"]}


class ContactForm(WordedForm):
    """How a person is safely reached: the way to be tried first. Others that are recorded stay."""

    labels = shown(
        {
            "version": "Version",
            "way": "Way",
            "where": "Number or place",
            "who_may_answer": "Who may answer",
            "may_say": "What may be said when somebody answers",
            "best_time": "When",
            "code_word": "Agreed word",
            "end_word": "Word that ends a call at once",
            "must_not_notice": "Who must not notice",
            "never_leave_message": "Never leave a message",
        }
    )
    hints = shown(
        {
            "where": "The telephone number, or whom to ask for.",
            "who_may_answer": "Only the person, or also somebody whom the person trusts.",
            "code_word": "A word by which the person and the office know each other.",
            "end_word": "Said when somebody comes in: the other side hangs up, and does not ring.",
        }
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    way = forms.ChoiceField(choices=lambda: _codes("contact-ways"), required=False)
    where = forms.CharField(max_length=200, required=False)
    who_may_answer = forms.CharField(max_length=200, required=False)
    may_say = forms.ChoiceField(choices=lambda: _codes("may-say"), required=False)
    best_time = forms.CharField(max_length=200, required=False)
    code_word = forms.CharField(max_length=200, required=False)
    end_word = forms.CharField(max_length=200, required=False)
    must_not_notice = forms.CharField(max_length=200, required=False)
    never_leave_message = forms.BooleanField(required=False)

    @classmethod
    def of(cls, content: Mapping[str, Any], version: int) -> dict[str, Any]:
        """What stands in the fields at first."""
        whole = {name: content.get(name, "") for name in _OF_ALL_WAYS}
        quiet = content.get("never_leave_message", True)
        return {**_first(content), **whole, "never_leave_message": quiet, "version": version}

    def over(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """The whole block: what was there before, with what the desk changed."""
        given = self.cleaned_data
        first = {**_first(before), **{name: given[name] for name in _OF_A_WAY}}
        return {
            **before,
            **{name: given[name] for name in (*_OF_ALL_WAYS, "never_leave_message")},
            "ways": [first, *(before.get("ways") or [])[1:]],
        }


def contact_in_words(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is recorded of the safe contact: a title and words, way by way."""
    told: list[tuple[str, str]] = []
    for way in content.get("ways") or []:
        for name in _OF_A_WAY:
            text = str(way.get(name) or "")
            if text:
                words = codes.in_words(_LISTS[name], text) if name in _LISTS else text
                told.append((_(ContactForm.labels[name]), words))
    for name in _OF_ALL_WAYS:
        if content.get(name):
            told.append((_(ContactForm.labels[name]), str(content[name])))
    if told and content.get("never_leave_message", True):
        told.append((_("Messages"), _("Never leave one")))
    return told


_LISTS = {"way": "contact-ways", "may_say": "may-say"}
_OF_A_WAY = ("way", "where", "who_may_answer", "may_say", "best_time")
_OF_ALL_WAYS = ("code_word", "end_word", "must_not_notice")


def _first(content: Mapping[str, Any]) -> Mapping[str, Any]:
    ways: list[Mapping[str, Any]] = content.get("ways") or [{}]
    return ways[0]


def _codes(name: str) -> list[tuple[str, str]]:
    return [("", _("Not asked")), *codes.choices(name)]
