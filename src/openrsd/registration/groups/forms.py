"""What people fill in about groups."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from openrsd.accounts.forms import WordedForm
from openrsd.registration.models import EventKind
from openrsd.registration.selectors import RecordedPerson
from openrsd.texts import gettext as _
from openrsd.texts import shown

_NOT_ASKED = ("", shown("Not asked yet"))
_ANSWERS = (
    ("no", shown("No")),
    ("yes", shown("Yes, or likely")),
    ("unknown", shown("Not known")),
)
_GONE = (EventKind.DIED, EventKind.DEPARTED, EventKind.MISSING)


class RelationForm(WordedForm):
    """What a person is to the one who speaks for the group."""

    labels = shown({"relation": "Relation"})
    hints = shown({"relation": "What this person is to the one who speaks for the group."})
    relation = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, relations: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self.fields["relation"], relations)


class SpeakerForm(WordedForm):
    """Who speaks from now on, and what the others are to this person."""

    def __init__(
        self,
        *args: Any,
        others: Iterable[RecordedPerson],
        relations: Iterable[tuple[str, str]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        offered = list(relations)
        for other in others:
            field = forms.ChoiceField(required=False)
            _offer(field, offered)
            field.label = other.called
            self.fields[str(other.person.id)] = field

    def relations(self) -> dict[UUID, str]:
        """By person."""
        return {UUID(name): value for name, value in self.cleaned_data.items()}


class JoinForm(RelationForm):
    """Who joins, by the number on the card."""

    labels = shown({"number": "Number on the card of the person who joins", "relation": "Relation"})
    hints = shown(
        {
            "number": "For example P7F4-92KX-3X3. Only people whose records are open to you.",
            "relation": "What this person is to the one who speaks for the group.",
        }
    )
    number = forms.CharField(max_length=20)
    field_order = ("number", "relation")


class BirthForm(RelationForm):
    """A child that was born."""

    labels = shown({"on": "Born on", "relation": "Relation"})
    hints = shown(
        {
            "on": "As it is told: a day, a month, or a year.",
            "relation": "What the child is to the one who speaks for the group.",
        }
    )
    on = forms.CharField(max_length=80)
    field_order = ("on", "relation")


class GoneForm(WordedForm):
    """That someone died, left the country, or is not to be found."""

    labels = shown(
        {
            "kind": "What happened",
            "on": "When",
            "told_by": "Who told it",
            "known_from": "How they know it",
            "detained": "May the person be detained?",
            "returned": "May the person have been sent back by force?",
        }
    )
    hints = shown(
        {
            "on": "As it is told. It may stay empty.",
            "told_by": "A relative, a neighbour, a hospital, an authority.",
            "known_from": "Seen themselves, heard from someone, a paper.",
            "detained": "Not asked where the person died.",
            "returned": "Not asked where the person died.",
        }
    )
    kind = forms.ChoiceField(
        choices=lambda: [(kind.value, _(str(kind.label))) for kind in _GONE],
        widget=forms.RadioSelect,
    )
    on = forms.CharField(max_length=80, required=False)
    told_by = forms.CharField(max_length=300)
    known_from = forms.CharField(max_length=300)
    detained = forms.ChoiceField(
        choices=lambda: [(code, _(text)) for code, text in _ANSWERS],
        widget=forms.RadioSelect,
        required=False,
    )
    returned = forms.ChoiceField(
        choices=lambda: [(code, _(text)) for code, text in _ANSWERS],
        widget=forms.RadioSelect,
        required=False,
    )


def _offer(field: forms.Field, relations: Iterable[tuple[str, str]]) -> None:
    assert isinstance(field, forms.ChoiceField)
    code, text = _NOT_ASKED
    field.choices = [(code, _(text)), *relations]
