"""What follows from what is recorded of a claim: entries become a record, the record an outcome."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.utils import timezone

from openrsd.assessment.documents import document_of
from openrsd.assessment.entries import Entry, Kind, read_content, standing
from openrsd.assessment.models import AssessmentEntry
from openrsd.casework.intake.answers import kept_of
from openrsd.casework.intake.opening import asylum_of
from openrsd.casework.intake.record import record_of, told_by
from openrsd.casework.intake.registered import answers_of_registration
from openrsd.casework.models import Case, Claim
from openrsd.determination.casefile import Case as ReadCase
from openrsd.determination.casefile import Choices, read_case
from openrsd.determination.determine import Determination
from openrsd.determination.outcome import Outcome
from openrsd.determination.readiness import Missing
from openrsd.determination.record import PersonRecord
from openrsd.errors import InvalidDocument, Problem
from openrsd.law.documents import Document, Value
from openrsd.law.model import Law
from openrsd.lawbook.in_force import LawInForce, law_in_force
from openrsd.registration.selectors import called

_OPEN = frozenset({Outcome.UNDECIDED, Outcome.PRESUMED})


@dataclass(frozen=True)
class Assessment:
    """What is recorded of one claim up to a moment, and what follows from it under a day's law.

    `claimed` are the countries that the person named before anyone assessed anything, by basis;
    `in_force` is the law as the installation chose and confirmed it.
    """

    claim: Claim
    history: tuple[Entry, ...]
    on: date
    asylum: str
    claimed: Mapping[str, str]
    facts: Mapping[str, str]
    in_force: LawInForce

    @cached_property
    def entries(self) -> list[Entry]:
        """What stands."""
        return standing(self.history)

    def with_entry(self, entry: Entry) -> "Assessment":
        """The same with one more entry."""
        return replace(self, history=(*self.history, entry))

    def read(self) -> ReadCase:
        """The record and its law. Raises InvalidDocument with what does not fit together."""
        document = document_of(
            self.claim.person_id,
            self.entries,
            on=self.on,
            asylum=self.asylum,
            claimed=self.claimed,
            facts=self.facts,
        )
        document = _with_confirmed(document, self.in_force)
        chosen = Choices(positions=self.in_force.positions)
        # The law may be that of an earlier day; what was recorded later is still not of the future.
        return read_case(document, self.in_force.corpus, timezone.localdate(), chosen)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What keeps the record from being read; nothing where it can be."""
        try:
            self.read()
        except InvalidDocument as error:
            return error.problems
        return ()

    @cached_property
    def determination(self) -> Determination | None:
        """What follows; None while the record cannot be read, as without any country."""
        if self.problems:
            return None
        (found,) = self.read().determine()
        return found

    @property
    def record(self) -> PersonRecord | None:
        """The record of the person, as the law reads it."""
        return self.determination.record if self.determination else None

    @property
    def law(self) -> Law:
        """The law of the day."""
        return self.in_force.law

    @property
    def is_answered(self) -> bool:
        """Whether nothing is left to be asked: decided, or unresolved after every enquiry."""
        found = self.determination
        if found is None:
            return False
        questions = [one for result in found.by_hypothesis for one in result.open_questions]
        return not self.rests_on_open or all(one.unresolved for one in questions)

    @property
    def rests_on_open(self) -> bool:
        """Whether the consequence is still undecided."""
        return self.determination is None or self.determination.outcome in _OPEN

    def lacks(self, *, partly: bool = False) -> list[Missing]:
        """What a refusal lacks (semantics.md section 5). `partly`: another protection is given."""
        if self.determination is None:
            return [Missing("not-a-negative", str(one.message)) for one in self.problems]
        missing = [
            one
            for result in self.determination.by_hypothesis
            for one in result.missing_for_negative
        ]
        if partly and self.determination.outcome is Outcome.COMPLEMENTARY:
            return [one for one in missing if one.code != "not-a-negative"]
        return missing


def assessment_of(
    claim: Claim, *, on: date | None = None, until: datetime | None = None
) -> Assessment:
    """What is recorded of a claim, now or until a moment, under the law of today or of a day."""
    rows = AssessmentEntry.objects.filter(claim=claim).order_by("position")
    if until is not None:
        rows = rows.filter(at__lte=until)
    person = claim.person
    today, asylum = timezone.localdate(), asylum_of(person)
    given = [one.recorded.answers for one in kept_of(person.id, claim.id).values()]
    told = told_by(answers_of_registration(called([person])[person.id]), given, today)
    first = record_of(person.id, told, asylum).hypotheses[0].countries
    in_force = law_in_force(on or today)
    facts = in_force.law.facts
    return Assessment(
        claim=claim,
        history=tuple(entry_of(row) for row in rows),
        on=on or today,
        asylum=asylum,
        claimed={one.code: one.basis.value for one in first},
        facts={
            name: value
            for name, value in told.facts.items()
            if name in facts and not facts[name].computed
        },
        in_force=in_force,
    )


def _with_confirmed(document: Document, in_force: LawInForce) -> Document:
    """The document with the sources that were compared once for the whole installation. What was
    confirmed for the claim itself goes before."""
    value = document.value
    assert isinstance(value, dict)
    own = value.get("confirmed-sources")
    confirmed: dict[str, Value] = {
        name: {"reasons": one.compared_with, "by": str(one.by), "on": one.on.isoformat()}
        for name, one in in_force.confirmed.items()
    }
    confirmed |= own if isinstance(own, dict) else {}
    if not confirmed:
        return document
    return Document(document.name, {**value, "confirmed-sources": confirmed}, document.places)


def entry_of(row: AssessmentEntry) -> Entry:
    """A row, opened."""
    said = row.said.open()
    assert isinstance(said, dict)
    kind, content = Kind(said["kind"]), said["content"]
    return Entry(
        id=row.id,
        kind=kind,
        key=str(said["key"]),
        content=None if content is None else read_content(kind, content),
        by=row.by,
        at=timezone.localtime(row.at),
        reasons=str(said.get("reasons", "")),
    )


def assessments_of(case: Case) -> dict[UUID, Assessment]:
    """By claim: what is found of one person is not found of another.

    The claim with which the case is sealed is there also where nothing was recorded of it.
    """
    claims = Claim.objects.filter(case=case).select_related("person")
    found = [assessment_of(one) for one in claims]
    of_case = case.compartment
    return {one.claim.id: one for one in found if one.history or one.claim.compartment == of_case}


def all_answered(found: Iterable[Assessment]) -> bool:
    """Whether nothing is left to be asked of anyone."""
    return all(one.is_answered for one in found)


def rests_on_open(found: Iterable[Assessment]) -> bool:
    """Whether the consequence is undecided for anyone."""
    return any(one.rests_on_open for one in found)
