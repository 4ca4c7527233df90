"""What protects holds at once; what ends a safeguard takes two people, and doubt keeps it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotForOneself, NotHere, Refusal
from openrsd.accounts.models import Basis, Grant, User
from openrsd.casework.actions.preparing import schedule_interview
from openrsd.casework.actions.standing import answer_standing, record_standing
from openrsd.casework.errors import (
    AlreadyProposed,
    NothingProposed,
    NotYourPart,
    NoWords,
    SaidAnew,
    StepRefused,
    UnknownWay,
)
from openrsd.casework.facts import facts_of
from openrsd.casework.models import Case, Standing, StandingProposal, Step
from openrsd.casework.procedure.facts import Circumstances
from openrsd.casework.standing import CONFIRMING, Safeguard
from openrsd.ledger.models import EntryRow
from openrsd.registration.actions.beginning import save_block
from openrsd.registration.blocks import current_blocks
from openrsd.registration.domain.contents import read_content
from openrsd.registration.models import Block
from tests.people import acting_as, an_office, signed_in, staff
from tests.records import a_case

pytestmark = pytest.mark.django_db
WHY = "The family book was seen, and a cousin was heard."
DESK = "reception-registration-officer"
NOTHING = {"age": "", "detained": False, "exclusion_arises": False, "credibility_arises": False}
QUESTIONS = [one for one in Safeguard if one is not Safeguard.AGE]


class Worked:
    """A case and those who work on it, each with a duty of their own."""

    def __init__(self) -> None:
        self.made = a_case(an_office())
        self.case = Case.objects.get(id=self.made.id)
        self.person = self.made.records["person"]
        self.officer, self.reviewer = self.on_duty("case-officer"), self.on_duty("reviewer")
        self.protector = self.on_duty("child-protection-officer")

    def user(self, role: str) -> User:
        user = staff(role, username=f"{role}-{uuid4().hex[:6]}")
        for compartment in self.made.compartments:
            Grant.objects.create(
                compartment=compartment,
                user=user,
                basis=Basis.ASSIGNMENT,
                role=role,
                office=an_office(),
                given_by=user.id,
            )
        return user

    def on_duty(self, role: str) -> Actor:
        return acting_as(self.user(role), an_office().id)

    def now(self) -> Circumstances:
        """How the machine of the procedure sees the person."""
        return facts_of(self.case).circumstances

    def records(self, acting: Actor | None = None, **said: Any) -> tuple[StandingProposal, ...]:
        content = {**NOTHING, "reason": WHY, **said}
        return record_standing(self.case.id, content, acting=acting or self.officer)

    def born(self, said: str, acting: Actor | None = None, **more: str) -> None:
        """A date of birth as it is written at the desk, or by the officer later."""
        stands = current_blocks([self.person])[self.person].get(Block.PARTICULARS)
        save_block(
            self.person,
            Block.PARTICULARS,
            read_content("particulars", {"born": said, **more}),
            based_on=stands.saves if stands else 0,
            acting=acting or self.officer,
        )

    def answers(self, proposal: StandingProposal, acting: Actor, *, confirmed: bool = True) -> None:
        answer_standing(self.case.id, proposal.id, WHY, confirmed=confirmed, acting=acting)


@pytest.fixture
def worked(db: None) -> Worked:
    return Worked()


@contextmanager
def later(by: timedelta) -> Iterator[None]:
    moment = timezone.now() + by
    with patch("django.utils.timezone.now", return_value=moment):
        yield


def years_ago(years: int) -> str:
    day = timezone.localdate()
    return f"{day.year - years}-{day.month:02}-{min(day.day, 28):02}"


def test_an_officer_alone_makes_no_adult_of_a_child(worked: Worked) -> None:
    worked.records(age="child")
    (proposal,) = worked.records(age="adult")
    assert worked.now().is_child
    worked.answers(proposal, worked.reviewer)
    assert not worked.now().is_child


def test_nor_by_writing_another_date_of_birth(worked: Worked) -> None:
    clerk = worked.on_duty(DESK)
    worked.born("2012", clerk)
    worked.born("1990", worked.officer)
    assert worked.now().is_child
    (proposal,) = worked.records(age="adult")
    assert worked.now().is_child
    worked.answers(proposal, worked.protector)
    assert not worked.now().is_child


def test_a_settled_age_is_doubted_again_by_a_new_date_and_by_nothing_else(worked: Worked) -> None:
    worked.born("2012")
    (proposal,) = worked.records(age="adult")
    worked.answers(proposal, worked.reviewer)
    with later(timedelta(days=1)):
        worked.born("2012", sex_stated="F")
        assert not worked.now().is_child
    with later(timedelta(days=2)):
        worked.born("2011", sex_stated="F")
        assert worked.now().is_child
        (again,) = worked.records(age="adult")
        worked.answers(again, worked.reviewer)
        assert not worked.now().is_child


def test_no_interview_is_arranged_for_a_child_without_a_guardian_whatever_one_hand_wrote(
    worked: Worked,
) -> None:
    def stands_in_the_way() -> bool:
        with pytest.raises(StepRefused) as refused:
            schedule_interview(worked.case.id, "T3", {}, acting=worked.officer)
        return "child-has-guardian" in {one.code for one in refused.value.reasons}

    move_on(worked.case)
    worked.born("2012", worked.on_duty(DESK))
    assert stands_in_the_way()
    worked.born("1990")
    (proposal,) = worked.records(age="adult")
    assert stands_in_the_way()
    worked.answers(proposal, worked.protector)
    assert not stands_in_the_way()


def move_on(case: Case) -> None:
    """The application is complete."""
    Step.objects.create(
        case=case,
        compartment=case.compartment,
        position=1,
        transition="T2",
        state_before="registered",
        state_after="application-complete",
        by=uuid4(),
        role="case-officer",
        inputs={},
    )
    Case.objects.filter(id=case.id).update(state="application-complete")


@pytest.mark.parametrize("said", ["1980", "about 40", "spring 1987"])
def test_who_was_always_said_to_be_an_adult_needs_nobodys_word(worked: Worked, said: str) -> None:
    worked.born(said)
    assert not worked.now().is_child
    assert worked.records(age="adult") == ()
    assert not worked.now().is_child


@pytest.mark.parametrize("said", ["", "before the flood", "about 18"])
def test_in_doubt_the_person_is_a_child(worked: Worked, said: str) -> None:
    worked.born(said, birth_place="Hoeryong")
    assert worked.now().is_child
    assert len(worked.records(age="adult")) == 1
    assert worked.now().is_child


def test_a_child_by_a_certain_date_grows_up_by_it(worked: Worked) -> None:
    worked.born(years_ago(17))
    assert worked.now().is_child
    with later(timedelta(days=800)):
        assert not worked.now().is_child


def test_what_one_hand_mistypes_and_mends_at_once_was_never_said(worked: Worked) -> None:
    worked.born("2016")
    worked.born("1986")
    assert not worked.now().is_child


def test_what_stood_at_the_registration_is_kept_even_from_the_hand_that_wrote_it(
    worked: Worked,
) -> None:
    clerk = worked.on_duty(DESK)
    worked.born("2016", clerk)
    person = worked.case.claims.get().person
    person.registered_at = timezone.now()
    person.save(update_fields=["registered_at"])
    worked.born("1986", clerk)
    assert worked.now().is_child


def test_a_child_is_one_at_once_by_one_word(worked: Worked) -> None:
    worked.born("1980")
    assert worked.records(age="child") == ()
    assert worked.now().is_child
    # The date shows an adult; that it counts again is for a second person to say.
    (proposal,) = worked.records(age="")
    assert worked.now().is_child
    worked.answers(proposal, worked.reviewer)
    assert not worked.now().is_child


@pytest.mark.parametrize("safeguard", QUESTIONS)
def test_so_it_is_with_detention_exclusion_and_credibility(
    worked: Worked, safeguard: Safeguard
) -> None:
    worked.born("1980")
    seen = "is_detained" if safeguard is Safeguard.DETAINED else str(safeguard)
    arises: dict[str, Any] = {str(safeguard): True}
    assert worked.records(**arises) == ()
    assert getattr(worked.now(), seen)
    (proposal,) = worked.records()
    assert getattr(worked.now(), seen)
    with pytest.raises(NotYourPart):
        worked.answers(proposal, worked.protector)
    worked.answers(proposal, worked.on_duty("legal-specialist"))
    assert not getattr(worked.now(), seen)


def test_what_protects_holds_at_once_though_something_else_is_proposed(worked: Worked) -> None:
    worked.records(age="child")
    (proposal,) = worked.records(age="adult", detained=True)
    assert (worked.now().is_child, worked.now().is_detained) == (True, True)
    worked.answers(proposal, worked.reviewer)
    assert (worked.now().is_child, worked.now().is_detained) == (False, True)


def test_only_another_person_of_such_a_role_answers_once_and_with_reasons(worked: Worked) -> None:
    worked.records(age="child")
    (proposal,) = worked.records(worked.reviewer, age="adult")
    refusals: list[tuple[Actor, type[Refusal]]] = [
        (worked.reviewer, NotForOneself),
        (worked.officer, NotYourPart),
        (worked.on_duty("legal-specialist"), NotYourPart),
        (worked.on_duty("interpreter"), NotYourPart),
        (acting_as(staff("reviewer", username="elsewhere"), an_office().id), NotHere),
    ]
    for actor, refusal in refusals:
        with pytest.raises(refusal):
            worked.answers(proposal, actor)
    with pytest.raises(NoWords):
        answer_standing(
            worked.case.id, proposal.id, "Yes.", confirmed=True, acting=worked.protector
        )
    assert worked.now().is_child
    worked.answers(proposal, worked.protector)
    with pytest.raises(NothingProposed):
        worked.answers(proposal, worked.on_duty("reviewer"), confirmed=False)
    assert EntryRow.objects.filter(action="case.answer-standing", result="refused").count() == 7


def test_a_refused_proposal_changes_nothing_and_can_be_made_again(worked: Worked) -> None:
    worked.records(age="child")
    (proposal,) = worked.records(age="adult")
    with pytest.raises(AlreadyProposed):
        worked.records(age="adult")
    worked.answers(proposal, worked.protector, confirmed=False)
    assert worked.now().is_child
    (again,) = worked.records(age="adult")
    worked.answers(again, worked.protector)
    assert not worked.now().is_child


def test_nobody_confirms_over_a_date_that_was_recorded_meanwhile(worked: Worked) -> None:
    worked.born("2012")
    (proposal,) = worked.records(age="adult")
    with later(timedelta(hours=1)):
        worked.born("2010")
        with pytest.raises(SaidAnew):
            worked.answers(proposal, worked.reviewer)
        worked.answers(proposal, worked.reviewer, confirmed=False)
    assert worked.now().is_child


def test_an_adult_in_the_table_whom_nobody_confirmed_is_none(worked: Worked) -> None:
    worked.born("2012")
    content = {**NOTHING, "age": "adult", "reason": WHY}
    Standing.objects.create(
        case=worked.case, compartment=worked.case.compartment, by=uuid4(), content=content
    )
    assert worked.now().is_child


def test_without_reasons_or_with_an_unknown_age_nothing_is_recorded(worked: Worked) -> None:
    wrong: list[tuple[dict[str, Any], type[Refusal]]] = [
        ({"reason": ""}, NoWords),
        ({"age": "old enough"}, UnknownWay),
    ]
    for said, refusal in wrong:
        with pytest.raises(refusal):
            worked.records(**said)
    assert not Standing.objects.exists()


def test_every_safeguard_has_somebody_who_answers() -> None:
    assert set(CONFIRMING) == set(Safeguard)
    assert all(CONFIRMING.values())


def test_the_page_of_the_case_tells_who_proposed_and_who_answered(worked: Worked) -> None:
    reviewing = worked.user("reviewer")
    officer, reviewer = signed_in(User.objects.get(id=worked.officer.id)), signed_in(reviewing)
    page = f"/casework/{worked.case.id}/standing/"
    case = f"/cases/{worked.case.id}/"
    worked.born("2010", worked.on_duty(DESK))
    worked.born("1999, says the school")
    officer.post(page, {"age": "child", "reason": "She looks very young."})
    answer = officer.post(page, {"age": "adult", "reason": "Her school paper says 1999."})
    assert answer.status_code == 302
    shown = officer.get(case).content.decode()
    assert "It is proposed. The safeguard stays" in shown
    assert "The person is an adult" in shown and "waits for a second person" in shown
    assert "Her school paper says 1999." in shown and "a child, or age not settled" in shown
    assert "Confirm or refuse" not in shown

    proposal = StandingProposal.objects.get()
    assert "Confirm or refuse" in reviewer.get(case).content.decode()
    asked = reviewer.get(f"{page}{proposal.id}/").content.decode()
    assert "Invented case-officer" in asked and "Her school paper says 1999." in asked
    assert "the oldest first: 2010; 1999, says the school." in asked
    assert "to end a safeguard waits for a second person" in reviewer.get("/").content.decode()
    assert "to end a safeguard waits" not in officer.get("/").content.decode()
    said = {"answer": "confirm", "reason": "I saw the school paper and heard her."}
    assert officer.post(f"{page}{proposal.id}/", said).status_code == 302
    assert worked.now().is_child
    assert reviewer.post(f"{page}{proposal.id}/", {"answer": "confirm"}).status_code == 422
    assert reviewer.post(f"{page}{proposal.id}/", said).status_code == 302
    told = reviewer.get(case).content.decode()
    assert "confirmed" in told and "Invented reviewer" in told
    assert "I saw the school paper and heard her." in told
    assert "a child, or age not settled" not in told
    # The interpreter sees whom to meet, and nothing of how she stands.
    heard = signed_in(worked.user("interpreter")).get(case).content.decode()
    assert "school paper" not in heard and "an adult" not in heard
