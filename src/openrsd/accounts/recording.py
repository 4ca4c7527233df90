"""Noting in the ledger who looked, who changed, who was refused, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid4

from openrsd.accounts.acting import Actor
from openrsd.ledger.acts import Act
from openrsd.ledger.entries import DetailValue, Entry, Result, SealedReason
from openrsd.ledger.recording import record
from openrsd.vault import opened

REASON_FIELD = "ledger.reason"


@dataclass(frozen=True, slots=True)
class Reason:
    """A written reason and the compartment of whom it speaks; it is sealed there."""

    text: str
    compartment: UUID


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
    entry = uuid4()
    record(
        Entry(
            id=entry,
            at=datetime.now(UTC),
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


def _sealed(reason: Reason, entry: UUID) -> SealedReason:
    compartment = opened().compartment(reason.compartment)
    sealed = compartment.seal(reason.text.encode(), record=entry, field=REASON_FIELD)
    return SealedReason(reason.compartment, sealed)
