"""The form of a step, made from what the procedure says that it must bring."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile

from openrsd.accounts.acting import Actor
from openrsd.accounts.models import User
from openrsd.casework.actions.keeping import Brought, keeping
from openrsd.casework.colleagues import who_can_interpret
from openrsd.casework.confirming import NAMED, asks_for_word, given_words
from openrsd.casework.errors import StepRefused
from openrsd.casework.models import Case
from openrsd.casework.procedure.machine import Option
from openrsd.casework.procedure.shapes import InputFile, Kind
from openrsd.texts import gettext as _
from openrsd.texts import shown

LONGEST = 100_000
_YES, _NO = "yes", "no"
HINTS = shown(
    {
        Kind.LIST: "One on each line.",
        "word": "Only colleagues who confirmed it on the page of this case can be named.",
    }
)


class StepForm(forms.Form):
    """One field for each input that the door does not bring itself."""

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        files: Any = None,
        *,
        case: Case,
        option: Option,
        supplies: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(data, files)
        self._case, self._option = case, option
        self._inputs = {one.id: one for one in option.needs if one.id not in supplies}
        for one in self._inputs.values():
            field = _field(case, option.transition.id, one)
            field.label = _(one.title)
            field.help_text = _(one.meaning or _hint(one))
            self.fields[one.id] = field

    @property
    def has_files(self) -> bool:
        """Whether something is to be uploaded."""
        return any(one.kind is Kind.FILE for one in self._inputs.values())

    @contextmanager
    def bringing(self, acting: Actor) -> Iterator[dict[str, Any]]:
        """What was filled in, with the ids of the files, around the door that is to make the step.

        Files are kept with the step, and not where it is refused.
        """
        files = {
            name: Brought(_(one.title), BytesIO(value.read()), value.size or 0)
            for name, one in self._inputs.items()
            if one.kind is Kind.FILE
            and isinstance(value := self.cleaned_data.get(name), UploadedFile)
        }
        with keeping(self._case, files, acting=acting) as kept:
            yield {**self.brought(), **kept}

    def brought(self) -> dict[str, Any]:
        """What was filled in, as the machine reads it, but for files."""
        found: dict[str, Any] = {}
        for name, one in self._inputs.items():
            value = self.cleaned_data.get(name)
            if one.kind is Kind.FILE:
                continue
            if one.kind is Kind.LIST:
                value = (value or "").splitlines()
            elif one.kind is Kind.FLAG and not one.must:
                value = {_YES: True, _NO: False}.get(str(value))
            if value not in (None, "", []):
                found[name] = value
        return found

    def refuse(self, refusal: Exception) -> None:
        """Puts every reason beside the field that it is about, or on top."""
        reasons = refusal.reasons if isinstance(refusal, StepRefused) else ()
        if not reasons:
            self.add_error(None, str(refusal))
        for reason in reasons:
            name = reason.code.removeprefix("input:")
            self.add_error(name if name in self.fields else None, str(reason))


def _field(case: Case, transition: str, one: InputFile) -> forms.Field:
    required = one.required
    match one.kind:
        case Kind.FLAG if one.must:
            return forms.BooleanField(required=required)
        case Kind.FLAG:
            return forms.ChoiceField(
                choices=[(_YES, _("Yes")), (_NO, _("No"))],
                widget=forms.RadioSelect,
                required=required,
            )
        case Kind.DATE:
            return forms.DateField(
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                input_formats=["%Y-%m-%d"],
                required=required,
            )
        case Kind.CHOICE:
            choices = [(key, _(title)) for key, title in one.choices.items()]
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, required=required)
        case Kind.USER:
            users = _who_can_be_named(case, transition, one)
            return forms.ChoiceField(choices=[("", "—"), *called(users)], required=required)
        case Kind.FILE:
            return forms.FileField(required=required)
        case _:
            return forms.CharField(
                widget=forms.Textarea(attrs={"rows": 3}), max_length=LONGEST, required=required
            )


def _hint(one: InputFile) -> str:
    if asks_for_word(one):
        return HINTS["word"]
    return HINTS.get(one.kind, "")


def _who_can_be_named(case: Case, transition: str, one: InputFile) -> Iterable[UUID]:
    if asks_for_word(one):
        return [UUID(user) for user in given_words(case, transition, one.id)]
    return who_can_interpret(case, NAMED.get(one.id, frozenset()))


def called(users: Iterable[UUID]) -> list[tuple[str, str]]:
    """(id, name) of these users, by name."""
    found = User.objects.filter(id__in=list(users))
    return sorted(
        ((str(one.id), one.display_name.open_or(one.username)) for one in found),
        key=lambda pair: pair[1],
    )
