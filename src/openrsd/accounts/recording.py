"""Noting in the ledger who looked, who changed, who was refused, and why."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import Refusal
from openrsd.ledger.acts import Act
from openrsd.ledger.entries import DetailValue, Entry, Result, SealedReason, new_id
from openrsd.ledger.recording import record
from openrsd.vault import opened

REASON_FIELD = "ledger.reason"


@dataclass(frozen=True, slots=True)
class Reason:
    """A written reason and the compartment of whom it speaks; it is sealed there."""

    text: str
    compartment: UUID


@dataclass(slots=True)
class Pending:
    """What an action adds to its entry while it runs."""

    reason: Reason | None = None
    # An entry that was made a moment ago says that this is going on, by the same hand in the same
    # place. Only what is saved while it is typed sets it, and says within which time.
    is_on_record: bool = False


def note(
    act: Act,
    *,
    acting: Actor,
    subject_kind: str,
    subjects: Iterable[UUID],
    purpose: str = "work",
    result: Result = Result.DONE,
    reason: Reason | None = None,
    detail: Mapping[str, DetailValue] | None = None,
) -> UUID:
    """One entry about one act on all these subjects. Returns the id of the entry.

    Call it in the transaction of a change. A look calls it before anything is given out: what
    cannot be recorded is not granted.
    """
    at = datetime.now(UTC)
    entry = new_id(at)
    record(
        Entry(
            id=entry,
            at=at,
            actor_kind=acting.kind,
            actor=acting.id,
            office=acting.office,
            action=act.code,
            subject_kind=subject_kind,
            subjects=tuple(subjects),
            result=result,
            purpose=purpose,
            reason=_sealed(reason, entry) if reason else None,
            detail=detail or {},
        )
    )
    return entry


@contextmanager
def recorded(
    act: Act,
    *,
    acting: Actor,
    subject_kind: str,
    subjects: Iterable[UUID],
    purpose: str = "work",
    detail: Mapping[str, DetailValue] | None = None,
) -> Iterator[Pending]:
    """Around the body of an action: one transaction of the policy, the change and its entry.

    A Refusal raised inside undoes the change, is recorded as refused (without a reason), and goes
    on to the caller. Where a reason was written, the body sets it on what it is given.
    """
    named, pending = tuple(subjects), Pending()
    try:
        with transaction.atomic():
            yield pending
            if not pending.is_on_record:
                note(
                    act,
                    acting=acting,
                    subject_kind=subject_kind,
                    subjects=named,
                    purpose=purpose,
                    reason=pending.reason,
                    detail=detail,
                )
    except Refusal:
        with transaction.atomic():
            note(
                act,
                acting=acting,
                subject_kind=subject_kind,
                subjects=named,
                purpose=purpose,
                result=Result.REFUSED,
                detail=detail,
            )
        raise


def _sealed(reason: Reason, entry: UUID) -> SealedReason:
    compartment = opened().compartment(reason.compartment)
    sealed = compartment.seal(reason.text.encode(), record=entry, field=REASON_FIELD)
    return SealedReason(reason.compartment, sealed)
