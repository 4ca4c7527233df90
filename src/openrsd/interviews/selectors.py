"""Reading interviews, always for someone."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from openrsd.accounts.access import get_for
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import User
from openrsd.accounts.recording import note
from openrsd.interviews import acts, policies
from openrsd.interviews.content import Kind, Said, answers_of, said_of
from openrsd.interviews.interpreting import profiles_of
from openrsd.interviews.models import (
    APART,
    INTERVIEW,
    BlockVersion,
    Correction,
    Interview,
    KeptApart,
    RecordBlock,
    Room,
    Standing,
)
from openrsd.ledger.entries import Result
from openrsd.vault import Erased

PAGE = 40
MOST_APPOINTMENTS = 300
_GONE = Said(speaker="other", text="")


@dataclass(frozen=True, slots=True)
class Beside:
    """Words of another window that wait to be put together with what stands."""

    id: UUID
    said: Said
    at: datetime


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction as it stands beside a block, and whether it was signed with the record."""

    said: str
    by: str
    at: datetime
    is_signed: bool


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A block as it stands now, for one reader."""

    id: UUID
    number: int
    said: Said
    seen: int
    at: datetime
    is_fixed: bool
    versions: int
    beside: tuple[Beside, ...]
    corrections: tuple[Corrected, ...]


@dataclass(frozen=True, slots=True)
class RecordPart:
    """Some blocks in their order. `earlier` is the number before which more stand; else None."""

    blocks: tuple[ShownBlock, ...]
    earlier: int | None
    later: int | None


def interview(actor: Actor, record: UUID) -> Interview:
    """One interview. NotHere where it is not open to the reader."""
    interviews = policies.readable(actor).select_related("claim__person", "claim__case")
    return get_for(actor, interviews, record, act=acts.LOOK_AT_INTERVIEW, subject_kind=INTERVIEW)


def held(actor: Actor, record: UUID) -> Interview:
    """One interview that the reader holds. Else NotHere."""
    interviews = policies.held_by(actor).select_related("claim__person", "claim__case")
    return get_for(actor, interviews, record, act=acts.LOOK_AT_INTERVIEW, subject_kind=INTERVIEW)


def to_hold(actor: Actor, claim: UUID) -> Interview | None:
    """The interview of this claim that the reader is to hold or holds; None where there is none."""
    found = policies.held_by(actor).filter(claim=claim, ended_at=None, cancelled_at=None)
    return found.select_related("claim__person", "claim__case").order_by("-planned_for").first()


def of_claims(actor: Actor, claims: list[UUID]) -> list[Interview]:
    """The interviews on these claims that are open to the reader, in order of their dates."""
    return list(policies.readable(actor).filter(claim__in=claims).order_by("planned_for"))


def rooms_of(office: UUID) -> list[Room]:
    """The rooms of an office in which people are heard."""
    return list(Room.objects.filter(office=office, closed_at=None).order_by("name"))


def calendar(actor: Actor, *, of_offices: bool = False) -> list[Interview]:
    """Appointments of the reader, or of the offices where she assigns, after the look is recorded.
    Of each she is told when and where, and of nobody whom it is about.
    """
    found = (
        policies.appointments_of_offices(actor) if of_offices else policies.appointments_of(actor)
    )
    since = timezone.now() - timedelta(days=1)
    coming = list(
        found.filter(planned_for__gte=since)
        .select_related("room", "claim__case")
        .order_by("planned_for")[:MOST_APPOINTMENTS]
    )
    with transaction.atomic():
        note(
            acts.LOOK_AT_CALENDAR,
            acting=actor,
            subject_kind=INTERVIEW,
            subjects=[one.id for one in coming],
        )
    return coming


def interpreter(actor: Actor, user: UUID) -> tuple[User, dict[str, Any]]:
    """Somebody who interprets where the reader assigns, and what is noted of them. Else NotHere."""
    found = policies.interpreters(actor).filter(id=user).first()
    result = Result.DONE if found is not None else Result.REFUSED
    with transaction.atomic():
        note(
            acts.LOOK_AT_INTERPRETER,
            acting=actor,
            subject_kind="user",
            subjects=[user],
            result=result,
        )
    if found is None:
        raise NotHere
    return found, profiles_of([user]).get(user, {})


def parts_open_to(actor: Actor, of: Interview) -> list[KeptApart]:
    """What is kept apart in an interview and open to this reader, by its numbers."""
    return list(policies.apart(actor).filter(interview=of).order_by("number"))


def part_apart(actor: Actor, record: UUID) -> KeptApart:
    """One part, for whoever is named. Else NotHere."""
    parts = policies.apart(actor).select_related("interview__claim__case")
    return get_for(actor, parts, record, act=acts.LOOK_AT_APART, subject_kind=APART)


def part_to_name(actor: Actor, record: UUID) -> tuple[KeptApart, list[tuple[str, str]]]:
    """One part, unopened, and the colleagues on the case, to name a reader. Else NotHere."""
    found = policies.apart_of_offices(actor).filter(id=record).select_related("interview").first()
    result = Result.DONE if found is not None else Result.REFUSED
    with transaction.atomic():
        note(acts.NAME_READER, acting=actor, subject_kind=APART, subjects=[record], result=result)
    if found is None:
        raise NotHere
    users = User.objects.filter(
        id__in=policies.duties_in_claim(found.interview).values("user"), is_active=True
    )
    named = [(str(one.id), one.display_name.open_or("") or one.username) for one in users]
    return found, sorted(named, key=lambda one: one[1])


def for_timeline(actor: Actor, record: UUID) -> Interview:
    """An interview of which the reader sees what was gathered. Else NotHere."""
    interviews = policies.weighed(actor).select_related("claim__case")
    return get_for(actor, interviews, record, act=acts.LOOK_AT_TIMELINE, subject_kind=INTERVIEW)


def part_of(
    actor: Actor, held: Interview, *, before: int | None = None, size: int = PAGE
) -> RecordPart:
    """The last blocks of an interview that was opened to this reader, or those before a number."""
    sees_marks = policies.weighed(actor).filter(pk=held.pk).exists()
    blocks = RecordBlock.objects.filter(interview=held, kind=Kind.SAID)
    if not sees_marks:
        blocks = blocks.filter(number__lte=held.fixed_through)
    if before is not None:
        blocks = blocks.filter(number__lt=before)
    found = list(_with_all(blocks).order_by("-number")[: size + 1])
    shown = [_shown(block, held, sees_marks=sees_marks) for block in reversed(found[:size])]
    earlier = shown[0].number if len(found) > size else None
    last = shown[-1].number if shown else 0
    later = last + 1 + size if before is not None and last < held.numbered else None
    return RecordPart(tuple(shown), earlier, later)


def one_block(actor: Actor, held: Interview, block: UUID) -> ShownBlock | None:
    """One block of an interview that was opened to this reader."""
    found = _with_all(RecordBlock.objects.filter(interview=held, id=block)).first()
    return _shown(found, held, sees_marks=True) if found else None


def answers(held: Interview, kind: Kind) -> tuple[dict[str, str], int]:
    """What was answered in a list, and how often it was saved."""
    found = (
        BlockVersion.objects.filter(
            block__interview=held, block__kind=kind, standing=Standing.CURRENT
        )
        .select_related("block")
        .first()
    )
    return (answers_of(found.content.open_or(None)), found.block.saves) if found else ({}, 0)


def _with_all(blocks: QuerySet[RecordBlock]) -> QuerySet[RecordBlock]:
    versions = BlockVersion.objects.order_by("began_at")
    corrections = Correction.objects.select_related("reading").order_by("at")
    return blocks.prefetch_related(
        Prefetch("versions", versions), Prefetch("corrections", corrections)
    )


def _shown(block: RecordBlock, held: Interview, *, sees_marks: bool) -> ShownBlock:
    versions: list[BlockVersion] = list(block.versions.all())
    current = next((one for one in versions if one.standing == Standing.CURRENT), None)
    said = _opened(current)
    return ShownBlock(
        id=block.id,
        number=block.number,
        said=said if sees_marks else replace(said, marks=(), about="", puts=()),
        seen=block.saves,
        at=block.made_at,
        is_fixed=block.number <= held.fixed_through,
        versions=len(versions),
        beside=tuple(
            Beside(one.id, _opened(one), one.saved_at)
            for one in versions
            if sees_marks and one.standing == Standing.BESIDE
        ),
        corrections=tuple(_corrections(block.corrections.all())),
    )


def _opened(version: BlockVersion | None) -> Said:
    if version is None:
        return _GONE
    try:
        return said_of(version.content.open())
    except Erased:
        return _GONE


def _corrections(found: Iterable[Correction]) -> Iterable[Corrected]:
    for one in found:
        content = one.content.open_or({})
        assert isinstance(content, dict)
        signed = one.reading.outcome == "signed"
        yield Corrected(str(content.get("said", "")), str(content.get("by", "")), one.at, signed)
