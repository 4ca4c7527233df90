"""One row of the survey sheet as a question, with its choices."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from openrsd.cli.xlsform.languages import Languages
from openrsd.cli.xlsform.relevant import Asked
from openrsd.cli.xlsform.report import Report
from openrsd.cli.xlsform.sheets import Form, Row
from openrsd.errors import InvalidDocument
from openrsd.law.intake_files import NO_ANSWER, UNKNOWN, YES_NO, Kind
from openrsd.texts import gettext as _
from openrsd.texts import shown

LONGEST_ID = 80
LONGEST_TEXT = 4000
_SELECT = re.compile(
    r"(?P<how>select_one|select one|select1|select_multiple|select multiple|select all that apply)"
    r"(?: from)? (?P<list>\S+)(?P<other> or_other| or other)?",
    re.IGNORECASE,
)
_KINDS = {
    "text": Kind.TEXT,
    "string": Kind.TEXT,
    "date": Kind.DATE,
    "integer": Kind.NUMBER,
    "int": Kind.NUMBER,
}
_KEPT_OTHERWISE = shown(
    {
        "decimal": (Kind.TEXT, "kept as words, because numbers are whole here"),
        "range": (Kind.NUMBER, "kept as a number without its limits"),
        "time": (Kind.TEXT, "kept as words"),
        "datetime": (Kind.TEXT, "kept as words"),
        "acknowledge": (Kind.YES_NO, "kept as a question of yes or no"),
    }
)
_PLACE = shown("where a person is, lives or travelled is not collected as coordinates")
_SOUND = shown(
    "a voice is a mark of the body and may be refused: a questionnaire does not collect it"
)
_PICTURE = shown("pictures and films of people and papers are not collected by a questionnaire")
_DEVICE = shown("what betrays a device or a person behind it is not collected")
_REFUSED = MappingProxyType(
    {
        **dict.fromkeys(
            ("geopoint", "geotrace", "geoshape", "start-geopoint", "background-geopoint"), _PLACE
        ),
        **dict.fromkeys(("audio", "background-audio"), _SOUND),
        **dict.fromkeys(("image", "photo", "video", "file", "osm"), _PICTURE),
        **dict.fromkeys(
            (
                "barcode", "deviceid", "imei", "subscriberid", "simserial", "phonenumber",
                "phone number", "username", "email", "audit",
            ),
            _DEVICE,
        ),
    }
)  # fmt: skip
_OF_THE_FILE = frozenset({"start", "end", "today"})
_SPECIAL = {
    "yes": "yes",
    "no": "no",
    **dict.fromkeys(("unknown", "dont-know", "don-t-know", "do-not-know", "dk"), UNKNOWN),
    **dict.fromkeys(("no-answer", "refused", "prefer-not-to-say"), NO_ANSWER),
}


def identifier(name: str) -> str:
    """A name of the form as an id, or an empty text where it has no plain letters."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:LONGEST_ID].strip("-")


@dataclass
class Names:
    """Ids given so far, so that none is given twice."""

    taken: set[str] = field(default_factory=set)

    def give(self, wanted: str, otherwise: str) -> str:
        """The id wanted where it is free, or one made different by a number."""
        base = (identifier(wanted) or otherwise)[: LONGEST_ID - 6].strip("-")
        name, number = base, 2
        while name in self.taken:
            name, number = f"{base}-{number}", number + 1
        self.taken.add(name)
        return name


@dataclass(frozen=True, slots=True)
class Choices:
    """A list of the choices sheet: its shapes, and the ids by the names that the form uses."""

    shapes: list[dict[str, Any]]
    answers: Mapping[str, str]


@dataclass
class QuestionReader:
    """Reads questions row by row; says in the report what became of each."""

    form: Form
    languages: Languages
    report: Report
    records: Mapping[str, Mapping[str, Mapping[str, str]]]
    names: Names = field(default_factory=Names)
    _lists: dict[tuple[str, bool], Choices] = field(default_factory=dict)

    def read(self, row: Row) -> tuple[dict[str, Any], Asked] | None:
        """The question without its condition and fact, or None where it is left out."""
        written = " ".join(row.get("type").split())
        kind, listed = self._kind(row, written)
        if kind is None:
            return None
        if kind is Kind.CHOICE and self._is_yes_no(listed):
            kind = Kind.YES_NO
        choices = self.choices(listed, kind) if listed else Choices([], {})
        answers = dict(choices.answers)
        if kind is Kind.YES_NO and not answers:
            answers = {"yes": "yes", "no": "no", "OK": "yes"}
        name = self.names.give(row.get("name"), f"question-{row.number}")
        question: dict[str, Any] = {"id": name, "label": self.words(row), "kind": kind}
        hint = self.words(row, "hint")
        if hint:
            question["hint"] = hint
        if choices.shapes:
            question["choices"] = choices.shapes
        return question, Asked(name, kind, answers)

    def words(self, row: Row, column: str = "label", sheet: str = "survey") -> dict[str, str]:
        """A text in every language; where one is missing, the first that there is stands in."""
        said = self.languages.said(row, column)
        if not said:
            if column != "label":
                return {}
            self.report.say(row, _("there is no label: the name stands in its place"), sheet)
            said = {self.languages.tags[0]: row.get("name") or f"row {row.number}"}
        if any(len(text) > LONGEST_TEXT for text in said.values()):
            long = f"the {column} is longer than {LONGEST_TEXT} letters"
            problem = self.form.problem(sheet, row.number, "too-large", long)
            raise InvalidDocument([problem])
        there = next(iter(said))
        missing = [tag for tag in self.languages.tags if tag not in said]
        if missing:
            self.report.say(
                row,
                _("the {column} is not said in {missing}: {there} stands in its place").format(
                    column=column, missing=", ".join(missing), there=there
                ),
                sheet,
            )
        if any("${" in text for text in said.values()):
            self.report.say(
                row, _("the {column} quotes an answer, and is not filled in").format(column=column)
            )
        return {tag: said.get(tag, said[there]) for tag in self.languages.tags}

    def _kind(self, row: Row, written: str) -> tuple[Kind | None, str]:
        plain = written.lower()
        name = row.get("name") or written
        select = _SELECT.fullmatch(written)
        if select is not None:
            if select["other"]:
                self.report.say(row, _("'or_other' is left out: add a choice and a question"))
            one = "multiple" not in select["how"].lower() and "all" not in select["how"].lower()
            return (Kind.CHOICE if one else Kind.CHOICES), select["list"]
        if plain in _KINDS:
            return _KINDS[plain], ""
        if plain in _KEPT_OTHERWISE:
            kind, how = _KEPT_OTHERWISE[plain]
            self.report.say(
                row, _("{kind} '{name}' is {how}").format(kind=plain, name=name, how=_(how))
            )
            return kind, ""
        if plain in _REFUSED:
            text = _("{kind} '{name}' is refused: {reason}")
            reason = _REFUSED[plain]
        elif plain in _OF_THE_FILE:
            text = _("{kind} '{name}' is left out: {reason}")
            reason = "the case file says on which day and by whom"
        else:
            text = _("{kind} '{name}' is left out: {reason}")
            reason = "a questionnaire has no such kind of question"
        self.report.say(row, text.format(kind=written, name=name, reason=_(reason)))
        return None, ""

    def choices(self, listed: str, kind: Kind) -> Choices:
        """A list of choices, read once for each use that it has."""
        key = (listed, kind is Kind.YES_NO)
        if key not in self._lists:
            read = self._yes_no if kind is Kind.YES_NO else self._choices
            self._lists[key] = read(listed, self._rows(listed))
        return self._lists[key]

    def _rows(self, listed: str) -> list[Row]:
        return [row for row in self.form.choices if row.get("list_name", "list name") == listed]

    def _is_yes_no(self, listed: str) -> bool:
        plain = {identifier(row.get("name")) for row in self._rows(listed)}
        return set(YES_NO) <= plain <= set(_SPECIAL)

    def _yes_no(self, listed: str, rows: list[Row]) -> Choices:
        answers = {row.get("name"): _SPECIAL[identifier(row.get("name"))] for row in rows}
        self.report.say(
            rows[0],
            _("'{list}' is a question of yes or no: its labels are those of the program").format(
                list=listed
            ),
            "choices",
        )
        known = {name: answer for name, answer in answers.items() if answer != NO_ANSWER}
        return Choices([], known)

    def _choices(self, listed: str, rows: list[Row]) -> Choices:
        names = Names({UNKNOWN, NO_ANSWER})
        shapes: list[dict[str, Any]] = []
        answers: dict[str, str] = {}
        for row in rows:
            name = row.get("name")
            if identifier(name) in (UNKNOWN, NO_ANSWER):
                self.report.say(
                    row,
                    _("'{name}' is left out: every question allows this answer").format(name=name),
                    "choices",
                )
                continue
            answers[name] = names.give(name, f"choice-{row.number}")
            choice: dict[str, Any] = {
                "id": answers[name],
                "label": self.words(row, sheet="choices"),
            }
            records = self.records.get(listed, {}).get(name)
            if records:
                choice["records"] = dict(records)
            shapes.append(choice)
        return Choices(shapes, answers)
