"""How a person can stand to a protected record. Each is written straight into the tables, also
where no action of the product would: the policies have to hold by themselves.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol
from uuid import UUID, uuid4

from django.utils import timezone

from openrsd.accounts.models import (
    Announcement,
    Authority,
    Basis,
    ConflictDeclaration,
    Grant,
    Happening,
    Holding,
    Office,
    User,
)
from openrsd.oversight.models import ErasureRequest, ErasureState
from openrsd.vault import opened
from tests import people
from tests.brief_worlds import PAIRED, SERVED, pairs, people_at_the_desk
from tests.coi import worlds as coi
from tests.lawbook import worlds as lawbook
from tests.people import an_office
from tests.protected.models import Dossier
from tests.records import MAKERS

ABSENT, SAME_OFFICE, OTHER_OFFICE = "absent", "same-office", "other-office"
DAY = timedelta(days=1)


class Held(Protocol):
    """What a grant opens."""

    @property
    def compartment(self) -> UUID:
        """The compartment."""


@dataclass(frozen=True)
class Compartment:
    """One compartment of a record that has several."""

    compartment: UUID


OVER, COMING = -DAY, DAY


def _nothing(user: User, role: str, held: Held) -> None:
    """The record is there, and she has nothing to do with it."""


def _grant(
    user: User,
    role: str,
    held: Held,
    *,
    basis: Basis = Basis.ASSIGNMENT,
    since: timedelta = OVER,
    until: timedelta | None = None,
    office: Office | None = None,
    authority: Authority | None = None,
) -> None:
    now = timezone.now()
    Grant.objects.create(
        compartment=held.compartment,
        user=user,
        basis=basis,
        role=role,
        office=(office or an_office()) if user.is_staff_account else None,
        authority=authority,
        since=now + 2 * since,
        until=None if until is None else now + until,
        given_by=user.id,
    )


def _assigned(user: User, role: str, held: Held) -> None:
    _grant(user, role, held)


def _ended(user: User, role: str, held: Held) -> None:
    _grant(user, role, held, until=OVER)


def _not_yet(user: User, role: str, held: Held) -> None:
    _grant(user, role, held, since=COMING)


def _no_longer_posted(user: User, role: str, held: Held) -> None:
    _grant(user, role, held, office=an_office("Capital"))


def _in_another_role(user: User, role: str, held: Held) -> None:
    _grant(user, "case-officer" if role != "case-officer" else "reviewer", held)


def _conflict(user: User, role: str, held: Held) -> None:
    for basis in (Basis.ASSIGNMENT, Basis.BREAK_GLASS, Basis.SELF):
        _grant(user, role, held, basis=basis)
    _authority(user, role, held)
    ConflictDeclaration.objects.create(compartment=held.compartment, user=user)


def _broken_glass(user: User, role: str, held: Held) -> None:
    _grant(user, role, held, basis=Basis.BREAK_GLASS, until=COMING)


def _glass_lapsed(user: User, role: str, held: Held) -> None:
    _grant(user, role, held, basis=Basis.BREAK_GLASS, until=OVER)


def _authority(
    user: User,
    role: str,
    held: Held,
    *,
    since: timedelta = OVER,
    until: timedelta = COMING,
    revoked: timedelta | None = None,
) -> None:
    now = timezone.now()
    authority = Authority.objects.create(
        compartment=held.compartment,
        user=user,
        role=role,
        file=uuid4(),
        valid_from=now + 2 * since,
        valid_until=now + 3 * until if until > timedelta() else now + until,
        recorded_by=user.id,
        revoked_at=now + revoked if revoked is not None else None,
    )
    _grant(user, role, held, basis=Basis.AUTHORITY, authority=authority)


def _authority_revoked(user: User, role: str, held: Held) -> None:
    _authority(user, role, held, revoked=OVER)


def _authority_lapsed(user: User, role: str, held: Held) -> None:
    _authority(user, role, held, until=OVER)


def _authority_not_yet(user: User, role: str, held: Held) -> None:
    _authority(user, role, held, since=COMING)


def _own(user: User, role: str, held: Held) -> None:
    _grant(user, role, held, basis=Basis.SELF)


RELATIONS: dict[str, Callable[[User, str, Held], None]] = {
    SAME_OFFICE: _nothing,
    OTHER_OFFICE: _nothing,
    "assigned": _assigned,
    "ended": _ended,
    "not-yet": _not_yet,
    "no-longer-posted": _no_longer_posted,
    "in-another-role": _in_another_role,
    "conflict": _conflict,
    "broken-glass": _broken_glass,
    "glass-lapsed": _glass_lapsed,
    "authority": _authority,
    "authority-revoked": _authority_revoked,
    "authority-lapsed": _authority_lapsed,
    "authority-not-yet": _authority_not_yet,
    "own": _own,
}


Ids = dict[str, UUID]


def _held_in(relation: str) -> str:
    return "Capital" if relation == OTHER_OFFICE else "Border post"


def dossiers_by_relation() -> dict[str, Dossier]:
    """A dossier for each relation, held where the relation says."""
    made = {
        relation: Dossier(name="Ri Ok-hui", office=an_office(_held_in(relation)).id)
        for relation in RELATIONS
    }
    opened().keys.make_all(dossier.compartment for dossier in made.values())
    for dossier in made.values():
        dossier.save(force_insert=True)
        Holding.objects.create(compartment=dossier.compartment, office_id=dossier.office)
    return made


def record_ids(user: User, role: str, dossiers: dict[str, Dossier]) -> Ids:
    """The id of a dossier by relation, after the person was brought into each; one is absent."""
    for relation, relate in RELATIONS.items():
        relate(user, role, dossiers[relation])
    return {ABSENT: uuid4()} | {relation: one.id for relation, one in dossiers.items()}


def _dossiers() -> Callable[[User, str], Ids]:
    made = dossiers_by_relation()
    return lambda user, role: record_ids(user, role, made)


def _records_of(kind: str) -> Callable[[], Callable[[User, str], Ids]]:
    """A record of this kind for each relation, with all that belongs to it open or closed alike."""

    def world() -> Callable[[User, str], Ids]:
        made = {relation: MAKERS[kind](an_office(_held_in(relation))) for relation in RELATIONS}

        def related(user: User, role: str) -> Ids:
            for relation, relate in RELATIONS.items():
                for compartment in made[relation].compartments:
                    relate(user, role, Compartment(compartment))
            return {ABSENT: uuid4()} | {
                relation: one.records[kind] for relation, one in made.items()
            }

        return related

    return world


def _users() -> Callable[[User, str], Ids]:
    known = people.staff("case-officer", username="colleague")
    return lambda _user, _role: {"exists": known.id, ABSENT: uuid4()}


def _postings() -> Callable[[User, str], Ids]:
    known = people.staff("case-officer", username="colleague").postings.get()
    return lambda _user, _role: {"exists": known.id, ABSENT: uuid4()}


def _announcements() -> Callable[[User, str], Ids]:
    breaker = people.staff("case-officer", username="breaker")
    other = people.staff("supervisor", username="other-supervisor")
    dossier = Dossier(name="Ri Ok-hui", office=an_office().id)
    opened().keys.make(dossier.compartment)
    grant = Grant.objects.create(
        compartment=dossier.compartment,
        user=breaker,
        basis=Basis.BREAK_GLASS,
        role="case-officer",
        office=an_office(),
        given_by=breaker.id,
        reason="A call from the border.",
    )

    def told(recipient: User) -> UUID:
        announcement = Announcement.objects.create(
            what=Happening.EMERGENCY,
            by=breaker.id,
            grant=grant,
            recipient=recipient,
            record_kind="dossier",
            record=dossier.id,
        )
        return announcement.id

    of_another = told(other)
    return lambda user, _role: {
        "hers": told(user),
        "of-another": of_another,
        ABSENT: uuid4(),
    }


def _erasures() -> Callable[[User, str], Ids]:
    other = people.staff("data-protection-officer", username="other-officer")

    def asked(by: User, state: ErasureState = ErasureState.ASKED) -> UUID:
        dossier = Dossier(name="Ri Ok-hui", office=an_office().id)
        opened().keys.make(dossier.compartment)
        ended = {} if state is ErasureState.ASKED else {"ended_at": timezone.now()}
        request = ErasureRequest.objects.create(
            compartment=dossier.compartment,
            record_kind="dossier",
            record=dossier.id,
            reason="She asked for it in writing.",
            asked_by=by.id,
            state=state,
            **ended,
        )
        return request.id

    of_another, ended = asked(other), asked(other, ErasureState.WITHDRAWN)
    return lambda user, _role: {
        "hers": asked(user),
        "of-another": of_another,
        "ended": ended,
        ABSENT: uuid4(),
    }


# By kind of record: makes what all share, and gives the ids of the records by the relation in which
# a person of a role stands to them.
WORLDS: dict[str, Callable[[], Callable[[User, str], Ids]]] = {
    "dossier": _dossiers,
    "user": _users,
    "posting": _postings,
    "announcement": _announcements,
    "erasure": _erasures,
    "served": people_at_the_desk,
    "pair": pairs,
    "coi-source": coi.sources,
    "coi-document": coi.documents,
    "position-choice": lawbook.choices,
    "guidance-edition": lawbook.editions,
    **{kind: _records_of(kind) for kind in MAKERS},
}
RELATIONS_TO: dict[str, tuple[str, ...]] = {
    "dossier": (ABSENT, *RELATIONS),
    "user": (ABSENT, "exists"),
    "posting": (ABSENT, "exists"),
    "announcement": (ABSENT, "hers", "of-another"),
    "erasure": (ABSENT, "hers", "of-another", "ended"),
    "served": SERVED,
    "pair": PAIRED,
    "coi-source": coi.THERE,
    "coi-document": coi.THERE,
    "position-choice": coi.THERE,
    "guidance-edition": coi.THERE,
    **dict.fromkeys(MAKERS, (ABSENT, *RELATIONS)),
}
