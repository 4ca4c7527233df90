"""Writing blocks of a record so that no word is lost and none is written over unseen.

Every function here works in the transaction of an action that has locked the interview. A save
reads its own block and no other, however long the record is.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.interviews.content import Answered, Kind, Said
from openrsd.interviews.errors import NotMerged, NotReadable, RecordClosed
from openrsd.interviews.models import BlockVersion, Interview, RecordBlock, Standing
from openrsd.texts import gettext as _

# What one hand saves while it writes is one version, not one for every pause.
ONE_SITTING = timedelta(minutes=15)
# For so long an entry of the ledger stands for what the same hand goes on writing in one block.
ONE_ENTRY = timedelta(minutes=1)
ONLY = 1


@dataclass(frozen=True, slots=True)
class Hand:
    """Where something was typed: the window, the how manieth save of it, and the number of saves of
    the block that stood in the window then. `merges` are versions that the writer put together.
    """

    window: UUID
    turn: int = 0
    seen: int = 0
    merges: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Saved:
    """What stands in a block after a save, and what is kept beside it until somebody merges it."""

    block: RecordBlock
    current: BlockVersion
    beside: tuple[BlockVersion, ...]

    @property
    def is_beside(self) -> bool:
        """Whether another window had changed the block: what was sent is kept beside."""
        return bool(self.beside)


def write_said(
    interview: Interview, block: UUID, said: Said, hand: Hand, *, acting: Actor
) -> Saved:
    """Words into a block, which is made where it is new. RecordClosed, NotReadable."""
    _writable(interview)
    found = RecordBlock.objects.filter(id=block).first()
    if found is None:
        if not said.text.strip():
            raise NotReadable(_(NotReadable.sentence).format(why=_("there is no word in it.")))
        interview.numbered += 1
        interview.save(update_fields=["numbered"])
        found = _made(interview, block, Kind.SAID, interview.numbered)
    elif found.interview_id != interview.id or found.kind != Kind.SAID:
        raise NotHere
    elif found.number <= interview.fixed_through:
        raise RecordClosed
    return _write(found, said.kept(), hand, acting)


def write_list(
    interview: Interview, kind: Kind, answered: Answered, hand: Hand, *, acting: Actor
) -> Saved:
    """The answers of a list, of which an interview has one of a kind. RecordClosed."""
    _writable(interview)
    found = RecordBlock.objects.filter(interview=interview, kind=kind).first()
    return _write(found or _made(interview, uuid4(), kind, ONLY), answered.kept(), hand, acting)


def is_on_record(saved: Saved, hand: Hand, *, acting: Actor) -> bool:
    """Whether an entry stands for what was saved. Where not, the version counts from now as noted,
    and the action makes the entry. Where nothing was written there is nothing to record.
    """
    versions = (saved.current, *saved.beside)
    written = next((one for one in versions if one.window == hand.window), None)
    if written is None:
        return True
    if (
        written.noted_at is not None
        and written.saved_by == acting.id
        and written.saved_at - written.noted_at < ONE_ENTRY
    ):
        return True
    written.noted_at = written.saved_at
    written.save(update_fields=["noted_at"])
    return False


def hand_over_list(interview: Interview, kind: Kind) -> Hand:
    """For a list that is gone through anew, over what stands there; that stays as a version."""
    found = RecordBlock.objects.filter(interview=interview, kind=kind).first()
    return Hand(uuid4(), seen=found.saves if found else 0)


def close_blocks(interview: Interview) -> None:
    """From here on what was written is not changed. NotMerged while two versions stand beside."""
    check_merged(interview)
    interview.fixed_at = timezone.now()
    interview.fixed_through = interview.numbered


def check_merged(interview: Interview) -> None:
    """NotMerged where words of two windows stand beside each other."""
    apart = (
        BlockVersion.objects.filter(block__interview=interview, standing=Standing.BESIDE)
        .order_by("block__number")
        .values_list("block__kind", "block__number")
        .distinct()
    )
    if apart:
        named = ", ".join(f"#{number}" if kind == Kind.SAID else kind for kind, number in apart)
        raise NotMerged(_(NotMerged.sentence).format(numbers=named))


def _writable(interview: Interview) -> None:
    if not interview.is_open:
        raise RecordClosed


def _made(interview: Interview, block: UUID, kind: Kind, number: int) -> RecordBlock:
    return RecordBlock.objects.create(
        id=block,
        interview=interview,
        compartment=interview.compartment,
        kind=kind,
        number=number,
    )


def _write(block: RecordBlock, content: dict[str, Any], hand: Hand, acting: Actor) -> Saved:
    standing = list(
        block.versions.filter(standing__in=(Standing.CURRENT, Standing.BESIDE)).order_by("began_at")
    )
    current = next((one for one in standing if one.standing == Standing.CURRENT), None)
    beside = [one for one in standing if one.standing == Standing.BESIDE]
    if current is None:
        return Saved(block, _new_version(block, content, hand, acting), ())
    mine = next((one for one in beside if one.window == hand.window), None)
    if _is_late(current, hand) or (mine is not None and _is_late(mine, hand)):
        # Sent before something that has arrived: what stands is what this window wrote after it.
        return Saved(block, current, tuple(beside))
    merging = bool(hand.merges) and hand.seen == block.saves
    if merging or (mine is None and _follows(current, block, hand)):
        merged = [one for one in beside if merging and one.id in hand.merges]
        now = _over(block, current, content, hand, acting, anew=bool(merged))
        for one in merged:
            one.standing = Standing.MERGED
            one.save(update_fields=["standing"])
        return Saved(block, now, tuple(one for one in beside if one not in merged))
    if mine is None and current.content.open_or(None) == content:
        return Saved(block, current, tuple(beside))
    return Saved(block, current, _kept_beside(block, beside, mine, content, hand, acting))


def _is_late(version: BlockVersion, hand: Hand) -> bool:
    return version.window == hand.window and hand.turn <= version.turn


def _follows(current: BlockVersion, block: RecordBlock, hand: Hand) -> bool:
    """Whether every save since what the window saw was its own: a lost answer is no conflict."""
    return hand.seen == block.saves or (
        current.window == hand.window and hand.seen >= current.first - 1
    )


def _over(
    block: RecordBlock,
    current: BlockVersion,
    content: dict[str, Any],
    hand: Hand,
    acting: Actor,
    *,
    anew: bool,
) -> BlockVersion:
    now = timezone.now()
    if current.content.open_or(None) == content and not anew:
        return current
    same_hand = current.window == hand.window and current.saved_by == acting.id
    if same_hand and not anew and now - current.began_at < ONE_SITTING:
        block.saves += 1
        block.save(update_fields=["saves"])
        current.content, current.saved_at = content, now
        current.last, current.turn = block.saves, hand.turn
        current.save(update_fields=["content", "saved_at", "last", "turn"])
        return current
    current.standing = Standing.EARLIER
    current.save(update_fields=["standing"])
    return _new_version(block, content, hand, acting)


def _new_version(
    block: RecordBlock, content: dict[str, Any], hand: Hand, acting: Actor
) -> BlockVersion:
    block.saves += 1
    block.save(update_fields=["saves"])
    return BlockVersion.objects.create(
        block=block,
        compartment=block.compartment,
        standing=Standing.CURRENT,
        first=block.saves,
        last=block.saves,
        window=hand.window,
        turn=hand.turn,
        saved_by=acting.id,
        content=content,
    )


def _kept_beside(
    block: RecordBlock,
    beside: list[BlockVersion],
    mine: BlockVersion | None,
    content: dict[str, Any],
    hand: Hand,
    acting: Actor,
) -> tuple[BlockVersion, ...]:
    """What this window wrote stands beside, and follows its typing until it is merged."""
    if mine is not None:
        mine.content, mine.turn, mine.saved_at = content, hand.turn, timezone.now()
        mine.save(update_fields=["content", "turn", "saved_at"])
        return tuple(beside)
    made = BlockVersion.objects.create(
        block=block,
        compartment=block.compartment,
        standing=Standing.BESIDE,
        first=hand.seen,
        last=hand.seen,
        window=hand.window,
        turn=hand.turn,
        saved_by=acting.id,
        content=content,
    )
    return (*beside, made)
