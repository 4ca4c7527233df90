"""What is found anew on appeal, beside what was found when it was decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from openrsd.assessment.entries import Entry, Finding, Kind, MaterialFact
from openrsd.assessment.instances import Questions
from openrsd.assessment.selectors import content_in_words
from openrsd.assessment.weighing import Assessment, assessment_of
from openrsd.assessment.words import FACT_VALUES, KINDS, VALUES
from openrsd.casework.models import Claim
from openrsd.decisions.appeals import About
from openrsd.decisions.assembling import paragraph_of
from openrsd.determination.report import person_report
from openrsd.texts import gettext as _


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the appeal finds something else than the decision did. Empty where nothing was said."""

    title: str
    of: str
    was: str
    now: str
    reasons: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What followed when it was decided, what follows today, and every difference."""

    was: str
    now: str
    differences: list[Difference]


@dataclass(frozen=True, slots=True)
class Disputable:
    """A fact or an element of the decision that a ground can be about. `paragraph` is the id of
    what the letter says of it.
    """

    code: str
    paragraph: str
    title: str
    found: str
    source: str


def compared(claim: Claim, decided: datetime) -> Comparison:
    """What was found when it was decided, under the law of that day, and what is found today."""
    first = assessment_of(claim, on=timezone.localdate(decided), until=decided)
    now = assessment_of(claim)
    before = {(one.kind, one.key): one for one in first.entries}
    after = {(one.kind, one.key): one for one in now.entries}
    found = []
    for key in dict.fromkeys((*before, *after)):
        was, is_ = before.get(key), after.get(key)
        if was is None or is_ is None or was.content != is_.content:
            found.append(_difference(now if is_ else first, was, is_))
    return Comparison(_outcome(first), _outcome(now), found)


def _difference(assessed: Assessment, was: Entry | None, now: Entry | None) -> Difference:
    entry = now or was
    assert entry is not None
    title, of = _(KINDS[entry.kind]), entry.key
    if isinstance(entry.content, Finding):
        title = _(assessed.law.element(entry.content.element).about.title)
        of = Questions(assessed).in_words(entry.content.scope)
    elif isinstance(entry.content, MaterialFact):
        of = entry.content.proposition
    elif entry.content is not None:
        of = content_in_words(Questions(assessed), entry)
    reasons = str(getattr(now.content, "reasons", "")) if now else ""
    return Difference(title, of, _said(was), _said(now), reasons)


def _said(entry: Entry | None) -> str:
    if entry is None:
        return ""
    if isinstance(entry.content, Finding):
        return _(VALUES[entry.content.value])
    if isinstance(entry.content, MaterialFact):
        return _(FACT_VALUES[entry.content.value])
    return _("Recorded")


def _outcome(assessed: Assessment) -> str:
    if assessed.determination is None:
        return _("Nothing follows yet.")
    return str(person_report(assessed.determination)["outcome_text"])


def disputable(assessed: Assessment) -> Iterator[Disputable]:
    """The facts of an assessment, and the elements on which its consequence rests."""
    for entry in assessed.entries:
        if isinstance(entry.content, MaterialFact):
            said = entry.content
            yield Disputable(
                f"{About.FACT}|{entry.key}",
                paragraph_of(Kind.FACT, entry.key),
                said.proposition,
                _(FACT_VALUES[said.value]),
                "",
            )
    if assessed.determination is None:
        return
    questions = Questions(assessed)
    for line in person_report(assessed.determination)["because"]:
        of = questions.in_words(line["scope"])
        key = "|".join((line["element"], *line["scope"].values()))
        title = f"{line['title']} ({of})" if of else line["title"]
        source = "; ".join(one["cite"] for one in line["sources"])
        paragraph = paragraph_of(Kind.FINDING, key)
        yield Disputable(f"{About.ELEMENT}|{key}", paragraph, title, line["value"], source)
