"""A search of the ledger as a file. It says who took it out, when, and by which entry."""

import csv
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO
from typing import Any

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import User
from openrsd.accounts.recording import Reason, recorded
from openrsd.ledger.entries import moment_text
from openrsd.ledger.models import EntryRow
from openrsd.oversight import policies
from openrsd.oversight.actions import LEDGER
from openrsd.oversight.acts import EXPORTED_SEARCH
from openrsd.oversight.lines import Line, lines
from openrsd.oversight.searching import Place, Search, find

MOST = 10_000
_COLUMNS = (
    "entry",
    "time",
    "who",
    "who-id",
    "office",
    "act",
    "kind",
    "about",
    "result",
    "purpose",
)
# A cell that begins with one of these is a formula to programs that calculate.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Exported:
    """The content of the file; `is_cut` where there are more entries than one file takes."""

    content: str
    is_cut: bool


def export_search(asked: Search, form: str, reason: str, *, acting: Actor) -> Exported:
    """The entries that are asked for as `csv` or `json`. NotHere unless she may search."""
    about = [asked.subject] if asked.subject else []
    with recorded(EXPORTED_SEARCH, acting=acting, subject_kind=LEDGER, subjects=about) as pending:
        if not policies.may_search(acting):
            raise NotHere
        user = User.objects.get(id=acting.id)
        pending.reason = Reason(reason, user.compartment)
        rows, is_cut = _rows(asked)
    taken = f"{user.username}, {moment_text(datetime.now(UTC))}"
    written = _csv if form == "csv" else _json
    return Exported(written(lines(rows), taken), is_cut)


def _rows(asked: Search) -> tuple[list[EntryRow], bool]:
    rows: list[EntryRow] = []
    before: Place | None = None
    while True:
        found = find(asked, before, MOST - len(rows))
        rows.extend(found.rows)
        before = found.behind
        if before is None or len(rows) == MOST:
            return rows, before is not None


def _fields(line: Line) -> dict[str, Any]:
    about = [str(subject) for subject in line.subjects]
    values = (
        str(line.id),
        moment_text(line.at),
        line.who,
        str(line.actor),
        line.office,
        line.act,
        line.subject_kind,
        about,
        line.result,
        line.purpose,
    )
    return dict(zip(_COLUMNS, values, strict=True))


def _json(found: list[Line], taken: str) -> str:
    document = {"exported-by": taken, "entries": [_fields(line) for line in found]}
    return json.dumps(document, ensure_ascii=False, indent=2)


def _csv(found: list[Line], taken: str) -> str:
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow([*_COLUMNS, "exported-by"])
    for line in found:
        fields = {**_fields(line), "about": " ".join(str(subject) for subject in line.subjects)}
        writer.writerow([_cell(value) for value in (*fields.values(), taken)])
    return text.getvalue()


def _cell(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value
