"""A questionnaire as a person reads it, or as plain values for scripts."""

from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

from babel import Locale, UnknownLocaleError
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from openrsd.law.intake_files import (
    AskedBy,
    BlockFile,
    ChoiceFile,
    FieldFile,
    Manner,
    QuestionFile,
    Questionnaire,
)
from openrsd.law.intake_wording import condition_text
from openrsd.law.model import Law
from openrsd.texts import current_language
from openrsd.texts import gettext as _

WIDTH = 100


def language_name(tag: str) -> str:
    """The language in words, or its tag where it has no known name."""
    try:
        name = Locale.parse(tag.replace("-", "_")).get_display_name(
            current_language().replace("-", "_")
        )
    except (UnknownLocaleError, ValueError):
        return tag
    return name or tag


def _kinds() -> dict[str, str]:
    return {
        "yes-no": _("yes or no"),
        "choice": _("one of"),
        "choices": _("any of"),
        "date": _("date, a year is enough"),
        "country": _("country"),
        "countries": _("countries"),
        "text": _("in own words"),
        "number": _("number"),
        "persons": _("persons"),
    }


def block_marks(block: BlockFile) -> list[str]:
    """Who asks a block, and with which care."""
    asked_by = {
        AskedBy.DESK: _("asked by the desk"),
        AskedBy.OFFICER: _("asked by the officer"),
    }
    heard_by = {
        AskedBy.DESK: _("not asked: recorded by the desk only if the person speaks of it"),
        AskedBy.OFFICER: _("not asked: recorded by the officer only if the person speaks of it"),
    }
    match block.manner:
        case Manner.ASKED:
            marks = [asked_by[block.asked_by]]
        case Manner.IF_SAID:
            marks = [heard_by[block.asked_by]]
        case Manner.BY_STAFF:
            marks = [_("not asked: recorded by staff from the file")]
    if block.private:
        marks.append(_("private: alone, away from family and others"))
    if block.sensitive:
        marks.append(_("sensitive: seen only by those who work on the claim"))
    return marks


def questionnaire_text(
    questionnaire: Questionnaire, law: Law, language: str, blocks: Sequence[BlockFile]
) -> str:
    """The questionnaire with the given blocks of it, and what is never collected."""
    stream = StringIO()
    writer = _Writer(Console(file=stream, width=WIDTH, highlight=False), questionnaire, language)
    writer.head(law)
    for block in blocks:
        writer.block(block, law)
    writer.never_collected(law)
    return "\n".join(line.rstrip() for line in stream.getvalue().rstrip("\n").split("\n"))


class _Writer:
    def __init__(self, console: Console, questionnaire: Questionnaire, language: str) -> None:
        self.console = console
        self.questionnaire = questionnaire
        self.language = language

    def line(self, text: str, indent: int = 0) -> None:
        self.console.print(Padding(escape(text), (0, 0, 0, indent), expand=False))

    def said(self, wording: Mapping[str, str]) -> str:
        return self.questionnaire.said(wording, self.language)

    def head(self, law: Law) -> None:
        about = self.questionnaire.about
        names = ", ".join(language_name(tag) for tag in about.languages)
        self.line(
            _("{title} ({id}), edition {edition} of {dated}. Languages: {languages}.").format(
                title=self.said(about.title),
                id=about.id,
                edition=about.edition,
                dated=about.dated,
                languages=names,
            )
        )
        if about.note:
            self.line(_(about.note))
        self.line(
            _(
                "Any question may go unanswered. Silence is never a no. To every question the "
                "answer may be 'unknown', or 'no-answer' where the person did not want to say."
            )
        )
        if law.never_collected:
            self.line(_("What is never collected stands at the end."))

    def block(self, block: BlockFile, law: Law) -> None:
        self.console.print()
        self.line(f"{self.said(block.title)} [{'; '.join(block_marks(block))}]")
        if block.when is not None:
            self.line(_("Only where {condition}.").format(condition=condition_text(block.when)), 2)
        if block.why:
            self.line(_("Why: {text}").format(text=self.said(block.why)), 2)
        if block.say:
            self.line(_("Say: {text}").format(text=self.said(block.say)), 2)
        self.reminders(block.never_ask_for, 2)
        for question in block.questions:
            self.question(question, law)

    def question(self, question: QuestionFile, law: Law) -> None:
        kind = _kinds()[question.kind]
        self.line(f"- {self.said(question.label)} [{question.id}, {kind}]", 2)
        if question.when is not None:
            when = condition_text(question.when)
            self.line(_("Only where {condition}.").format(condition=when), 6)
        if question.hint:
            self.line(self.said(question.hint), 6)
        self.reminders(question.never_ask_for, 6)
        self.choices(question.choices, 6)
        for field in question.fields:
            self.field(field)
        if question.fact is not None:
            title = _(law.facts[question.fact].title)
            self.line(_("Records: {fact}").format(fact=title), 6)

    def field(self, field: FieldFile) -> None:
        self.line(f"· {self.said(field.label)} [{field.id}, {_kinds()[field.kind]}]", 6)
        self.choices(field.choices, 10)

    def choices(self, choices: Sequence[ChoiceFile], indent: int) -> None:
        for choice in choices:
            records = ", ".join(f"{fact}: {value}" for fact, value in choice.records.items())
            follows = f" → {records}" if records else ""
            self.line(f"· {choice.id}: {self.said(choice.label)}{follows}", indent)

    def reminders(self, texts: Sequence[str], indent: int) -> None:
        for text in texts:
            self.line(_("Never ask for: {text}").format(text=_(text)), indent)

    def never_collected(self, law: Law) -> None:
        if not law.never_collected:
            return
        self.console.print()
        self.line(_("Never collected"))
        for one in law.never_collected:
            cited = "; ".join(law.cite(source) for source in one.sources)
            self.line(f"- {_(one.what)}. {_(one.because)} ({cited})", 2)


def questionnaire_json(
    questionnaire: Questionnaire, law: Law, blocks: Sequence[BlockFile]
) -> dict[str, Any]:
    """The questionnaire with its blocks in every language, for scripts."""
    return {
        **questionnaire.about.model_dump(mode="json", by_alias=True),
        "blocks": [
            block.model_dump(mode="json", by_alias=True, exclude_none=True) for block in blocks
        ],
        "never-collected": [
            one.model_dump(mode="json", by_alias=True) for one in law.never_collected
        ],
    }
