"""One material fact, and what does not fit in it."""

from collections.abc import Mapping
from typing import Any

from django import forms

from openrsd.accounts.forms import WordedForm
from openrsd.assessment.entries import MaterialFact
from openrsd.assessment.forms.resting import LONGEST, add_rows, rows_of, weighed
from openrsd.assessment.selectors import AssessmentPage
from openrsd.assessment.spans import Evidence, Inconsistency
from openrsd.assessment.words import (
    EXPLAINED,
    FACT_VALUES,
    FACTORS,
    IMPORTANCE,
    INCONSISTENCIES,
    INDICATORS,
    SHOWS,
    WEIGHTS,
)
from openrsd.texts import gettext as _
from openrsd.texts import shown

# What was once written in words alone is shown where something stands in it.
MOST_LETTERS = 500
OF_OLD = ("inconsistency", "put", "answer")


def _long(rows: int = 3) -> forms.CharField:
    return forms.CharField(
        widget=forms.Textarea({"rows": rows}), required=False, max_length=LONGEST
    )


def _begun(evidence: list[Evidence]) -> dict[str, Any]:
    """A new fact begins with the words that it is made of."""
    return {"proposition": evidence[0].quotation[:MOST_LETTERS]} if evidence else {}


class FactForm(WordedForm):
    """One material fact: evidence, indicators, factors, and whether it is accepted."""

    labels = shown(
        {
            "proposition": "The fact, in one sentence",
            "importance": "How much turns on it",
            "elements": "Questions of the law for which it matters",
            "evidence_for": "Further evidence for it, in words",
            "evidence_against": "Further evidence against it, in words",
            "inconsistency": "What does not fit",
            "put": "How it was put to the person, and when",
            "answer": "What the person answered",
            "no_other_factors": "Why the others do not apply",
            "value": "Conclusion",
            "benefit_of_doubt": "Benefit of the doubt",
            "reasons": "Reasons for the conclusion",
        }
    )
    hints = shown(
        {
            "proposition": "One event or status, so that it can be accepted or not.",
            "evidence_for": "Only what stands in no interview, document or library.",
            "no_other_factors": "One line is enough. It is asked for before a fact is refused.",
            "inconsistency": "Only what is material. It counts against nobody who was not asked.",
            "benefit_of_doubt": "Where it cannot be determined: was it considered, and why or why"
            " not given?",
            "reasons": "What speaks for it too, and why the one weighs more than the other.",
        }
    )
    proposition = forms.CharField(max_length=500)
    importance = forms.ChoiceField(choices=lambda: [(k, _(t)) for k, t in IMPORTANCE.items()])
    elements = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    evidence_for = _long(2)
    evidence_against = _long(2)
    no_other_factors = forms.CharField(required=False, max_length=LONGEST)
    inconsistency = _long(2)
    put = _long(2)
    answer = _long(2)
    value = forms.ChoiceField(choices=lambda: [(k, _(t)) for k, t in FACT_VALUES.items()])
    benefit_of_doubt = _long()
    reasons = _long(5)

    def __init__(
        self,
        page: AssessmentPage,
        standing: MaterialFact | None,
        *args: Any,
        resting: list[Evidence] | None = None,
    ) -> None:
        self.evidence: list[Evidence] = standing.evidence if standing else resting or []
        start = standing.model_dump() if standing else _begun(self.evidence)
        for one in start.pop("indicators", []):
            start[f"shows-{one['indicator']}"] = one["shows"]
            start[f"saw-{one['indicator']}"] = one["observation"]
        start.update({f"factor-{key}": text for key, text in start.pop("factors", {}).items()})
        super().__init__(*args, initial=start)
        self.standing = standing
        if not any(start.get(name) for name in OF_OLD):
            for name in OF_OLD:
                del self.fields[name]
        self.elements_asked = page.elements_asked
        self.fields["elements"].choices = self.elements_asked  # type: ignore[attr-defined]
        self._add_indicators_and_factors()
        add_rows(self, self.evidence)

    def said(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The content of the entry but for its id."""
        said: dict[str, Any] = {name: given[name] for name in self.labels if name in given}
        said["indicators"] = [
            {"indicator": one, "shows": given[f"shows-{one}"], "observation": given[f"saw-{one}"]}
            for one in INDICATORS
            if given[f"shows-{one}"]
        ]
        said["factors"] = {one: text for one in FACTORS if (text := given[f"factor-{one}"])}
        said["evidence"] = weighed(given, self.evidence)
        if self.standing:
            # Questions that the law of today does not ask stay linked, though no box shows them.
            asked = {key for _stage, group in self.elements_asked for key, _title in group}
            said["elements"] += [one for one in self.standing.elements if one not in asked]
            said["inconsistencies"] = [one.model_dump() for one in self.standing.inconsistencies]
        return said

    @property
    def weighing(self) -> list[tuple[Any, Any]]:
        """The indicators of credibility, each with what was observed."""
        return [(self[f"shows-{one}"], self[f"saw-{one}"]) for one in INDICATORS]

    @property
    def factors(self) -> list[Any]:
        """What changes what could be expected of this person."""
        return [self[f"factor-{one}"] for one in FACTORS]

    @property
    def of_old(self) -> list[Any]:
        """What was written in words alone, where there is any."""
        return [self[name] for name in OF_OLD if name in self.fields]

    @property
    def rows(self) -> list[tuple[Evidence, list[Any]]]:
        """The evidence, each piece with its fields."""
        return rows_of(self, self.evidence)

    def _add_indicators_and_factors(self) -> None:
        shows = [("", _("Not looked at")), *((key, _(title)) for key, title in SHOWS.items())]
        for name, title in INDICATORS.items():
            self.fields[f"shows-{name}"] = forms.ChoiceField(
                choices=shows, label=_(title), required=False
            )
            self.fields[f"saw-{name}"] = forms.CharField(
                label=_("What was observed"), required=False, max_length=LONGEST
            )
        for name, title in FACTORS.items():
            self.fields[f"factor-{name}"] = forms.CharField(
                label=_(title), required=False, max_length=LONGEST
            )


class InconsistencyForm(WordedForm):
    """Two things that do not fit, how it was put, and what became of the answer.

    Each of the four is a block of an interview, or words.
    """

    labels = shown(
        {
            "kind": "What kind of inconsistency",
            "weight": "How much turns on it",
            "one_block": "The one: said in the interview",
            "one_words": "The one: elsewhere, in words",
            "other_block": "The other: said in the interview",
            "other_words": "The other: elsewhere, in words",
            "put_block": "How it was put: in the interview",
            "put_words": "How it was put: in writing or elsewhere, and when",
            "answer_block": "The answer: in the interview",
            "answer_words": "The answer: in writing or elsewhere, and when",
            "accepted": "The explanation",
            "reasons": "Why it is, or is not, accepted",
        }
    )
    hints = shown(
        {
            "one_words": "Such as a form, a document, a report: what it says, and where.",
            "put_block": "Nothing counts against a person who was not asked about it.",
            "reasons": "Deal with the interpreter, memory, fear and shame, time, and ways of"
            " telling.",
        }
    )
    kind = forms.ChoiceField(choices=lambda: [(k, _(t)) for k, t in INCONSISTENCIES.items()])
    weight = forms.ChoiceField(choices=lambda: [(k, _(t)) for k, t in WEIGHTS.items()])
    one_block = forms.ChoiceField(required=False)
    one_words = forms.CharField(required=False, max_length=2000)
    other_block = forms.ChoiceField(required=False)
    other_words = forms.CharField(required=False, max_length=2000)
    put_block = forms.ChoiceField(required=False)
    put_words = forms.CharField(required=False, max_length=2000)
    answer_block = forms.ChoiceField(required=False)
    answer_words = forms.CharField(required=False, max_length=2000)
    accepted = forms.ChoiceField(
        choices=lambda: [(k, _(t)) for k, t in EXPLAINED.items()], required=False
    )
    reasons = _long(4)
    SPANS = ("one", "other", "put", "answer")

    def __init__(
        self,
        blocks: list[tuple[str, str]],
        standing: Inconsistency | None,
        *args: Any,
        first: Mapping[str, Any] | None = None,
    ) -> None:
        start: dict[str, Any] = dict(first or {})
        if standing:
            start |= standing.model_dump(include={"kind", "weight", "accepted", "reasons"})
            for name in self.SPANS:
                span = getattr(standing, name)
                if span and span.block:
                    start[f"{name}_block"] = str(span.block)
                elif span:
                    start[f"{name}_words"] = span.in_words
        super().__init__(*args, initial=start)
        for name in self.SPANS:
            choices = [("", _("Not in an interview")), *blocks]
            self.fields[f"{name}_block"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Two things are named, each once."""
        given = super().clean() or {}
        for name in ("one", "other"):
            if not (given.get(f"{name}_block") or given.get(f"{name}_words")):
                self.add_error(f"{name}_words", _("Choose what was said, or write what it is."))
        return given
