"""Reading a signed decision with its corrections, always for someone."""

from dataclasses import dataclass
from uuid import UUID

from openrsd.accounts.acting import Actor
from openrsd.casework.queues import names_of
from openrsd.decisions.actions.correcting import correctable
from openrsd.decisions.comparing import Words, changed_words
from openrsd.decisions.corrected import Slip, corrected_draft, signers_of, slip_of
from openrsd.decisions.models import Correction, Draft
from openrsd.decisions.reasons import Paragraph
from openrsd.decisions.selectors.drafting import draft


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A correction with who proposed and who answered it."""

    correction: Correction
    slip: Slip
    words: tuple[Words, ...]
    heading: str
    proposed_by: str
    answered_by: str
    answer: str


@dataclass(frozen=True, slots=True)
class CorrectionPage:
    """A decision as it stands, what was corrected in it, and what this reader can do."""

    draft: Draft
    paragraphs: tuple[Paragraph, ...]
    lines: list[CorrectionLine]
    waiting: CorrectionLine | None
    may_propose: bool
    may_answer: bool


def correction_page(actor: Actor, record: UUID) -> CorrectionPage:
    """A decision that was handed in, for whoever weighs the claim. Else NotHere."""
    found = draft(actor, record)
    reasons = corrected_draft(found)
    headings = {one.id: one.heading for one in reasons.paragraphs}
    corrections = list(found.corrections.order_by("proposed_at"))
    users = {one.proposed_by for one in corrections}
    users |= {one.answered_by for one in corrections if one.answered_by}
    names = names_of(users)
    lines = [_line(one, headings, names) for one in corrections]
    waiting = next((one for one in lines if one.correction.answered_at is None), None)
    is_signer = actor.id in signers_of(found)
    stands = is_signer and correctable(actor).filter(pk=found.pk).exists()
    proposed_it = waiting is not None and waiting.correction.proposed_by == actor.id
    return CorrectionPage(
        draft=found,
        paragraphs=reasons.paragraphs,
        lines=[one for one in lines if one is not waiting],
        waiting=waiting,
        may_propose=stands and waiting is None,
        may_answer=stands and waiting is not None and not proposed_it,
    )


def _line(one: Correction, headings: dict[str, str], names: dict[UUID, str]) -> CorrectionLine:
    slip = slip_of(one)
    return CorrectionLine(
        correction=one,
        slip=slip,
        words=changed_words(slip.was, slip.now),
        heading=headings.get(slip.paragraph, ""),
        proposed_by=names.get(one.proposed_by, ""),
        answered_by=names.get(one.answered_by, "") if one.answered_by else "",
        answer=one.answer.open_or("") if one.answered_at else "",
    )
