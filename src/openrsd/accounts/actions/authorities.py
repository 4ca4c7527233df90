"""The signed authority of a representative or guardian, which opens one record."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db.models import Q
from django.utils import timezone

from openrsd.accounts import acts
from openrsd.accounts.acting import Actor
from openrsd.accounts.actions.assigning import COMPARTMENT
from openrsd.accounts.errors import (
    AccountClosed,
    AlreadySo,
    NoSuchRole,
    NotHere,
    NotValidThen,
)
from openrsd.accounts.models import AccountKind, Authority, Basis, Grant, User
from openrsd.accounts.policies import may_open
from openrsd.accounts.recording import recorded
from openrsd.accounts.roles import Permission, RoleAccount, roles


def record_authority(
    compartment: UUID,
    user: UUID,
    role: str,
    file: UUID,
    *,
    valid_from: datetime,
    valid_until: datetime | None = None,
    acting: Actor,
) -> Authority:
    """Opens a record to a representative while the authority is valid.

    `file` is the sealed file of the signed paper. For staff on duty with the record.
    """
    authority = Authority(
        id=uuid4(),
        compartment=compartment,
        user_id=user,
        role=role,
        file=file,
        valid_from=valid_from,
        valid_until=valid_until,
        recorded_by=acting.id,
    )
    with recorded(
        acts.RECORD_AUTHORITY,
        acting=acting,
        subject_kind=COMPARTMENT,
        subjects=[compartment],
        detail={"user": user, "authority": authority.id},
    ):
        _require_recording(compartment, acting)
        account = _representative(user, role)
        if valid_until is not None and valid_until <= valid_from:
            raise NotValidThen
        authority.save(force_insert=True)
        Grant.objects.create(
            compartment=compartment,
            user=account,
            basis=Basis.AUTHORITY,
            role=role,
            authority=authority,
            since=valid_from,
            given_by=acting.id,
        )
    return authority


def revoke_authority(authority: UUID, *, acting: Actor) -> None:
    """Ends an authority now: the applicant's right at any time."""
    known = Authority.objects.filter(id=authority).first()
    with recorded(
        acts.REVOKE_AUTHORITY,
        acting=acting,
        subject_kind=COMPARTMENT,
        subjects=[known.compartment] if known else [],
        detail={"authority": authority},
    ):
        if known is None:
            raise NotHere
        own = Grant.objects.filter(
            Q(until=None) | Q(until__gt=timezone.now()),
            compartment=known.compartment,
            user=acting.id,
            basis=Basis.SELF,
        )
        if not own.exists():
            _require_recording(known.compartment, acting)
        now = timezone.now()
        if not Authority.objects.filter(id=authority, revoked_at=None).update(revoked_at=now):
            raise AlreadySo


def _representative(user: UUID, role: str) -> User:
    account = User.objects.filter(id=user).first()
    if account is None:
        raise NotHere
    if not account.is_active:
        raise AccountClosed
    known = role in roles() and roles()[role].account is RoleAccount.REPRESENTATIVE
    if not known or account.kind != AccountKind.REPRESENTATIVE:
        raise NoSuchRole
    return account


def _require_recording(compartment: UUID, acting: Actor) -> None:
    recording = roles().that_allow(Permission.RECORD_AUTHORITIES)
    if not (acting.is_system or may_open(acting, compartment, on_duty_as=recording)):
        raise NotHere
