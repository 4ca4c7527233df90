"""Whatever is done and whenever: removal is prohibited unless all is negated for that country."""

from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openrsd.accounts.acting import system_actor
from openrsd.accounts.models import Basis
from openrsd.errors import InvalidDocument
from openrsd.law.loader import shipped_corpus
from openrsd.ledger.models import EntryRow
from openrsd.protection import acts
from openrsd.protection.actions import (
    Withdrawn,
    withdraw_for_country,
    withdraw_negations,
)
from openrsd.protection.domain import (
    BASES,
    CLOCKS_DIFFER_BY,
    Negated,
    NoBarRecorded,
    Prohibited,
    Reader,
    bar_of,
    shown_to,
)
from openrsd.protection.models import BasisNegated
from openrsd.protection.rules import LONGEST, read_rules, shipped_rules
from openrsd.protection.selectors import bar, bar_for, shown_bar
from openrsd.vault import opened
from tests.people import acting_as, applicant, representative, staff
from tests.protection.refused import Refused, on_duty
from tests.relations import RELATIONS, Compartment
from tests.warm import SOAK

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
COUNTRIES = ("PRK", "CHN", "LAO")
MOMENTS = st.integers(-200, 200).map(lambda days: NOW + timedelta(days=days))
NEGATED = st.builds(
    lambda basis, destination, since, days, withdrawn: Negated(
        basis, destination, since, since + timedelta(days=days), withdrawn
    ),
    st.sampled_from((*BASES, "nr-unknown")),
    st.sampled_from((*COUNTRIES, "")),
    MOMENTS,
    st.integers(-10, 90),
    st.booleans(),
)


@pytest.mark.any_database
@given(st.lists(NEGATED, max_size=40), st.sampled_from(COUNTRIES), MOMENTS, MOMENTS | st.none())
def test_a_bar_falls_only_when_every_basis_is_negated_now_for_that_country(
    rows: list[Negated], destination: str, at: datetime, latest: datetime | None
) -> None:
    found = bar_of(rows, destination, at=at, latest=latest)
    standing = {
        row.basis
        for row in rows
        if row.destination == destination
        and not row.withdrawn
        and row.since <= at
        and at < row.lapses
    }
    set_back = latest is not None and latest > at + CLOCKS_DIFFER_BY
    assert isinstance(found, NoBarRecorded) == (standing >= set(BASES) and not set_back)


@pytest.mark.any_database
@given(st.sampled_from(COUNTRIES), st.integers(0, 89), st.sampled_from(BASES), st.integers(0, 400))
def test_with_all_negated_each_single_gap_prohibits(
    destination: str, days: int, missing: str, later: int
) -> None:
    lapses = NOW + timedelta(days=90)
    rows = [Negated(basis, destination, NOW, lapses) for basis in BASES]
    at = NOW + timedelta(days=days)
    assert bar_of(rows, destination, at=at) == NoBarRecorded(at.date())
    assert bar_of([one for one in rows if one.basis != missing], destination, at=at) == Prohibited(
        (missing,)
    )
    assert bar_of(rows, "ERI", at=at) == Prohibited(BASES)
    assert bar_of(rows, destination, at=NOW - timedelta(seconds=1)) == Prohibited(BASES)
    assert bar_of(rows, destination, at=lapses + timedelta(days=later)) == Prohibited(BASES)
    behind = at + CLOCKS_DIFFER_BY + timedelta(seconds=1)
    assert bar_of(rows, destination, at=at, latest=behind) == Prohibited(BASES)


@pytest.mark.any_database
@pytest.mark.parametrize("reader", Reader)
def test_only_staff_on_duty_the_person_and_counsel_are_told_that_no_bar_is_recorded(
    reader: Reader,
) -> None:
    found = shown_to(reader, NoBarRecorded(NOW.date()))
    assert isinstance(found, NoBarRecorded) == (reader is not Reader.OTHER)
    # Nor does anyone else learn on which basis: it would say what the person fears.
    some = Prohibited(("nr-cat3",))
    assert shown_to(reader, some) == (Prohibited(BASES) if reader is Reader.OTHER else some)


@pytest.mark.any_database
def test_a_lawyer_can_shorten_the_time_and_not_lengthen_it() -> None:
    text = """
edition: 2026-11-23
lapses-after-days: {days}
source: law.md section 9
returning-states: []
"""
    assert read_rules(text.format(days=30).encode(), "rules.yaml").lapses_after_days == 30
    with pytest.raises(InvalidDocument, match=r"rules.yaml:3"):
        read_rules(text.format(days=LONGEST + 1).encode(), "rules.yaml")


@pytest.fixture
def refused(db: None) -> Refused:
    return Refused()


def test_nobody_examined_anything_so_every_removal_is_prohibited(refused: Refused) -> None:
    assert bar(uuid4(), "CHN") == bar(refused.person.id, "CHN") == Prohibited(BASES)


def test_one_country_after_another_and_only_for_its_time(refused: Refused) -> None:
    refused.negate_all("CHN")
    person = refused.person.id
    assert isinstance(bar(person, "CHN"), NoBarRecorded)
    assert bar(person, "PRK") == Prohibited(BASES)
    days = shipped_rules().lapses_after_days
    row = BasisNegated.objects.first()
    assert row is not None and row.lapses_at - row.negated_at == timedelta(days=days)
    lapsed = timezone.now() + timedelta(days=days)
    assert bar(person, "CHN", lapsed) == Prohibited(BASES)


def test_a_clock_that_is_set_back_brings_nothing_back(refused: Refused) -> None:
    refused.negate_all()
    later = timezone.now() + timedelta(days=100)
    newest = EntryRow.objects.order_by("-at").first()
    assert newest is not None
    newest.pk, newest.at = uuid4(), later
    newest.save(force_insert=True)
    assert bar(refused.person.id, "CHN") == Prohibited(BASES)


def test_what_is_erased_or_altered_prohibits(refused: Refused) -> None:
    refused.negate_all()
    table = BasisNegated.objects.filter(person=refused.person.id)
    one, other = table.order_by("id")[:2]
    BasisNegated.objects.filter(id=one.id).update(lapses_at=one.negated_at)
    assert isinstance(bar(refused.person.id, "CHN"), Prohibited)
    swap(one, other)
    assert isinstance(bar(refused.person.id, "CHN"), Prohibited)
    opened().keys.erase(refused.claim, at=timezone.now())
    assert bar(refused.person.id, "CHN") == Prohibited(BASES)
    assert shown_bar(refused.drafter, refused.person).destinations == ()


def swap(one: BasisNegated, other: BasisNegated) -> None:
    """The sealed basis of another row, as who holds the database could put it there."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE protection_basisnegated SET basis = "
            "(SELECT basis FROM protection_basisnegated WHERE id = %s), lapses_at = %s "
            "WHERE id = %s",
            [raw(other.id), other.lapses_at, raw(one.id)],
        )


def raw(id_: UUID) -> str:
    return id_.hex if connection.vendor == "sqlite" else str(id_)


def test_a_reopened_claim_protects_again_everywhere(refused: Refused) -> None:
    refused.negate_all("CHN")
    refused.negate_all("LAO")
    ended = withdraw_negations(
        refused.person.id, Withdrawn.CLAIM_PENDING, acting=system_actor("casework")
    )
    assert ended == 2 * len(BASES)
    for country in COUNTRIES:
        assert bar(refused.person.id, country) == Prohibited(BASES)
    assert EntryRow.objects.filter(action=acts.WITHDRAW.code).count() == 1
    shown = shown_bar(refused.drafter, refused.person)
    assert len(shown.history) == ended
    assert all(line.withdrawn and not line.stands for line in shown.history)


def test_new_information_on_a_country_ends_what_rested_on_the_old(refused: Refused) -> None:
    refused.negate_all("CHN")
    refused.negate_all("LAO")
    withdraw_for_country("CHN", acting=system_actor("coi"))
    assert bar(refused.person.id, "CHN") == Prohibited(BASES)
    # From anywhere a chain of returns may lead through it.
    assert bar(refused.person.id, "LAO") == Prohibited(("nr-chain",))


def test_who_reads_what(refused: Refused) -> None:
    refused.negate_all()
    own, counsel = applicant(), representative()
    compartment = refused.person.compartment
    RELATIONS["own"](own, "applicant", Compartment(compartment))
    RELATIONS["authority"](counsel, "legal-representative", Compartment(compartment))
    for actor, reads in (
        (refused.drafter, True),
        (acting_as(own), True),
        (acting_as(counsel), True),
        (on_duty(refused.case, "interpreter"), False),
        (on_duty(refused.case, "reception-registration-officer"), False),
        (on_duty(refused.case, "case-officer", Basis.BREAK_GLASS), False),
        (acting_as(staff("administrator", username="admin")), False),
        (None, False),
    ):
        assert isinstance(bar_for(actor, refused.person, "CHN"), NoBarRecorded) == reads
        if actor is not None:
            assert shown_bar(actor, refused.person).everywhere != reads


@pytest.mark.any_database
def test_the_bases_are_those_of_the_law() -> None:
    (element,) = (
        entry.item for entry in shipped_corpus().elements if entry.item.id == "non-refoulement"
    )
    assert element.about.combine == {"any": list(BASES)}


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("negate"), st.sampled_from(BASES), st.sampled_from(COUNTRIES)),
        st.tuples(st.just("all"), st.just(""), st.sampled_from(COUNTRIES)),
        st.tuples(st.just("reopen"), st.just(""), st.just("")),
        st.tuples(st.just("information"), st.just(""), st.sampled_from(COUNTRIES)),
        st.tuples(st.just("wait"), st.sampled_from(("1", "60", "91")), st.just("")),
    ),
    max_size=12,
)


@settings(
    max_examples=200 if SOAK else 15, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts_done=ACTS)
def test_whatever_is_done_in_whatever_order(refused: Refused, acts_done: list[Any]) -> None:
    """A plain model beside it: since when each basis is negated for each country."""
    standing: dict[tuple[str, str], datetime] = {}
    now = timezone.now()
    with transaction.atomic(), patch("django.utils.timezone.now", lambda: now):
        for act, what, country in acts_done:
            if act == "wait":
                now += timedelta(days=int(what))
            elif act == "reopen":
                withdraw_negations(
                    refused.person.id, Withdrawn.CLAIM_PENDING, acting=system_actor("casework")
                )
                standing.clear()
            elif act == "information":
                withdraw_for_country(country, acting=system_actor("coi"))
                standing = {
                    key: since
                    for key, since in standing.items()
                    if key[1] != country and key[0] != "nr-chain"
                }
            else:
                for basis in BASES if act == "all" else (what,):
                    refused.negates(basis, country)
                    standing[basis, country] = now
            for asked in COUNTRIES:
                left = {
                    basis
                    for basis in BASES
                    if (basis, asked) not in standing
                    or now - standing[basis, asked] >= timedelta(days=LONGEST)
                }
                found = bar(refused.person.id, asked, now)
                assert set(found.bases if isinstance(found, Prohibited) else ()) == left
        transaction.set_rollback(True)
