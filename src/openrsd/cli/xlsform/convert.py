"""From the rows of an XLSForm to a questionnaire: groups become blocks, rows questions."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from openrsd.cli.xlsform.care import Care
from openrsd.cli.xlsform.languages import Languages
from openrsd.cli.xlsform.marks import BlockMarks, MapFile, block_marks, fact_of
from openrsd.cli.xlsform.questions import LONGEST_TEXT, Names, QuestionReader, identifier
from openrsd.cli.xlsform.relevant import Asked, NotCarried, parse_relevant
from openrsd.cli.xlsform.report import Report, report_columns
from openrsd.cli.xlsform.sheets import Form, Row
from openrsd.errors import InvalidDocument, Problem
from openrsd.law.corpus import Corpus
from openrsd.law.intake_files import AnswerCondition, AskedBy, Kind
from openrsd.texts import gettext as _

_FIELD_KINDS = (Kind.YES_NO, Kind.CHOICE, Kind.DATE, Kind.COUNTRY, Kind.TEXT, Kind.NUMBER)


@dataclass(frozen=True, slots=True)
class _Group:
    """A group of the form: its name and title, its conditions with those around it, its marks."""

    name: str
    title: dict[str, str]
    when: tuple[AnswerCondition, ...]
    marks: BlockMarks


def convert(
    form: Form, languages: Languages, marks: MapFile, corpus: Corpus, today: date
) -> tuple[dict[str, Any], Report]:
    """A file of one questionnaire as plain values, and what became of the rest of the form.

    Raises InvalidDocument where a mark of the form names what is not there.
    """
    report = Report()
    report_columns(form, report)
    conversion = _Conversion(form, languages, marks, corpus, report)
    conversion.walk()
    if conversion.problems:
        raise InvalidDocument(conversion.problems)
    blocks = [block for block in conversion.blocks if block.get("questions") or block.get("say")]
    if not blocks:
        nothing = form.problem("survey", 1, "empty", "nothing in this form can be taken over")
        raise InvalidDocument([nothing])
    if any(not block.get("why") for block in blocks):
        report.say(1, _("no group says why it is asked: write 'why' into the blocks"))
    questionnaire = {
        "id": conversion.id,
        "title": dict.fromkeys(languages.tags, conversion.title),
        "edition": form.settings.get("version") or "1",
        "dated": today.isoformat(),
        "languages": list(languages.tags),
        "note": _("Taken over from the XLSForm {name}.").format(name=Path(form.name).name),
        "blocks": [block["id"] for block in blocks],
    }
    return {"questionnaires": [questionnaire], "intake-blocks": blocks}, report


@dataclass
class _Conversion:
    form: Form
    languages: Languages
    marks: MapFile
    corpus: Corpus
    report: Report
    problems: list[Problem] = field(default_factory=list)
    blocks: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        stem = Path(self.form.name).stem
        self.title = self.form.settings.get("form_title") or stem
        taken = Names({entry.item.id for entry in self.corpus.intake.questionnaires})
        self.id = taken.give(self.form.settings.get("form_id") or stem, "form")[:40].strip("-")
        self.block_ids = Names({entry.item.id for entry in self.corpus.intake.blocks})
        self.asked: dict[str, Asked] = {}
        self.reader = QuestionReader(self.form, self.languages, self.report, self.marks.choices)
        self.care = Care(self.form, self.corpus, self.report, self.problems)
        whole = dict.fromkeys(self.languages.tags, self.title)
        self.groups = [_Group("questions", whole, (), BlockMarks())]
        self.block: dict[str, Any] | None = None

    def walk(self) -> None:
        """Every row, in the order of the sheet."""
        rows = iter(self.form.survey)
        for row in rows:
            kind = " ".join(row.get("type").lower().replace("_", " ").split())
            if row.get("disabled").lower() in ("yes", "true", "true()"):
                self.report.say(row, _("this row is switched off, and left out"))
            elif kind == "begin group":
                self._asks_nothing(row)
                self._open(row)
            elif kind == "end group":
                self.groups.pop()
                self.block = None
            elif kind in ("begin repeat", "begin loop") or kind.startswith("begin loop over"):
                self._persons(row, rows)
            elif kind == "note":
                self._note(row)
            elif kind:
                self._question(row)

    def _open(self, row: Row) -> None:
        around = self.groups[-1]
        when = self._when(row)
        marks = block_marks(self.form, row, self.marks, self.problems)
        inherited = around.marks.model_dump(exclude_none=True, exclude_defaults=True)
        own = marks.model_dump(exclude_none=True, exclude_defaults=True)
        self.groups.append(
            _Group(
                row.get("name"),
                self.reader.words(row),
                around.when if when is None else (*around.when, when),
                BlockMarks.model_construct(**{**inherited, **own}),
            )
        )
        self.block = None

    def _when(self, row: Row) -> AnswerCondition | None:
        written = row.get("relevant", "relevance", "bind::relevant")
        if not written:
            return None
        try:
            return parse_relevant(written, self.asked)
        except NotCarried as reason:
            self.report.say(
                row,
                _(
                    "the condition '{written}' is left out, so this is always asked: {reason}"
                ).format(written=written[:200], reason=reason),
            )
            return None

    def _current(self) -> dict[str, Any]:
        """The block that a row belongs to; a group that goes on after an inner one begins anew."""
        if self.block is None:
            group = self.groups[-1]
            marks = group.marks
            self.block = {
                "id": self.block_ids.give(f"{self.id}-{identifier(group.name)[:30]}", self.id),
                "title": dict(group.title),
                "asked-by": str(marks.asked_by or AskedBy.OFFICER),
            }
            if marks.manner is not None:
                self.block["manner"] = str(marks.manner)
            for key, value in (("private", marks.private), ("sensitive", marks.sensitive)):
                if value:
                    self.block[key] = True
            why = {tag: text for tag, text in marks.why.items() if tag in self.languages.tags}
            if why:
                self.block["why"] = why
            if group.when:
                self.block["when"] = _written(_joined(group.when))
            self.block["questions"] = []
            self.blocks.append(self.block)
        return self.block

    def _asks_nothing(self, row: Row) -> None:
        if fact_of(row, self.marks) is not None:
            self.report.say(row, _("this row asks nothing that could record a fact"))

    def _note(self, row: Row) -> None:
        self._asks_nothing(row)
        block = self._current()
        own = block_marks(self.form, row, MapFile(), self.problems)
        self.care.give(row, block, {"id": row.get("name")}, own)
        words = self.reader.words(row)
        if self._when(row) is not None:
            self.report.say(row, _("this note has a condition: it is now said in any case"))
        if block["questions"]:
            self.report.say(row, _("this note is now said before its block begins"))
        said = block.get("say", {})
        block["say"] = {tag: f"{said.get(tag, '')}\n{text}".strip() for tag, text in words.items()}
        if any(len(text) > LONGEST_TEXT for text in block["say"].values()):
            long = f"the notes before a block are longer than {LONGEST_TEXT} letters"
            self.problems.append(self.form.problem("survey", row.number, "too-large", long))

    def _question(self, row: Row) -> None:
        read = self.reader.read(row)
        if read is None:
            self._asks_nothing(row)
            return
        question, asked = read
        when = self._when(row)
        if when is not None:
            question["when"] = _written(when)
        self._keep(row, question, asked)

    def _keep(self, row: Row, question: dict[str, Any], asked: Asked) -> None:
        """The question into its block, which then has at least the care that its facts need."""
        block = self._current()
        fact = fact_of(row, self.marks)
        if fact is not None and self.care.fits(row, fact, question):
            question["fact"] = fact
        own = block_marks(self.form, row, MapFile(), self.problems)
        self.care.give(row, block, question, own)
        block["questions"].append(question)
        self.asked[row.get("name")] = asked

    def _persons(self, first: Row, rows: Iterator[Row]) -> None:
        """A repeated group as one question for a list of persons."""
        fields: list[dict[str, Any]] = []
        inner = QuestionReader(self.form, self.languages, self.report, {})
        for row in self._until_end(rows):
            read = inner.read(row)
            if read is None:
                continue
            question, asked = read
            if asked.kind not in _FIELD_KINDS:
                self.report.say(row, _("several answers about one person are left out"))
                continue
            if fact_of(row, self.marks) is not None:
                self.report.say(row, _("what is said of another person records no fact"))
            if question.pop("hint", None) or row.get("relevant", "relevance", "bind::relevant"):
                self.report.say(row, _("hints and conditions about one person are left out"))
            fields.append(question)
        if not fields:
            self.report.say(first, _("this repeated group is left out: nothing in it remains"))
            return
        self.report.say(first, _("this repeated group is now a list of persons"))
        name = self.reader.names.give(first.get("name"), f"persons-{first.number}")
        question = {
            "id": name,
            "label": self.reader.words(first),
            "kind": Kind.PERSONS,
            "fields": fields,
        }
        when = self._when(first)
        if when is not None:
            question["when"] = _written(when)
        self._keep(first, question, Asked(name, Kind.PERSONS))

    def _until_end(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The rows of a repeated group. What is grouped or repeated inside it stands flat."""
        depth = 1
        for row in rows:
            kind = " ".join(row.get("type").lower().replace("_", " ").split())
            if kind.startswith("begin "):
                depth += 1
                self.report.say(row, _("a group inside a repeated group is taken apart"))
            elif kind.startswith("end "):
                depth -= 1
                if depth == 0:
                    return
            elif kind == "note":
                self.report.say(row, _("a note inside a repeated group is left out"))
            elif kind:
                yield row


def _joined(conditions: tuple[AnswerCondition, ...]) -> AnswerCondition:
    return conditions[0] if len(conditions) == 1 else AnswerCondition(all=list(conditions))


def _written(condition: AnswerCondition) -> dict[str, Any]:
    return condition.model_dump(mode="json", by_alias=True, exclude_none=True)
