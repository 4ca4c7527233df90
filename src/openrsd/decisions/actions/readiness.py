"""Whether the record can carry what is proposed. It never says that it must."""

from collections.abc import Iterable

from openrsd.assessment.errors import NotReadyToRefuse
from openrsd.assessment.weighing import Assessment
from openrsd.decisions.contradictions import Contradiction, contradictions, of_facts
from openrsd.decisions.errors import DraftNotSound
from openrsd.decisions.reasons import Reasons
from openrsd.determination.readiness import Missing

NEGATIVE, PARTIAL = "negative", "partial"
SOURCE_UNCONFIRMED = "source-unconfirmed"


def require_ready(
    found: Iterable[Assessment], outcome: str | None, *, to_be_reviewed: bool = False
) -> None:
    """A refusal, in whole or in part, rests on a record that is ready for it (semantics.md section
    5). Raises NotReadyToRefuse with everything that is missing. A recognition is never held up.

    `to_be_reviewed`: the sources of the law are compared with their texts while a reviewer reads.
    """
    missing = lacking(found, outcome, to_be_reviewed=to_be_reviewed)
    if missing:
        raise NotReadyToRefuse(missing)


def lacking(
    found: Iterable[Assessment], outcome: str | None, *, to_be_reviewed: bool = False
) -> list[Missing]:
    """What such a record lacks for this outcome; nothing where it is a recognition."""
    if outcome not in (NEGATIVE, PARTIAL):
        return []
    return [
        one
        for assessed in found
        for one in assessed.lacks(partly=outcome == PARTIAL)
        if not (to_be_reviewed and one.code == SOURCE_UNCONFIRMED)
    ]


def require_sound(reasons: Reasons, drafted: Assessment, found: Iterable[Assessment]) -> None:
    """A draft says what the record says. Raises DraftNotSound with everything that holds it up: of
    a recognition nothing but missing reasons, of a refusal all that the person was not heard on,
    for anyone in the case, and all that the record does not carry.
    """
    others = [one for one in found if one.claim.id != drafted.claim.id]
    every = [
        *contradictions(reasons, drafted),
        *(contradicting for one in others for contradicting in of_facts(one)),
    ]
    stops = [_told(reasons, one) for one in every if one.holds_up(reasons.outcome)]
    if stops:
        raise DraftNotSound(stops)


def _told(reasons: Reasons, one: Contradiction) -> str:
    """What is the matter, with the heading of the paragraph in which it is."""
    headings = {each.id: each.heading for each in reasons.paragraphs}
    heading = headings.get(one.paragraph, "")
    return f"{heading}: {one.says}" if heading else one.says
