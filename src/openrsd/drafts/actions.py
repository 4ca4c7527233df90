"""Every write of drafts."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.recording import recorded
from openrsd.drafts import acts, policies
from openrsd.drafts.errors import WrittenElsewhere
from openrsd.drafts.models import DRAFT, Draft
from openrsd.drafts.tickets import Ticket
from openrsd.vault import Erased

Typed = Sequence[tuple[str, str]]


def keep(ticket: Ticket, typed: Typed, title: str, *, seen: UUID, acting: Actor) -> Draft:
    """What stands in a form now, on a page of this title, instead of what stood there before.

    The ledger notes that a draft was begun, not each time it grows. WrittenElsewhere where another
    window wrote since `seen`; NotHere where the record is not open to her any more, or erased.
    """
    if not policies.may_keep_in(acting, ticket.compartment):
        with recorded(acts.BEGIN, acting=acting, subject_kind=DRAFT, subjects=[]):
            raise NotHere
    try:
        return _changed(ticket, typed, title, seen) or _begun(ticket, typed, title, acting)
    except IntegrityError:
        # Another window of hers began at the same moment.
        return _changed(ticket, typed, title, seen) or _begun(ticket, typed, title, acting)
    except Erased:
        # While she was writing.
        raise NotHere from None


def _changed(ticket: Ticket, typed: Typed, title: str, seen: UUID) -> Draft | None:
    with transaction.atomic():
        draft = _of(ticket.user, ticket.place).select_for_update().first()
        if draft is None:
            return None
        if draft.window != ticket.window and draft.revision != seen:
            raise WrittenElsewhere(draft)
        draft.compartment, draft.window = ticket.compartment, ticket.window
        draft.revision = uuid4()
        draft.content, draft.title = _plain(typed), title or None
        draft.save()
    return draft


def _begun(ticket: Ticket, typed: Typed, title: str, acting: Actor) -> Draft:
    draft = Draft(
        user=ticket.user,
        place=ticket.place,
        compartment=ticket.compartment,
        window=ticket.window,
        content=_plain(typed),
        title=title or None,
    )
    with recorded(acts.BEGIN, acting=acting, subject_kind=DRAFT, subjects=[draft.id]):
        draft.save(force_insert=True)
    return draft


def discard(ticket: Ticket, *, seen: UUID, acting: Actor) -> None:
    """Throws a draft away. WrittenElsewhere where she has not seen what stands in it now."""
    draft = _of(acting.id, ticket.place).first()
    if draft is None:
        return
    if draft.window != ticket.window and draft.revision != seen:
        raise WrittenElsewhere(draft)
    with recorded(acts.DISCARD, acting=acting, subject_kind=DRAFT, subjects=[draft.id]):
        draft.delete()


def forget_sent(ticket: Ticket, *, acting: Actor) -> None:
    """The form was sent. What another window wrote meanwhile stays."""
    draft = _of(acting.id, ticket.place).first()
    if draft and (draft.window == ticket.window or draft.revision == ticket.seen):
        draft.delete()


def forget_old(*, acting: Actor) -> int:
    """Forgets what nobody went on with for as many days as the settings say. How many they were."""
    before = timezone.now() - timedelta(days=settings.DRAFTS_KEPT_DAYS)
    old = Draft.objects.filter(written_at__lt=before)
    forgotten = list(old.values_list("id", flat=True))
    if forgotten:
        with recorded(acts.FORGET, acting=acting, subject_kind=DRAFT, subjects=forgotten):
            # Not those that somebody went on with since.
            old.filter(id__in=forgotten).delete()
    return len(forgotten)


def _of(user: UUID, place: str) -> QuerySet[Draft]:
    return Draft.objects.filter(user=user, place=place)


def _plain(typed: Typed) -> list[list[str]]:
    return [[name, value] for name, value in typed]
