"""A representative under a signed authority, and an applicant with her own record."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from openrsd.accounts.actions.assigning import assign, give_own
from openrsd.accounts.actions.authorities import record_authority, revoke_authority
from openrsd.accounts.actions.breaking_glass import break_glass
from openrsd.accounts.errors import (
    NotHere,
    NotValidThen,
)
from openrsd.accounts.policies import may_open
from openrsd.accounts.records import record_kind
from tests.accounts.dossiers import REASON, a_dossier, sees
from tests.people import acting_as, applicant, representative, staff
from tests.protected.models import DOSSIER

pytestmark = pytest.mark.django_db
DESK = "reception-registration-officer"


def test_a_representative_sees_her_client_while_the_authority_is_valid() -> None:
    clerk, lawyer = staff("reception-registration-officer"), representative()
    dossier, now = a_dossier(clerk), timezone.now()
    other = a_dossier(clerk)
    acting, day = acting_as(clerk), timedelta(days=1)
    with pytest.raises(NotValidThen):
        record_authority(
            dossier.compartment,
            lawyer.id,
            "legal-representative",
            uuid4(),
            valid_from=now,
            valid_until=now - day,
            acting=acting,
        )
    authority = record_authority(
        dossier.compartment,
        lawyer.id,
        "legal-representative",
        uuid4(),
        valid_from=now,
        valid_until=now + day,
        acting=acting,
    )
    assert sees(lawyer, dossier) is True
    assert sees(lawyer, other) is False
    assert not may_open(acting_as(lawyer), dossier.compartment, at=now + day)
    assert not may_open(acting_as(lawyer), dossier.compartment, at=now - day)
    with pytest.raises(NotHere):
        revoke_authority(authority.id, acting=acting_as(lawyer))
    revoke_authority(authority.id, acting=acting)
    assert sees(lawyer, dossier) is False


def test_an_applicant_sees_her_own_record_and_takes_an_authority_back_herself() -> None:
    clerk, lawyer, person = staff("reception-registration-officer"), representative(), applicant()
    dossier = a_dossier(clerk)
    give_own(dossier.compartment, person.id, acting=acting_as(clerk))
    authority = record_authority(
        dossier.compartment,
        lawyer.id,
        "legal-representative",
        uuid4(),
        valid_from=timezone.now(),
        acting=acting_as(clerk),
    )
    assert sees(person, dossier) is True
    assert sees(applicant("another-applicant"), dossier) is False
    revoke_authority(authority.id, acting=acting_as(person))
    assert sees(lawyer, dossier) is False


def test_staff_without_the_record_cannot_give_it_to_a_representative() -> None:
    dossier = a_dossier(staff("reception-registration-officer"))
    with pytest.raises(NotHere):
        record_authority(
            dossier.compartment,
            representative().id,
            "legal-representative",
            uuid4(),
            valid_from=timezone.now(),
            acting=acting_as(staff("case-officer")),
        )
    with pytest.raises(NotHere):
        give_own(dossier.compartment, applicant().id, acting=acting_as(staff("supervisor")))


def test_an_emergency_look_hands_nothing_on_and_records_nothing() -> None:
    clerk, officer, boss = staff(DESK), staff("case-officer"), acting_as(staff("supervisor"))
    dossier, lawyer, person = a_dossier(clerk), representative(), applicant()
    break_glass(record_kind(DOSSIER), dossier.id, REASON, acting=acting_as(officer))
    assert sees(officer, dossier)
    paper = (dossier.compartment, lawyer.id, "legal-representative", uuid4())
    standing = record_authority(*paper, valid_from=timezone.now(), acting=acting_as(clerk))
    for refused in (
        lambda: give_own(dossier.compartment, person.id, acting=acting_as(officer)),
        lambda: record_authority(*paper, valid_from=timezone.now(), acting=acting_as(officer)),
        lambda: revoke_authority(standing.id, acting=acting_as(officer)),
    ):
        with pytest.raises(NotHere):
            refused()
    # On duty she does all of it.
    assign(dossier.compartment, officer.id, "case-officer", acting=boss)
    give_own(dossier.compartment, person.id, acting=acting_as(officer))
    revoke_authority(standing.id, acting=acting_as(officer))
