"""The frame leads each where she may go, and a mistake in its file is found with its line."""

import pytest
from django.urls import reverse

from openrsd.accounts.actions.breaking_glass import break_glass
from openrsd.accounts.models import Announcement
from openrsd.accounts.records import record_kind
from openrsd.errors import InvalidDocument
from openrsd.web.navigation import UnknownAddress, entries, read
from tests.people import acting_as, applicant, representative, signed_in, staff
from tests.protected.actions import open_dossier
from tests.protected.models import DOSSIER

NOBODY = b"entries:\n- {title: Home, url: home, place: bar}\n"
NOWHERE = b"entries:\n- {title: Moon, url: moon, place: bar, kinds: [staff]}\n"
MISSPELT = b"entries:\n- title: Home\n  url: home\n  place: top\n  kinds: [staff]\n"


def test_the_shipped_file_leads_only_where_there_is_something() -> None:
    assert {entry.url for entry in entries()} >= {"home", "ledger", "lock"}


@pytest.mark.django_db
def test_each_is_led_where_she_may_go_and_finds_it_on_her_home_page() -> None:
    protection = signed_in(staff("data-protection-officer")).get("/").content.decode()
    officer = signed_in(staff("case-officer")).get("/").content.decode()
    assert protection.count("Ledger") == 2
    assert "Proof that the record is whole" in protection
    assert "Ledger" not in officer


@pytest.mark.django_db
def test_an_emergency_waits_for_those_who_have_to_look_at_it_until_they_have() -> None:
    clerk, officer = staff("reception-registration-officer"), staff("case-officer")
    supervisor = signed_in(staff("supervisor"))
    assert "Nothing waits for you." in supervisor.get("/").content.decode()
    dossier = open_dossier("Ri Ok-hui", acting=acting_as(clerk))
    reason = "A call from the border: removal tonight."
    break_glass(record_kind(DOSSIER), dossier.id, reason, acting=acting_as(officer))
    assert "1 record was opened in an emergency" in supervisor.get("/").content.decode()
    assert "emergency" not in signed_in(officer).get("/").content.decode()
    announced = Announcement.objects.get()
    supervisor.post(reverse("acknowledge", args=[announced.id]))
    assert "Nothing waits for you." in supervisor.get("/").content.decode()


@pytest.mark.django_db
def test_each_kind_of_person_has_a_home_of_her_own() -> None:
    home_of_applicant = signed_in(applicant()).get("/").content.decode()
    home_of_lawyer = signed_in(representative()).get("/").content.decode()
    assert "Keep your account safe" in home_of_applicant
    assert "signed authority" in home_of_lawyer
    for page in (home_of_applicant, home_of_lawyer):
        assert "Nothing waits for you." in page
        assert "Lock this installation" not in page


def test_an_entry_that_nobody_is_shown_is_found_at_its_line() -> None:
    with pytest.raises(InvalidDocument) as refused:
        read(NOBODY)
    assert refused.value.problems[0].code == "shown-to-nobody"
    assert refused.value.problems[0].line == 2


def test_a_place_that_does_not_exist_is_found_at_its_line() -> None:
    with pytest.raises(InvalidDocument) as refused:
        read(MISSPELT)
    assert refused.value.problems[0].line == 4


def test_an_entry_that_leads_nowhere_is_named() -> None:
    with pytest.raises(UnknownAddress, match=r"Moon.*moon"):
        read(NOWHERE)
