"""A demonstration has a small library, which is there once however often it is made."""

import pytest

from openrsd.accounts.acting import system_actor
from openrsd.coi import selectors
from openrsd.coi.citing import cite
from openrsd.coi.demonstration import make_library
from openrsd.coi.index.searching import Filters
from openrsd.coi.models import Assessment, Edition, State

pytestmark = pytest.mark.django_db


def test_its_passages_can_be_found_and_cited_and_its_sources_are_assessed() -> None:
    actor = system_actor("demonstration")
    make_library(acting=actor)
    make_library(acting=actor)
    assert Edition.objects.count() == 4
    assert set(Edition.objects.values_list("state", flat=True)) == {State.CONFIRMED}
    assert Assessment.objects.count() == 4
    hits = selectors.find(
        actor, "Committee against Torture testimonies of those returned", Filters(country="PRK")
    ).hits
    assert cite(hits[0].passage).formatted().startswith("OpenRSD, library of the demonstration, ")
    assert hits[0].passage.paragraph == "8"
    assert hits[0].assessment is not None
    profiles = selectors.find(actor, "religion", Filters(kind="state", topic="religion")).hits
    assert {one.edition.countries[0] for one in profiles} <= {"AFG", "ERI", "PRK"}
    assert profiles
