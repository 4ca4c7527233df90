"""What a reviewer fills in, and what an officer answers."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField

from openrsd.accounts.forms import WordedForm
from openrsd.decisions.actions.commenting import LONGEST, MUST_SAY, Word
from openrsd.decisions.quality import ANSWERS, LONGEST_NOTE, Answer, Answered, IndicatorFile
from openrsd.decisions.selectors.commenting import SAYS, CommentLine
from openrsd.texts import gettext as _
from openrsd.texts import shown


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class CommentForm(WordedForm):
    """What a reviewer says of one thing."""

    labels = shown({"text": "Your comment"})
    hints = shown({"text": "What you see, why it matters, and what you would read instead."})
    text = forms.CharField(widget=_area(5), max_length=LONGEST)


class ReturnForm(WordedForm):
    """Why a draft goes back."""

    labels = shown({"reasons": "Reasons"})
    hints = shown(
        {"reasons": "What has to be looked at again. Your comments go with it; the draft is kept."}
    )
    reasons = forms.CharField(widget=_area(6), max_length=100_000)


class WordsForm(forms.Form):
    """What is said to each of several comments. What stays empty is not said."""

    def __init__(self, data: Any, comments: Iterable[CommentLine], says: Iterable[str]) -> None:
        super().__init__(data)
        self._comments = list(comments)
        choices = [(one, _(SAYS[one])) for one in says]
        for number, one in enumerate(self._comments, 1):
            self.fields[f"says-{one.id.hex}"] = forms.ChoiceField(
                label=_("Comment {number}: what became of it").format(number=number),
                choices=choices,
                widget=forms.RadioSelect,
                required=False,
            )
            self.fields[f"text-{one.id.hex}"] = forms.CharField(
                label=_("Comment {number}: your words").format(number=number),
                widget=_area(3),
                max_length=LONGEST,
                required=False,
            )

    def rows(self) -> Iterator[tuple[CommentLine, BoundField, BoundField]]:
        """Each comment with its two fields."""
        for one in self._comments:
            yield one, self[f"says-{one.id.hex}"], self[f"text-{one.id.hex}"]

    def clean(self) -> dict[str, Any]:
        """Something is said, and with words where words are needed."""
        given = super().clean() or {}
        for one in self._comments:
            says, text = given.get(f"says-{one.id.hex}"), given.get(f"text-{one.id.hex}")
            if text and not says:
                self.add_error(f"says-{one.id.hex}", _("Choose what became of it."))
            elif says in MUST_SAY and not text:
                self.add_error(f"text-{one.id.hex}", _("Write in words what you mean."))
        if not self.errors and not self.words():
            self.add_error(None, _("Nothing was said yet. Choose what became of a comment."))
        return given

    def words(self) -> dict[UUID, Word]:
        """What was said, by comment."""
        given = self.cleaned_data
        found = {
            one.id: Word(given.get(f"says-{one.id.hex}", ""), given.get(f"text-{one.id.hex}", ""))
            for one in self._comments
        }
        return {comment: word for comment, word in found.items() if word.says}


class QualityForm(forms.Form):
    """The quality checklist. It may be saved before it is complete."""

    def __init__(
        self,
        data: Any,
        indicators: Iterable[IndicatorFile],
        before: dict[str, Answered] | None = None,
    ) -> None:
        super().__init__(data)
        self._indicators = list(indicators)
        said = before or {}
        for number, one in enumerate(self._indicators, 1):
            answered = said.get(one.id, Answered())
            self.fields[one.id] = forms.ChoiceField(
                label=f"{number}. {_(one.text)}",
                help_text=one.source,
                choices=[(value.value, _(words)) for value, words in ANSWERS.items()],
                widget=forms.RadioSelect,
                required=False,
                initial=answered.answer,
            )
            self.fields[f"{one.id}-note"] = forms.CharField(
                label=_("Note to {number}").format(number=number),
                widget=_area(2),
                max_length=LONGEST_NOTE,
                required=False,
                initial=answered.note,
            )

    def rows(self) -> Iterator[tuple[IndicatorFile, BoundField, BoundField]]:
        """Each indicator with its two fields."""
        for one in self._indicators:
            yield one, self[one.id], self[f"{one.id}-note"]

    def clean(self) -> dict[str, Any]:
        """A "no" says what is missing."""
        given = super().clean() or {}
        for one in self._indicators:
            if given.get(one.id) == Answer.NO and not given.get(f"{one.id}-note"):
                self.add_error(f"{one.id}-note", _("Write what you did not find, and where."))
        return given

    def answers(self) -> dict[str, Answered]:
        """What was answered, by indicator."""
        given = self.cleaned_data
        return {
            one.id: Answered(answer=given.get(one.id, ""), note=given.get(f"{one.id}-note", ""))
            for one in self._indicators
        }


class BatchForm(forms.Form):
    """Which of several recognitions she read, one by one, and her word for them."""

    def __init__(self, data: Any, read: Iterable[tuple[UUID, str]]) -> None:
        super().__init__(data)
        self._drafts = list(read)
        for draft, number in self._drafts:
            self.fields[f"read-{draft.hex}"] = forms.BooleanField(
                label=_("I read what is said here of case {number}").format(number=number),
                required=False,
            )
        self.fields["word"] = forms.BooleanField(
            label=_(
                "I sign the recognitions that I ticked. I read each of them, and each is a decision"
                " of its own."
            ),
            error_messages={"required": _("Give your word, or sign none.")},
        )

    def field_of(self, draft: UUID) -> BoundField:
        """The box of one draft."""
        return self[f"read-{draft.hex}"]

    def clean(self) -> dict[str, Any]:
        """At least one was read."""
        given = super().clean() or {}
        if not any(given.get(f"read-{draft.hex}") for draft, _number in self._drafts):
            self.add_error(None, _("Tick each one that you read. None is ticked."))
        return given

    def chosen(self) -> list[UUID]:
        """The drafts that she ticked."""
        given = self.cleaned_data
        return [draft for draft, _number in self._drafts if given.get(f"read-{draft.hex}")]
