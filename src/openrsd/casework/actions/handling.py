"""How a case is handled, whether the person was reached, and more time."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID

from django.utils import timezone

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import AlreadySo
from openrsd.accounts.recording import recorded
from openrsd.casework import acts
from openrsd.casework.deadlines import keep_nearest
from openrsd.casework.duties import roles_in, workable
from openrsd.casework.errors import (
    NoSuchLevel,
    NotExtendable,
    NotYourPart,
    NoWords,
    StepRefused,
    UnknownWay,
)
from openrsd.casework.facts import circumstances_of
from openrsd.casework.models import (
    CASE,
    Case,
    Contact,
    ContactKind,
    Deadline,
    Handled,
    HandlingChange,
)
from openrsd.casework.models.cases import LOWEST_PRIORITY
from openrsd.casework.policies import AUTHORISING, CONTACTING, EXTENDING, ORDERING
from openrsd.casework.procedure.modality import ModalityChange, change_modality
from openrsd.ledger.acts import Act

SHORTEST_REASON = 10


def change_handling(case: UUID, to: str, reason: str, *, acting: Actor) -> Case:
    """Changes the way of handling. A reviewer or a supervisor authorises it, with the reason."""
    with changing(acts.CHANGE_HANDLING, case, AUTHORISING, acting) as (changed, role):
        claims = changed.claims.select_related("person")
        answer = change_modality(
            circumstances_of(changed, claims),
            to,
            by=str(acting.id),
            role=role,
            on=timezone.localdate(),
            reason=reason,
        )
        if not isinstance(answer, ModalityChange):
            raise StepRefused(answer)
        _note_change(changed, Handled.MODALITY, answer.was, to, answer.reason, role, acting)
        changed.modality = to
        changed.save(update_fields=["modality"])
    return changed


def change_priority(case: UUID, level: int, reason: str, *, acting: Actor) -> Case:
    """Sets the level of priority, 1 first. What stands behind it is sealed with the reason."""
    with changing(acts.CHANGE_PRIORITY, case, ORDERING, acting) as (changed, role):
        if not 1 <= level <= LOWEST_PRIORITY or level == changed.priority:
            raise NoSuchLevel
        why = in_words(reason)
        _note_change(
            changed, Handled.PRIORITY, str(changed.priority), str(level), why, role, acting
        )
        changed.priority = level
        changed.save(update_fields=["priority"])
    return changed


def record_contact(case: UUID, kind: str, on: date, account: str, *, acting: Actor) -> Contact:
    """That the person missed an appointment, was sought, or was seen."""
    with changing(acts.RECORD_CONTACT, case, CONTACTING, acting) as (changed, _role):
        if kind not in ContactKind.values or on > timezone.localdate():
            raise UnknownWay
        return Contact.objects.create(
            case=changed,
            compartment=changed.compartment,
            kind=kind,
            on=on,
            by=acting.id,
            account=in_words(account),
        )


def extend_deadline(case: UUID, deadline: UUID, until: date, why: str, *, acting: Actor) -> Case:
    """Gives more time where the procedure allows it. A day is never moved to an earlier one."""
    with changing(acts.EXTEND_DEADLINE, case, EXTENDING, acting) as (changed, _role):
        open_ones = Deadline.objects.filter(case=changed, ended_at=None)
        found = open_ones.filter(id=deadline).first()
        if found is None or not found.extendable or until <= found.due_on:
            raise NotExtendable
        found.ended_at = timezone.now()
        found.save(update_fields=["ended_at"])
        Deadline.objects.create(
            case=changed,
            compartment=changed.compartment,
            transition=found.transition,
            after=found.after,
            since=found.since,
            due_on=until,
            remind_on=until - (found.due_on - found.remind_on),
            binds=found.binds,
            extendable=True,
            extended_by=acting.id,
            why_extended=in_words(why),
        )
        keep_nearest(changed)
        changed.save(update_fields=["due_on", "remind_on"])
    return changed


def in_words(reason: str) -> str:
    """A reason that says something. Raises NoWords."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise NoWords
    return reason.strip()


@contextmanager
def changing(
    act: Act, case: UUID, roles: Collection[str], acting: Actor
) -> Iterator[tuple[Case, str]]:
    """The case, locked, and her role in it of these. NotYourPart where she has none of them."""
    with recorded(act, acting=acting, subject_kind=CASE, subjects=[case]):
        changed = get_to_change(workable(acting), case)
        role = min(roles_in(acting, changed) & set(roles), default=None)
        if role is None:
            raise NotYourPart
        yield changed, role


def _note_change(
    case: Case, what: Handled, was: str, now: str, reason: str, role: str, acting: Actor
) -> None:
    if was == now:
        raise AlreadySo
    HandlingChange.objects.create(
        case=case,
        compartment=case.compartment,
        what=what,
        was=was,
        now=now,
        by=acting.id,
        role=role,
        reason=reason,
    )
