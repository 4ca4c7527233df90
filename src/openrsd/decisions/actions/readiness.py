"""Whether the record can carry what is proposed. It never says that it must."""

from collections.abc import Iterable

from openrsd.assessment.errors import NotReadyToRefuse
from openrsd.assessment.weighing import Assessment

NEGATIVE, PARTIAL = "negative", "partial"
SOURCE_UNCONFIRMED = "source-unconfirmed"


def require_ready(
    found: Iterable[Assessment], outcome: str | None, *, to_be_reviewed: bool = False
) -> None:
    """A refusal, in whole or in part, rests on a record that is ready for it (semantics.md section
    5). Raises NotReadyToRefuse with everything that is missing. A recognition is never held up.

    `to_be_reviewed`: the sources of the law are compared with their texts while a reviewer reads.
    """
    if outcome not in (NEGATIVE, PARTIAL):
        return
    missing = [
        lacking
        for assessed in found
        for lacking in assessed.lacks(partly=outcome == PARTIAL)
        if not (to_be_reviewed and lacking.code == SOURCE_UNCONFIRMED)
    ]
    if missing:
        raise NotReadyToRefuse(missing)
