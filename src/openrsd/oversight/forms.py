"""What is asked of the ledger, and why an export is made."""

from typing import Any
from uuid import UUID

from django import forms

from openrsd.accounts.models import Office, User
from openrsd.ledger.acts import acts
from openrsd.ledger.entries import is_code
from openrsd.oversight.lines import result_choices, wording
from openrsd.oversight.searching import Search
from openrsd.texts import gettext as _

SHORTEST_REASON = 10


class SearchForm(forms.Form):
    """Any of these, or none. It goes into the address: ids, codes and sign-in names only."""

    who = forms.CharField(required=False, max_length=64)
    about = forms.UUIDField(required=False)
    act = forms.ChoiceField(required=False)
    office = forms.ChoiceField(required=False)
    kind = forms.CharField(required=False, max_length=64)
    result = forms.ChoiceField(required=False)
    since = forms.DateField(required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    until = forms.DateField(required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        anything = [("", _("Any"))]
        known = sorted((wording(code), code) for code in acts())
        offices = Office.objects.order_by("name").values_list("id", "name")
        for name, label, hint in (
            ("who", _("Who acted"), _("A sign-in name, or an id.")),
            ("about", _("About"), _("The id of a person, a case or anything else.")),
            ("act", _("What was done"), ""),
            ("office", _("From which office"), ""),
            ("kind", _("Kind of record"), _("As it stands in the list, for example: case.")),
            ("result", _("How it ended"), ""),
            ("since", _("From this day on"), _("Days begin at midnight in UTC.")),
            ("until", _("Up to this day"), ""),
        ):
            self.fields[name].label = label
            self.fields[name].help_text = hint
        self._choose("act", [*anything, *[(code, text) for text, code in known]])
        self._choose("office", [*anything, *[(str(key), name) for key, name in offices]])
        self._choose("result", [*anything, *result_choices()])

    def clean_who(self) -> UUID | None:
        """The id of whoever is named."""
        who = self.cleaned_data["who"].strip()
        if not who:
            return None
        try:
            return UUID(who)
        except ValueError:
            found = User.objects.filter(username=who.lower()).values_list("id", flat=True).first()
        if found is None:
            raise forms.ValidationError(_("Nobody signs in with this name; check it."))
        return found

    def clean_kind(self) -> str:
        """A code."""
        kind = str(self.cleaned_data["kind"]).strip()
        if kind and not is_code(kind):
            raise forms.ValidationError(_("A kind of record is a short word in small letters."))
        return kind

    @property
    def search(self) -> Search:
        """What is asked for, once the form is valid."""
        given = self.cleaned_data
        return Search(
            actor=given["who"],
            subject=given["about"],
            act=given["act"],
            office=UUID(given["office"]) if given["office"] else None,
            subject_kind=given["kind"],
            result=given["result"],
            since=given["since"],
            until=given["until"],
        )

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class ExportForm(forms.Form):
    """Why, and as what."""

    reason = forms.CharField(
        min_length=SHORTEST_REASON, max_length=2000, widget=forms.Textarea({"rows": 4})
    )
    form = forms.ChoiceField(
        choices=[("csv", "CSV"), ("json", "JSON")], widget=forms.RadioSelect, initial="csv"
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].label = _("Why the export is needed")
        self.fields["reason"].help_text = _("It is kept in the ledger, sealed.")
        self.fields["form"].label = _("As what")
