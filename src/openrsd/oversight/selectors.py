"""Reading the ledger, always for someone; to read it is itself recorded, before it is shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from openrsd.accounts.access import require
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.recording import REASON_FIELD, note
from openrsd.accounts.records import record_kind
from openrsd.accounts.roles import Permission
from openrsd.ledger import triggers
from openrsd.ledger.acts import Act
from openrsd.ledger.checkpoints import Checkpoint
from openrsd.ledger.entries import DetailValue, Result
from openrsd.ledger.models import EntryRow, Unsealed
from openrsd.ledger.sealing import newest_checkpoint, newest_seal
from openrsd.oversight import acts, policies
from openrsd.oversight.actions import LEDGER, own_keys
from openrsd.oversight.lines import Line, lines
from openrsd.oversight.proofs import Proof, proof_of
from openrsd.oversight.searching import Place, Search, find
from openrsd.vault import Erased, opened

ENTRY = "ledger-entry"
LOOKS_ON_A_RECORD = 5


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of lines. `behind` leads on; `is_short` where it ends before it is full."""

    lines: tuple[Line, ...]
    behind: Place | None
    is_short: bool


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One entry with what is proven of it. The reason itself is asked for apart."""

    line: Line
    detail: tuple[tuple[str, str], ...]
    has_reason: bool
    may_read_reason: bool
    proof: Proof


@dataclass(frozen=True, slots=True)
class State:
    """How the ledger as a whole stands."""

    entries: int
    sealed_at: datetime | None
    waiting: int
    checkpoint: Checkpoint | None
    verified_at: datetime | None
    breaks: int | None
    missing_triggers: int


def search(actor: Actor, asked: Search, before: Place | None = None) -> SearchPage:
    """The entries that are asked for. NotHere unless she may search."""
    _may_search(actor, acts.SEARCHED, asked)
    found = find(asked, before)
    return SearchPage(tuple(lines(found.rows)), found.behind, found.is_short)


def entry(actor: Actor, wanted: UUID) -> EntryPage:
    """One entry and its proof. NotHere where it is absent, or she may not search."""
    row = _entry(actor, wanted, acts.READ)
    (line,) = lines([row])
    detail = tuple(
        (name, str(next(iter(value.values()), ""))) for name, value in sorted(row.detail.items())
    )
    readable = row.reason is not None and policies.may_read_reason(
        actor, row.reason_compartment or wanted
    )
    proof = proof_of(row.id, settings.INSTALLATION, own_keys())
    return EntryPage(line, detail, row.reason is not None, readable, proof)


def reason(actor: Actor, wanted: UUID) -> str | None:
    """The written reason of an entry; None where its record was erased.

    NotHere unless she may search and may open the record of which the reason speaks.
    """
    row = _row(wanted)
    allowed = policies.may_search(actor) and row is not None and row.reason is not None
    compartment = row.reason_compartment if row and row.reason_compartment else UUID(int=0)
    allowed = policies.may_read_reason(actor, compartment) and allowed
    _note(acts.READ_REASON, actor, ENTRY, [wanted], allowed=allowed)
    if not allowed or row is None or row.reason is None:
        raise NotHere
    try:
        key = opened().compartment(compartment)
    except Erased:
        return None
    return key.open(bytes(row.reason), record=row.id, field=REASON_FIELD).decode()


def who_looked(actor: Actor, kind: str, record: UUID, before: Place | None = None) -> SearchPage:
    """Everything that was done with a record, looks and changes. NotHere unless she may."""
    allowed = policies.may_see_who_looked(actor, record_kind(kind), record)
    _note(acts.SAW_WHO_LOOKED, actor, kind, [record], allowed=allowed)
    if not allowed:
        raise NotHere
    found = find(Search(subject=record), before)
    return SearchPage(tuple(lines(found.rows)), found.behind, found.is_short)


def latest_looks(actor: Actor, kind: str, record: UUID) -> tuple[Line, ...] | None:
    """For the page of a record: the newest entries about it; None where she may not see them."""
    if not policies.may_see_who_looked(actor, record_kind(kind), record):
        return None
    _note(acts.SAW_WHO_LOOKED, actor, kind, [record], allowed=True)
    return tuple(lines(find(Search(subject=record), most=LOOKS_ON_A_RECORD).rows))


def state(actor: Actor) -> State:
    """How the ledger stands. NotHere unless she may search."""
    require(actor, Permission.SEARCH_LEDGER, act=acts.SEARCHED, subject_kind=LEDGER)
    seal = newest_seal()
    verified = EntryRow.objects.filter(action=acts.VERIFIED.code).order_by("-at", "-id").first()
    breaks = verified.detail.get("breaks", {}).get("number") if verified else None
    return State(
        entries=seal.head.last if seal else 0,
        sealed_at=seal.head.at if seal else None,
        waiting=Unsealed.objects.count(),
        checkpoint=newest_checkpoint(settings.INSTALLATION),
        verified_at=verified.at if verified else None,
        breaks=breaks,
        missing_triggers=len(triggers.missing()),
    )


def _may_search(actor: Actor, act: Act, asked: Search) -> None:
    allowed = policies.may_search(actor)
    detail: dict[str, DetailValue] = {}
    for name, value in (
        ("actor", asked.actor),
        ("act", asked.act),
        ("office", asked.office),
        ("kind", asked.subject_kind),
        ("result", asked.result),
        ("since", asked.since),
        ("until", asked.until),
    ):
        if value:
            detail[name] = value
    about = [asked.subject] if asked.subject else []
    _note(act, actor, LEDGER, about, allowed=allowed, detail=detail)
    if not allowed:
        raise NotHere


def _entry(actor: Actor, wanted: UUID, act: Act) -> EntryRow:
    allowed = policies.may_search(actor)
    row = _row(wanted)
    _note(act, actor, ENTRY, [wanted], allowed=allowed and row is not None)
    if row is None or not allowed:
        raise NotHere
    return row


def _row(wanted: UUID) -> EntryRow | None:
    return EntryRow.objects.filter(id=wanted).first()


def _note(
    act: Act,
    actor: Actor,
    kind: str,
    subjects: Iterable[UUID],
    *,
    allowed: bool,
    detail: dict[str, DetailValue] | None = None,
) -> None:
    result = Result.DONE if allowed else Result.REFUSED
    with transaction.atomic():
        note(
            act,
            acting=actor,
            subject_kind=kind,
            subjects=subjects,
            result=result,
            detail=detail,
        )
