"""Somebody hears that a person may be sent back: those who can act know of it at once."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import AlreadySo, NotHere
from openrsd.accounts.models import Basis, ConflictDeclaration, Grant, Office, User
from openrsd.accounts.policies import may_open
from openrsd.protection.alerts import actions, selectors
from openrsd.protection.alerts.letters import Recipient, letter_to_authority
from openrsd.protection.alerts.words import SURENESS, THREATS, Threat, to_do
from openrsd.protection.errors import (
    AlertEnded,
    NobodyToCall,
    OriginsUnknown,
    RecipientReturnsPeople,
)
from openrsd.protection.models import Alert
from openrsd.protection.selectors import claim_counts_as_pending, shown_bar, with_open_alert
from openrsd.registration.models import Block, Person, PersonBlock
from tests.people import acting_as, an_office, signed_in, staff
from tests.protection.certificates.holders import RETURNS, decided
from tests.protection.refused import Refused, on_duty
from tests.records import Made, a_person

pytestmark = pytest.mark.django_db
HEARD = {"threat": "held", "what": "Held at the river post since noon.", "sure": "told-by-others"}
CANARY = "Kanarienvogel am Fluss"


@pytest.fixture
def person() -> Made:
    return a_person(an_office())


@pytest.fixture
def officer(person: Made) -> Actor:
    return on_duty(person, "case-officer")


def watching(role: str = "supervisor", office: Office | None = None) -> User:
    return staff(role, office=office, username=f"{role}-{uuid4().hex[:6]}")


def test_supervisors_and_liaisons_of_the_office_know_at_once_and_can_open_the_person(
    person: Made, officer: Actor
) -> None:
    supervisor, liaison = watching(), watching("unhcr-liaison")
    elsewhere, colleague = watching(office=an_office("Capital")), staff("reviewer")
    raised = actions.raise_alert(person.id, HEARD, acting=officer)
    assert raised.told == 2
    (compartment,) = person.compartments
    for user, knows in (
        (supervisor, True),
        (liaison, True),
        (elsewhere, False),
        (colleague, False),
    ):
        actor = acting_as(user)
        assert selectors.alerts_that_wait(actor) == (1 if knows else 0)
        assert may_open(actor, compartment) == knows
        in_three_weeks = timezone.now() + timedelta(days=21)
        assert not may_open(actor, compartment, at=in_three_weeks)
    shown = selectors.alert(acting_as(liaison), raised.alert.id)
    assert shown.threat == "Held by an authority"
    assert shown.steps[0].lines[1] == ("What is known", HEARD["what"])
    assert "Tell the UNHCR liaison and the supervisor now." in shown.to_do[0].do[0]


def test_where_the_office_has_nobody_those_of_other_offices_are_told(
    person: Made, officer: Actor
) -> None:
    watching("unhcr-liaison", an_office("Capital"))
    assert actions.raise_alert(person.id, HEARD, acting=officer).told == 1


def test_where_there_is_nobody_the_alert_stands_and_whoever_raised_it_is_told_so(
    person: Made, officer: Actor
) -> None:
    browser = signed_in(User.objects.get(id=officer.id))
    page = browser.post(f"/protection/alerts/of/{person.id}/", HEARD, follow=True)
    assert "there is nobody to tell. Telephone a supervisor now." in page.content.decode()
    assert with_open_alert([person.id]) == {person.id}


def test_a_colleague_in_conflict_is_not_told(person: Made, officer: Actor) -> None:
    cousin = watching()
    ConflictDeclaration.objects.create(compartment=person.compartments[0], user=cousin)
    assert actions.raise_alert(person.id, HEARD, acting=officer).told == 0
    assert selectors.alerts_that_wait(acting_as(cousin)) == 0
    assert not may_open(acting_as(cousin), person.compartments[0])


def test_only_who_is_on_duty_with_the_person_raises_an_alert(person: Made) -> None:
    looking = on_duty(person, "case-officer", Basis.BREAK_GLASS)
    for actor in (looking, acting_as(staff("case-officer", username="other"))):
        with pytest.raises(NotHere):
            actions.raise_alert(person.id, HEARD, acting=actor)
    assert not Alert.objects.exists()


def test_who_takes_it_up_is_seen_by_the_others(person: Made, officer: Actor) -> None:
    liaison = acting_as(watching("unhcr-liaison"))
    alert = actions.raise_alert(person.id, HEARD, acting=officer).alert
    actions.take_up(alert.id, acting=liaison)
    with pytest.raises(AlreadySo):
        actions.take_up(alert.id, acting=liaison)
    assert selectors.alerts_that_wait(liaison) == 0
    (told,) = selectors.alert(officer, alert.id).told
    assert told[1] is not None


def test_what_is_learnt_later_stands_after_what_was_told_first(
    person: Made, officer: Actor
) -> None:
    alert = actions.raise_alert(person.id, HEARD, acting=officer).alert
    browser = signed_in(User.objects.get(id=officer.id))
    learnt = {"what": "A bus is ready.", "country": "north korea", "held_by": "Border guard"}
    browser.post(f"/protection/alerts/{alert.id}/", learnt)
    first, second = selectors.alert(officer, alert.id).steps
    assert first.does == "Raised the alert"
    assert ("To which country", "North Korea") in second.lines
    assert ("Held by", "Border guard") in second.lines


def test_the_queue_asks_once_for_all_persons(person: Made, officer: Actor) -> None:
    others = [a_person(an_office()).id for _ in range(5)]
    alert = actions.raise_alert(person.id, HEARD, acting=officer).alert
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert with_open_alert([*others, person.id]) == {person.id}
    assert len(queries) == 1
    held = Person.objects.get(id=person.id)
    assert shown_bar(officer, held).in_danger
    actions.add_step(alert.id, {"what": "Released.", "ending": "averted"}, acting=officer)
    assert with_open_alert([person.id]) == frozenset()
    assert not shown_bar(officer, held).in_danger
    with pytest.raises(AlertEnded):
        actions.add_step(alert.id, {"what": "One more."}, acting=officer)


def test_nothing_of_it_stands_in_clear(person: Made, officer: Actor) -> None:
    said = {"threat": "held", "what": CANARY, "sure": "seen", "ending": "returned"}
    alert = actions.raise_alert(person.id, said, acting=officer).alert
    actions.add_step(alert.id, said, acting=officer)
    with connection.cursor() as cursor:
        for table in ("protection_alert", "protection_alertstep", "ledger_entry"):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - names of our own
            content = repr(
                [
                    [bytes(v) if isinstance(v, memoryview) else v for v in row]
                    for row in cursor.fetchall()
                ]
            )
            assert CANARY not in content
            assert "held" not in content
            assert "returned" not in content


@pytest.mark.any_database
def test_every_threat_says_what_to_do_now() -> None:
    assert set(THREATS) == set(Threat)
    assert set(SURENESS)
    assert all(to_do(threat) and all(one.do for one in to_do(threat)) for threat in Threat)


# The letter


ORIGIN = {
    "v": 1,
    "nationalities": [{"country": "PRK"}],
    "places": [{"kind": "home", "country": "CHN"}],
}


def from_somewhere(person: Made, content: object = ORIGIN) -> None:
    PersonBlock.objects.create(
        person_id=person.id,
        compartment=person.compartments[0],
        block=Block.ORIGINS,
        version=1,
        saved_by=uuid4(),
        content=content,
    )


def to_authority(person: Made, officer: Actor, country: str = "THA") -> bytes:
    alert = actions.raise_alert(person.id, HEARD, acting=officer).alert
    recipient = Recipient("Immigration detention, gate 2", country, "Detainee 417")
    return letter_to_authority(alert.id, recipient, acting=officer)


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def test_a_letter_says_protected_pending_and_whom_to_call_and_nothing_else(
    person: Made, officer: Actor, tmp_path: Path
) -> None:
    from_somewhere(person)
    with decided(tmp_path):
        pdf = to_authority(person, officer)
    text = " ".join(text_of(pdf).split())
    for said in (
        "Detainee 417",
        "The law forbids sending this person back.",
        "The claim is pending.",
        "+82 2 000 0000",
    ):
        assert said in text
    known = Person.objects.get(id=person.id)
    for unsaid in ("리옥희", "Ri Ok", known.number, "Korea,", "China", "PRK", "CHN", "river post"):
        assert unsaid not in text
        assert unsaid.encode() not in pdf


@pytest.mark.parametrize("state", ["PRK", "CHN", "LAO"])
def test_no_letter_goes_to_a_state_that_is_feared_or_returns_people(
    person: Made, officer: Actor, tmp_path: Path, state: str
) -> None:
    from_somewhere(person)
    with decided(tmp_path), pytest.raises(RecipientReturnsPeople):
        to_authority(person, officer, state)


def test_no_letter_goes_to_a_host_state_that_returns_people(
    person: Made, officer: Actor, tmp_path: Path
) -> None:
    from_somewhere(person)
    with decided(tmp_path, RETURNS), pytest.raises(RecipientReturnsPeople):
        to_authority(person, officer, an_office().country)


def test_no_letter_goes_anywhere_while_nobody_knows_whom_the_person_fears(
    person: Made, officer: Actor, tmp_path: Path
) -> None:
    # Where she only stays is no country that she fears.
    from_somewhere(person, {"v": 1, "places": [{"kind": "now", "country": "THA"}]})
    with decided(tmp_path), pytest.raises(OriginsUnknown):
        to_authority(person, officer)


def test_no_letter_without_somebody_to_call(person: Made, officer: Actor, tmp_path: Path) -> None:
    from_somewhere(person)
    with decided(tmp_path, text="issuer: Office\n"), pytest.raises(NobodyToCall):
        to_authority(person, officer)


def test_a_letter_does_not_claim_what_a_decision_has_ended(tmp_path: Path) -> None:
    refused = Refused()
    assert claim_counts_as_pending(refused.person.id)
    refused.negate_all("THA")
    assert not claim_counts_as_pending(refused.person.id)
    from_somewhere(Made(refused.person.id, (refused.person.compartment,), refused.person.office))
    made = Made(refused.person.id, (refused.person.compartment,), refused.person.office)
    with decided(tmp_path):
        text = text_of(to_authority(made, refused.drafter))
    assert "The law forbids sending this person back." in text
    assert "pending" not in text
    # That nothing bars it any more is told to nobody outside.
    assert "No bar" not in text


def test_an_interpreter_tells_of_a_danger_and_writes_to_no_authority(
    person: Made, tmp_path: Path
) -> None:
    interpreter = on_duty(person, "interpreter")
    from_somewhere(person)
    with decided(tmp_path), pytest.raises(NotHere):
        to_authority(person, interpreter)
    assert Alert.objects.filter(raised_by=interpreter.id).exists()


def test_an_assignment_made_before_stays_when_the_fourteen_days_are_over(
    person: Made, officer: Actor
) -> None:
    liaison = watching("unhcr-liaison")
    Grant.objects.create(
        compartment=person.compartments[0],
        user=liaison,
        basis=Basis.ASSIGNMENT,
        role="unhcr-liaison",
        office=an_office(),
        given_by=officer.id,
    )
    assert actions.raise_alert(person.id, HEARD, acting=officer).told == 1
    later = timezone.now() + timedelta(days=21)
    assert may_open(acting_as(liaison), person.compartments[0], at=later)
