"""What is chosen, compared and agreed once counts in every case from that day on, and in none
before; and each of it takes two people, or one who does not rely on it.
"""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NoReason, NotHere
from openrsd.assessment.models import AssessmentEntry
from openrsd.assessment.weighing import Assessment, assessment_of
from openrsd.casework.intake.questionnaire import law_of
from openrsd.casework.models import Claim
from openrsd.decisions.actions.readiness import SOURCE_UNCONFIRMED, require_ready
from openrsd.lawbook.actions.choosing import agree_to_choice, propose_choice, refuse_choice
from openrsd.lawbook.actions.comparing import confirm_source, take_back_source
from openrsd.lawbook.errors import (
    AlreadyAnswered,
    AnotherWaits,
    InThePast,
    NeedsComparing,
    NotOffered,
    NotTheSecond,
    OtherSources,
    ReliesOnIt,
)
from openrsd.lawbook.in_force import digest_of, law_in_force
from openrsd.lawbook.models import PositionChoice, SourceConfirmation
from openrsd.ledger.models import EntryRow
from tests import assessing, people
from tests.records import SOMEBODY, a_case

pytestmark = pytest.mark.django_db
TEXT = "Handbook, reissued Geneva 2019, HCR/1P/4/ENG/REV.4"
REASONS = "The tribunals of this country read it so."
KOREAN = "korean-nationality"


@pytest.fixture
def lawyer() -> Actor:
    return people.acting_as(people.staff("legal-specialist", username="lena"))


@pytest.fixture
def second() -> Actor:
    return people.acting_as(people.staff("supervisor", username="sofia"))


def today() -> date:
    return timezone.localdate()


def confirmed_once(element: str, lawyer: Actor) -> SourceConfirmation:
    digest = digest_of(law_in_force(today()).law.element(element))
    return confirm_source(element, digest, TEXT, "", acting=lawyer)


def refused_in_a_case() -> Assessment:
    """A record that could carry a refusal, but for the sources."""
    claim = a_case(people.an_office(), state="assessment-draft").records["claim"]
    assessing.examined(claim, "negative", SOMEBODY)
    sources = [
        row.id
        for row in AssessmentEntry.objects.filter(claim=claim)
        if (said := row.said.open()) and isinstance(said, dict) and said["kind"] == "source"
    ]
    AssessmentEntry.objects.filter(id__in=sources).delete()
    return weighed(claim)


def weighed(claim: UUID) -> Assessment:
    return assessment_of(Claim.objects.select_related("person").get(id=claim))


def test_sources_compared_once_need_no_comparing_in_the_next_case(lawyer: Actor) -> None:
    # Given a refusal that waits for its sources
    first = refused_in_a_case()
    waiting = {
        one.instance.element
        for one in first.lacks()
        if one.code == SOURCE_UNCONFIRMED and one.instance
    }
    assert waiting == {one.instance.element for one in first.lacks() if one.instance}
    # When a lawyer compares each of them once, on the page of the law
    for element in sorted(waiting):
        confirmed_once(element, lawyer)
    # Then another case needs no comparing, and the record says with what it was compared
    another = refused_in_a_case()
    require_ready([another], "negative")
    assert another.record
    assert {another.record.confirmed[one].reasons for one in waiting} == {TEXT}
    # And the law of yesterday still lacks it
    assert not law_in_force(today() - timedelta(days=1)).confirmed


def test_a_comparison_speaks_of_the_lines_that_were_compared(lawyer: Actor) -> None:
    made = confirmed_once("subjective-fear", lawyer)
    assert "subjective-fear" in law_in_force(today()).confirmed
    # When the law file changes its lines, it speaks of others
    SourceConfirmation.objects.filter(id=made.id).update(sources="0" * 64)
    assert "subjective-fear" not in law_in_force(today()).confirmed
    with pytest.raises(OtherSources):
        confirm_source("subjective-fear", "0" * 64, TEXT, "", acting=lawyer)


def test_a_comparison_is_taken_back_with_its_reason_and_stays_readable(lawyer: Actor) -> None:
    confirmed_once("subjective-fear", lawyer)
    with pytest.raises(NoReason):
        take_back_source("subjective-fear", "no", acting=lawyer)
    take_back_source("subjective-fear", "The edition was replaced.", acting=lawyer)
    assert not law_in_force(today()).confirmed
    assert SourceConfirmation.objects.count() == 2
    confirmed_once("subjective-fear", lawyer)
    assert "subjective-fear" in law_in_force(today()).confirmed


def test_only_a_lawyer_compares_and_says_with_what(lawyer: Actor) -> None:
    digest = digest_of(law_in_force(today()).law.element("nexus"))
    for role in ("case-officer", "reviewer", "supervisor", "coi-researcher", "administrator"):
        with pytest.raises(NotHere):
            confirm_source("nexus", digest, TEXT, "", acting=people.acting_as(people.staff(role)))
    both = people.staff("legal-specialist", "case-officer", username="both")
    with pytest.raises(ReliesOnIt):
        confirm_source("nexus", digest, TEXT, "", acting=people.acting_as(both))
    with pytest.raises(NeedsComparing):
        confirm_source("nexus", digest, "the book", "", acting=lawyer)
    assert not SourceConfirmation.objects.exists()


def test_a_position_counts_once_a_second_person_agreed(lawyer: Actor, second: Actor) -> None:
    assert law_of(today()).positions[KOREAN] == "unhcr"
    choice = propose_choice(KOREAN, "gp-2014", REASONS, today(), acting=lawyer)
    assert law_of(today()).positions[KOREAN] == "unhcr"
    with pytest.raises(NotTheSecond):
        agree_to_choice(choice.id, "", acting=lawyer)
    agree_to_choice(choice.id, "", acting=second)
    # Triage, the plan and the assessment are under it; the law of yesterday is what it was
    found = refused_in_a_case()
    assert law_of(today()).positions[KOREAN] == "gp-2014"
    assert found.law.positions[KOREAN] == "gp-2014"
    assert found.read().law is found.law
    assert law_in_force(today() - timedelta(days=1)).law.positions[KOREAN] == "unhcr"
    assert EntryRow.objects.filter(action="lawbook.agree-choice").count() == 2


def test_a_choice_is_answered_once_and_one_waits_at_a_time(lawyer: Actor, second: Actor) -> None:
    choice = propose_choice(KOREAN, "kk-2011", REASONS, today(), acting=lawyer)
    with pytest.raises(AnotherWaits):
        propose_choice(KOREAN, "gp-2014", REASONS, today(), acting=lawyer)
    refuse_choice(choice.id, "Replaced by the later judgment.", acting=second)
    with pytest.raises(AlreadyAnswered):
        agree_to_choice(choice.id, "", acting=second)
    assert law_of(today()).positions[KOREAN] == "unhcr"
    assert PositionChoice.objects.get(id=choice.id).answer == "Replaced by the later judgment."


def test_what_is_not_offered_or_past_is_refused(lawyer: Actor) -> None:
    yesterday = today() - timedelta(days=1)
    with pytest.raises(InThePast):
        propose_choice(KOREAN, "gp-2014", REASONS, yesterday, acting=lawyer)
    with pytest.raises(NotOffered):
        propose_choice(KOREAN, "own-invention", REASONS, today(), acting=lawyer)
    with pytest.raises(NoReason):
        propose_choice(KOREAN, "gp-2014", "so", today(), acting=lawyer)
    assert not PositionChoice.objects.exists()


def test_an_answer_that_nobody_holds_any_more_lapses(lawyer: Actor, second: Actor) -> None:
    choice = propose_choice(KOREAN, "gp-2014", REASONS, today(), acting=lawyer)
    agree_to_choice(choice.id, "", acting=second)
    PositionChoice.objects.filter(id=choice.id).update(option="withdrawn-by-its-court")
    found = law_in_force(today())
    assert found.law.positions[KOREAN] == "unhcr"
    assert found.lapsed == {KOREAN: "withdrawn-by-its-court"}
