"""Guidance is written by one and agreed by another; it proposes from its first day to its last, and
nothing after; what it proposes can only speak for a person.
"""

from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.assessment.entries import Country, Stated
from openrsd.determination.guidance import Proposal
from openrsd.lawbook import selectors
from openrsd.lawbook.actions.guiding import (
    agree_to_edition,
    ask_withdrawal,
    begin_edition,
    change_edition,
    hand_in,
    send_back,
    withdraw_edition,
)
from openrsd.lawbook.errors import (
    AnotherWaits,
    DoesNotFit,
    NotInForce,
    NotTheSecond,
    Settled,
    StaleEdition,
)
from openrsd.lawbook.in_force import law_in_force
from openrsd.lawbook.models import GuidanceEdition
from openrsd.ledger.models import EntryRow
from tests import assessing, people
from tests.records import SOMEBODY, a_case

pytestmark = pytest.mark.django_db
WHY = "The report on which it rests was withdrawn."


@pytest.fixture
def researcher() -> Actor:
    return people.acting_as(people.staff("coi-researcher", username="rosa"))


@pytest.fixture
def second() -> Actor:
    return people.acting_as(people.staff("legal-specialist", username="lena"))


def changed(edition: GuidanceEdition, acting: Actor, **said: Any) -> GuidanceEdition:
    content = {**deepcopy(edition.content), **said}
    return change_edition(edition.id, content, revision=edition.revision, acting=acting)


def in_force(country: str, researcher: Actor, second: Actor, **said: Any) -> GuidanceEdition:
    """An edition on a country, begun with what stands, and agreed."""
    edition = begin_edition(country, acting=researcher)
    edition = changed(edition, researcher, **said) if said else edition
    edition = hand_in(edition.id, revision=edition.revision, acting=researcher)
    return agree_to_edition(edition.id, "", revision=edition.revision, acting=second)


def proposed_in_a_case() -> list[Proposal]:
    """What is proposed for somebody who left North Korea without permission."""
    claim = a_case(people.an_office(), state="assessment-draft").records["claim"]
    left = Stated(id="exit-permission", value="no")
    found = assessing.write(claim, [Country(id="PRK"), left], SOMEBODY).determination
    assert found is not None
    return [
        one for one in found.by_hypothesis[0].framed.proposals if one.profile == "unauthorised-exit"
    ]


def test_an_edition_takes_the_place_of_the_shipped_one_from_its_day_on(
    researcher: Actor, second: Actor
) -> None:
    today, tomorrow = timezone.localdate(), timezone.localdate() + timedelta(days=1)
    assert proposed_in_a_case()[0].edition == "2026-11"
    # When an edition of the authority's own is agreed, for tomorrow
    edition = in_force(
        "PRK", researcher, second, dated=tomorrow.isoformat(), **{"issued-by": "The authority"}
    )
    # Then the shipped one still counts today, and the new one from tomorrow on
    assert edition.since == tomorrow
    assert law_in_force(today).law.guidance["PRK"].edition == "2026-11"
    law = law_in_force(tomorrow).law
    assert law.guidance["PRK"].issued_by == "The authority"
    assert law.guidance["ERI"].edition == "2026-11"
    assert law.version != law_in_force(today).law.version


def test_an_edition_that_has_expired_proposes_nothing_and_says_so(
    researcher: Actor, second: Actor
) -> None:
    edition = in_force("PRK", researcher, second)
    assert {one.edition for one in proposed_in_a_case()} == {"1"}
    assert all(one.stands for one in proposed_in_a_case())
    over = timezone.localdate() - timedelta(days=1)
    before = over - timedelta(days=300)
    content = {**edition.content, "dated": before.isoformat(), "expires": over.isoformat()}
    GuidanceEdition.objects.all().delete()
    GuidanceEdition.objects.create(
        country="PRK", number=2, content={**content, "edition": "2"}, state="agreed", since=before
    )
    assert {one.edition for one in proposed_in_a_case()} == {"2"}
    assert not any(one.stands for one in proposed_in_a_case())
    assert selectors.guidance_on(second, "PRK").is_expired


def test_a_withdrawn_edition_leaves_its_country_without_guidance(
    researcher: Actor, second: Actor
) -> None:
    edition = in_force("PRK", researcher, second)
    ask_withdrawal(edition.id, WHY, acting=second)
    with pytest.raises(NotTheSecond):
        withdraw_edition(edition.id, acting=second)
    assert proposed_in_a_case()
    supervisor = people.acting_as(people.staff("supervisor"))
    withdraw_edition(edition.id, acting=supervisor)
    assert proposed_in_a_case() == []
    assert selectors.guidance_on(second, "PRK").counts is None
    assert selectors.edition(second, edition.id).edition.withdrawn_why == WHY
    # What was the law yesterday is so still
    yesterday = timezone.localdate() - timedelta(days=1)
    assert "PRK" in law_in_force(yesterday).law.guidance
    with pytest.raises(NotInForce):
        ask_withdrawal(edition.id, WHY, acting=second)


def test_nobody_agrees_to_what_she_wrote_or_to_what_changed_meanwhile(second: Actor) -> None:
    edition = begin_edition("ERI", acting=second)
    edition = hand_in(edition.id, revision=edition.revision, acting=second)
    with pytest.raises(NotTheSecond):
        agree_to_edition(edition.id, "", revision=edition.revision, acting=second)
    reviewer = people.acting_as(people.staff("reviewer"))
    with pytest.raises(StaleEdition):
        agree_to_edition(edition.id, "", revision=edition.revision - 1, acting=reviewer)
    # While it is before the second person it does not change
    with pytest.raises(Settled):
        changed(edition, second, title="Another")
    edition = send_back(
        edition.id, "The dates are wrong.", revision=edition.revision, acting=reviewer
    )
    assert edition.answer == "The dates are wrong."
    # And then two who write at once do not overwrite each other
    changed(edition, second, title="Eritrea, 2026")
    with pytest.raises(StaleEdition):
        changed(edition, second, title="Eritrea, 2027")
    assert GuidanceEdition.objects.get(id=edition.id).content["title"] == "Eritrea, 2026"


def test_one_edition_of_a_country_is_written_at_a_time_by_those_with_the_role(
    researcher: Actor,
) -> None:
    begin_edition("PRK", acting=researcher)
    with pytest.raises(AnotherWaits):
        begin_edition("PRK", acting=researcher)
    for role in ("case-officer", "reviewer", "supervisor", "administrator"):
        with pytest.raises(NotHere):
            begin_edition("ERI", acting=people.acting_as(people.staff(role)))
    assert EntryRow.objects.filter(action="lawbook.write-edition", result="refused").count() == 5


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        ({"element": "second-nationality-held"}, "speak against the person|may not speak|bear on"),
        ({"element": "well-founded-fear"}, "made of parts"),
        ({"value": "no"}, "'no' is not allowed"),
        ({"points": ["no-such-point"]}, "no-such-point"),
    ],
)
def test_guidance_that_the_law_files_would_refuse_is_refused_here(
    spoil: dict[str, Any], said: str, researcher: Actor
) -> None:
    edition = begin_edition("PRK", acting=researcher)
    profiles = deepcopy(edition.content["profiles"])
    profiles[0]["proposes"][0] |= spoil
    edition = changed(edition, researcher, profiles=profiles)
    with pytest.raises(DoesNotFit, match=f"Profile “Left without permission”.*({said})"):
        hand_in(edition.id, revision=edition.revision, acting=researcher)


def test_an_edition_that_the_law_files_outgrew_proposes_nothing(
    researcher: Actor, second: Actor
) -> None:
    edition = in_force("PRK", researcher, second)
    content = deepcopy(edition.content)
    content["profiles"][0]["proposes"][0]["element"] = "renamed-since"
    GuidanceEdition.objects.all().delete()
    GuidanceEdition.objects.create(
        country="PRK", number=3, content=content, state="agreed", since=timezone.localdate()
    )
    assert proposed_in_a_case() == []
    assert selectors.guidance_on(second, "PRK").is_misfit


def test_the_second_person_reads_what_differs_and_nothing_else(
    researcher: Actor, second: Actor
) -> None:
    edition = begin_edition("ERI", acting=researcher)
    profiles = deepcopy(edition.content["profiles"])
    profiles[0]["note"] = "Ask for the unit."
    gone = profiles.pop()
    limits = [*edition.content["limits"], "Nothing after 2026."]
    edition = changed(edition, researcher, profiles=profiles, limits=limits)
    seen = selectors.edition(second, edition.id)
    found = {one.where: (one.was, one.now) for one in seen.changes}
    assert found["Limits"] == ("", "Nothing after 2026.")
    assert found["Profile: Evaded or deserted from national service › Note"][1] == (
        "Ask for the unit."
    )
    assert found[f"Profile: {gone['title']}"][1] == ""
    assert set(found) - {"From", "Until"} == {
        "Limits",
        "Profile: Evaded or deserted from national service › Note",
        f"Profile: {gone['title']}",
    }
