"""What stands in an assessment, written to the tables as an officer would have left it."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from django.utils import timezone

from openrsd.accounts.models import Basis, Grant, User
from openrsd.assessment.entries import (
    Complete,
    Content,
    Entry,
    Finding,
    Kind,
    MaterialFact,
)
from openrsd.assessment.models import AssessmentEntry
from openrsd.assessment.weighing import Assessment, assessment_of
from openrsd.casework.models import Claim
from openrsd.demonstration.examining import examine
from openrsd.determination.report_lines import scope_of
from tests import people
from tests.records import Made

REASONS = "As was said and heard, and not otherwise."


def write(claim: UUID, contents: Iterable[Content], by: UUID) -> Assessment:
    """Writes entries past every check, after those that stand; the assessment that results."""
    of = Claim.objects.select_related("person").get(id=claim)
    first = AssessmentEntry.objects.filter(claim=of).count() + 1
    AssessmentEntry.objects.bulk_create(
        AssessmentEntry(
            claim=of,
            compartment=of.compartment,
            position=place,
            by=by,
            said={"v": 1, "kind": one.kind, "key": one.key, "content": one.model_dump()},
        )
        for place, one in enumerate(contents, first)
    )
    return assessment_of(of)


def found(claim: UUID, element: str, value: str, by: UUID, **scope: str) -> Assessment:
    """One finding."""
    said = {"element": element, "value": value, "reasons": REASONS, "scope": scope}
    return write(claim, [Finding.model_validate(said)], by)


def on_duty(case: Made, role: str, somebody: User | None = None) -> User:
    """Somebody who has this duty in a case."""
    user = somebody or people.staff(role)
    for compartment in case.compartments:
        Grant.objects.create(
            compartment=compartment,
            user=user,
            basis=Basis.ASSIGNMENT,
            role=role,
            office=people.an_office(),
            given_by=user.id,
        )
    return user


def examined(claim: UUID, outcome: str, by: UUID) -> Assessment:
    """Everything that this outcome rests on: "positive", "partial" or "negative"."""
    contents: list[Content] = []
    assessed = assessment_of(Claim.objects.select_related("person").get(id=claim))

    def record(content: Content) -> Assessment:
        nonlocal assessed
        contents.append(content)
        said = Entry(uuid4(), content.kind, content.key, content, by, timezone.localtime())
        assessed = assessed.with_entry(said)
        return assessed

    examine(assessed, outcome, REASONS, record)
    return write(claim, contents, by)


def unresolved(claim: UUID, by: UUID) -> Assessment:
    """Everything was examined, and nothing could be found out."""
    assessed = examined(claim, "positive", by)
    AssessmentEntry.objects.filter(claim=claim).delete()
    marks = [one.content for one in assessed.entries if isinstance(one.content, Complete)]
    named = [one.content for one in assessed.entries if one.kind == "country" and one.content]
    assessed = write(claim, [*named, *marks], by)
    found_ = assessed.determination
    assert found_ is not None
    law = assessed.law
    return write(
        claim,
        [
            Finding.model_validate(
                {
                    "element": one.instance.element,
                    "scope": scope_of(law, one.instance),
                    "value": "unresolved",
                    "reasons": REASONS,
                }
            )
            for one in found_.by_hypothesis[0].open_questions
            if one.instance is not None
        ],
        by,
    )


def standing_fact(claim: UUID, name: str = "fact-1") -> MaterialFact:
    """A material fact as it stands now."""
    assessed = assessment_of(Claim.objects.select_related("person").get(id=claim))
    (found,) = (one.content for one in assessed.entries if (one.kind, one.key) == (Kind.FACT, name))
    assert isinstance(found, MaterialFact)
    return found
