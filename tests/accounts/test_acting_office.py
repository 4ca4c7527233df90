"""Whoever works in several offices chooses in which she works now; the ledger notes it."""

import pytest

from openrsd.accounts.models import Posting
from openrsd.ledger.models import EntryRow
from tests import people
from tests.people import an_office, staff

pytestmark = pytest.mark.django_db


def test_what_she_does_is_noted_under_the_office_she_chose() -> None:
    border, capital = an_office(), an_office("Capital")
    clerk = staff("reception-registration-officer", office=border)
    Posting.objects.create(
        user=clerk, office=capital, role="reception-registration-officer", since=clerk.made_at
    )
    browser = people.signed_in(clerk)
    for office in (capital, border):
        assert browser.post("/staff/office/", {"office": str(office.id)}).status_code == 302
        browser.post("/dossiers/new/", {"name": "Ri Ok-hui"})
        entry = EntryRow.objects.filter(action="dossier.open").order_by("-at")[0]
        assert entry.office == office.id


def test_an_office_in_which_she_holds_nothing_is_not_to_be_chosen() -> None:
    browser = people.signed_in(staff("case-officer"))
    elsewhere = {"office": str(an_office("Capital").id)}
    assert browser.post("/staff/office/", elsewhere).status_code == 422
