"""What a signed decision says once its slips are corrected. Whoever tells it reads this."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from openrsd.casework.models import Case
from openrsd.decisions.models import Correction, Draft
from openrsd.decisions.reasons import Reasons
from openrsd.decisions.rounds import handed_in_drafts, reasons_in


@dataclass(frozen=True, slots=True)
class Slip:
    """Words of a paragraph, those that stand for them, and why."""

    paragraph: str
    was: str
    now: str
    why: str


def slip_of(correction: Correction) -> Slip:
    """What a correction says."""
    said = correction.content.open()
    assert isinstance(said, dict)
    return Slip(**{name: str(said[name]) for name in ("paragraph", "was", "now", "why")})


def corrected(reasons: Reasons, slips: Iterable[Slip]) -> Reasons:
    """The same reasons with these words put right, and nothing else changed."""
    for slip in slips:
        paragraphs = [
            one.model_copy(update={"text": one.text.replace(slip.was, slip.now, 1)})
            if one.id == slip.paragraph
            else one
            for one in reasons.paragraphs
        ]
        reasons = reasons.model_copy(update={"paragraphs": tuple(paragraphs)})
    return reasons


def corrected_draft(draft: Draft) -> Reasons:
    """What a draft that was handed in says, with every confirmed correction, in their order."""
    confirmed = draft.corrections.filter(is_confirmed=True).order_by("answered_at")
    return corrected(reasons_in(draft), [slip_of(one) for one in confirmed])


def corrected_reasons(case: Case) -> Reasons | None:
    """The reasons of a case as they are told: what was last handed in, corrected. None where
    nothing was handed in.
    """
    draft = handed_in_drafts(case).last()
    return corrected_draft(draft) if draft else None


def signers_of(draft: Draft) -> frozenset[UUID]:
    """Who handed it in and who signed it; nobody where it was not signed."""
    signed = draft.signatures.filter(is_return=False).values_list("signed_by", flat=True)
    return frozenset({draft.drafted_by, *signed}) if signed else frozenset()
