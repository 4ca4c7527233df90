"""The one way to fetch a protected record: in her scope, and recorded before it is handed out.

Absent and forbidden are one answer, NotHere, after the same queries. The refusal is recorded with
the id that was asked for.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from django.db import models, transaction

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import Basis
from openrsd.accounts.policies import may, opened_compartments
from openrsd.accounts.recording import note
from openrsd.accounts.roles import Permission
from openrsd.ledger.acts import Act
from openrsd.ledger.entries import Result

RecordT = TypeVar("RecordT", bound=models.Model)
PAGE = 50


@dataclass(frozen=True, slots=True)
class Page(Generic[RecordT]):
    """Some records, and whether there are more behind them."""

    records: tuple[RecordT, ...]
    more: bool


def scope(
    actor: Actor | None,
    records: models.QuerySet[RecordT],
    *,
    compartment: str = "compartment",
    on_duty_as: Collection[str] | None = None,
    brief: Basis | None = None,
) -> models.QuerySet[RecordT]:
    """Those of the records whose compartment is open to her.

    `compartment` is the path from the record to it, `brief` a kind of grant for minutes. A room's
    `policies.py` is made of this; whatever is shown of a record goes through `get_for` or
    `list_for`.
    """
    opened = opened_compartments(actor, on_duty_as=on_duty_as, brief=brief)
    return records.filter(**{f"{compartment}__in": opened})


def get_for(
    actor: Actor,
    records: models.QuerySet[RecordT],
    record: UUID,
    *,
    act: Act,
    subject_kind: str,
    compartment: str = "compartment",
    brief: Basis | None = None,
) -> RecordT:
    """The record of this id, after the look is recorded. NotHere where it is absent or not hers."""
    opened = scope(actor, records, compartment=compartment, brief=brief)
    found = opened.filter(pk=record).first()
    result = Result.DONE if found is not None else Result.REFUSED
    with transaction.atomic():
        note(act, acting=actor, subject_kind=subject_kind, subjects=[record], result=result)
    if found is None:
        raise NotHere
    return found


def list_for(
    actor: Actor,
    records: models.QuerySet[RecordT],
    *,
    act: Act,
    subject_kind: str,
    compartment: str = "compartment",
    limit: int = PAGE,
) -> Page[RecordT]:
    """The first of these records that are open to her, in their order: one look, one entry.

    For the next page, filter `records` to those behind the last one shown.
    """
    found = list(scope(actor, records, compartment=compartment)[: limit + 1])
    given = tuple(found[:limit])
    with transaction.atomic():
        note(act, acting=actor, subject_kind=subject_kind, subjects=[one.pk for one in given])
    return Page(given, more=len(found) > limit)


def get_to_change(records: models.QuerySet[RecordT], record: UUID) -> RecordT:
    """The record of this id in the scope of a policy, locked until the change is done.

    For an action, inside `recorded`, which notes the change or the refusal. Else NotHere.
    """
    found = records.select_for_update(of=("self",)).filter(pk=record).first()
    if found is None:
        raise NotHere
    return found


def require(
    actor: Actor,
    permission: Permission | str,
    *,
    act: Act,
    subject_kind: str,
    subject: UUID | None = None,
    office: UUID | None = None,
) -> None:
    """Goes on where her role allows it. Else NotHere, after the refusal is recorded."""
    if may(actor, permission, office):
        return
    with transaction.atomic():
        note(
            act,
            acting=actor,
            subject_kind=subject_kind,
            subjects=[subject] if subject else [],
            result=Result.REFUSED,
        )
    raise NotHere
