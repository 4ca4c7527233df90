"""Days with unknown parts, as documents say them: 2014, 2014-02, 2014-02-07."""

import re
from datetime import date

from openrsd.coi.errors import CannotRead
from openrsd.texts import gettext as _

PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})\s+({'|'.join(_MONTHS)})\s+(\d{{4}})\b", re.IGNORECASE)
_MONTH_DAY = re.compile(rf"\b({'|'.join(_MONTHS)})\s+(\d{{1,2}}),\s+(\d{{4}})\b", re.IGNORECASE)
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_ASIAN = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")


def is_partial_day(text: str) -> bool:
    """Whether it is a day, a month or a year that there is."""
    found = PARTIAL.fullmatch(text)
    if not found:
        return False
    return _exists(int(found[1]), int(found[2] or 1), int(found[3] or 1))


def checked(text: str) -> str:
    """The same text. CannotRead where it is no day."""
    if text and not is_partial_day(text):
        raise CannotRead(
            _("'{text}' is no day; write 2014-02-07, or 2014-02, or 2014.").format(text=text[:40])
        )
    return text


def first_day_in(text: str) -> str:
    """The first day that a text names; empty where it names none."""
    found: list[tuple[int, str]] = []
    for pattern, parts in (
        (_DAY_MONTH, lambda m: (m[3], _month(m[2]), m[1])),
        (_MONTH_DAY, lambda m: (m[3], _month(m[1]), m[2])),
        (_ISO, lambda m: (m[1], m[2], m[3])),
        (_ASIAN, lambda m: (m[1], m[2], m[3])),
    ):
        match = pattern.search(text)
        if match:
            year, month, day = (int(part) for part in parts(match))
            if _exists(year, month, day):
                found.append((match.start(), date(year, month, day).isoformat()))
    return min(found)[1] if found else ""


def end_of(partial: str) -> date:
    """The last day that a day with unknown parts may be."""
    year, month, day = (int(part) if part else None for part in _parts(partial))
    assert year is not None
    if day and month:
        return date(year, month, day)
    if month:
        after = date(year + month // 12, month % 12 + 1, 1)
        return date.fromordinal(after.toordinal() - 1)
    return date(year, 12, 31)


def _parts(partial: str) -> tuple[str | None, str | None, str | None]:
    found = PARTIAL.fullmatch(partial)
    assert found is not None
    return found[1], found[2], found[3]


def _month(name: str) -> int:
    return _MONTHS.index(name.casefold()) + 1


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
