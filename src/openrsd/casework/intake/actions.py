"""Every write of the first conversations."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import AlreadySo, NotHere
from openrsd.accounts.recording import recorded
from openrsd.casework import policies as casework_policies
from openrsd.casework.intake import acts, policies
from openrsd.casework.intake.answers import Alone, Answers, How, Progress, Recorded, write
from openrsd.casework.intake.errors import NotAlone, NothingProposed, RecordedByAnother
from openrsd.casework.intake.opening import Opened, opened_to
from openrsd.casework.intake.proposing import propose_for
from openrsd.casework.intake.questionnaire import questionnaire
from openrsd.casework.models import CASE, Case, IntakeAnswers, TriageProposal
from openrsd.law.intake_files import AskedBy, BlockFile
from openrsd.registration.blocks import content_of, write_block
from openrsd.registration.models import PERSON, Block, Person

_IN_PRIVATE = (Alone.ALONE, Alone.CHOSEN)


@dataclass(frozen=True, slots=True)
class Given:
    """What the page of a block brings."""

    progress: Progress
    how: How
    answers: Answers
    as_said: dict[str, str]


def save_block(
    person: UUID, block: BlockFile, given: Given, *, based_on: int, acting: Actor
) -> IntakeAnswers:
    """Saves one block over what the writer saw.

    NotAlone for a private part asked before others; RecordedByAnother for one that a colleague
    heard in private.
    """
    # Which block it was is nothing for the ledger.
    with recorded(acts.SAVE, acting=acting, subject_kind=PERSON, subjects=[person]):
        opened = _to_change(person, block, acting)
        if not opened.may_read(block):
            raise RecordedByAnother
        if block.private and given.progress is not Progress.LEFT:
            _refuse_before_others(given.how)
        about = questionnaire().about
        return write(
            opened.person,
            opened.claim if block.asked_by is AskedBy.OFFICER else None,
            Recorded(
                block=block.id,
                progress=given.progress,
                questionnaire=about.id,
                edition=about.edition,
                how=given.how,
                answers=given.answers,
                as_said=given.as_said,
            ),
            based_on=based_on,
            acting=acting,
        )


def end_conversation(person: UUID, *, acting: Actor) -> None:
    """Ends a conversation for now: what was said and recorded until here counts for the priority.

    It can be taken up again, and ended again.
    """
    with recorded(acts.END, acting=acting, subject_kind=PERSON, subjects=[person]):
        propose_for(get_to_change(policies.asked_at_desk(acting), person))


def confirm_needs(person: UUID, codes: Collection[str], *, acting: Actor) -> None:
    """Takes specific needs that are proposed to her into the record of the person.

    NothingProposed for a code that is not, or not to her.
    """
    with recorded(acts.CONFIRM_NEEDS, acting=acting, subject_kind=PERSON, subjects=[person]):
        changed = get_to_change(policies.asked_at_desk(acting), person)
        opened = opened_to(acting, changed)
        proposed = {need["code"] for need in opened.results()["specific_needs"]} - {""}
        if not codes or not set(codes) <= proposed:
            raise NothingProposed
        _add_needs(changed, codes, acting)


def confirm_priority(case: UUID, *, acting: Actor) -> Case:
    """Confirms the level that is proposed for a case. Whoever orders the queue may."""
    with recorded(acts.CONFIRM_PRIORITY, acting=acting, subject_kind=CASE, subjects=[case]):
        changed = get_to_change(casework_policies.on_duty(acting, casework_policies.ORDERING), case)
        proposal = TriageProposal.objects.filter(case=changed).first()
        if proposal is None:
            raise NothingProposed
        if proposal.confirmed_at is not None:
            raise AlreadySo
        proposal.confirmed_at, proposal.confirmed_by = timezone.now(), acting.id
        proposal.save(update_fields=["confirmed_at", "confirmed_by"])
        changed.priority = proposal.priority
        changed.save(update_fields=["priority"])
    return changed


def _to_change(person: UUID, block: BlockFile, acting: Actor) -> Opened:
    """The person, locked, for someone who puts the questions of this block. Else NotHere."""
    opened = opened_to(acting, get_to_change(policies.asked_at_desk(acting), person))
    if not opened.may_ask(block) or not opened.told.asks(block):
        raise NotHere
    return opened


def _refuse_before_others(how: How) -> None:
    if how.alone not in _IN_PRIVATE:
        raise NotAlone


def _add_needs(person: Person, codes: Collection[str], acting: Actor) -> None:
    content = content_of(person, Block.NEEDS)
    known = content.get("codes", [])
    added = sorted(set(codes) - set(known))
    if not added:
        raise AlreadySo
    newest = person.blocks.filter(block=Block.NEEDS, is_current=True).first()
    write_block(
        person,
        Block.NEEDS,
        {"v": 1, **content, "codes": [*known, *added], "none": False},
        based_on=newest.saves if newest else 0,
        acting=acting,
    )
