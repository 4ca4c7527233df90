"""Whether a person is protected from removal because of where the case stands. Total, and yes
wherever nothing else is certain. Bars to removal by country are the protection record's own.
"""

from dataclasses import dataclass

from openrsd.casework.procedure.declared import Procedure
from openrsd.casework.procedure.facts import CaseFacts
from openrsd.casework.procedure.redlines import UNPROTECTED
from openrsd.casework.procedure.shapes import Outcome
from openrsd.texts import gettext as _


@dataclass(frozen=True, slots=True)
class Protected:
    """Yes or no, and why. A no says nothing about any country to which someone may be sent."""

    yes: bool
    because: str


def is_protected(procedure: Procedure, state: str, facts: CaseFacts) -> Protected:
    """Whether the state and the facts protect the person. Anything unknown protects."""
    declared = procedure.states.get(state)
    if declared is None:
        return _yes(_("Where the case stands is not known. The person is protected."))
    if declared.protected or state != UNPROTECTED:
        return _yes(_(declared.because))
    if facts.state != state or not facts.steps:
        return _yes(_("The record does not show how the case came to stand there."))
    if not was_refused_for_good(facts):
        return _yes(_("The record does not show a refusal that is final."))
    if facts.circumstances.bar_remains:
        return _yes(_("A bar to removal remains, whatever became of the claim."))
    return Protected(yes=False, because=_(declared.because))


def was_refused_for_good(facts: CaseFacts) -> bool:
    """Whether a refusal by two people, told with its remedies, stands in the record.

    The state says besides whether the remedies are used.
    """
    decision = facts.last_decision()
    if decision is None or decision.decides is not Outcome.NEGATIVE:
        return False
    return any(step.now == "appeal-period" for step in facts.steps)


def _yes(because: str) -> Protected:
    return Protected(yes=True, because=because)
