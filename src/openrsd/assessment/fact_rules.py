"""What must be there before a material fact is not accepted, or left open as undeterminable.

Nobody is disbelieved for what she was never asked about, nor before what may explain it was
considered (assessment.md sections 2, 6, 7.3 and 7.4). An acceptance is never held up.
"""

from collections.abc import Iterator
from uuid import UUID

from openrsd.assessment.entries import MaterialFact
from openrsd.assessment.errors import DoubtNotWeighed, NeverPut, NoReasons, NotConsidered
from openrsd.assessment.words import FACTORS, INCONSISTENCIES
from openrsd.interviews.spoken import never_put
from openrsd.texts import gettext as _


def require_fair(fact: MaterialFact, claim: UUID) -> None:
    """Raises NeverPut, NotConsidered, NoReasons or DoubtNotWeighed with what is missing."""
    if fact.value == "undetermined" and not fact.benefit_of_doubt:
        raise DoubtNotWeighed
    if fact.value != "not-accepted":
        return
    if fact.inconsistency and not (fact.put and fact.answer):
        raise NeverPut
    if named := [*_unheard(fact), *_marked_and_never_put(fact, claim)]:
        raise NeverPut(dict.fromkeys(named))
    if missing := factors_missing(fact):
        raise NotConsidered(missing)
    if not fact.reasons:
        raise NoReasons


def factors_missing(fact: MaterialFact) -> list[str]:
    """In words, the circumstances of which it is said neither how they were considered nor that
    they do not apply.
    """
    if fact.no_other_factors:
        return []
    return [_(title) for name, title in FACTORS.items() if not fact.factors.get(name)]


def _unheard(fact: MaterialFact) -> Iterator[str]:
    for one in fact.inconsistencies:
        if one.weight == "material" and not one.is_heard:
            kind = _(INCONSISTENCIES[one.kind])
            yield f"{kind} ({one.one.reference} – {one.other.reference})"


def _marked_and_never_put(fact: MaterialFact, claim: UUID) -> Iterator[str]:
    against = [one.block for one in fact.evidence if one.bears == "against"]
    spans = [span.block for one in fact.inconsistencies for span in (one.one, one.other)]
    # It may have been put later than in that interview, or in writing.
    heard = {
        span.block for one in fact.inconsistencies if one.is_heard for span in (one.one, one.other)
    }
    blocks = {block for block in (*against, *spans) if block} - heard
    if blocks:
        yield from (str(one) for one in never_put(claim) if one.block in blocks)
