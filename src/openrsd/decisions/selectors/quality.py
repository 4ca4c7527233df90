"""The checklist of one draft, and what all checklists of an office say together."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from openrsd.accounts.access import get_for, require
from openrsd.accounts.acting import Actor
from openrsd.accounts.models import Office
from openrsd.accounts.policies import offices_where
from openrsd.accounts.recording import note
from openrsd.accounts.roles import Permission
from openrsd.decisions import acts, policies
from openrsd.decisions.models import DRAFT, Draft, QualityChecklist
from openrsd.decisions.quality import PARTS, Answer, Answered, Checklist, quality
from openrsd.texts import gettext as _
from openrsd.vault import Erased

FEWEST = 5
# Of fewer officers the counts would be theirs.
FEWEST_OFFICERS = 3
QUARTERS = 8
_MONTHS = 3


@dataclass(frozen=True, slots=True)
class ToCheck:
    """A draft, and what was answered of it before."""

    draft: Draft
    answers: dict[str, Answered]


@dataclass(frozen=True, slots=True)
class Quarter:
    """Three months that are over, the only time for which counts are shown: from one day to the
    next, or from two lengths that overlap, single cases could be told.
    """

    year: int
    number: int

    @property
    def id(self) -> str:
        """As it stands in an address."""
        return f"{self.year}-{self.number}"

    @property
    def first(self) -> datetime:
        """Its first moment."""
        return _midnight(self.year, (self.number - 1) * _MONTHS + 1)

    @property
    def end(self) -> datetime:
        """The first moment after it."""
        after = self.year * 4 + self.number
        return _midnight(after // 4, after % 4 * _MONTHS + 1)

    @property
    def before(self) -> "Quarter":
        """The three months before."""
        place = self.year * 4 + self.number - 2
        return Quarter(place // 4, place % 4 + 1)


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """How often an indicator was answered so; None where so few were that people could be told."""

    text: str
    source: str
    counts: tuple[tuple[Answer, int | None], ...]


@dataclass(frozen=True, slots=True)
class QualitySummary:
    """What the checklists of one office say in three months."""

    office: Office
    quarter: Quarter
    offices: tuple[Office, ...]
    quarters: tuple[Quarter, ...]
    parts: tuple[tuple[str, tuple[IndicatorLine, ...]], ...]
    is_too_few: bool


def to_check(actor: Actor, record: UUID) -> ToCheck:
    """A draft that was given to her to review, with its newest checklist. Else NotHere."""
    drafts = policies.signable(actor).select_related("claim__case")
    found = get_for(actor, drafts, record, act=acts.LOOK_AT_DRAFT, subject_kind=DRAFT)
    newest = found.checklists.order_by("-at").first()
    return ToCheck(found, _opened(newest).answers if newest else {})


def summary(actor: Actor, office: str, quarter: str) -> QualitySummary:
    """Counts by indicator in an office where she assigns, of the newest checklist of each draft.

    They name no officer and no case, and none is ranked: nothing is shown of fewer than FEWEST
    checklists or FEWEST_OFFICERS officers. NotHere for others.
    """
    permission, kind = Permission.ASSIGN_CASES, "office"
    require(actor, permission, act=acts.LOOK_AT_QUALITY, subject_kind=kind)
    hers = Office.objects.filter(id__in=offices_where(actor, permission)).order_by("name")
    offices, quarters = tuple(hers), tuple(_quarters(timezone.localdate()))
    of = next((one for one in offices if str(one.id) == office), offices[0])
    in_ = next((one for one in quarters if one.id == quarter), quarters[0])
    with transaction.atomic():
        note(acts.LOOK_AT_QUALITY, acting=actor, subject_kind=kind, subjects=[of.id])
    found, officers = _checklists(of.id, in_)
    return QualitySummary(
        office=of,
        quarter=in_,
        offices=offices,
        quarters=quarters,
        parts=tuple(_parts(found)),
        is_too_few=len(found) < FEWEST or officers < FEWEST_OFFICERS,
    )


def kept_back(counts: Counter[Answer]) -> tuple[tuple[Answer, int | None], ...]:
    """The counts without those so small that people could be told, and without what would give one
    of these away: where one alone is kept back, the next smallest is too.
    """
    small = {one for one in Answer if 0 < counts[one] < FEWEST}
    if len(small) == 1:
        small.add(min((one for one in Answer if one not in small), key=lambda one: counts[one]))
    return tuple((one, None if one in small else counts[one]) for one in Answer)


def _parts(found: list[Checklist]) -> Iterator[tuple[str, tuple[IndicatorLine, ...]]]:
    for part, title in PARTS.items():
        lines = (
            IndicatorLine(_(one.text), one.source, kept_back(_counted(found, one.id)))
            for one in quality().indicators
            if one.part == part
        )
        yield _(title), tuple(lines)


def _counted(found: list[Checklist], indicator: str) -> Counter[Answer]:
    said = (one.answers.get(indicator, Answered()).answer for one in found)
    return Counter(Answer(one) for one in said if one)


def _checklists(office: UUID, quarter: Quarter) -> tuple[list[Checklist], int]:
    """The newest of each draft, and of how many officers; what was erased is there no more."""
    rows = QualityChecklist.objects.filter(
        office=office, at__gte=quarter.first, at__lt=quarter.end, is_complete=True
    )
    newest = {one.draft_id: one for one in rows.select_related("draft").order_by("at")}
    found, officers = list[Checklist](), set[UUID]()
    for row in newest.values():
        try:
            found.append(_opened(row))
        except Erased:
            continue
        officers.add(row.draft.drafted_by)
    return found, len(officers)


def _opened(row: QualityChecklist) -> Checklist:
    return Checklist.model_validate(row.content.open())


def _quarters(today: date) -> Iterator[Quarter]:
    one = Quarter(today.year, (today.month - 1) // _MONTHS + 1).before
    for _place in range(QUARTERS):
        yield one
        one = one.before


def _midnight(year: int, month: int) -> datetime:
    return timezone.make_aware(datetime.combine(date(year, month, 1), time()))
