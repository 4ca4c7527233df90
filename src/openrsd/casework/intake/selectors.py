"""Reading the first conversations, always for someone."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from openrsd.accounts.access import get_for
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.casework.intake import acts, policies
from openrsd.casework.intake.answers import How, Kept, kept_of
from openrsd.casework.intake.opening import Opened, asylum_of, opened_to
from openrsd.casework.intake.questionnaire import Words, block_at, questionnaire, words
from openrsd.casework.intake.record import told_by
from openrsd.casework.intake.registered import answers_of_registration
from openrsd.casework.intake.results import plan_of, results_for
from openrsd.casework.models import CLAIM, Claim, TriageProposal
from openrsd.determination.report_shape import PlanReport, TriageLine, TriageReport
from openrsd.determination.visibility import Role
from openrsd.law.intake_files import BlockFile
from openrsd.registration.models import PERSON
from openrsd.registration.selectors import RecordedPerson, called


@dataclass(frozen=True, slots=True)
class OpenedBlock:
    """One block for someone who may ask it."""

    opened: Opened
    block: BlockFile
    place: int
    kept: Kept | None
    readable: bool

    @property
    def version(self) -> int:
        """What to write over: the number of saves until now; 0 where there is none."""
        return self.kept.row.saves if self.kept else 0


@dataclass(frozen=True, slots=True)
class ClaimPlan:
    """What the officer takes into the room, with what the answers call for."""

    claim: Claim
    recorded: RecordedPerson
    results: TriageReport
    plan: PlanReport | None
    proposal: TriageProposal | None


@dataclass(frozen=True, slots=True)
class WhatWasSaid:
    """What is recorded of a claim's first conversations, block by block, for who reviews it."""

    claim: Claim
    recorded: RecordedPerson
    blocks: tuple[tuple[BlockFile, Kept], ...]


@dataclass(frozen=True, slots=True)
class Indicators:
    """Indicators of conduct in one claim, for whoever supervises it."""

    claim: Claim
    recorded: RecordedPerson
    lines: Sequence[TriageLine]
    kept_from: Sequence[str]


def conversations(actor: Actor, person: UUID) -> Opened:
    """The first conversations with a person. NotHere where she is not open to the reader."""
    found = get_for(
        actor, policies.asked_at_desk(actor), person, act=acts.LOOK, subject_kind=PERSON
    )
    return opened_to(actor, found)


def block(actor: Actor, person: UUID, place: int) -> OpenedBlock:
    """One block. NotHere also where it is not for this reader, or not asked of this person."""
    opened = conversations(actor, person)
    found = block_at(place)
    if found is None or not opened.may_ask(found) or not opened.told.asks(found):
        raise NotHere
    return OpenedBlock(
        opened, found, place, opened.kept.get(found.id), readable=opened.may_read(found)
    )


def how_asked_last(opened: Opened) -> How:
    """The language and the interpreter of the last block: it is mostly the same conversation."""
    newest = max(opened.kept.values(), key=lambda one: one.row.saved_at, default=None)
    if newest is None:
        return How()
    return How(language=newest.recorded.how.language, interpreter=newest.recorded.how.interpreter)


def title_of(one: BlockFile, language: str) -> Words:
    """The title of a block."""
    return words(one.title, language)


def blocks_for(opened: Opened) -> list[tuple[int, BlockFile]]:
    """The blocks that this reader may ask, each with its place, asked of this person or not."""
    return [
        (place, one) for place, one in enumerate(questionnaire().blocks, 1) if opened.may_ask(one)
    ]


def plan(actor: Actor, claim: UUID) -> ClaimPlan:
    """The interview plan of a claim, for its officer."""
    found = get_for(
        actor,
        policies.worked_on(actor).select_related("person", "case"),
        claim,
        act=acts.LOOK_AT_PLAN,
        subject_kind=CLAIM,
    )
    opened = opened_to(actor, found.person)
    return ClaimPlan(
        claim=found,
        recorded=opened.recorded,
        results=opened.results(),
        plan=plan_of(found.person_id, opened.told, asylum_of(found.person)),
        proposal=TriageProposal.objects.filter(case=found.case_id).first(),
    )


def what_was_said(actor: Actor, claim: UUID) -> WhatWasSaid:
    """What a claim rests on of the first conversations, for its officer and who reviews or decides.

    Blocks that may hold indicators of conduct are not among them, whatever they hold.
    """
    found = get_for(
        actor,
        policies.reviewed(actor).select_related("person", "case"),
        claim,
        act=acts.LOOK_AT_SAID,
        subject_kind=CLAIM,
    )
    kept = kept_of(found.person_id, found.id)
    return WhatWasSaid(
        claim=found,
        recorded=called([found.person])[found.person_id],
        blocks=tuple(
            (one, kept[one.id])
            for one in questionnaire().blocks
            if one.id in kept and not policies.is_of_conduct(one)
        ),
    )


def indicators(actor: Actor, claim: UUID) -> Indicators:
    """Indicators of conduct in a claim, for its supervisor alone."""
    found = get_for(
        actor,
        policies.supervised(actor).select_related("person"),
        claim,
        act=acts.LOOK_AT_INDICATORS,
        subject_kind=CLAIM,
    )
    person = found.person
    given = [one.recorded.answers for one in kept_of(person.id, found.id).values()]
    recorded = called([person])[person.id]
    told = told_by(answers_of_registration(recorded), given, timezone.localdate())
    report = results_for(Role.SUPERVISOR, person.id, told, asylum_of(person))
    modality = report["modality"]
    return Indicators(
        claim=found,
        recorded=recorded,
        lines=report["exclusion_indicators"],
        kept_from=[one["because"] for one in modality["kept_from"]] if modality else [],
    )
