"""What people fill in on the pages of this room."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from openrsd.accounts.forms import WordedForm
from openrsd.accounts.models import AccountKind, Office, Posting, User
from openrsd.accounts.roles import RoleAccount, roles, title_of
from openrsd.casework.colleagues import choices_of
from openrsd.casework.models import ContactKind
from openrsd.casework.models.cases import LOWEST_PRIORITY
from openrsd.casework.procedure.modality import modalities
from openrsd.casework.procedure.modality import title_of as title_of_modality
from openrsd.casework.words import level_in_words
from openrsd.texts import gettext as _
from openrsd.texts import shown

_NOTHING = ("", "—")
LONG = 100_000


def long_text(*, required: bool = True) -> forms.CharField:
    """A field for words."""
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(widget=widget, max_length=LONG, required=required)


def day_field() -> forms.DateField:
    """A field for a day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, input_formats=["%Y-%m-%d"])


def _offer(field: forms.Field, choices: Iterable[tuple[str, str]]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


class PostForm(WordedForm):
    """A colleague, as what, and where: one of these posts."""

    labels = shown({"post": "Colleague"})
    post = forms.ChoiceField()

    def __init__(self, *args: Any, posts: Iterable[Posting], **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self.fields["post"], [_NOTHING, *choices_of(posts)])

    def chosen(self) -> tuple[UUID, str, UUID]:
        """The user, the role and the office."""
        user, role, office = self.cleaned_data["post"].split(" ")
        return UUID(user), role, UUID(office)


class AssignForm(PostForm):
    """A colleague of the office, or one of another office, looked for by name."""

    labels = shown({"post": "Colleague", "who": "Somebody of another office"})
    hints = shown({"who": "Such as a second signer. Write a part of the name, and press Find."})
    who = forms.CharField(max_length=120, required=False)


class CoverForm(PostForm):
    """Who covers for an absent officer, and until when."""

    labels = shown({"post": "Colleague who covers", "until": "Until the end of"})
    until = day_field()


class SuspendForm(PostForm):
    """Who takes the cases of an officer who works on none any more."""

    labels = shown({"post": "Colleague who takes the cases"})
    hints = shown({"post": "Without one, the cases wait as unassigned."})

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["post"].required = False

    def chosen_or_nobody(self) -> tuple[UUID | None, UUID | None]:
        """The user and the office, or nobody."""
        if not self.cleaned_data.get("post"):
            return None, None
        user, _role, office = self.chosen()
        return user, office


class TransferForm(WordedForm):
    """To which office a case goes, and why."""

    labels = shown({"office": "Office", "reason": "Reason"})
    office = forms.TypedChoiceField(coerce=UUID)
    reason = long_text()

    def __init__(self, *args: Any, offices: Iterable[Office], **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self.fields["office"], [_NOTHING, *((str(one.id), one.name) for one in offices)])


class HandlingForm(WordedForm):
    """Another way of handling, and why."""

    labels = shown({"to": "Way of handling", "reason": "Reason"})
    to = forms.ChoiceField(widget=forms.RadioSelect)
    reason = long_text()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self.fields["to"], [(one, title_of_modality(one)) for one in modalities()])


class PriorityForm(WordedForm):
    """Another level of priority, and why."""

    labels = shown({"level": "Level", "reason": "Reason"})
    hints = shown({"reason": "What the person needs. It is kept encrypted, and stands in no list."})
    level = forms.TypedChoiceField(coerce=int)
    reason = long_text()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        levels = range(1, LOWEST_PRIORITY + 1)
        _offer(self.fields["level"], [(str(one), level_in_words(one)) for one in levels])


AGES = shown({"": "As the date of birth says", "adult": "An adult", "child": "A child"})


class StandingForm(WordedForm):
    """How the person stands."""

    labels = shown(
        {
            "age": "The person is",
            "detained": "The person is detained",
            "exclusion_arises": "A question of exclusion arose",
            "credibility_arises": "A question of credibility arose",
            "reason": "How this is known",
        }
    )
    hints = shown(
        {
            "age": "In doubt the person is a child. That a child is an adult takes two people.",
            "reason": "A second person reads it where a safeguard is to end.",
        }
    )
    age = forms.ChoiceField(widget=forms.RadioSelect, required=False)
    detained = forms.BooleanField(required=False)
    exclusion_arises = forms.BooleanField(required=False)
    credibility_arises = forms.BooleanField(required=False)
    reason = long_text()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self.fields["age"], [(age, _(words)) for age, words in AGES.items()])


class AnswerForm(WordedForm):
    """What a second person says to a proposal that ends a safeguard."""

    labels = shown({"answer": "Your answer", "reason": "What you checked, and why"})
    hints = shown({"answer": "In doubt refuse: the safeguard stays, and it can be proposed again."})
    answer = forms.ChoiceField(widget=forms.RadioSelect)
    reason = long_text()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        answers = [("refuse", _("I refuse: the safeguard stays"))]
        _offer(self.fields["answer"], [*answers, ("confirm", _("I confirm: the safeguard ends"))])


class ContactForm(WordedForm):
    """Whether the person was reached."""

    labels = shown({"kind": "What happened", "on": "Day", "account": "How, and what was said"})
    kind = forms.ChoiceField(widget=forms.RadioSelect)
    on = day_field()
    account = long_text()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = [(kind.value, _(str(kind.label))) for kind in ContactKind]
        _offer(self.fields["kind"], kinds)


class ExtendForm(WordedForm):
    """More time, and why."""

    labels = shown({"until": "New day", "why": "Reason"})
    until = day_field()
    why = long_text()


class ConfirmForm(WordedForm):
    """That someone agrees to a step which will name them."""

    labels = shown({"reasons": "What you checked, and why you agree"})
    reasons = long_text()


class AuthorityForm(WordedForm):
    """A signed authority of a representative or guardian."""

    labels = shown(
        {
            "username": "Sign-in name of the representative or guardian",
            "role": "As what",
            "valid_from": "Valid from",
            "valid_until": "Valid until",
            "file": "The signed paper",
        }
    )
    hints = shown({"valid_until": "Empty: until it is revoked."})
    username = forms.CharField(max_length=64)
    role = forms.ChoiceField()
    valid_from = day_field()
    valid_until = day_field()
    file = forms.FileField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["valid_until"].required = False
        known = roles().of_account(RoleAccount.REPRESENTATIVE)
        _offer(self.fields["role"], [(role.id, title_of(role.id)) for role in known])

    def account(self) -> UUID | None:
        """The account of this sign-in name."""
        name = self.cleaned_data["username"].strip().lower()
        found = User.objects.filter(username=name, kind=AccountKind.REPRESENTATIVE)
        return found.values_list("id", flat=True).first()


class RegisterForm(WordedForm):
    """What was asked and told at the desk when a person is registered."""

    labels = shown(
        {
            "information-given": "The person was informed in a language they understand",
            "family-asked": "The family was asked about",
            "languages-asked": "Languages and the wished gender of staff were asked",
            "needs-screened": "Specific needs were asked about",
            "safe-contact-asked": "A contact that is safe for the person was asked",
            "document-issued": "A document was issued, or the person declined it",
            "refoulement-risk": "Is there a risk that the person is sent away now?",
            "with_them": "Children in the care of this person, in the same case",
        }
    )

    def __init__(
        self, *args: Any, answered: Iterable[str], children: list[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        for name, field in _register_fields(frozenset(answered), children).items():
            field.label = _(self.labels[name])
            self.fields[name] = field

    def asked(self) -> dict[str, bool]:
        """The inputs of the registration."""
        given = dict.fromkeys((*ASKED_AT_THE_DESK, "identity-as-stated"), True)
        return {**given, "refoulement-risk": self.cleaned_data["refoulement-risk"] == "yes"}

    def dependants(self) -> list[UUID]:
        """The children who are registered in the same case."""
        return [UUID(one) for one in self.cleaned_data.get("with_them", [])]


ASKED_AT_THE_DESK = (
    "information-given",
    "family-asked",
    "languages-asked",
    "needs-screened",
    "safe-contact-asked",
    "document-issued",
)


def _register_fields(
    answered: frozenset[str], children: list[tuple[str, str]]
) -> dict[str, forms.Field]:
    found: dict[str, forms.Field] = {
        name: forms.BooleanField() for name in ASKED_AT_THE_DESK if name not in answered
    }
    choices = [("no", _("No")), ("yes", _("Yes"))]
    found["refoulement-risk"] = forms.ChoiceField(choices=choices, widget=forms.RadioSelect)
    if children:
        found["with_them"] = forms.MultipleChoiceField(
            choices=children, widget=forms.CheckboxSelectMultiple, required=False
        )
    return found
