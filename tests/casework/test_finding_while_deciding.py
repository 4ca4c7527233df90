"""A finding and a step of the same case never pass each other: one waits for the other."""

from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.utils import timezone

from openrsd.accounts.models import Basis, Grant
from openrsd.assessment.actions import record_finding
from openrsd.assessment.errors import NotOpenYet
from openrsd.assessment.models import AssessmentEntry
from openrsd.casework.models import Case, Claim
from tests import people
from tests.records import a_case

pytestmark = pytest.mark.django_db(transaction=True)
LONG = 20


def test_nothing_is_found_any_more_once_the_assessment_is_handed_in() -> None:
    made = a_case(people.an_office(), state="assessment-draft")
    officer = people.staff("case-officer")
    for compartment in made.compartments:
        Grant.objects.create(
            compartment=compartment,
            user=officer,
            basis=Basis.ASSIGNMENT,
            role="case-officer",
            office=people.an_office(),
            given_by=officer.id,
        )
    claim = Claim.objects.get(case=made.id)
    answers, begun, held = list[str](), Event(), Event()

    def finds() -> None:
        held.wait(LONG)
        begun.set()
        try:
            acting = people.acting_as(officer)
            record_finding(claim.id, "objective-risk", "no", "It is too late.", acting=acting)
            answers.append("found")
        except NotOpenYet:
            answers.append("not open")
        finally:
            connection.close()

    finding = Thread(target=finds)
    finding.start()
    with transaction.atomic():
        case = Case.objects.select_for_update().get(id=made.id)
        case.state, case.state_since = "under-review", timezone.now()
        case.save(update_fields=["state", "state_since"])
        held.set()
        begun.wait(LONG)
        finding.join(timeout=1)
    finding.join(LONG)

    assert answers == ["not open"]
    assert not AssessmentEntry.objects.filter(claim=claim).exists()
