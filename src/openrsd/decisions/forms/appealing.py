"""What people fill in on the pages of appeals: few fields, and any words will do."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from openrsd.accounts.forms import WordedForm
from openrsd.casework.errors import StepRefused
from openrsd.casework.forms import day_field, long_text
from openrsd.decisions.actions.appealing import Filed
from openrsd.decisions.appeals import About, Answer, Ground, Hearing, Submission
from openrsd.decisions.fresh_review import Disputable
from openrsd.decisions.reasons import LONGEST
from openrsd.decisions.words import BY, HOW, RESULTS
from openrsd.texts import gettext as _
from openrsd.texts import shown

_WHOLE = (str(About.WHOLE), "The decision as a whole")
YES, NO = "yes", "no"
LATE = "T15b"
ANSWER = "answer-"


def _choices(table: Mapping[Any, str]) -> list[tuple[str, str]]:
    return [(str(key), _(title)) for key, title in table.items()]


def _titled(known: Iterable[Disputable]) -> list[tuple[str, str]]:
    return [(one.code, f"{one.title}: {one.found}") for one in known]


def _ground(words: str, code: str, known: Iterable[Disputable]) -> Ground:
    titles = {one.code: one.title for one in known}
    about, _bar, key = code.partition("|")
    return Ground.model_validate(
        {"words": words, "about": about, "key": key, "title": titles.get(code, "")[:500]}
    )


class StepShownForm(WordedForm):
    """A form whose step may be refused with several reasons, each told beside its field."""

    beside: ClassVar[Mapping[str, str]] = {}

    def refuse(self, refusal: StepRefused) -> None:
        """Every reason, beside the field that it is about or on top."""
        for reason in refusal.reasons:
            name = self.beside.get(reason.code.removeprefix("input:"))
            self.add_error(name if name in self.fields else None, str(reason))


class FileForm(StepShownForm):
    """An appeal as it is filed. Only the words must be there, and late the reason."""

    labels = shown(
        {
            "statement": "What the person says against the decision",
            "why_late": "Why it comes after the last day",
            "about": "With what the person disagrees",
            "how": "How it was said",
            "language": "Language in which it was said",
            "by": "Who appeals",
            "received_on": "Day on which it came",
            "said_by_person": "What the person said, and how you know that it is them",
        }
    )
    hints = shown(
        {
            "statement": "Any words that say no are enough, in any language.",
            "why_late": "In the person's own words. Illness, detention, fear, a letter that came"
            " late or was not understood: nobody is turned away.",
            "about": "You can leave this empty and add it later. Then the whole decision is"
            " disputed.",
        }
    )
    beside: ClassVar[Mapping[str, str]] = {
        "statement": "statement",
        "why-late": "why_late",
        "good-cause": "why_late",
        "late-appeal-has-reason": "why_late",
        "said-by-person": "said_by_person",
    }
    statement = forms.CharField(widget=forms.Textarea(attrs={"rows": 8}), max_length=100_000)
    why_late = long_text(required=False)
    about = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    how = forms.ChoiceField(
        choices=lambda: _choices(HOW), widget=forms.RadioSelect, initial="written"
    )
    language = forms.CharField(max_length=120, required=False)
    by = forms.ChoiceField(
        choices=lambda: _choices(BY), widget=forms.RadioSelect, initial="applicant"
    )
    received_on = day_field()
    said_by_person = long_text()

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        known: list[Disputable],
        for_staff: bool,
        asks: Collection[str],
        is_late: bool,
    ) -> None:
        super().__init__(data)
        self._known = known
        self.fields["received_on"].initial = timezone.localdate()
        about = self.fields["about"]
        assert isinstance(about, forms.MultipleChoiceField)
        about.choices = _titled(known)
        if not known:
            del self.fields["about"]
        if not for_staff:
            for name in ("how", "by", "received_on"):
                del self.fields[name]
        if "said-by-person" not in asks:
            del self.fields["said_by_person"]
        self.fields["why_late"].required = "good-cause" in asks
        if not is_late and "good-cause" not in asks:
            del self.fields["why_late"]

    def clean_received_on(self) -> Any:
        """Not a day to come."""
        day = self.cleaned_data["received_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Choose today, or the day on which it came."))
        return day

    def inputs(self, transition: str) -> dict[str, Any]:
        """As the procedure takes it."""
        given = self.cleaned_data
        late = "good-cause" if transition == LATE else "why-late"
        known = {"statement": "statement", late: "why_late", "said-by-person": "said_by_person"}
        return {name: given[key] for name, key in known.items() if given.get(key)}

    def filed(self) -> Filed:
        """What is told of the filing beside its words."""
        given = self.cleaned_data
        words = given["statement"]
        return Filed(
            how=given.get("how", "written"),
            language=given["language"],
            by=given.get("by", "applicant"),
            received_on=given.get("received_on"),
            grounds=tuple(_ground(words, one, self._known) for one in given.get("about", ())),
        )


class GroundForm(WordedForm):
    """One more thing with which the appellant disagrees."""

    labels = shown({"words": "What is wrong, and why", "about": "Of what it speaks"})
    hints = shown({"words": "In the words of whoever appeals."})
    about = forms.ChoiceField(widget=forms.RadioSelect, required=False)
    words = forms.CharField(widget=forms.Textarea(attrs={"rows": 6}), max_length=100_000)

    def __init__(self, data: Mapping[str, Any] | None, *, known: list[Disputable]) -> None:
        super().__init__(data)
        self._known = known
        about = self.fields["about"]
        assert isinstance(about, forms.ChoiceField)
        about.choices = [(_WHOLE[0], _(_WHOLE[1])), *_titled(known)]
        about.initial = _WHOLE[0]

    def said(self) -> Ground:
        """The ground."""
        given = self.cleaned_data
        return _ground(given["words"], given["about"] or str(About.WHOLE), self._known)


class SubmissionForm(WordedForm):
    """What counsel submits, or the person adds."""

    labels = shown({"words": "Submission"})
    hints = shown({"words": "Documents are added on the page of documents."})
    words = forms.CharField(widget=forms.Textarea(attrs={"rows": 12}), max_length=100_000)

    def said(self) -> Submission:
        """The submission."""
        return Submission(words=self.cleaned_data["words"])


class HearingForm(WordedForm):
    """That the person was heard on appeal."""

    labels = shown(
        {
            "held_on": "Day of the hearing",
            "present": "Who was in the room",
            "account": "What was asked and said",
        }
    )
    hints = shown({"account": "Read it back to the person, and write the corrections too."})
    held_on = day_field()
    present = forms.CharField(max_length=2000, required=False)
    account = forms.CharField(widget=forms.Textarea(attrs={"rows": 14}), max_length=100_000)

    def clean_held_on(self) -> Any:
        """A day that has come."""
        day = self.cleaned_data["held_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("A hearing is recorded when it was held."))
        return day

    def said(self) -> Hearing:
        """The hearing."""
        given = self.cleaned_data
        return Hearing(
            held_on=given["held_on"].isoformat(), account=given["account"], present=given["present"]
        )


class TakeUpForm(StepShownForm):
    """Whether the person is heard again, and why."""

    labels = shown(
        {"needed": "Does this appeal need an interview?", "why": "Why it is needed or not"}
    )
    hints = shown(
        {
            "needed": "It does where credibility or new facts matter, or where the first interview"
            " was deficient. In doubt, yes."
        }
    )
    beside: ClassVar[Mapping[str, str]] = {"why": "why", "interview-needed": "needed"}
    needed = forms.ChoiceField(
        choices=lambda: [(YES, _("Yes")), (NO, _("No"))], widget=forms.RadioSelect
    )
    why = long_text()

    def inputs(self) -> dict[str, Any]:
        """As the procedure takes it."""
        given = self.cleaned_data
        return {"interview-needed": given["needed"] == YES, "why": given["why"]}


class _WrittenLater(forms.CharField):
    """Words that are needed to decide, and not to save what is written so far."""

    def validate(self, value: Any) -> None:
        """Anything may be saved."""


class _ChosenLater(forms.ChoiceField):
    def validate(self, value: Any) -> None:
        """Nothing chosen yet, or one of these."""
        if value:
            super().validate(value)


class AnswerForm(WordedForm):
    """The decision as it is written: a result, an answer to each ground, and the conclusion."""

    use_required_attribute = False

    labels = shown(
        {
            "result": "Result",
            "conclusion": "Conclusion",
            "directions": "Directions for those who decide anew",
            "based_on": "Version",
        }
    )
    hints = shown(
        {
            "conclusion": "What follows from the answers, in words that the person can read.",
            "directions": "Only where the case is sent back: what has to be done differently.",
        }
    )
    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    result = _ChosenLater(widget=forms.RadioSelect)

    def __init__(
        self, data: Mapping[str, Any] | None, *, grounds: Mapping[str, Ground], answer: Answer
    ) -> None:
        names = [f"{ANSWER}{key}" for key in grounds]
        super().__init__(data)
        self._grounds = grounds
        result = self.fields["result"]
        assert isinstance(result, forms.ChoiceField)
        result.choices = _choices(RESULTS)
        result.initial = answer.result
        for place, (name, ground) in enumerate(zip(names, grounds.values(), strict=True), 1):
            field = _WrittenLater(widget=forms.Textarea(attrs={"rows": 6}), max_length=LONGEST)
            field.label = _("Answer to ground {place}").format(place=place)
            field.help_text = ground.words[:2000]
            self.fields[name] = field
            self.initial[name] = answer.answers.get(name.removeprefix(ANSWER), "")
        for name in ("conclusion", "directions"):
            more = long_text(required=False)
            more.label, more.help_text = _(self.labels[name]), _(self.hints[name])
            self.fields[name] = more
            self.initial[name] = getattr(answer, name)

    def said(self) -> Answer:
        """What is written."""
        given = self.cleaned_data
        answers = {key: given[f"{ANSWER}{key}"] for key in self._grounds}
        return Answer(
            result=given["result"],
            answers={key: text for key, text in answers.items() if text},
            conclusion=given["conclusion"],
            directions=given["directions"],
        )


class DecideForm(StepShownForm):
    """With whom it is decided."""

    labels = shown({"member": "Second member"})
    hints = shown(
        {
            "member": "Whoever decides with you reads the decision as it is saved and confirms it"
            " on the page of the case. Only those who did can be named; nobody has to be."
        }
    )
    beside: ClassVar[Mapping[str, str]] = {"panel-member": "member"}
    member = forms.ChoiceField(required=False)

    def __init__(
        self, data: Mapping[str, Any] | None, *, members: Iterable[tuple[str, str]]
    ) -> None:
        super().__init__(data)
        member = self.fields["member"]
        assert isinstance(member, forms.ChoiceField)
        member.choices = [("", "—"), *members]

    def inputs(self) -> dict[str, Any]:
        """As the procedure takes it."""
        member = self.cleaned_data["member"]
        return {"panel-member": member} if member else {}
