"""What people fill in on the pages of this room, and how a refusal comes back to the form."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from openrsd.accounts.errors import NotHere, Refusal
from openrsd.accounts.models import AccountKind, Office
from openrsd.accounts.models.users import SIGN_IN_NAME
from openrsd.accounts.roles import RoleAccount, roles, title_of
from openrsd.texts import gettext as _
from openrsd.texts import shown

# Nothing is chosen for her.
_NOTHING = ("", "")


class WordedForm(forms.Form):
    """A form with its labels and hints in the language of whoever reads it."""

    labels: ClassVar[Mapping[str, str]] = {}
    hints: ClassVar[Mapping[str, str]] = {}
    # What to type instead, where what was typed cannot be.
    expected: ClassVar[Mapping[str, str]] = {}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.label = _(self.labels[name])
            field.help_text = _(self.hints.get(name, ""))
            if name in self.expected:
                field.error_messages["invalid"] = _(self.expected[name])

    def tried(self, act: Callable[[dict[str, Any]], object]) -> bool:
        """Whether the form was right and the act was done. A refusal stands on the form.

        NotHere goes on: it is the page of what does not exist.
        """
        if not self.is_valid():
            return False
        try:
            act(self.cleaned_data)
        except NotHere:
            raise
        except Refusal as refusal:
            self.add_error(None, str(refusal))
            return False
        return True


class OfficeForm(WordedForm):
    """A new office."""

    labels = shown({"name": "Name of the office", "country": "Country"})
    hints = shown({"country": "Three letters, such as THA for Thailand."})
    expected = shown({"country": "Write the three capital letters of the country, such as THA."})
    name = forms.CharField(max_length=120)
    country = forms.RegexField(r"^[A-Z]{3}$", max_length=3)


class UserForm(WordedForm):
    """A new user."""

    labels = shown({"kind": "Kind of account", "username": "Sign-in name", "display_name": "Name"})
    hints = shown(
        {
            "kind": "It never changes.",
            "username": "A code or invented word, not a real name: letters, digits, dots, dashes.",
            "display_name": "As colleagues know this person. It is kept encrypted.",
        }
    )
    expected = shown(
        {"username": "Use only letters from a to z, digits, dots, dashes and underscores."}
    )
    kind = forms.ChoiceField(
        # A callable: the words are in the language of whoever opens the form.
        choices=lambda: [(kind.value, _(str(kind.label))) for kind in AccountKind],
        widget=forms.RadioSelect,
        initial=AccountKind.STAFF,
    )
    username = forms.RegexField(SIGN_IN_NAME)
    display_name = forms.CharField(max_length=120)


class PostingForm(WordedForm):
    """A role in an office."""

    labels = shown({"role": "Role", "office": "Office"})
    role = forms.ChoiceField(choices=lambda: [_NOTHING, *_roles_of_staff()])
    office = forms.TypedChoiceField(coerce=UUID)

    def __init__(self, *args: Any, offices: Iterable[Office], **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self.fields["office"], offices, _NOTHING)


class ReasonForm(WordedForm):
    """Why a record is opened in an emergency."""

    labels = shown({"reason": "Why do you need to see this record now?"})
    hints = shown({"reason": "Who is in danger, and what you will do. It is kept encrypted."})
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)


class ConflictForm(WordedForm):
    """That there is a conflict of interest."""

    labels = shown({"reason": "What the conflict is"})
    hints = shown({"reason": "You need not say. What you write is kept encrypted."})
    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}), max_length=4000, required=False
    )


class ActingOfficeForm(WordedForm):
    """Where she works at present."""

    labels = shown({"office": "Where do you work now?"})
    office = forms.TypedChoiceField(coerce=UUID, widget=forms.RadioSelect)

    def __init__(self, *args: Any, offices: Iterable[Office], **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self.fields["office"], offices)


def _roles_of_staff() -> list[tuple[str, str]]:
    return [(role.id, title_of(role.id)) for role in roles().of_account(RoleAccount.STAFF)]


def _offer(field: forms.Field, offices: Iterable[Office], *before: tuple[str, str]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = [*before, *((str(office.id), office.name) for office in offices)]
