"""Reading the law of this installation. It is about no person: reading leaves no entry."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import User
from openrsd.law.corpus import by_id
from openrsd.law.countries import country_name, is_country
from openrsd.law.files import OptionFile, PositionFile, Stage
from openrsd.law.guidance_files import GuidanceFile
from openrsd.law.loader import shipped_corpus
from openrsd.law.model import Element, Law
from openrsd.lawbook.amiss import amiss_in, where
from openrsd.lawbook.differences import Difference, differences
from openrsd.lawbook.guidance import content_of, guidance_of
from openrsd.lawbook.in_force import LawInForce, digest_of, law_in_force
from openrsd.lawbook.models import (
    ChoiceState,
    EditionState,
    GuidanceEdition,
    PositionChoice,
    SourceConfirmation,
)
from openrsd.lawbook.policies import may_agree, require_reading
from openrsd.texts import current_language


@dataclass(frozen=True, slots=True)
class PositionSeen:
    """A contested question: the answer that counts today, what waits, and all that was said."""

    position: PositionFile
    counts: OptionFile
    is_default: bool
    lapsed: bool
    waiting: PositionChoice | None
    history: list[PositionChoice]
    names: dict[UUID, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ElementSeen:
    """An element with its source lines, and who compared them."""

    element: Element
    cited: list[tuple[str, str, str]]
    confirmed: SourceConfirmation | None
    history: list[SourceConfirmation]
    digest: str
    names: dict[UUID, str] = field(default_factory=dict)

    @property
    def is_checked(self) -> bool:
        """Whether a negative may rest on it: compared by us, or in the law files already."""
        return self.element.verified or self.confirmed is not None


@dataclass(frozen=True, slots=True)
class GuidanceSeen:
    """A country with guidance: what counts today, its editions, and what waits."""

    country: str
    name: str
    counts: GuidanceFile | None
    is_shipped: bool
    is_expired: bool
    is_misfit: bool
    editions: list[GuidanceEdition]

    @property
    def open_edition(self) -> GuidanceEdition | None:
        """The one that is written, or waits for a second person."""
        waits = (EditionState.WRITING, EditionState.PROPOSED)
        return next((one for one in self.editions if one.state in waits), None)

    @property
    def leaving(self) -> GuidanceEdition | None:
        """The one that somebody asks to withdraw."""
        agreed = (one for one in self.editions if one.state == EditionState.AGREED)
        return next((one for one in agreed if one.withdrawal_asked_by), None)


@dataclass(frozen=True)
class EditionSeen:
    """One edition: what it says, what is amiss in it, and how it differs from the one before."""

    edition: GuidanceEdition
    name: str
    guidance: GuidanceFile | None
    amiss: list[tuple[str, str]]
    changes: list[Difference]
    in_force: bool
    law: Law
    names: dict[UUID, str]

    @property
    def content(self) -> dict[str, Any]:
        """What it says, as plain values."""
        content: dict[str, Any] = self.edition.content
        return content


def law_today(actor: Actor) -> LawInForce:
    """The law of today as it is applied here."""
    require_reading(actor)
    return law_in_force(timezone.localdate())


def positions(actor: Actor) -> list[PositionSeen]:
    """Every contested question, in the order of the law files."""
    in_force = law_today(actor)
    rows: dict[str, list[PositionChoice]] = {}
    for row in PositionChoice.objects.order_by("-proposed_at"):
        rows.setdefault(row.position, []).append(row)
    names = names_of(one for each in rows.values() for one in _who(each))
    return [
        _position(one, in_force, rows.get(one.id, []), names)
        for one in by_id(shipped_corpus().positions).values()
    ]


def position(actor: Actor, name: str) -> PositionSeen:
    """One contested question. NotHere where there is none."""
    for one in positions(actor):
        if one.position.id == name:
            return one
    raise NotHere


def choice(actor: Actor, wanted: UUID) -> tuple[PositionSeen, PositionChoice]:
    """A choice with its question. NotHere where there is none."""
    require_reading(actor)
    row = PositionChoice.objects.filter(pk=wanted).first()
    if row is None:
        raise NotHere
    return position(actor, row.position), row


def elements(actor: Actor, *, only_unchecked: bool = False) -> list[ElementSeen]:
    """The elements of the law of today with their sources, in the order of analysis."""
    in_force = law_today(actor)
    names = names_of(one.by for one in in_force.confirmed.values())
    order = list(Stage)
    found = sorted(in_force.law.elements.values(), key=lambda one: order.index(one.stage))
    seen = [_element(one, in_force, names=names) for one in found]
    return [one for one in seen if not (only_unchecked and one.is_checked)]


def element(actor: Actor, name: str) -> ElementSeen:
    """One element with everybody's comparisons, newest first. NotHere where there is none."""
    in_force = law_today(actor)
    if name not in in_force.law.elements:
        raise NotHere
    rows = list(SourceConfirmation.objects.filter(element=name).order_by("-at"))
    names = names_of(one.by for one in rows)
    return _element(in_force.law.elements[name], in_force, rows, names)


def guidance(actor: Actor) -> list[GuidanceSeen]:
    """Every country on which there is guidance or an edition of it, by name."""
    in_force = law_today(actor)
    rows: dict[str, list[GuidanceEdition]] = {}
    for row in GuidanceEdition.objects.order_by("-number"):
        rows.setdefault(row.country, []).append(row)
    codes = set(rows) | set(in_force.law.guidance)
    seen = [_guidance(code, in_force, rows.get(code, [])) for code in codes]
    return sorted(seen, key=lambda one: one.name)


def guidance_on(actor: Actor, country: str) -> GuidanceSeen:
    """The guidance on one country, if there is any. NotHere for what is no country."""
    in_force = law_today(actor)
    if not is_country(country):
        raise NotHere
    rows = list(GuidanceEdition.objects.filter(country=country).order_by("-number"))
    return _guidance(country, in_force, rows)


def edition(actor: Actor, wanted: UUID) -> EditionSeen:
    """One edition. NotHere where there is none."""
    in_force = law_today(actor)
    row = GuidanceEdition.objects.filter(pk=wanted).first()
    if row is None:
        raise NotHere
    amiss = [
        (where(path, row.content), f"{said}. {expected}".strip())
        for path, said, expected in amiss_in(row.content)
    ]
    who = (*row.written_by, row.answered_by, row.withdrawal_asked_by, row.withdrawn_by)
    return EditionSeen(
        edition=row,
        name=_called(row.country),
        guidance=None if amiss else guidance_of(row.content, shipped_corpus()),
        amiss=amiss,
        changes=differences(_before(row), row.content),
        in_force=_is_in_force(row, in_force),
        law=in_force.law,
        names=names_of(UUID(str(one)) for one in who if one),
    )


def waiting_for(actor: Actor) -> int:
    """How many positions, editions and withdrawals wait for her as the second person."""
    if not may_agree(actor):
        return 0
    choices = PositionChoice.objects.filter(state=ChoiceState.PROPOSED)
    editions = GuidanceEdition.objects.filter(state=EditionState.PROPOSED)
    leaving = GuidanceEdition.objects.filter(state=EditionState.AGREED)
    asked = leaving.exclude(withdrawal_asked_by=None).exclude(withdrawal_asked_by=actor.id)
    written = editions.values_list("written_by", flat=True)
    return (
        choices.exclude(proposed_by=actor.id).count()
        + sum(str(actor.id) not in authors for authors in written)
        + asked.count()
    )


def names_of(users: Iterable[UUID]) -> dict[UUID, str]:
    """What these colleagues are called."""
    found = User.objects.filter(id__in=set(users))
    return {one.id: one.display_name.open_or(one.username) for one in found}


def _position(
    about: PositionFile,
    in_force: LawInForce,
    rows: list[PositionChoice],
    names: dict[UUID, str],
) -> PositionSeen:
    return PositionSeen(
        position=about,
        counts=in_force.law.option(about.id),
        is_default=about.id not in in_force.positions,
        lapsed=about.id in in_force.lapsed,
        waiting=next((one for one in rows if one.state == ChoiceState.PROPOSED), None),
        history=rows,
        names=names,
    )


def _who(rows: Iterable[PositionChoice]) -> list[UUID]:
    return [who for one in rows for who in (one.proposed_by, one.answered_by) if who]


def _element(
    found: Element,
    in_force: LawInForce,
    rows: list[SourceConfirmation] | None = None,
    names: dict[UUID, str] | None = None,
) -> ElementSeen:
    return ElementSeen(
        element=found,
        cited=[(in_force.law.cite(one), one.says, one.checked) for one in found.about.sources],
        confirmed=in_force.confirmed.get(found.id),
        history=rows or [],
        digest=digest_of(found),
        names=names or {},
    )


def _guidance(country: str, in_force: LawInForce, rows: list[GuidanceEdition]) -> GuidanceSeen:
    counts = in_force.law.guidance.get(country)
    return GuidanceSeen(
        country=country,
        name=_called(country),
        counts=counts,
        is_shipped=counts is not None and not any(_is_in_force(one, in_force) for one in rows),
        is_expired=counts is not None and counts.expires < in_force.day,
        is_misfit=country in in_force.misfits,
        editions=rows,
    )


def _is_in_force(row: GuidanceEdition, in_force: LawInForce) -> bool:
    counts = in_force.law.guidance.get(row.country)
    begun = row.state == EditionState.AGREED and row.since and row.since <= in_force.day
    return bool(begun) and counts is not None and counts.edition == str(row.number)


def _before(row: GuidanceEdition) -> dict[str, Any]:
    """The edition to which somebody agreed before this one; else what was shipped."""
    agreed = GuidanceEdition.objects.filter(country=row.country, number__lt=row.number).exclude(
        state__in=(EditionState.WRITING, EditionState.PROPOSED)
    )
    earlier = agreed.order_by("-number").first()
    if earlier is not None:
        content: dict[str, Any] = earlier.content
        return content
    for entry in shipped_corpus().guidance:
        if entry.item.country == row.country:
            return content_of(entry.item)
    return {}


def _called(country: str) -> str:
    return country_name(country, current_language())
