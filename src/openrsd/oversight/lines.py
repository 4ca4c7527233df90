"""How entries are shown: codes in words, ids with the sign-in names and offices that they mean."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from openrsd.accounts.acting import SYSTEM
from openrsd.accounts.models import Office, User
from openrsd.ledger.acts import acts
from openrsd.ledger.entries import Result
from openrsd.ledger.models import EntryRow
from openrsd.texts import gettext as _
from openrsd.texts import shown

_RESULTS = {
    Result.DONE: shown("done"),
    Result.REFUSED: shown("refused"),
    Result.FAILED: shown("failed"),
}
_TONES = {Result.REFUSED: "care", Result.FAILED: "danger"}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as people read it. No name of anyone whom it is about."""

    id: UUID
    at: datetime
    actor: UUID
    who: str
    office: str
    act: str
    is_look: bool
    subject_kind: str
    subjects: tuple[UUID, ...]
    result: str
    tone: str
    purpose: str


def lines(rows: Sequence[EntryRow]) -> list[Line]:
    """These entries, in their order."""
    people = dict(
        User.objects.filter(id__in={row.actor for row in rows}).values_list("id", "username")
    )
    offices = dict(
        Office.objects.filter(id__in={row.office for row in rows if row.office}).values_list(
            "id", "name"
        )
    )
    return [_line(row, people, offices) for row in rows]


def wording(act: str) -> str:
    """An act in words; its code where no room registers it any more."""
    known = acts().get(act)
    return _(known.wording) if known else act


def result_choices() -> Iterable[tuple[str, str]]:
    """Every result in words."""
    return [(result.value, _(text)) for result, text in _RESULTS.items()]


def _line(row: EntryRow, people: dict[UUID, str], offices: dict[UUID, str]) -> Line:
    subjects = bytes(row.subjects)
    known = acts().get(row.action)
    result = Result(row.result) if row.result in set(Result) else None
    system = _("the system") if row.actor_kind == SYSTEM else str(row.actor)
    return Line(
        id=row.id,
        at=row.at,
        actor=row.actor,
        who=people.get(row.actor, system),
        office=offices.get(row.office, str(row.office)) if row.office else "",
        act=wording(row.action),
        is_look=known is not None and known.is_look,
        subject_kind=row.subject_kind,
        subjects=tuple(
            UUID(bytes=subjects[at : at + 16]) for at in range(0, len(subjects) - 15, 16)
        ),
        result=_(_RESULTS[result]) if result else row.result,
        tone=_TONES.get(result, "calm") if result else "danger",
        purpose=row.purpose,
    )
