"""The registers of alerts and incidents are read to their end, page by page."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest import MonkeyPatch

from openrsd.accounts.models import User
from openrsd.protection.alerts import actions as alerting
from openrsd.protection.alerts import selectors as alerts
from openrsd.protection.incidents import actions as recording
from openrsd.protection.incidents import selectors as incidents
from openrsd.protection.models import Alert, Incident
from tests.people import acting_as, an_office, signed_in, staff
from tests.protection.refused import on_duty
from tests.records import a_person

pytestmark = pytest.mark.django_db
HEARD = {"threat": "held", "what": "Held at the river post since noon.", "sure": "told-by-others"}
_NEXT = re.compile(r'rel="next" href="([^"]+)"')


def pages(user: User, name: str) -> list[str]:
    """Every page of a register, as its links lead on."""
    browser, address, read = signed_in(user), reverse(name), list[str]()
    while len(read) < 10:
        read.append(browser.get(address).content.decode())
        further = _NEXT.search(read[-1])
        if further is None:
            return read
        address = reverse(name) + further[1]
    raise AssertionError("The register has no end.")


def test_an_old_alert_that_still_runs_stands_before_every_one_that_ended(
    monkeypatch: MonkeyPatch,
) -> None:
    monkeypatch.setattr(alerts, "PAGE", 2)
    person = a_person(an_office())
    officer = on_duty(person, "case-officer")
    staff("supervisor")
    raised = [alerting.raise_alert(person.id, HEARD, acting=officer).alert for _n in range(5)]
    now = timezone.now()
    for number, alert in enumerate(raised):
        ended = None if number in (0, 2) else now
        at = now - timedelta(days=10 - number)
        Alert.objects.filter(id=alert.id).update(raised_at=at, ended_at=ended)

    read = pages(User.objects.get(id=officer.id), "protection:alerts")
    ids = [UUID_IN.findall(page) for page in read]
    order = [raised[number].id for number in (2, 0, 4, 3, 1)]
    assert [one for page in ids for one in page] == [str(one) for one in order]
    assert [len(page) for page in ids] == [2, 2, 1]


def test_every_incident_is_found_on_some_page_and_once(monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setattr(incidents, "PAGE", 2)
    user = staff("supervisor")
    happened = {"what": "returned", "account": "Told by a cousin.", "country": "PRK"}
    for _number in range(5):
        recording.open_incident(happened, acting=acting_as(user))
    # As many at the same moment as stand on no page together.
    Incident.objects.update(opened_at=timezone.now())

    ids = [UUID_IN.findall(page) for page in pages(user, "protection:incidents")]
    assert [len(page) for page in ids] == [2, 2, 1]
    assert {one for page in ids for one in page} == {str(one.id) for one in Incident.objects.all()}


@pytest.mark.parametrize("name", ["protection:alerts", "protection:incidents"])
def test_behind_what_is_not_hers_there_is_no_page(name: str) -> None:
    browser = signed_in(staff("case-officer"))
    for after in (str(uuid4()), "behind"):
        assert browser.get(reverse(name), {"after": after}).status_code == 404


UUID_IN = re.compile(r'<th scope="row"><a href="[^"]*/([0-9a-f-]{36})/"')
