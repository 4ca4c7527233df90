"""Keeping a member of staff from all work, at once: what a supervisor does in suspicion."""

from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from openrsd.accounts import acts
from openrsd.accounts.acting import Actor
from openrsd.accounts.actions.announcing import announce_suspension
from openrsd.accounts.actions.assigning import COMPARTMENT
from openrsd.accounts.errors import AlreadySo, NotForOneself, NotHere
from openrsd.accounts.models import Grant, Holding, User
from openrsd.accounts.policies import offices_where, posts_that_open_records
from openrsd.accounts.recording import recorded
from openrsd.accounts.roles import Permission
from openrsd.accounts.signing_in.sessions import end_sessions

USER = "user"


def suspend(user: UUID, *, acting: Actor) -> bool:
    """Ends at once whatever a colleague may open, on any ground, and keeps her from opening more.

    Of whoever works in an office where she who acts assigns: until `resume` she holds no role, and
    in no emergency opens a record. Of whoever works elsewhere only what these offices hold is
    taken. Returns whether the colleague is suspended. NotHere for whoever assigns nowhere.
    """
    with recorded(acts.SUSPEND, acting=acting, subject_kind=USER, subjects=[user]):
        offices = offices_where(acting, Permission.ASSIGN_CASES)
        if not offices:
            raise NotHere
        if user == acting.id:
            raise NotForOneself
        account = _locked(user)
        is_hers = _works_in(account, offices)
        if is_hers:
            account.suspended_at = account.suspended_at or timezone.now()
            account.save(update_fields=["suspended_at"])
            end_every_grant(account, acting=acting)
            end_sessions(account)
            announce_suspension(account, acting=acting)
        else:
            held = Holding.objects.filter(office__in=offices).values("compartment")
            end_every_grant(account, acting=acting, among=Q(compartment__in=held))
    return is_hers


def resume(user: UUID, *, acting: Actor) -> None:
    """Ends a suspension. Nothing that was open opens again: it is assigned anew, or not.

    Needs cases.assign in an office where the colleague works. Nobody ends her own.
    """
    with recorded(acts.RESUME, acting=acting, subject_kind=USER, subjects=[user]):
        if user == acting.id:
            raise NotForOneself
        account = _locked(user)
        if not _works_in(account, offices_where(acting, Permission.ASSIGN_CASES)):
            raise NotHere
        if account.suspended_at is None:
            raise AlreadySo
        account.suspended_at = None
        account.save(update_fields=["suspended_at"])
        announce_suspension(account, acting=acting)


def end_every_grant(user: User, *, acting: Actor, among: Q | None = None) -> None:
    """Ends what a user may open, on whatever ground, with one entry that names all of it.

    In the transaction of the action that found it right. `among` is a condition on grants.
    """
    now = timezone.now()
    running = Grant.objects.filter(
        Q(until=None) | Q(until__gt=now), among if among is not None else Q(), user=user
    )
    closed = sorted(set(running.values_list("compartment", flat=True)))
    if not closed:
        return
    with recorded(
        acts.TAKE_ALL,
        acting=acting,
        subject_kind=COMPARTMENT,
        subjects=closed,
        detail={"user": user.id},
    ):
        running.update(until=now)


def _works_in(account: User, offices: frozenset[UUID]) -> bool:
    return posts_that_open_records(offices).filter(user=account).exists()


def _locked(user: UUID) -> User:
    found = User.objects.select_for_update().filter(id=user, is_active=True).first()
    if found is None or not found.is_staff_account:
        raise NotHere
    return found
