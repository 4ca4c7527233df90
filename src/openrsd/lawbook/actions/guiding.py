"""Editions of country guidance: written, read by a second person, in force, withdrawn."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.recording import recorded
from openrsd.law.countries import is_country
from openrsd.lawbook import acts, policies
from openrsd.lawbook.actions.choosing import in_words
from openrsd.lawbook.amiss import amiss_in, is_in, where
from openrsd.lawbook.errors import (
    AlreadyAnswered,
    AnotherWaits,
    DoesNotFit,
    NotInForce,
    NotTheSecond,
    Settled,
    StaleEdition,
)
from openrsd.lawbook.guidance import content_of, first_content, is_too_long
from openrsd.lawbook.in_force import law_in_force
from openrsd.lawbook.models import EditionState, GuidanceEdition
from openrsd.texts import gettext as _

_OPEN = (EditionState.WRITING, EditionState.PROPOSED)


def begin_edition(country: str, *, acting: Actor) -> GuidanceEdition:
    """A new edition, which begins with what is in force for the country, or with nothing."""
    today = timezone.localdate()
    row = GuidanceEdition(country=country, written_by=[str(acting.id)])
    with recorded(acts.WRITE_EDITION, acting=acting, subject_kind=acts.EDITION, subjects=[row.id]):
        policies.require(policies.may_write_guidance(acting) and is_country(country))
        earlier = GuidanceEdition.objects.filter(country=country)
        if earlier.filter(state__in=_OPEN).exists():
            raise AnotherWaits
        row.number = (earlier.aggregate(latest=Max("number"))["latest"] or 0) + 1
        standing = law_in_force(today).law.guidance.get(country)
        content = content_of(standing) if standing else first_content(country)
        row.content = {**content, "edition": str(row.number), **_days(today)}
        row.save(force_insert=True)
    return row


def change_edition(
    edition: UUID,
    content: dict[str, Any],
    *,
    revision: int,
    acting: Actor,
    part: tuple[str, str] | None = None,
) -> GuidanceEdition:
    """What stands in the edition from now on. StaleEdition where it changed since `revision`.

    `part` is what was filled in, such as a source by its name: DoesNotFit where that is amiss. What
    is amiss elsewhere is told on the page of the edition, and keeps it from being handed in.
    """
    with recorded(acts.WRITE_EDITION, acting=acting, subject_kind=acts.EDITION, subjects=[edition]):
        row = _written(edition, acting)
        if row.revision != revision:
            raise StaleEdition
        if is_too_long(content):
            raise DoesNotFit(_("This edition is too long; split what it says into two profiles."))
        row.content = {**content, "country": row.country, "edition": str(row.number)}
        _require_part_fit(row.content, part)
        row.written_by = sorted({*row.written_by, str(acting.id)})
        row.revision += 1
        row.save()
    return row


def hand_in(edition: UUID, *, revision: int, acting: Actor) -> GuidanceEdition:
    """Gives it to a second person. DoesNotFit where the checks of the law files refuse it."""
    with recorded(acts.WRITE_EDITION, acting=acting, subject_kind=acts.EDITION, subjects=[edition]):
        row = _written(edition, acting)
        if row.revision != revision:
            raise StaleEdition
        _require_fit(row)
        row.state = EditionState.PROPOSED
        row.answer = ""
        row.revision += 1
        row.save()
    return row


def agree_to_edition(
    edition: UUID, answer: str, *, revision: int, acting: Actor
) -> GuidanceEdition:
    """The second person agrees: it is in force from its day on, and the one before no more."""
    with recorded(acts.AGREE_EDITION, acting=acting, subject_kind=acts.EDITION, subjects=[edition]):
        row = _answerable(edition, revision, acting)
        _require_fit(row)
        row.state, row.answer = EditionState.AGREED, answer.strip()
        row.since = max(timezone.localdate(), date.fromisoformat(row.content["dated"]))
        _answered(row, acting)
    return row


def send_back(edition: UUID, answer: str, *, revision: int, acting: Actor) -> GuidanceEdition:
    """The second person does not agree, and says why. It is written on."""
    with recorded(
        acts.SEND_EDITION_BACK, acting=acting, subject_kind=acts.EDITION, subjects=[edition]
    ):
        row = _answerable(edition, revision, acting)
        row.state, row.answer = EditionState.WRITING, in_words(answer)
        _answered(row, acting)
    return row


def ask_withdrawal(edition: UUID, why: str, *, acting: Actor) -> GuidanceEdition:
    """Asks that an edition propose nothing more. A second person withdraws it."""
    with recorded(
        acts.ASK_WITHDRAWAL, acting=acting, subject_kind=acts.EDITION, subjects=[edition]
    ):
        policies.require(policies.may_write_guidance(acting) or policies.may_agree(acting))
        row = get_to_change(GuidanceEdition.objects.all(), edition)
        if row.state != EditionState.AGREED:
            raise NotInForce
        if row.withdrawal_asked_by is not None:
            raise AnotherWaits
        row.withdrawal_asked_by, row.withdrawn_why = acting.id, in_words(why)
        row.revision += 1
        row.save()
    return row


def withdraw_edition(edition: UUID, *, acting: Actor) -> GuidanceEdition:
    """The second person withdraws it. For its country nothing is proposed until a new edition is
    agreed: the one before was replaced for a reason."""
    with recorded(
        acts.WITHDRAW_EDITION, acting=acting, subject_kind=acts.EDITION, subjects=[edition]
    ):
        policies.require(policies.may_agree(acting))
        row = get_to_change(GuidanceEdition.objects.all(), edition)
        if row.state != EditionState.AGREED or row.withdrawal_asked_by is None:
            raise NotInForce
        if row.withdrawal_asked_by == acting.id:
            raise NotTheSecond
        row.state, row.withdrawn_by = EditionState.WITHDRAWN, acting.id
        row.withdrawn_on = timezone.localdate()
        row.revision += 1
        row.save()
    return row


def _written(edition: UUID, acting: Actor) -> GuidanceEdition:
    policies.require(policies.may_write_guidance(acting))
    row = get_to_change(GuidanceEdition.objects.all(), edition)
    if row.state != EditionState.WRITING:
        raise Settled
    return row


def _answerable(edition: UUID, revision: int, acting: Actor) -> GuidanceEdition:
    policies.require(policies.may_agree(acting))
    row = get_to_change(GuidanceEdition.objects.all(), edition)
    if row.state != EditionState.PROPOSED:
        raise AlreadyAnswered
    if str(acting.id) in row.written_by:
        raise NotTheSecond
    if row.revision != revision:
        raise StaleEdition
    return row


def _answered(row: GuidanceEdition, acting: Actor) -> None:
    row.answered_by, row.answered_at = acting.id, timezone.now()
    row.revision += 1
    row.save()


def _require_fit(row: GuidanceEdition) -> None:
    """As the law files' own checks, and not over before it begins."""
    told = [f"{where(path, row.content)}: {said}." for path, said, _ex in amiss_in(row.content)]
    if told:
        raise DoesNotFit(" ".join(told))
    if date.fromisoformat(row.content["expires"]) <= timezone.localdate():
        raise DoesNotFit(_("It has expired. Give it a later last day, after looking at it anew."))


def _require_part_fit(content: dict[str, Any], part: tuple[str, str] | None) -> None:
    if part is None:
        return
    told = [
        f"{where(path, content)}: {message}. {expected}".strip()
        for path, message, expected in amiss_in(content)
        if is_in(path, part, content)
    ]
    if told:
        raise DoesNotFit(" ".join(told))


def _days(today: date) -> dict[str, str]:
    """A year, as long as guidance is usually good for."""
    until = today.replace(year=today.year + 1, day=min(today.day, 28))
    return {"dated": today.isoformat(), "expires": until.isoformat()}
