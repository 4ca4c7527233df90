"""Sources of elements compared with their published texts, once for the whole installation."""

from uuid import UUID, uuid4

from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.recording import recorded
from openrsd.law.model import Element
from openrsd.lawbook import acts, policies
from openrsd.lawbook.actions.choosing import SHORTEST, in_words
from openrsd.lawbook.errors import NeedsComparing, NotConfirmedYet, OtherSources, ReliesOnIt
from openrsd.lawbook.in_force import digest_of, law_in_force
from openrsd.lawbook.models import SourceConfirmation

ASSESSING = "case-officer"


def confirm_source(
    element: str, digest: str, compared_with: str, note: str, *, acting: Actor
) -> SourceConfirmation:
    """That she compared the source lines of an element with this published text.

    `digest` is that of the lines that she was shown. It holds for every case until the law file
    changes the lines. Whoever relies on a source cannot confirm it: a lawyer who also assesses
    claims is refused.
    """
    row_id = uuid4()
    with recorded(acts.CONFIRM_SOURCE, acting=acting, subject_kind=acts.SOURCE, subjects=[row_id]):
        policies.require(policies.may_write_law(acting))
        if ASSESSING in acting.roles:
            raise ReliesOnIt
        found = _element(element)
        if digest != digest_of(found):
            raise OtherSources
        said = compared_with.strip()
        if len(said) < SHORTEST:
            raise NeedsComparing
        return _keep(row_id, found, said, note.strip(), acting, holds=True)


def take_back_source(element: str, why: str, *, acting: Actor) -> SourceConfirmation:
    """Takes a comparison back from now on, with the reason. Earlier rows stay."""
    row_id = uuid4()
    with recorded(
        acts.TAKE_BACK_SOURCE, acting=acting, subject_kind=acts.SOURCE, subjects=[row_id]
    ):
        policies.require(policies.may_write_law(acting))
        standing = law_in_force(timezone.localdate()).confirmed.get(element)
        if standing is None:
            raise NotConfirmedYet
        found = _element(element)
        return _keep(row_id, found, standing.compared_with, in_words(why), acting, holds=False)


def _element(element: str) -> Element:
    found = law_in_force(timezone.localdate()).law.elements.get(element)
    if found is None:
        raise NotHere
    return found


def _keep(
    row: UUID, element: Element, compared_with: str, note: str, acting: Actor, *, holds: bool
) -> SourceConfirmation:
    return SourceConfirmation.objects.create(
        id=row,
        element=element.id,
        sources=digest_of(element),
        compared_with=compared_with,
        note=note,
        holds=holds,
        by=acting.id,
        on=timezone.localdate(),
    )
