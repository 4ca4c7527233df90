"""What people fill in on the pages of this room."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms

from openrsd.accounts.forms import WordedForm
from openrsd.casework.models import Case
from openrsd.casework.procedure.machine import Option
from openrsd.casework.step_forms import StepForm
from openrsd.interviews.actions.planning import MOST_MINUTES, USUAL_MINUTES, Arranged
from openrsd.interviews.content import LONGEST_ANSWER, SPEAKERS, Kind
from openrsd.interviews.interpreting import Interpreter
from openrsd.interviews.lists import LISTS, Asked
from openrsd.interviews.models import Room
from openrsd.registration.domain.countries_and_languages import country_called, language_called
from openrsd.texts import gettext as _
from openrsd.texts import shown

AT = "%Y-%m-%dT%H:%M"
SHORT = 2


class PlanForm(StepForm):
    """When and where the interview is, who interprets, and what must be there before."""

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        case: Case,
        option: Option,
        rooms: Iterable[Room] = (),
        interpreters: Iterable[Interpreter] = (),
        **options: Any,
    ) -> None:
        super().__init__(
            data, case=case, option=option, supplies=frozenset({"interview-day"}), **options
        )
        self.fields = {**_of_the_day(rooms, interpreters), **self.fields}

    def arranged(self) -> Arranged:
        """What was chosen beside the day."""
        given = self.cleaned_data
        return Arranged(
            minutes=given["minutes"],
            room=UUID(given["room"]) if given["room"] else None,
            interpreter=UUID(given["interpreter_chosen"]) if given["interpreter_chosen"] else None,
            despite=given["despite"],
        )


class RoomForm(WordedForm):
    """A room in which people are heard."""

    labels = shown({"name": "Name of the room"})
    hints = shown({"name": "As it stands on the door. It is printed in notices."})
    name = forms.CharField(max_length=60)


class InterpreterForm(WordedForm):
    """What somebody speaks, and for whom they never interpret."""

    labels = shown(
        {
            "languages": "Languages, with their dialects",
            "gender": "Woman or man",
            "served": "States that this person worked for, or whose circle they belong to",
        }
    )
    hints = shown(
        {
            "languages": "One on each line, such as: Korean: Hamgyong, Pyongan",
            "served": "One country on each line. They never interpret for people from there.",
        }
    )
    languages = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}), max_length=LONGEST_ANSWER, required=False
    )
    gender = forms.ChoiceField(
        choices=lambda: [("women", _("Woman")), ("men", _("Man")), ("", _("Not noted"))],
        widget=forms.RadioSelect,
        required=False,
    )
    served = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2}), max_length=LONGEST_ANSWER, required=False
    )

    def clean_languages(self) -> list[dict[str, str]]:
        """Each line as a language and its dialects."""
        spoken = []
        for line in filter(str.strip, self.cleaned_data["languages"].splitlines()):
            name, _colon, dialects = line.partition(":")
            language = language_called(name.strip())
            if language is None:
                raise forms.ValidationError(
                    _("No language is called “{name}”.").format(name=name.strip())
                )
            spoken.append({"language": language, "dialect": dialects.strip()})
        return spoken

    def clean_served(self) -> list[str]:
        """Each line as the code of a country."""
        found = []
        for line in filter(str.strip, self.cleaned_data["served"].splitlines()):
            country = country_called(line.strip())
            if country is None:
                raise forms.ValidationError(
                    _("No country is called “{name}”.").format(name=line.strip())
                )
            found.append(country)
        return found


class ListForm(forms.Form):
    """A list that is gone through. Nothing in it has to be answered to be kept."""

    def __init__(
        self, data: Mapping[str, Any] | None, kind: Kind, answers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(data, initial=dict(answers or {}), prefix=kind)
        self.fields = {one.id: _field(one) for one in LISTS[kind]}

    def answers(self) -> dict[str, str]:
        """What was answered."""
        return {key: str(value) for key, value in self.cleaned_data.items() if value}


class ApartForm(WordedForm):
    """What would endanger others."""

    labels = shown({"text": "What is kept apart"})
    hints = shown(
        {
            "text": "Names of helpers, ways that were taken, where relatives are: only where it is"
            " material. Brokers, missionaries and safe houses are not asked for."
        }
    )
    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 5}), max_length=LONGEST_ANSWER)


class ReaderForm(WordedForm):
    """Who may read a part."""

    labels = shown({"user": "Colleague"})
    hints = shown({"user": "Those who work on this case. Name only who needs it."})
    user = forms.ChoiceField()

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["user"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "—"), *colleagues]


class CorrectionForm(WordedForm):
    """What is to be read otherwise."""

    labels = shown({"number": "Number of the block", "by": "Who corrects", "said": "Correction"})
    hints = shown(
        {"said": "In the words of whoever corrects. The words of the record stay as they are."}
    )
    number = forms.IntegerField(min_value=1, max_value=999_999)
    by = forms.ChoiceField(choices=lambda: [(key, _(text)) for key, text in SPEAKERS.items()])
    said = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=LONGEST_ANSWER)


class AnswerForm(WordedForm):
    """How the person answers the record that was read."""

    labels = shown(
        {
            "outcome": "The person",
            "how": "How it was read",
            "language": "In which language, and by whom",
            "why": "Why the person does not sign",
            "paper": "Where the signed paper is kept",
            "copy": "A copy for the person",
        }
    )
    hints = shown(
        {
            "why": "In the words of the person. A refusal to sign says nothing about the account.",
            "copy": "Only if it is safe for the person to have one.",
        }
    )
    outcome = forms.ChoiceField(
        choices=lambda: [
            ("signed", _("Signs the record with its corrections")),
            ("refused-with-reasons", _("Does not sign")),
        ],
        widget=forms.RadioSelect,
    )
    how = forms.ChoiceField(
        choices=lambda: [
            ("whole", _("The whole record was read")),
            ("parts", _("The parts that were agreed were read")),
        ],
        widget=forms.RadioSelect,
    )
    language = forms.CharField(max_length=200)
    why = forms.CharField(
        widget=forms.Textarea(attrs={"rows": SHORT}), max_length=LONGEST_ANSWER, required=False
    )
    paper = forms.CharField(max_length=200, required=False)
    copy = forms.ChoiceField(
        choices=lambda: [
            ("given", _("Given")),
            ("not-safe", _("Not given: it would not be safe")),
            ("declined", _("Not wanted")),
        ],
        widget=forms.RadioSelect,
    )


def _field(asked: Asked) -> forms.Field:
    if asked.choices:
        choices = [(key, _(text)) for key, text in asked.choices.items()]
        return forms.ChoiceField(
            label=_(asked.title),
            help_text=_(asked.hint),
            choices=choices,
            widget=forms.RadioSelect,
            required=False,
        )
    return forms.CharField(
        label=_(asked.title),
        help_text=_(asked.hint),
        widget=forms.Textarea(attrs={"rows": SHORT}),
        max_length=LONGEST_ANSWER,
        required=False,
    )


def _of_the_day(
    rooms: Iterable[Room], interpreters: Iterable[Interpreter]
) -> dict[str, forms.Field]:
    named = [(str(one.user), _called(one)) for one in interpreters]
    return {
        "planned_for": forms.DateTimeField(
            label=_("Day and time"),
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=AT),
            input_formats=[AT],
        ),
        "minutes": forms.IntegerField(
            label=_("Minutes"),
            help_text=_("With breaks, and the reading back. Shorter for a child."),
            min_value=15,
            max_value=MOST_MINUTES,
            initial=USUAL_MINUTES,
        ),
        "room": forms.ChoiceField(
            label=_("Room"),
            choices=[("", "—"), *((str(one.id), one.name) for one in rooms)],
            required=False,
        ),
        "interpreter_chosen": forms.ChoiceField(
            label=_("Interpreter"),
            choices=[("", _("None is needed, or not found yet")), *named],
            required=False,
        ),
        "despite": forms.CharField(
            label=_("Why the person agrees to this interpreter all the same"),
            help_text=_("Only where something is noted against the one chosen."),
            widget=forms.Textarea(attrs={"rows": SHORT}),
            max_length=LONGEST_ANSWER,
            required=False,
        ),
    }


def _called(one: Interpreter) -> str:
    notes = (*one.never, *one.against)
    return f"{one.name}: {' '.join(notes)}" if notes else one.name
