"""On random grants, postings, conflicts, authorities and times: the single check, the list filter,
and a plain reading of the rules in Python say the same.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from openrsd.accounts.acting import Actor
from openrsd.accounts.models import (
    AccountKind,
    Authority,
    Basis,
    ConflictDeclaration,
    Grant,
    Office,
    User,
)
from openrsd.accounts.policies import may_open, opened_compartments
from openrsd.vault import opened

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
COMPARTMENTS = tuple(uuid4() for _number in range(3))
ROLES = ("case-officer", "interpreter", "administrator", "supervisor", "applicant")
OFFICES = tuple(UUID(int=number) for number in (1, 2))
USERS = {kind: UUID(int=100 + number) for number, kind in enumerate(AccountKind)}
TAKES_CASES = {"case-officer", "interpreter", "supervisor"}
BREAKS_GLASS = {"case-officer", "supervisor"}
moments = st.sampled_from([NOON + timedelta(hours=hours) for hours in (-2, -1, 0, 1, 2)])


@dataclass(frozen=True)
class Paper:
    """A signed authority."""

    since: datetime
    until: datetime | None
    revoked: bool


@dataclass(frozen=True)
class Given:
    """A grant as it stands in the table, whether or not any action would have made it."""

    compartment: UUID
    kind: AccountKind
    basis: Basis
    role: str
    office: UUID | None
    since: datetime
    until: datetime | None
    paper: Paper | None


# Most would open something but for one thing: else hardly an example would show a difference.
papers = st.builds(Paper, moments, st.none() | moments, st.sampled_from([False, False, True]))
BASES = {
    AccountKind.STAFF: [Basis.ASSIGNMENT, Basis.SUPERVISION, Basis.BREAK_GLASS],
    AccountKind.REPRESENTATIVE: [Basis.AUTHORITY],
    AccountKind.APPLICANT: [Basis.SELF],
}
grants = st.sampled_from(list(AccountKind)).flatmap(
    lambda kind: st.builds(
        Given,
        st.sampled_from(COMPARTMENTS),
        st.just(kind),
        st.sampled_from(BASES[kind]) | st.sampled_from(list(Basis)),
        st.sampled_from(ROLES),
        st.sampled_from(OFFICES),
        st.just(NOON) | moments,
        st.none() | moments,
        papers | papers | st.none(),
    )
)
postings = st.frozensets(st.tuples(st.sampled_from(ROLES), st.sampled_from(OFFICES)), min_size=3)
conflicts = st.sets(st.tuples(st.sampled_from(list(AccountKind)), st.sampled_from(COMPARTMENTS)))


def opens(one: Given, kind: AccountKind, held: frozenset[tuple[str, UUID]], at: datetime) -> bool:
    """The rules, read plainly."""
    if one.kind != kind or one.since > at or (one.until is not None and one.until <= at):
        return False
    if kind == AccountKind.APPLICANT:
        return one.basis == Basis.SELF
    if kind == AccountKind.REPRESENTATIVE:
        paper = one.paper
        return (
            one.basis == Basis.AUTHORITY
            and paper is not None
            and not paper.revoked
            and paper.since <= at
            and (paper.until is None or at < paper.until)
        )
    if (one.role, one.office) not in held:
        return False
    if one.basis == Basis.BREAK_GLASS:
        return one.role in BREAKS_GLASS
    return one.basis in (Basis.ASSIGNMENT, Basis.SUPERVISION) and one.role in TAKES_CASES


@given(
    st.lists(
        grants, min_size=3, max_size=8, unique_by=lambda one: (one.compartment, one.kind, one.role)
    ),
    postings,
    conflicts,
    moments,
)
def test_the_check_the_list_and_the_rules_agree(
    given_grants: list[Given],
    held: frozenset[tuple[str, UUID]],
    declared: set[tuple[AccountKind, UUID]],
    at: datetime,
) -> None:
    with written(given_grants, declared):
        for kind in AccountKind:
            actor = Actor(
                kind, USERS[kind], None, held if kind == AccountKind.STAFF else frozenset()
            )
            listed = set(opened_compartments(actor, at=at).values_list("compartment", flat=True))
            checked = {one for one in COMPARTMENTS if may_open(actor, one, at=at)}
            expected = {
                one.compartment
                for one in given_grants
                if opens(one, kind, held, at) and (kind, one.compartment) not in declared
            }
            assert listed == checked == expected


@given(
    st.lists(
        grants, min_size=3, max_size=8, unique_by=lambda one: (one.compartment, one.kind, one.role)
    )
)
def test_nothing_is_open_without_a_signed_in_person(given_grants: list[Given]) -> None:
    with written(given_grants, set()):
        assert not opened_compartments(None).exists()
        assert not opened_compartments(Actor("system", USERS[AccountKind.STAFF])).exists()


@contextmanager
def written(given_grants: list[Given], declared: set[tuple[AccountKind, UUID]]) -> Iterator[None]:
    """The tables with exactly this in them."""
    with transaction.atomic():
        for office in OFFICES:
            Office.objects.create(id=office, name=str(office), country="THA")
        for kind, user in USERS.items():
            User.objects.bulk_create([_user(kind, user)])
        for one in given_grants:
            Grant.objects.create(
                compartment=one.compartment,
                user_id=USERS[one.kind],
                basis=one.basis,
                role=one.role,
                office_id=one.office,
                since=one.since,
                until=one.until,
                authority=_authority(one),
                given_by=USERS[one.kind],
            )
        for kind, compartment in declared:
            ConflictDeclaration.objects.create(user_id=USERS[kind], compartment=compartment)
        yield
        transaction.set_rollback(True)


def _user(kind: AccountKind, user: UUID) -> User:
    return User(
        id=user, kind=kind, username=kind.value, display_name="Invented", compartment=_key(kind)
    )


@cache
def _key(kind: AccountKind) -> UUID:
    """One for all examples: what is sealed is no part of this."""
    compartment = uuid4()
    opened().keys.make(compartment)
    return compartment


def _authority(one: Given) -> Authority | None:
    if one.paper is None:
        return None
    return Authority.objects.create(
        compartment=one.compartment,
        user_id=USERS[one.kind],
        role=one.role,
        file=uuid4(),
        valid_from=one.paper.since,
        valid_until=one.paper.until,
        recorded_by=USERS[one.kind],
        revoked_at=NOON if one.paper.revoked else None,
    )
