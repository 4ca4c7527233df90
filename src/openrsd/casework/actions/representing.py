"""The signed authority of a representative or guardian, for one claim and its person."""

from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from openrsd.accounts import acts as account_acts
from openrsd.accounts.access import get_to_change, scope
from openrsd.accounts.acting import Actor
from openrsd.accounts.actions import authorities
from openrsd.accounts.models import AccountKind, Authority
from openrsd.accounts.recording import recorded
from openrsd.accounts.roles import roles
from openrsd.casework import policies
from openrsd.casework.actions.carrying import name_after
from openrsd.casework.actions.keeping import Brought, keeping_one
from openrsd.casework.errors import NoSuchAuthority
from openrsd.casework.facts import GUARDIAN
from openrsd.casework.models import CLAIM, Claim


def give_authority(
    claim: UUID,
    user: UUID,
    role: str,
    paper: tuple[str, BinaryIO, int],
    *,
    valid_from: datetime,
    valid_until: datetime | None = None,
    acting: Actor,
) -> None:
    """Opens a claim and its person to a representative while the signed paper is valid.

    `paper` is its title, what it holds and its size; it is sealed with the claim. A case in which
    only children are left is named after the first of them who has a guardian.
    """
    with recorded(
        account_acts.RECORD_AUTHORITY, acting=acting, subject_kind=CLAIM, subjects=[claim]
    ):
        found = get_to_change(policies.claims(acting).select_related("person", "case"), claim)
        with keeping_one(found.case, Brought(*paper), acting=acting) as kept:
            for compartment in (found.compartment, found.person.compartment):
                authorities.record_authority(
                    compartment,
                    user,
                    role,
                    kept,
                    valid_from=valid_from,
                    valid_until=valid_until,
                    acting=acting,
                )
        if role == GUARDIAN and not found.case.claims.filter(is_principal=True).exists():
            name_after(found.case, found)


def end_authority(claim: UUID, authority: UUID, *, acting: Actor) -> None:
    """Ends an authority over a claim and its person, now. For the person, and for staff on duty:
    who looks in an emergency takes nobody's counsel away.
    """
    with recorded(
        account_acts.REVOKE_AUTHORITY, acting=acting, subject_kind=CLAIM, subjects=[claim]
    ):
        claims = policies.claims(acting)
        if acting.kind == AccountKind.STAFF:
            claims = scope(acting, claims, on_duty_as=roles())
        found = get_to_change(claims.select_related("person"), claim)
        known = Authority.objects.filter(id=authority, compartment=found.compartment).first()
        if known is None:
            raise NoSuchAuthority
        both = Authority.objects.filter(
            file=known.file,
            user=known.user_id,
            revoked_at=None,
            compartment__in=(found.compartment, found.person.compartment),
        )
        if not both:
            authorities.revoke_authority(known.id, acting=acting)
        for one in both:
            authorities.revoke_authority(one.id, acting=acting)


def authorities_of(claim: Claim) -> list[Authority]:
    """Every authority over a claim, the newest first."""
    found = Authority.objects.filter(compartment=claim.compartment).select_related("user")
    return list(found.order_by("-valid_from"))
