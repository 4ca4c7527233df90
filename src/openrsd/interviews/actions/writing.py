"""Writing the record of an interview while it is held."""

from uuid import UUID

from django.utils import timezone

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.recording import recorded
from openrsd.interviews import acts, policies
from openrsd.interviews.content import Answered, Kind, Said
from openrsd.interviews.models import INTERVIEW, Interview
from openrsd.interviews.recording import Hand, Saved, is_on_record, write_list, write_said


def save_said(interview: UUID, block: UUID, said: Said, hand: Hand, *, acting: Actor) -> Saved:
    """Words into a block of the record, over what the window saw.

    Where another window had changed it, both are kept (`Saved.is_beside`) until a person puts them
    together. RecordClosed, NotReadable.

    An entry of the ledger stands for what the same hand writes in the block within a minute.
    """
    with recorded(
        acts.WRITE,
        acting=acting,
        subject_kind=INTERVIEW,
        subjects=[interview],
        detail={"block": block},
    ) as pending:
        held = get_to_change(policies.held_by(acting), interview)
        saved = write_said(held, block, said, hand, acting=acting)
        pending.is_on_record = is_on_record(saved, hand, acting=acting)
        return saved


def save_list(
    interview: UUID, kind: Kind, answered: Answered, hand: Hand, *, acting: Actor
) -> Saved:
    """The answers of the list at the opening or the closing. RecordClosed."""
    with recorded(
        acts.WRITE,
        acting=acting,
        subject_kind=INTERVIEW,
        subjects=[interview],
        detail={"list": str(kind)},
    ) as pending:
        held = get_to_change(policies.held_by(acting), interview)
        saved = write_list(held, kind, answered, hand, acting=acting)
        pending.is_on_record = is_on_record(saved, hand, acting=acting)
        return saved


def end_narrative(interview: UUID, *, acting: Actor) -> Interview:
    """The person has told freely; from now on dates and places may be gathered from it."""
    with recorded(acts.END_NARRATIVE, acting=acting, subject_kind=INTERVIEW, subjects=[interview]):
        held = get_to_change(policies.held_by(acting), interview)
        if held.narrative_ended_at is None:
            held.narrative_ended_at = timezone.now()
            held.save(update_fields=["narrative_ended_at"])
    return held
