"""Appointments as a file that calendars read (RFC 5545). It names nobody and no case."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from openrsd.interviews.actions.planning import USUAL_MINUTES
from openrsd.interviews.models import Interview
from openrsd.texts import gettext as _

_STAMP = "%Y%m%dT%H%M%SZ"
_LONGEST = 73


def calendar_file(appointments: Iterable[Interview], now: datetime) -> bytes:
    """The appointments with their time and their room, each "Appointment" and no more."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//OpenRSD//Appointments//EN"]
    for one in appointments:
        lines += _event(one, now)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _event(one: Interview, now: datetime) -> Iterator[str]:
    until = one.planned_until or one.planned_for + timedelta(minutes=USUAL_MINUTES)
    yield "BEGIN:VEVENT"
    yield f"UID:{one.id}"
    yield f"DTSTAMP:{_stamp(now)}"
    yield f"DTSTART:{_stamp(one.planned_for)}"
    yield f"DTEND:{_stamp(until)}"
    yield f"SUMMARY:{_escaped(_('Appointment'))}"
    if one.room:
        yield f"LOCATION:{_escaped(one.room.name)}"
    yield "CLASS:PRIVATE"
    yield "END:VEVENT"


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime(_STAMP)


def _escaped(text: str) -> str:
    for letter in ("\\", ";", ","):
        text = text.replace(letter, f"\\{letter}")
    return " ".join(text.splitlines())


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, as the format asks; no letter is cut in two."""
    piece = ""
    for letter in line:
        if len((piece + letter).encode()) > _LONGEST:
            yield piece
            piece = " "
        piece += letter
    yield piece
