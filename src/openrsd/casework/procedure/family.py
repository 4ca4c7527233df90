"""Claims of a family: each adult has one of their own, and they are put together by wish alone."""

from collections.abc import Mapping

from openrsd.casework.procedure.declared import Procedure
from openrsd.casework.procedure.refusals import Refusal, refused_by


def joining_refused(procedure: Procedure, wishes: Mapping[str, bool | None]) -> Refusal | None:
    """Why the claims of these adults stay apart, or nothing where each wishes them together.

    `wishes` holds for each adult what she said in private; nothing said is no wish.
    """
    against = sum(wish is not True for wish in wishes.values())
    if not wishes or against:
        return refused_by(procedure, "every-adult-wishes-it", {"against": str(against)})
    return None
