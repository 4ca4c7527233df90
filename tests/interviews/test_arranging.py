"""Setting a day: a room, an officer, and an interpreter of whom the person has nothing to fear."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from io import BytesIO
from uuid import UUID

import pypdfium2
import pytest
from django.utils import timezone

from openrsd.accounts.models import ConflictDeclaration, User
from openrsd.casework.models import Case, Contact, ContactKind, Standing, Step
from openrsd.interviews.actions import (
    begin_interview,
    interrupt_interview,
    note_interpreter,
    open_room,
    plan_interview,
    reschedule_interview,
)
from openrsd.interviews.actions.planning import Arranged
from openrsd.interviews.errors import (
    Booked,
    MayNotInterpret,
    NoSuchTime,
    OfficerBooked,
    SpeaksAgainst,
)
from openrsd.interviews.interpreting import interpreters_for
from openrsd.interviews.models import Interview
from openrsd.interviews.notice import printed_notice
from openrsd.registration.models import Block, PersonBlock
from tests import people
from tests.interviews.world import Held, an_interview, on_duty
from tests.records import NAME, SOMEBODY

pytestmark = pytest.mark.django_db
TICKED = (
    "modality-chosen",
    "priority-set",
    "interpreter-matched",
    "country-information",
    "earlier-day-wished",
)
ARRANGE = {**dict.fromkeys(TICKED, True), "arrangements": "A quiet room."}

BEGUN = dict.fromkeys(
    ("identity-checked", "consent", "confidentiality-explained", "fit-to-be-interviewed"), True
)


def a_claim(username: str = "officer") -> Held:
    """A person whose application is complete, and her officer."""
    held = an_interview(username)
    held.interview.delete()
    Step.objects.filter(case=held.claim.case, transition__in=("T3", "T4")).delete()
    Case.objects.filter(id=held.claim.case_id).update(state="application-complete")
    Standing.objects.create(
        case=held.claim.case,
        compartment=held.claim.compartment,
        by=SOMEBODY,
        content={"age": "adult", "age_settled_at": timezone.now().isoformat()},
    )
    return held


def said(held: Held, block: Block, content: dict[str, object]) -> None:
    person = held.claim.person
    PersonBlock.objects.create(
        person=person,
        compartment=person.compartment,
        block=block,
        version=1,
        saved_by=SOMEBODY,
        content=content,
    )


def an_interpreter(username: str = "jae", noted: Mapping[str, object] | None = None) -> User:
    user = people.staff("interpreter", username=username)
    boss = User.objects.filter(username="boss").first() or people.staff(
        "supervisor", username="boss"
    )
    spoken = {"languages": [{"language": "ko", "dialect": "Hamgyong"}], "gender": "women"}
    note_interpreter(user.id, {**spoken, **(noted or {})}, acting=people.acting_as(boss))
    return user


def tomorrow(hour: int = 9) -> datetime:
    day = timezone.localtime() + timedelta(days=1)
    return day.replace(hour=hour, minute=30, second=0, microsecond=0)


def planned(held: Held, hour: int = 9, arranged: Arranged | None = None) -> Interview:
    return plan_interview(
        held.claim.id, tomorrow(hour), ARRANGE, acting=held.actor, arranged=arranged or Arranged()
    )


def speaks_korean(held: Held, **more: object) -> None:
    spoken = [{"language": "ko", "dialect": "Hamgyong"}]
    said(held, Block.LANGUAGES, {"languages": spoken, **more})


def test_an_interview_is_arranged_with_its_room_and_its_interpreter() -> None:
    held = a_claim()
    speaks_korean(held, staff="women")
    boss = people.acting_as(people.staff("supervisor", username="boss"))
    room = open_room(people.an_office().id, "Room 3", acting=boss)
    jae = an_interpreter()

    made = planned(held, arranged=Arranged(120, room.id, jae.id))

    assert (made.room, made.interpreter) == (room, jae.id)
    assert made.planned_until == made.planned_for + timedelta(hours=2)
    assert Case.objects.get(id=held.claim.case_id).state == "interview-scheduled"


@pytest.mark.parametrize(
    ("noted", "says"),
    [
        ({"languages": [{"language": "zh"}]}, "another one"),
        ({"languages": [{"language": "ko", "dialect": "Seoul"}]}, "dialect"),
        ({"gender": "men"}, "woman or a man"),
        ({"languages": []}, "Nothing is noted"),
    ],
    ids=["language", "dialect", "gender", "unknown"],
)
def test_what_the_person_needs_or_asked_for_is_not_passed_over_in_silence(
    noted: dict[str, object], says: str
) -> None:
    held = a_claim()
    speaks_korean(held, staff="women")
    jae = an_interpreter(noted=noted)
    with pytest.raises(SpeaksAgainst, match=says):
        planned(held, arranged=Arranged(interpreter=jae.id))

    made = planned(held, arranged=Arranged(interpreter=jae.id, despite="She knows and agrees."))

    assert made.despite.open() == "She knows and agrees."


def test_nobody_of_the_circle_that_is_feared_interprets_whatever_is_written() -> None:
    held = a_claim()
    speaks_korean(held)
    said(held, Block.ORIGINS, {"nationalities": [{"country": "PRK"}]})
    served = an_interpreter("served", {"served": ["PRK"]})
    related = an_interpreter("related")
    ConflictDeclaration.objects.create(user=related, compartment=held.claim.compartment)
    an_interpreter("free")

    for user in (served, related):
        with pytest.raises(MayNotInterpret):
            planned(held, arranged=Arranged(interpreter=user.id, despite="All agree."))

    first, *others = interpreters_for(held.claim, None, None)
    assert first.name == "Invented free"
    assert all(one.never for one in others)


def test_nobody_and_no_room_is_in_two_places_at_once() -> None:
    held, other = a_claim(), a_claim("other")
    speaks_korean(held)
    speaks_korean(other)
    boss = people.acting_as(people.staff("supervisor", username="boss"))
    room = open_room(people.an_office().id, "Room 3", acting=boss)
    jae = an_interpreter()
    planned(held, arranged=Arranged(120, room.id, jae.id))

    with pytest.raises(Booked, match="Room 3"):
        planned(other, 10, Arranged(60, room.id))
    with pytest.raises(MayNotInterpret, match="elsewhere"):
        planned(other, 10, Arranged(60, interpreter=jae.id))
    with pytest.raises(NoSuchTime):
        planned(other, 10, Arranged(9 * 60))
    on_duty(held.officer, "case-officer", other.claim.compartment, other.claim.person.compartment)
    other.officer = held.officer
    with pytest.raises(OfficerBooked, match="You hold another interview"):
        planned(other, 10)

    assert planned(other, 11, Arranged(60, room.id, jae.id)).room == room


def test_who_did_not_come_gets_another_day_and_the_room_is_free_again() -> None:
    held = a_claim()
    first = planned(held)

    reschedule_interview(
        held.claim.case_id,
        "A3",
        {"cause": "missed", "reason": "She was ill; reached by phone."},
        acting=held.actor,
    )

    first.refresh_from_db()
    assert first.cancelled_at is not None
    assert Case.objects.get(id=held.claim.case_id).state == "application-complete"
    assert Contact.objects.get(case=held.claim.case).kind == ContactKind.MISSED
    again = planned(held, 14)
    begin_interview(
        held.claim.case_id, "T4", BEGUN, acting=held.actor, opening={"sound": "refused"}
    )
    again.refresh_from_db()
    assert again.begun_at is not None


def test_another_officer_goes_on_with_an_interview_that_was_interrupted() -> None:
    held = an_interview()
    held.says("They took her father.")
    Standing.objects.create(
        case=held.claim.case,
        compartment=held.claim.compartment,
        by=SOMEBODY,
        content={"age": "adult", "age_settled_at": timezone.now().isoformat()},
    )
    colleague = people.staff("case-officer", username="colleague")
    on_duty(colleague, "case-officer", held.claim.compartment, held.claim.person.compartment)
    acting = people.acting_as(colleague)
    case = held.claim.case_id

    interrupt_interview(
        case,
        "A4",
        {"reason": "She was tired.", "interview-day": tomorrow().date()},
        acting=acting,
    )
    reschedule_interview(
        case, "A3", {"cause": "office", "reason": "A colleague goes on."}, acting=acting
    )
    again = plan_interview(held.claim.id, tomorrow(), ARRANGE, acting=acting)

    assert again.id == held.interview.id
    assert again.officer == colleague.id
    assert again.fixed_through == 1, "what was written until then is closed"
    begin_interview(case, "T4", BEGUN, acting=acting)
    held.officer = colleague
    assert held.says("And her uncle.").block.number == 2


def test_the_notice_and_the_calendar_name_nobody() -> None:
    held = a_claim()
    boss = people.acting_as(people.staff("supervisor", username="boss"))
    room = open_room(people.an_office().id, "Room 3, left", acting=boss)
    made = planned(held, arranged=Arranged(120, room.id))

    notice = printed_notice(made)
    file = held.browser.get("/interviews/calendar/appointments.ics")

    document = pypdfium2.PdfDocument(BytesIO(notice))
    text = document[0].get_textpage().get_text_range()
    assert held.claim.person.number in text
    assert "Room 3, left" in text
    for told in (NAME, "Ri Ok Hui", "refugee", "asylum", held.claim.case.number):
        assert told not in text
    calendar = file.content.decode()
    start = made.planned_for.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    assert f"DTSTART:{start}\r\n" in calendar
    assert "LOCATION:Room 3\\, left\r\n" in calendar
    for told in (NAME, held.claim.case.number, held.claim.person.number, "Interview"):
        assert told not in calendar


def test_an_officer_sees_her_appointments_and_a_supervisor_those_of_the_office() -> None:
    held = a_claim()
    made = planned(held)
    boss = people.staff("supervisor", username="boss")
    stranger = people.staff("case-officer", username="stranger")

    def sees(user: User) -> bool:
        page = people.signed_in(user).get("/interviews/calendar/").content.decode()
        day = timezone.localtime(made.planned_for)
        return f"{day:%Y}" in page.partition("<main")[2].partition("</main>")[0]

    assert sees(held.officer)
    assert sees(boss)
    assert not sees(stranger)
    assert isinstance(made.id, UUID)
