"""What of decisions waits for somebody when she comes."""

from openrsd.accounts.acting import Actor
from openrsd.casework.policies import on_duty
from openrsd.decisions import policies
from openrsd.decisions.actions.commenting import BEFORE_OFFICER, BEFORE_REVIEWER


def drafts_to_read(actor: Actor) -> int:
    """In how many cases a draft was given to her to review."""
    return on_duty(actor, policies.SIGNING).filter(state=BEFORE_REVIEWER).count()


def drafts_that_came_back(actor: Actor) -> int:
    """In how many cases a reviewer returned her draft, and none was handed in since."""
    hers = on_duty(actor, policies.DRAFTING).filter(state=BEFORE_OFFICER)
    return hers.filter(claims__drafts__signatures__is_return=True).distinct().count()
