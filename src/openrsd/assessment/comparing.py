"""Two moments of one assessment beside each other: what came, changed or went, by whom, and what
followed then and what follows now.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.assessment.complete.gathered import day, moment
from openrsd.assessment.entries import Entry, Finding, MaterialFact, Note
from openrsd.assessment.facts_in_full import whole_fact
from openrsd.assessment.policies import sees_until
from openrsd.assessment.selectors import AssessmentPage, content_in_words
from openrsd.assessment.words import KINDS, NOTES, VALUES
from openrsd.casework.courses import title_of_step
from openrsd.casework.models import Step
from openrsd.texts import gettext as _

BEGINNING, NOW = "", "now"


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that differs: what it is, how it stood and stands in lines, and who changed it."""

    how: str
    tone: str
    title: str
    before: list[tuple[str, str]]
    after: list[tuple[str, str]]
    who: str
    reasons: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Two moments, with what followed at each and what differs."""

    then: AssessmentPage
    now: AssessmentPage
    changes: list[Changed]


def moments_of(actor: Actor, page: AssessmentPage) -> list[tuple[str, str]]:
    """The moments that can be chosen, the latest first: steps of the case, and the end of each day
    on which something was recorded.
    """
    until = sees_until(actor, page.claim)
    steps = Step.objects.filter(case=page.claim.case_id).order_by("position")
    named = [
        (
            one.at,
            _("{when}: {step}").format(when=moment(one.at), step=title_of_step(one.transition)),
        )
        for one in (steps.filter(at__lte=until) if until else steps)
    ]
    for on in {timezone.localtime(one.at).date() for one in page.assessed.history}:
        end = timezone.make_aware(datetime.combine(on + timedelta(days=1), time()))
        named.append((end, _("The end of {day}").format(day=day(on))))
    named.sort(key=lambda one: one[0], reverse=True)
    at = [(one.isoformat(), words) for one, words in named]
    return [(NOW, _("Now")), *at, (BEGINNING, _("Before anything was recorded"))]


def compared(then: AssessmentPage, now: AssessmentPage) -> Compared:
    """What differs between two moments, in the order in which it was first recorded."""
    return Compared(then, now, list(_changes(then, now)))


def _changes(then: AssessmentPage, now: AssessmentPage) -> Iterator[Changed]:
    before = {(one.kind, one.key): one for one in then.assessed.entries}
    after = {(one.kind, one.key): one for one in now.assessed.entries}
    newest = {(one.kind, one.key): one for one in now.assessed.history}
    for key in dict.fromkeys([*before, *after]):
        was, stands = before.get(key), after.get(key)
        if was and stands and was.content == stands.content:
            continue
        last = stands or newest.get(key) or was
        assert last is not None
        yield _changed(then, now, was, stands, last)


def _changed(
    then: AssessmentPage,
    now: AssessmentPage,
    was: Entry | None,
    stands: Entry | None,
    last: Entry,
) -> Changed:
    how, tone = _("Changed"), "care"
    if was is None:
        how, tone = _("Added"), "good"
    elif stands is None:
        how, tone = _("Taken back"), "danger"
    before = lines_of(then, was) if was else []
    after = lines_of(now, stands) if stands else []
    shown = stands or was
    assert shown is not None
    return Changed(
        how,
        tone,
        title_of(now if stands else then, shown),
        [one for one in before if one not in after],
        [one for one in after if one not in before],
        f"{now.who(last)}, {moment(last.at)}".strip(", "),
        last.reasons,
    )


def title_of(page: AssessmentPage, one: Entry) -> str:
    """What an entry speaks of, in a line."""
    match one.content:
        case Finding() as found:
            element = page.assessed.law.elements.get(found.element)
            title = _(element.about.title) if element else found.element
            of = page.questions.in_words(found.scope)
            return f"{title} ({of})" if of else title
        case MaterialFact() as fact:
            return fact.proposition
        case Note() as note:
            of = page.questions.in_words({"country": note.country} if note.country else {})
            return f"{_(NOTES[note.section])} ({of})" if of else _(NOTES[note.section])
    return f"{_(KINDS[one.kind])}: {content_in_words(page.questions, one)}"


def lines_of(page: AssessmentPage, one: Entry) -> list[tuple[str, str]]:
    """Everything that an entry says, a label with words each; nothing where it takes back."""
    if one.content is None:
        return []
    match one.content:
        case Finding() as found:
            titles = {
                entry.key: entry.content.proposition
                for entry in page.assessed.entries
                if isinstance(entry.content, MaterialFact)
            }
            lines = [
                (_("What is found"), _(VALUES[found.value])),
                (_("Reasons"), found.reasons),
                *((_("Rests on"), titles.get(name, name)) for name in found.rests_on),
                *((_("Cited"), text) for text in found.citations_in_words),
            ]
        case MaterialFact() as fact:
            whole = whole_fact(fact)
            lines = [(_("The fact"), whole.title), *whole.lines]
        case Note() as note:
            lines = [(_("Text"), note.text)]
        case _:
            reasons = str(getattr(one.content, "reasons", ""))
            lines = [
                (_(KINDS[one.kind]), content_in_words(page.questions, one)),
                (_("Reasons"), reasons),
            ]
    return [(label, text) for label, text in lines if text]
