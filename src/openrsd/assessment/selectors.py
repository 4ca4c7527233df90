"""Reading assessments, always for someone."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from openrsd.accounts.access import get_for
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.recording import note
from openrsd.assessment import acts, hints, policies
from openrsd.assessment.entries import Entry, Finding, Kind, MaterialFact, Proposal, Stated
from openrsd.assessment.facts_in_full import WholeFact, whole_fact
from openrsd.assessment.instances import Questions, name_of
from openrsd.assessment.linking import tag_of
from openrsd.assessment.models import ENTRY
from openrsd.assessment.on_appeal import HEARD, Heard, appeals_heard
from openrsd.assessment.weighing import Assessment, assessment_of
from openrsd.assessment.words import BEARS, FACT_TONES, FACT_VALUES, KINDS, STAGES, VALUES
from openrsd.casework import selectors as casework
from openrsd.casework.models import CLAIM, Claim
from openrsd.casework.queues import names_of
from openrsd.determination.frame import Instance
from openrsd.determination.report import element_line, person_report
from openrsd.determination.report_shape import ElementLine, PersonReport, QuestionLine
from openrsd.determination.visibility import Role, for_role
from openrsd.law.expressions import SCOPE_VARIABLES
from openrsd.law.files import Stage
from openrsd.texts import gettext as _


@dataclass(frozen=True, slots=True)
class Line:
    """One thing on the page: what it is, what is said of it, and where it is opened."""

    title: str
    of: str
    says: str
    reasons: str
    who: str
    at: datetime | None
    address: str
    # Of a material fact: the colour of its tag, and what it rests on.
    tone: str = ""
    rests_on: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading."""

    title: str
    lines: list[Line]


@dataclass(frozen=True)
class AssessmentPage:
    """One assessment for one reader, at a moment, under the law of a day."""

    claim: Claim
    assessed: Assessment
    role: Role
    may_record: bool

    def until(self, moment: datetime | None) -> "AssessmentPage":
        """The same as it stood at a moment, to be read only; as it is where there is none."""
        if moment is None:
            return self
        history = tuple(one for one in self.assessed.history if one.at <= moment)
        assessed = replace(self.assessed, history=history)
        return replace(self, assessed=assessed, may_record=False)

    @cached_property
    def report(self) -> PersonReport | None:
        """What follows, as far as this reader sees it. Whoever reviews sees the what-if too."""
        if self.assessed.determination is None:
            return None
        whole = person_report(self.assessed.determination)
        seen = for_role(whole, Role.OFFICER)
        if self.role is not Role.OFFICER:
            seen["what_if"] = whole["what_if"]
        return seen

    @cached_property
    def questions(self) -> Questions:
        """Everything that can be found."""
        return Questions(self.assessed)

    @property
    def open_by_stage(self) -> list[Group]:
        """What is still to be asked, in the order of the law."""
        asked = self.report["open_questions"] if self.report else []
        return _grouped((one["stage"], self._question(one)) for one in asked)

    @property
    def found_by_stage(self) -> list[Group]:
        """What was found, in the order of the law."""
        law, found = self.assessed.law, list[tuple[str, Line]]()
        for entry in self.assessed.entries:
            if isinstance(entry.content, Finding) and entry.content.element in law.elements:
                element = law.element(entry.content.element)
                found.append((element.stage, self._found(entry, entry.content)))
        order = list(Stage)
        return _grouped(sorted(found, key=lambda one: order.index(Stage(one[0]))))

    @property
    def facts(self) -> list[Line]:
        """The material facts, each with what became of it."""
        return [
            replace(
                self._line(one, one.content.proposition, _(FACT_VALUES[one.content.value])),
                tone=FACT_TONES[one.content.value],
                rests_on=_rests_on(one.content),
            )
            for one in self.assessed.entries
            if isinstance(one.content, MaterialFact)
        ]

    @property
    def facts_in_full(self) -> list[tuple[WholeFact, str]]:
        """The material facts with everything recorded of each, and by whom."""
        return [
            (whole_fact(one.content), self.who(one))
            for one in self.assessed.entries
            if isinstance(one.content, MaterialFact)
        ]

    @property
    def others(self) -> list[Line]:
        """Countries, harms, places, acts, marks and answers."""
        shown = (Kind.FACT, Kind.FINDING, Kind.NOTE)
        return [
            self._line(one, _(KINDS[one.kind]), content_in_words(self.questions, one))
            for one in self.assessed.entries
            if one.kind not in shown
        ]

    @property
    def because(self) -> list[ElementLine]:
        """The findings on which the consequence rests."""
        return self.report["because"] if self.report else []

    @cached_property
    def names(self) -> dict[UUID, str]:
        """What those who recorded something are called."""
        return names_of({one.by for one in self.assessed.history})

    @property
    def on_appeal(self) -> bool:
        """Whether an appeal is being decided: what is recorded now is found on appeal."""
        return bool(self.claim.case.state == HEARD)

    @cached_property
    def appeals(self) -> list[Heard]:
        """When appeals were heard: what was found then is marked."""
        return appeals_heard(self.claim.case_id)

    def who(self, entry: Entry) -> str:
        """Who recorded an entry, and whether on appeal."""
        name = self.names.get(entry.by, "")
        on_appeal = any(
            one.since < entry.at and (one.until is None or entry.at <= one.until)
            for one in self.appeals
        )
        return _("{name}, on appeal").format(name=name) if on_appeal else name

    @property
    def elements_asked(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The questions of the law by stage, each once whatever it is asked of."""
        law, groups = self.assessed.law, dict[Stage, dict[str, str]]()
        for _result, instance in self.questions.by_name.values():
            element = law.element(instance.element)
            groups.setdefault(Stage(element.stage), {})[element.id] = _(element.about.title)
        order = [one for one in Stage if one in groups]
        return [(_(STAGES[one]), list(groups[one].items())) for one in order]

    def history_of(self, kind: Kind, key: str) -> list[tuple[Entry, str]]:
        """Everything that was ever recorded under a key, the newest first, and by whom."""
        said = [one for one in self.assessed.history if (one.kind, one.key) == (kind, key)]
        return [(one, self.who(one)) for one in reversed(said)]

    def address_of(self, element: str, scope: dict[str, str]) -> str:
        """Where a finding on this element is recorded."""
        variables = SCOPE_VARIABLES[self.assessed.law.element(element).scope]
        instance = Instance(element, tuple(scope.get(str(one), "") for one in variables))
        name = name_of(self.claim.id, instance)
        return reverse("assessment:finding", args=[self.claim.id, name])

    def _question(self, one: QuestionLine) -> Line:
        of = self.questions.in_words(one["scope"])
        if one["kind"] != "element" or one["element"] is None:
            address = reverse("assessment:add", args=[self.claim.id, Kind.COMPLETE])
            return Line(one["title"], of, one["question"], "", "", None, address)
        note_ = _("Unresolved so far.") if one["unresolved"] else ""
        address = self.address_of(one["element"], one["scope"])
        return Line(one["title"], of, one["question"], note_, "", None, address)

    def _found(self, entry: Entry, one: Finding) -> Line:
        title = _(self.assessed.law.element(one.element).about.title)
        address = self.address_of(one.element, one.scope)
        said = self._line(entry, title, _(VALUES[one.value]))
        of = self.questions.in_words(one.scope)
        return Line(title, of, said.says, one.reasons, said.who, said.at, address)

    def _line(self, entry: Entry, title: str, says: str) -> Line:
        reasons = str(getattr(entry.content, "reasons", ""))
        if entry.kind is Kind.FACT:
            address = reverse("assessment:fact", args=[self.claim.id, entry.key])
        else:
            address = reverse("assessment:entry", args=[entry.id])
        return Line(title, "", says, reasons, self.who(entry), entry.at, address)


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question with all that helps to answer it, and what was said before."""

    page: AssessmentPage
    line: ElementLine
    of: str
    scope: dict[str, str]
    explore: list[str]
    errors: list[str]
    proposals: list[Any]
    history: list[tuple[Entry, str, str]]
    standing: Finding | None
    hints: list[hints.Hint]


def assessment(
    actor: Actor, claim: UUID, *, on: date | None = None, until: datetime | None = None
) -> AssessmentPage:
    """An assessment for whoever weighs the claim. NotHere for all others."""
    found = casework.weighed_claim(actor, claim)
    with transaction.atomic():
        note(acts.LOOK_AT_ASSESSMENT, acting=actor, subject_kind=CLAIM, subjects=[claim])
    seen = policies.sees_until(actor, found)
    read = min(until, seen) if until and seen else until or seen
    return AssessmentPage(
        claim=found,
        assessed=assessment_of(found, on=on, until=read),
        role=policies.sees_as(actor, found),
        may_record=until is None
        and on is None
        and policies.assessable(actor).filter(pk=found.pk).exists(),
    )


def assessment_to_print(actor: Actor, claim: UUID) -> AssessmentPage:
    """The same for whoever takes it on paper, which is noted by itself."""
    page = assessment(actor, claim)
    with transaction.atomic():
        note(acts.PRINT_FORM, acting=actor, subject_kind=CLAIM, subjects=[claim])
    return page


def question(actor: Actor, claim: UUID, name: str) -> QuestionPage:
    """One question of an assessment. NotHere where the record does not ask it."""
    page = assessment(actor, claim)
    if name not in page.questions.by_name:
        raise NotHere
    result, instance = page.questions.by_name[name]
    element = page.assessed.law.element(instance.element)
    line = element_line(result, instance)
    scope = page.questions.of(instance)
    key = Finding(element=element.id, scope=scope, value="yes", reasons="0123456789").key
    said = [one for one in page.assessed.history if (one.kind, one.key) == (Kind.FINDING, key)]
    stands = said[-1].content if said else None
    standing = stands if isinstance(stands, Finding) else None
    proposals = [
        one
        for one in (page.report["proposals"] if page.report else [])
        if one["element"] == element.id
    ]
    return QuestionPage(
        page=page,
        line=line,
        of=page.questions.in_words(scope),
        scope=scope,
        explore=[_(text) for text in element.about.explore],
        errors=[_(text) for text in element.about.errors],
        proposals=proposals,
        history=[(one, page.who(one), _value_of(one)) for one in reversed(said)],
        standing=standing,
        hints=_hints_of(page, standing) if standing else [],
    )


def entry(actor: Actor, record: UUID) -> tuple[AssessmentPage, Entry]:
    """One entry with its assessment. NotHere where it is not open to the reader."""
    row = get_for(
        actor, policies.readable(actor), record, act=acts.LOOK_AT_ASSESSMENT, subject_kind=ENTRY
    )
    page = assessment(actor, row.claim_id)
    found = next((one for one in page.assessed.history if one.id == record), None)
    if found is None:
        raise NotHere
    return page, found


def _hints_of(page: AssessmentPage, standing: Finding) -> list[hints.Hint]:
    others = [one.content for one in page.assessed.entries if isinstance(one.content, Finding)]
    return hints.for_finding(standing, others, [tag_of(one)[0] for one in standing.cited])


def _rests_on(fact: MaterialFact) -> str:
    """How many pieces speak for a fact and against it, which is no sum and decides nothing."""
    if not fact.evidence:
        return ""
    of = {bears: sum(one.bears == bears for one in fact.evidence) for bears in BEARS}
    return _("Evidence for it: {for}, against it: {against}, neither: {neutral}.").format(**of)


def _value_of(one: Entry) -> str:
    return _(VALUES[one.content.value]) if isinstance(one.content, Finding) else _("Taken back")


def _grouped(lines: Iterable[tuple[str, Line]]) -> list[Group]:
    groups: dict[str, list[Line]] = {}
    for stage, line in lines:
        groups.setdefault(stage, []).append(line)
    return [Group(_(STAGES[Stage(stage)]), found) for stage, found in groups.items()]


def content_in_words(questions: Questions, one: Entry) -> str:
    """What a country, a harm, a place, a mark or an answer says, in a line."""
    content = one.content
    assert content is not None
    scope = {key: str(value) for key, value in content.model_dump().items() if value}
    if isinstance(content, Proposal):
        return f"{_('Accepted') if content.accepted else _('Rebutted')}: {content.id}"
    if isinstance(content, Stated):
        known_fact = questions.assessed.law.facts.get(content.id)
        return f"{_(known_fact.title) if known_fact else content.id}: {content.value}"
    name = scope.get("title") or questions.in_words({"country": scope["id"].split(":")[-1]})
    law = questions.assessed.law
    if one.kind in (Kind.CONSIDERED, Kind.SOURCE, Kind.INDICATOR):
        known = law.instruments.get(scope["id"]) or law.elements.get(scope["id"])
        return _(known.about.title) if known else scope["id"]
    where = questions.in_words({"country": scope["country"]}) if "country" in scope else ""
    return f"{name} ({where})" if where else name
