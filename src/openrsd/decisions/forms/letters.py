"""What people fill in to write and to tell a letter."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from openrsd.accounts.forms import WordedForm
from openrsd.casework.models import Case
from openrsd.casework.procedure.machine import Option
from openrsd.casework.procedure.shapes import Kind
from openrsd.casework.step_forms import StepForm
from openrsd.decisions.letters.composing import Translated
from openrsd.decisions.letters.gathering import Said, last_day
from openrsd.decisions.letters.preparing import Work
from openrsd.decisions.letters.reading import KindFile, shipped_letters
from openrsd.decisions.reasons import LONGEST, Paragraph
from openrsd.registration.domain.countries_and_languages import language_names
from openrsd.texts import current_language, shown
from openrsd.texts import gettext as _

# True of every letter that can be made: it is refused where it is not.
_TRUE_OF_THE_LETTER = ("appeal-form", "reasons-in-writing", "counsel-named")
_LAST_DAYS = ("appeal-until", "court-until")
_SUPPLIED = frozenset({"letter", *_TRUE_OF_THE_LETTER, *_LAST_DAYS})
_IN, _BY, _LATER = "explained-in", "explained-by", "later-day"
LABELS = shown(
    {
        _IN: "Language in which it was explained",
        _BY: "Who explained it, and who interpreted",
        _LATER: "A later last day, if more time is given",
        "hint-later": "Left empty, it is counted from the day on which it was received.",
    }
)


def _languages() -> list[tuple[str, str]]:
    return [("", "—"), *language_names(current_language()).items()]


def _letter_languages() -> list[tuple[str, str]]:
    return [(tag, one.own_name) for tag, one in shipped_letters().words.items()]


class TellingForm(StepForm):
    """What the step asks for, and who explained the letter; the rest is true of the letter."""

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        case: Case,
        option: Option,
        language: str = "",
    ) -> None:
        super().__init__(data, case=case, option=option, supplies=_SUPPLIED)
        self._needed = {one.id: one for one in option.needs}
        self._of, self._transition = case, option.transition.id
        self.fields[_IN] = forms.ChoiceField(
            choices=_languages, label=_(LABELS[_IN]), initial=language
        )
        self.fields[_BY] = forms.CharField(max_length=200, label=_(LABELS[_BY]))
        if self._last_days:
            self.fields[_LATER] = forms.DateField(
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                input_formats=["%Y-%m-%d"],
                required=False,
                label=_(LABELS[_LATER]),
                help_text=_(LABELS["hint-later"]),
            )

    @property
    def _last_days(self) -> list[str]:
        return [name for name in _LAST_DAYS if name in self._needed]

    def said(self) -> Said:
        """Who explained the letter, and in which language."""
        return Said(self.cleaned_data[_IN], self.cleaned_data[_BY])

    def to_tell(self) -> dict[str, Any]:
        """What the step takes: what was filled in, what is true of the letter, and its last day."""
        given = self.brought()
        for name in _TRUE_OF_THE_LETTER:
            if name in self._needed and self._needed[name].kind is Kind.FLAG:
                given[name] = True
        received = given.get("received-on")
        if isinstance(received, date):
            usual = last_day(self._of, self._transition, received).day
            for name in self._last_days:
                given[name] = self.cleaned_data.get(_LATER) or usual
        return given


@dataclass(frozen=True, slots=True)
class ParagraphFields:
    """A paragraph of the reasons and the fields for it in her language."""

    paragraph: Paragraph
    kept_back: bool
    heading: forms.BoundField | None
    text: forms.BoundField


class LetterWordsForm(WordedForm):
    """The language of the letter, and the reasons in it."""

    labels = shown(
        {
            "language": "Language of the letter",
            "translator": "Who translated the reasons",
            "based_on": "Times saved",
        }
    )
    hints = shown(
        {
            "language": "The person's own, where it is here. The same letter follows in the"
            " language of the office.",
            "translator": "A name or a code. It stands in the letter.",
        }
    )
    language = forms.ChoiceField(choices=_letter_languages)
    translator = forms.CharField(max_length=200, required=False)
    based_on = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: Mapping[str, Any] | None, paragraphs: tuple[Paragraph, ...], work: Work
    ) -> None:
        super().__init__(data)
        self._paragraphs, self._work = paragraphs, work
        for number, one in enumerate(paragraphs):
            known = work.translation.get(one.id)
            if one.heading:
                self.fields[f"heading-{number}"] = forms.CharField(
                    max_length=1000,
                    required=False,
                    label=_("Translation of the heading of paragraph {number}").format(
                        number=number + 1
                    ),
                    initial=known.heading if known else "",
                )
            self.fields[f"text-{number}"] = forms.CharField(
                widget=forms.Textarea(attrs={"rows": 5}),
                max_length=LONGEST,
                required=False,
                label=_("Translation of paragraph {number}").format(number=number + 1),
                initial=known.text if known else "",
            )

    def clean(self) -> dict[str, Any]:
        """A translation has somebody who answers for it."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if self.translation() and not given.get("translator"):
            self.add_error("translator", _("Say who translated the reasons."))
        return given

    def translation(self) -> dict[str, Translated]:
        """What was written, by paragraph."""
        given = self.cleaned_data
        return {
            one.id: Translated(given.get(f"text-{number}", ""), given.get(f"heading-{number}", ""))
            for number, one in enumerate(self._paragraphs)
            if given.get(f"text-{number}", "").strip()
        }

    def by_paragraph(self) -> Iterator[ParagraphFields]:
        """Each paragraph with its fields."""
        for number, one in enumerate(self._paragraphs):
            yield ParagraphFields(
                one,
                one.id in self._work.kept_back,
                self[f"heading-{number}"] if one.heading else None,
                self[f"text-{number}"],
            )


class KeepApartForm(WordedForm):
    """Which paragraph is told in person only, and why."""

    labels = shown(
        {
            "paragraph": "Paragraph",
            "why": "Whom it would put in danger, and how",
            "told_with": "With whom it is told in person",
        }
    )
    hints = shown({"told_with": "Counsel or another adviser of the person, and an interpreter."})
    paragraph = forms.ChoiceField(widget=forms.RadioSelect)
    why = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=5000)
    told_with = forms.CharField(max_length=500)

    def __init__(self, data: Mapping[str, Any] | None, paragraphs: tuple[Paragraph, ...]) -> None:
        super().__init__(data)
        chosen = self.fields["paragraph"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [
            (one.id, f"{number}. {one.heading or one.text[:80]}")
            for number, one in enumerate(paragraphs, 1)
        ]


class MakeLetterForm(WordedForm):
    """Which letter, to whom, in which language."""

    labels = shown(
        {
            "kind": "Letter",
            "claim": "To whom",
            "language": "Language of the letter",
            "explained_by": "Who explained it, and who interpreted",
        }
    )
    hints = shown(
        {
            "language": "The same letter follows in the language of the office.",
            "explained_by": "Left empty, the letter does not say that it was explained.",
        }
    )
    kind = forms.ChoiceField(widget=forms.RadioSelect)
    claim = forms.ChoiceField(widget=forms.RadioSelect)
    language = forms.ChoiceField(choices=_letter_languages)
    explained_by = forms.CharField(max_length=200, required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        kinds: list[KindFile],
        people: list[tuple[str, str]],
        language: str,
    ) -> None:
        super().__init__(data, initial={"language": language, "claim": people[0][0]})
        for name, choices in (
            ("kind", [(one.kind, _(one.says)) for one in kinds]),
            ("claim", people),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
