"""Opening a pair, and saying whether it is one person."""

from uuid import UUID

from django.utils import timezone

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.actions.opening import open_briefly
from openrsd.accounts.errors import NoReason
from openrsd.accounts.models import Basis
from openrsd.accounts.recording import recorded
from openrsd.matching import acts, policies
from openrsd.matching.errors import NotLinked, NotOpened
from openrsd.matching.models import PAIR, Pair, PairState, SamePerson

SHORTEST_REASON = 10
DECISIONS = (PairState.SAME, PairState.DIFFERENT, PairState.UNSURE)


def open_pair(pair: UUID, *, acting: Actor) -> None:
    """Opens both records to the reviewer for half an hour, on the page of the pair alone."""
    with recorded(
        acts.OPEN_PAIR, acting=acting, subject_kind=PAIR, subjects=[pair], purpose="matching"
    ):
        wanted = get_to_change(policies.reviewable(acting), pair)
        for compartment in (wanted.compartment, wanted.other_compartment):
            open_briefly(compartment, Basis.MATCHING, acting=acting)


def decide(pair: UUID, state: PairState, reason: str, *, acting: Actor) -> Pair:
    """What the reviewer says, with the reason. It can be said anew; a link comes and goes with it.

    NotOpened where the two are not open to her now, NoReason without ten characters.
    """
    with recorded(
        acts.DECIDE,
        acting=acting,
        subject_kind=PAIR,
        subjects=[pair],
        detail={"state": str(state)},
    ):
        decided = get_to_change(policies.reviewable(acting), pair)
        if policies.compared(acting).filter(id__in=[decided.one, decided.other]).count() != 2:
            raise NotOpened
        if state not in DECISIONS:
            raise NotOpened
        _write(decided, state, reason, acting)
        SamePerson.objects.filter(pair=decided).delete()
        if state == PairState.SAME:
            SamePerson.objects.create(
                pair=decided, one=decided.one, other=decided.other, made_by=acting.id
            )
    return decided


def undo(pair: UUID, reason: str, *, acting: Actor) -> Pair:
    """Takes a link away. Both records are as they were: nothing was ever merged."""
    with recorded(acts.UNDO, acting=acting, subject_kind=PAIR, subjects=[pair]):
        undone = get_to_change(policies.reviewable(acting), pair)
        linked, _by_table = SamePerson.objects.filter(pair=undone).delete()
        if not linked:
            raise NotLinked
        _write(undone, PairState.UNDONE, reason, acting)
    return undone


def _write(pair: Pair, state: PairState, reason: str, acting: Actor) -> None:
    why = reason.strip()
    if len(why) < SHORTEST_REASON:
        raise NoReason
    pair.state, pair.reason = state, why
    pair.decided_at, pair.decided_by = timezone.now(), acting.id
    pair.save(update_fields=["state", "reason", "decided_at", "decided_by"])
