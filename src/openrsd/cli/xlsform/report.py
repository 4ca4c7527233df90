"""What became of a form: every part that was not taken over as it stands, with sheet and row."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from openrsd.cli.xlsform.sheets import Form, Row
from openrsd.texts import gettext as _
from openrsd.texts import shown

# Why a column of the survey sheet has no counterpart.
_COLUMNS = shown(
    {
        "required": "any question may go unanswered",
        "required_message": "any question may go unanswered",
        "constraint": "an answer is checked by its kind only",
        "constraint_message": "an answer is checked by its kind only",
        "appearance": "how a question looks is not said",
        "default": "no answer is given in advance",
        "calculation": "nothing is computed from answers",
        "trigger": "nothing is computed from answers",
        "choice_filter": "all choices are shown",
        "repeat_count": "as many persons are listed as there are",
        "image": "pictures, sound and film are not shown",
        "audio": "pictures, sound and film are not shown",
        "video": "pictures, sound and film are not shown",
        "media": "pictures, sound and film are not shown",
    }
)
_SAID = ("label", "hint", "openrsd")
_SURVEY = ("type", "name", "relevant", "relevance", "bind::relevant", "disabled")
_CHOICES = ("list_name", "list name", "name")


@dataclass(frozen=True, slots=True)
class Remark:
    """One part of the form, and what became of it."""

    sheet: str
    rows: tuple[int, ...]
    text: str

    def __str__(self) -> str:
        rows = ", ".join(str(row) for row in self.rows)
        return _("{sheet}, row {rows}: {text}").format(sheet=self.sheet, rows=rows, text=self.text)


@dataclass
class Report:
    """The remarks on a form, in the order of its sheets and rows."""

    remarks: list[Remark] = field(default_factory=list)

    def say(self, row: Row | int, text: str, sheet: str = "survey") -> None:
        """Add a remark on a row."""
        number = row if isinstance(row, int) else row.number
        self.remarks.append(Remark(sheet, (number,), text))

    def lines(self) -> list[str]:
        """The remarks as lines to be read."""
        order = {"settings": 0, "survey": 1, "choices": 2}
        ordered = sorted(self.remarks, key=lambda one: (order[one.sheet], one.rows))
        return list(dict.fromkeys(" ".join(str(remark).split()) for remark in ordered))


def report_columns(form: Form, report: Report) -> None:
    """Columns that have no counterpart, each with the rows in which it is filled in."""
    _report_sheet(form.survey, "survey", _SURVEY, report)
    _report_sheet(form.choices, "choices", _CHOICES, report)


def _report_sheet(rows: Sequence[Row], sheet: str, known: Sequence[str], report: Report) -> None:
    filled: dict[str, list[int]] = {}
    for row in rows:
        for column, value in row.cells.items():
            base = column.partition("::")[0]
            switched_off = base == "required" and value.lower() in ("no", "false", "false()")
            if column not in known and base not in _SAID and not switched_off:
                filled.setdefault(column, []).append(row.number)
    for column, numbers in filled.items():
        reason = _COLUMNS.get(column.partition("::")[0], "it has no counterpart")
        text = _("the column '{column}' is left out: {reason}").format(
            column=column, reason=_(reason)
        )
        report.remarks.append(Remark(sheet, tuple(numbers), text))
