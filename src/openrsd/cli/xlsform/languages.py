"""The languages of an XLSForm and its texts in each of them."""

import re
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError

from openrsd.cli.xlsform.sheets import Form, Row
from openrsd.errors import InvalidDocument, Problem
from openrsd.law.intake_files import LANGUAGE

ASSUMED = "en"
_IN_BRACKETS = re.compile(r"\(([^()]+)\)\s*$")
_SPOKEN = ("label", "hint")


@dataclass(frozen=True, slots=True)
class Languages:
    """The tags of the languages, the first one first, and the column heads that carry each."""

    tags: tuple[str, ...]
    heads: dict[str, str]

    def said(self, row: Row, column: str) -> dict[str, str]:
        """The texts of a row in the order of the languages; those left empty are missing."""
        found: dict[str, str] = {}
        for head, tag in self.heads.items():
            text = row.get(f"{column}::{head}" if head else column)
            if text:
                found.setdefault(tag, text)
        return {tag: found[tag] for tag in self.tags if tag in found}


def languages_of(form: Form) -> Languages:
    """The languages that labels are written in. Raises InvalidDocument for one with no tag."""
    heads: dict[str, str] = {}
    problems: list[Problem] = []
    default = form.settings.get("default_language", "")
    first = _tag(default) if default else ASSUMED
    for sheet, rows in (("survey", form.survey), ("choices", form.choices)):
        for column in dict.fromkeys(column for row in rows for column in row.cells):
            base, _separator, head = column.partition("::")
            if base not in _SPOKEN or head in heads:
                continue
            tag = _tag(head) if head else first
            if tag is None:
                wrong = f"'{column[:60]}' does not say which language this is"
                problems.append(
                    form.problem(sheet, 1, "language", wrong, "its tag, as in label::Korean (ko)")
                )
            else:
                heads[head] = tag
    if first is None:
        wrong = f"'{default[:60]}' does not say which language this is"
        problems.append(form.problem("settings", 2, "language", wrong, "as in English (en)"))
    if problems:
        raise InvalidDocument(problems)
    found = dict.fromkeys(heads.values())
    tags = [tag for tag in found if tag == first] + [tag for tag in found if tag != first]
    return Languages(tuple(tags) or (first or ASSUMED,), heads)


def _tag(head: str) -> str | None:
    """`Korean (ko)`, `ko` and `Korean` are all ko."""
    bracketed = _IN_BRACKETS.search(head)
    tag = bracketed[1].strip() if bracketed else head.strip()
    if re.fullmatch(LANGUAGE, tag) and _is_known(tag):
        return tag
    names = Locale("en").languages
    return next((code for code, name in names.items() if name.lower() == tag.lower()), None)


def _is_known(tag: str) -> bool:
    try:
        Locale.parse(tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return False
    return True
