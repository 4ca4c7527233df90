"""Reading what is proposed and signed about bars to removal, always for someone."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from openrsd.accounts.access import get_for
from openrsd.accounts.acting import Actor
from openrsd.assessment.weighing import assessment_of
from openrsd.casework.facts import facts_of
from openrsd.casework.models import CLAIM, Claim
from openrsd.casework.procedure.protected import was_refused_for_good
from openrsd.casework.procedure.redlines import UNPROTECTED
from openrsd.casework.queues import names_of
from openrsd.decisions import acts, policies
from openrsd.decisions.models import NegationProposal
from openrsd.decisions.removal import Negatable, found_in, proposed
from openrsd.law.countries import country_name
from openrsd.law.model import Law
from openrsd.protection.selectors import ShownBar, shown_bar
from openrsd.texts import current_language
from openrsd.texts import gettext as _


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposal, and what became of it."""

    id: UUID
    what: str
    reasons: str
    drafted_by: str
    drafted_at: datetime
    answered_by: str
    answered_at: datetime | None
    is_signed: bool | None
    answer: str
    may_answer: bool


@dataclass(frozen=True, slots=True)
class BarsPage:
    """What stands against removal of one person, and what can be proposed now."""

    claim: Claim
    bar: ShownBar
    is_refused_for_good: bool
    may_propose: bool
    found: list[tuple[str, str]]
    proposals: list[ProposalLine]


def bars(actor: Actor, record: UUID) -> BarsPage:
    """The bars of the person of a claim, for whoever is on duty in it. Else NotHere.

    Nothing is offered before the claim is refused for good.
    """
    claims = policies.bars(actor).select_related("case", "person")
    claim = get_for(actor, claims, record, act=acts.LOOK_AT_NEGATIONS, subject_kind=CLAIM)
    refused = _is_refused_for_good(claim)
    may_propose = refused and policies.negatable(actor).filter(pk=claim.pk).exists()
    assessed = assessment_of(claim)
    return BarsPage(
        claim=claim,
        bar=shown_bar(actor, claim.person),
        is_refused_for_good=refused,
        may_propose=may_propose,
        found=[(code_of(one), in_words(one, assessed.law)) for one in found_in(assessed)]
        if may_propose
        else [],
        proposals=_lines(actor, claim, assessed.law, refused=refused),
    )


def code_of(what: Negatable) -> str:
    """How a form names it."""
    return f"{what.destination}|{what.basis}"


def read_code(code: str) -> Negatable:
    """What a form named."""
    destination, _bar, basis = code.partition("|")
    return Negatable(destination, basis)


def in_words(what: Negatable, law: Law) -> str:
    """The country, and the basis."""
    title = _(law.element(what.basis).about.title)
    return f"{country_name(what.destination, current_language())}: {title}"


def _is_refused_for_good(claim: Claim) -> bool:
    case = claim.case
    if not claim.is_principal or case.state != UNPROTECTED:
        return False
    facts = facts_of(case)
    return facts.state == UNPROTECTED and was_refused_for_good(facts)


def _lines(actor: Actor, claim: Claim, law: Law, *, refused: bool) -> list[ProposalLine]:
    rows: list[NegationProposal] = list(
        policies.negations(actor).filter(claim=claim).order_by("-drafted_at")
    )
    signs = refused and policies.negations_to_sign(actor).filter(claim=claim).exists()
    users = {one.drafted_by for one in rows} | {one.answered_by for one in rows if one.answered_by}
    names = names_of(users)
    return [
        ProposalLine(
            id=one.id,
            what=in_words(proposed(one)[0], law),
            reasons=proposed(one)[1],
            drafted_by=names.get(one.drafted_by, ""),
            drafted_at=one.drafted_at,
            answered_by=names.get(one.answered_by, "") if one.answered_by else "",
            answered_at=one.answered_at,
            is_signed=one.is_signed,
            answer=one.answer.open() if one.answer else "",
            may_answer=signs and one.answered_at is None and one.drafted_by != actor.id,
        )
        for one in rows
    ]
