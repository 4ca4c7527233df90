"""A file that a step brings is kept with the step; what is refused leaves none behind."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from openrsd.accounts.models import Basis, Grant, User
from openrsd.casework.models import Case, Confirmation, Paper, Step
from openrsd.ledger.models import EntryRow
from tests import people
from tests.records import SOMEBODY, a_case
from tests.settings import HOME

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    """A case in which somebody was recognised."""
    found = Case.objects.get(id=a_case(people.an_office()).id)
    found.steps.create(
        compartment=found.compartment,
        position=1,
        transition="T13",
        state_before="notified",
        state_after="final-positive",
        by=SOMEBODY,
        by_system=True,
        role="system",
        inputs={},
    )
    found.state = "final-positive"
    found.save()
    return found


def a_specialist(case: Case) -> User:
    user = people.staff("legal-specialist")
    Grant.objects.create(
        compartment=case.compartment,
        user=user,
        basis=Basis.ASSIGNMENT,
        role="legal-specialist",
        office=people.an_office(),
        given_by=user.id,
    )
    return user


def examines(case: Case, user: User, authorising: User, content: bytes) -> HttpResponse:
    """Sends the form of T22a, on the word of this supervisor."""
    Confirmation.objects.create(
        case=case,
        compartment=case.compartment,
        transition="T22a",
        part="authorised-by",
        at=timezone.now(),
        by=authorising.id,
        role="supervisor",
        reasons="The grounds are in the file.",
    )
    given = {
        "dossier": SimpleUploadedFile("dossier.pdf", content),
        "grounds-not-suspicion": "on",
        "authorised-by": str(authorising.id),
        "notice-given-on": timezone.localdate().isoformat(),
    }
    address = reverse("casework:step", kwargs={"record": case.id, "transition": "T22a"})
    return people.signed_in(user).post(address, given)  # type: ignore[return-value]


def files_kept() -> set[Path]:
    return {one for one in HOME.rglob("*") if one.is_file() and "files" in one.parts}


def test_a_step_that_is_refused_leaves_no_file_and_stays_on_record(case: Case) -> None:
    user = a_specialist(case)
    before, refusals = files_kept(), EntryRow.objects.filter(result="refused").count()

    answer = examines(case, user, user, b"%PDF of grounds")

    assert answer.status_code == 422
    assert not Paper.objects.filter(case=case).exists()
    assert files_kept() == before
    assert Case.objects.get(id=case.id).state == "final-positive"
    assert EntryRow.objects.filter(result="refused").count() == refusals + 1


def test_a_step_that_is_made_keeps_its_file(case: Case) -> None:
    chief = people.staff("supervisor", username="chief")

    answer = examines(case, a_specialist(case), chief, b"%PDF of grounds")

    assert answer.status_code == 302
    (paper,) = Paper.objects.filter(case=case)
    assert [one for one in files_kept() if one.name == paper.id.hex]
    step = Step.objects.get(case=case, transition="T22a")
    assert str(paper.id) in str(step.inputs.open())
    assert paper.title.open() == "Dossier with grounds"


def test_an_empty_file_is_told_beside_its_field(case: Case) -> None:
    before = files_kept()

    answer = examines(case, a_specialist(case), people.staff("supervisor"), b"")

    assert answer.status_code == 422
    assert files_kept() == before
