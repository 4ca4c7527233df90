"""A letter on paper: a tagged PDF in fonts that it brings along. Its title names nobody."""

from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Any

from openrsd import papers
from openrsd.decisions.letters.composing import Form, InLanguage, Letter
from openrsd.decisions.letters.reading import shipped_letters
from openrsd.texts import gettext as _


def printed(letter: Letter) -> bytes:
    """The letter as a PDF, with the form that is attached to it."""
    values = {
        "draft": letter.is_draft,
        "languages": [_values(one) for one in letter.languages],
        "form": _form_values(letter.form) if letter.form else None,
    }
    return papers.pdf(_template(), values, title=_("Letter"), language=letter.languages[0].language)


def printed_form(form: Form) -> bytes:
    """The blank form of an appeal alone."""
    values: Mapping[str, Any] = {"draft": False, "languages": [], "form": _form_values(form)}
    language = form.labels["t-appeal-form"][0][0]
    return papers.pdf(_template(), values, title=_("Appeal"), language=language)


def _values(one: InLanguage) -> dict[str, Any]:
    words = shipped_letters().words[one.language].words
    return {
        **asdict(one),
        "in_short": words["h-short"],
        "draft": words["draft-mark"],
    }


def _form_values(form: Form) -> dict[str, Any]:
    return {
        "number": form.number,
        "labels": {name: list(each) for name, each in form.labels.items()},
    }


@cache
def _template() -> str:
    return (files("openrsd.decisions.letters") / "letter.typ").read_text("utf-8")
