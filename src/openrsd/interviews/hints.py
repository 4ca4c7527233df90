"""Hints on how a question is put: leading, blaming, or several at once. By rules of data files.

They are about the officer's words and never about the person's. They block nothing and are kept
nowhere. The rules are English; in other languages only the number of questions is looked at.
"""

import re
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import Field

from openrsd.interviews.content import Said, Speaker
from openrsd.law.documents import read_document
from openrsd.law.loader import shipped_corpus
from openrsd.law.reading import read_shape
from openrsd.law.shapes import Shape, Text
from openrsd.texts import gettext as _

_QUESTION = re.compile(r"[?？؟;]\s|[?？؟]")
_SENTENCE = re.compile(r"(?<=[.!?？؟。])\s+|\n+")
_MANY = "many"


class MultipleForm(Shape):
    """A form of words that puts more than one question."""

    form: Text
    because: Text


class HintFile(Shape):
    """The rules of this room for hints."""

    name: Text = Field(alias="list")
    source: Text
    retrieved: Text
    most_questions: Annotated[int, Field(alias="most-questions", ge=1)]
    says_many: Annotated[Text, Field(alias="says-many")]
    multiple: list[MultipleForm]


@cache
def shipped_hints() -> HintFile:
    """The rules that come with OpenRSD. InvalidDocument where the file is none."""
    raw = (files("openrsd.interviews") / "hints.yaml").read_bytes()
    return read_shape(read_document(raw, "hints.yaml"), HintFile)


def hints_for(said: Said) -> list[str]:
    """What may be amiss in how a question is put; nothing for anybody but the officer."""
    if said.speaker != Speaker.OFFICER or not said.text.strip():
        return []
    rules = shipped_hints()
    found = [_said(form, because) for form, because in _leading(said.text)]
    if len(_QUESTION.findall(said.text)) > rules.most_questions:
        found.append(_(rules.says_many))
    found += [
        _said(rule.form, rule.because)
        for rule in rules.multiple
        if "?" in said.text and _stands(rule.form, said.text, anywhere=True)
    ]
    return list(dict.fromkeys(found))


def _leading(text: str) -> list[tuple[str, str]]:
    forms = [entry.item for entry in shipped_corpus().plan.leading_forms]
    return [
        (rule.form, rule.because)
        for rule in forms
        if _stands(rule.form, text, anywhere=rule.anywhere)
    ]


def _stands(form: str, text: str, *, anywhere: bool) -> bool:
    pattern = re.compile(rf"\b{re.escape(form)}\b", re.IGNORECASE)
    if anywhere:
        return bool(pattern.search(text))
    return any(pattern.match(sentence.strip()) for sentence in _SENTENCE.split(text))


def _said(form: str, because: str) -> str:
    return _("“{form}”: {because}.").format(form=form, because=_(because))
