"""The care that facts need: a form may ask for them only where the law files allow it.

Where a form asks more openly than that, its block is made private, sensitive or the officer's, and
the report says so. It is never made more open.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openrsd.cli.xlsform.marks import BlockMarks
from openrsd.cli.xlsform.report import Report
from openrsd.cli.xlsform.sheets import Form, Row
from openrsd.errors import Problem
from openrsd.law.corpus import Corpus, by_id
from openrsd.law.intake_files import FITTING_KINDS, AskedBy, Manner
from openrsd.law.reading import suggestion
from openrsd.texts import gettext as _


@dataclass
class Care:
    """Checks the facts of a form's questions and gives their blocks the care they need."""

    form: Form
    corpus: Corpus
    report: Report
    problems: list[Problem]

    def __post_init__(self) -> None:
        self.facts = by_id(self.corpus.facts)

    def fits(self, row: Row, fact: str, question: dict[str, Any]) -> bool:
        """Whether a question may record a fact; where it may not, a problem at its row."""
        known = self.facts.get(fact)
        if known is None or known.computed:
            self._unknown(row, fact)
            return False
        if question["kind"] is not FITTING_KINDS[known.kind]:
            self._problem(
                row,
                "value",
                f"'{fact}' is a fact of the kind {known.kind}, the question of {question['kind']}",
                f"a question of the kind {FITTING_KINDS[known.kind]}",
            )
            return False
        strange = [
            choice["id"]
            for choice in question.get("choices", ())
            if known.kind == "choice" and choice["id"] not in known.choices
        ]
        if strange:
            said = f"'{fact}' has no value '{strange[0]}'"
            self._problem(row, "value", said, ", ".join(known.choices))
            return False
        return True

    def give(
        self, row: Row, block: dict[str, Any], question: dict[str, Any], own: BlockMarks
    ) -> None:
        """Raise the care of the block to what its new question needs."""
        for name in _recorded(question):
            if name not in self.facts:
                self._unknown(row, name)
                continue
            if self.facts[name].sensitive:
                self._mark(row, block, "sensitive", name)
            for rule in (entry.item for entry in self.corpus.intake.never_collected):
                if name in rule.never_pressed:
                    self._mark(row, block, "sensitive", name)
                    self._mark(row, block, "private", name)
                asked = block.get("manner", Manner.ASKED) == Manner.ASKED
                if name in rule.not_at_the_desk or (name in rule.never_pressed and asked):
                    self._to_officer(row, block, name)
        for key, wanted in (("private", own.private), ("sensitive", own.sensitive)):
            if wanted:
                self._mark(row, block, key, question["id"])

    def _mark(self, row: Row, block: dict[str, Any], key: str, name: str) -> None:
        if not block.get(key):
            block[key] = True
            self.report.say(
                row,
                _("the block '{block}' is now {mark}, because of '{name}'").format(
                    block=block["id"], mark=key, name=name
                ),
            )

    def _to_officer(self, row: Row, block: dict[str, Any], name: str) -> None:
        if block["asked-by"] == AskedBy.DESK:
            block["asked-by"] = str(AskedBy.OFFICER)
            self.report.say(
                row,
                _("the block '{block}' is now asked by the officer, because of '{name}'").format(
                    block=block["id"], name=name
                ),
            )

    def _unknown(self, row: Row, fact: str) -> None:
        names = {one.id for one in self.facts.values() if not one.computed}
        hint = suggestion(fact, names).rstrip("?")
        self._problem(row, "unknown-id", f"there is no fact '{fact[:60]}'", hint)

    def _problem(self, row: Row, code: str, message: str, expected: str) -> None:
        self.problems.append(self.form.problem("survey", row.number, code, message, expected))


def _recorded(question: dict[str, Any]) -> Iterator[str]:
    if "fact" in question:
        yield question["fact"]
    for choice in question.get("choices", ()):
        yield from choice.get("records", {})
