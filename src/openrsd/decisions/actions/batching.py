"""Several recognitions signed with one word, each by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere, Refusal
from openrsd.decisions import policies
from openrsd.decisions.actions.reviewing import InBatch, sign_recognition
from openrsd.decisions.errors import NotForBatch
from openrsd.decisions.sampling import sampling

SIGN = "T10"


@dataclass(frozen=True, slots=True)
class Signed:
    """What became of one: the case it is of, and why it was not signed, where it was not."""

    case: UUID
    number: str
    refusal: str

    @property
    def is_done(self) -> bool:
        """Whether it was signed."""
        return not self.refusal


def sign_in_batch(drafts: Sequence[UUID], *, acting: Actor) -> list[Signed]:
    """Signs each of these recognitions as second person, each in a transaction of its own: what
    keeps one from being signed keeps no other.

    NotHere where one was not given to her to review, NotForBatch where there are more than may be
    read at one time; then none is signed.
    """
    if len(drafts) > sampling().most:
        raise NotForBatch
    hers = policies.signable(acting).filter(pk__in=drafts).select_related("claim__case")
    found = {one.id: one.claim.case for one in hers}
    if set(found) != set(drafts):
        raise NotHere
    batch = uuid4()
    return [
        _signed(found[one].id, found[one].number, InBatch(batch, one), acting)
        for one in dict.fromkeys(drafts)
    ]


def _signed(case: UUID, number: str, batch: InBatch, acting: Actor) -> Signed:
    try:
        sign_recognition(case, SIGN, {"record-read": True}, acting=acting, batch=batch)
    except Refusal as refusal:
        return Signed(case, number, str(refusal))
    return Signed(case, number, "")
