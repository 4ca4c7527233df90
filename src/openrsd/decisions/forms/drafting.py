"""What a draft says."""

from collections.abc import Mapping
from typing import Any

from django import forms

from openrsd.accounts.forms import WordedForm
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.decisions.editing import Does, Written
from openrsd.decisions.reasons import LONGEST, Reasons
from openrsd.texts import gettext as _
from openrsd.texts import shown

SAVE, HAND_IN = "save", "hand-in"
_HEADING = 500


def _outcomes() -> list[tuple[str, str]]:
    asked = next(one for one in shipped_procedure().transition("T8").inputs if one.choices)
    return [(key, _(title)) for key, title in asked.choices.items()]


class WordsField(forms.CharField):
    """Words that are wanted, and can be saved before they are there."""

    def validate(self, value: str) -> None:
        """Everything can be saved; what is missing is said when it is handed in."""


class OutcomeForm(WordedForm):
    """What is proposed. Nothing is chosen for her."""

    labels = shown({"outcome": "What you propose"})
    outcome = forms.ChoiceField(choices=_outcomes, widget=forms.RadioSelect)


class DraftForm(OutcomeForm):
    """What is proposed, and the words of each paragraph. Of her own, the heading too."""

    labels = shown({"outcome": "What you propose", "version": "Version"})
    version = forms.IntegerField(widget=forms.HiddenInput)
    use_required_attribute = False

    def __init__(self, reasons: Reasons, version: int, *args: Any) -> None:
        super().__init__(*args, initial={"outcome": reasons.outcome, "version": version})
        self.reasons = reasons
        for one in reasons.paragraphs:
            if one.is_own:
                self.fields[_heading(one.id)] = forms.CharField(
                    label=_("Heading of your paragraph"),
                    required=False,
                    max_length=_HEADING,
                    initial=one.heading,
                )
            self.fields[_text(one.id)] = WordsField(
                label=_("Text of your paragraph") if one.is_own else one.heading,
                max_length=LONGEST,
                initial=one.text,
                widget=forms.Textarea({"rows": _rows(one.text)}),
            )

    def of(self, paragraph: str) -> list[Any]:
        """The fields of one paragraph."""
        return [
            self[name] for name in (_heading(paragraph), _text(paragraph)) if name in self.fields
        ]

    def written(self, given: Mapping[str, Any], pressed: str) -> Written:
        """What was sent, and what the button that was pressed does."""
        ids = [one.id for one in self.reasons.paragraphs]
        does, _colon, of = pressed.partition(":")
        return Written(
            given["outcome"],
            texts={one: given[_text(one)] for one in ids},
            headings={one: given[_heading(one)] for one in ids if _heading(one) in given},
            does=Does(does) if does in set(Does) else None,
            of=of,
        )

    @property
    def unplaced(self) -> list[str]:
        """Words that were sent for a paragraph that is no longer there."""
        known = {_text(one.id) for one in self.reasons.paragraphs}
        return [
            str(text)
            for name, text in self.data.items()
            if name.startswith(_text("")) and name not in known and str(text).strip()
        ]


def as_sent(reasons: Reasons, version: int) -> dict[str, str]:
    """What the form would send if nobody touched it."""
    sent = {"outcome": reasons.outcome, "version": str(version)}
    for one in reasons.paragraphs:
        sent |= {_heading(one.id): one.heading, _text(one.id): one.text}
    return sent


def _text(paragraph: str) -> str:
    return f"text-{paragraph}"


def _heading(paragraph: str) -> str:
    return f"heading-{paragraph}"


def _rows(text: str) -> int:
    """As many lines as the text needs, within reason."""
    lines = sum(1 + len(line) // 80 for line in text.splitlines())
    return min(max(lines + 1, 3), 18)
