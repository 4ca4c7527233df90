"""Opening a record in an emergency: with a reason, for an hour, before witnesses."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from openrsd.accounts import acts
from openrsd.accounts.acting import Actor
from openrsd.accounts.actions.announcing import announce_emergency, witnesses
from openrsd.accounts.errors import (
    AlreadySo,
    NobodyToTell,
    NoReason,
    NotHere,
    TooOften,
)
from openrsd.accounts.models import (
    Basis,
    ConflictDeclaration,
    Grant,
    Holding,
    User,
)
from openrsd.accounts.policies import may_open
from openrsd.accounts.recording import Reason, recorded
from openrsd.accounts.records import RecordKind
from openrsd.accounts.roles import Permission, roles

OPEN_FOR = timedelta(minutes=60)
SHORTEST_REASON = 10
# Emergencies come one at a time; a sixth within an hour looks like reading through the records.
MOST_AN_HOUR = 5
OFTEN = timedelta(hours=1)
PURPOSE = "break-glass"


def break_glass(kind: RecordKind, record: UUID, reason: str, *, acting: Actor) -> Grant:
    """Opens the record to her for an hour, and tells supervisors and data-protection officers.

    The reason is sealed with the record. Not for whoever declared a conflict of interest in it.
    """
    now, why = timezone.now(), reason.strip()
    with recorded(
        acts.BREAK_GLASS,
        acting=acting,
        subject_kind=kind.code,
        subjects=[record],
        purpose=PURPOSE,
        detail={"until": now + OPEN_FOR},
    ) as entry:
        if len(why) < SHORTEST_REASON:
            raise NoReason
        _refuse_often(acting, now)
        post = _post_of(acting)
        compartment = kind.compartment_of(record)
        # Asked of an absent record too, so that it takes as long.
        named = compartment or record
        held = Holding.objects.filter(compartment=named).first()
        declared = ConflictDeclaration.objects.filter(user=acting.id, compartment=named).exists()
        if post is None or compartment is None or held is None or declared:
            raise NotHere
        if may_open(acting, compartment):
            raise AlreadySo
        told = witnesses(held).exclude(id=acting.id)
        if not told:
            raise NobodyToTell
        role, office = post
        grant = Grant.objects.create(
            compartment=compartment,
            user_id=acting.id,
            basis=Basis.BREAK_GLASS,
            role=role,
            office_id=office,
            since=now,
            until=now + OPEN_FOR,
            given_by=acting.id,
            reason=why,
        )
        announce_emergency(grant, kind.code, record, told, acting=acting)
        entry.reason = Reason(why, compartment)
    return grant


def _refuse_often(acting: Actor, now: datetime) -> None:
    # One at a time, so that two at once are not both the fifth.
    User.objects.select_for_update().filter(id=acting.id).first()
    broken = Grant.objects.filter(user=acting.id, basis=Basis.BREAK_GLASS, since__gt=now - OFTEN)
    if broken.count() >= MOST_AN_HOUR:
        raise TooOften


def _post_of(acting: Actor) -> tuple[str, UUID] | None:
    """The role and office in which she breaks the glass: where she works now, if she may there."""
    allowing = roles().that_allow(Permission.BREAK_GLASS)
    posts = sorted(
        (office != acting.office, role, office)
        for role, office in acting.postings
        if role in allowing
    )
    return posts[0][1:] if posts else None
