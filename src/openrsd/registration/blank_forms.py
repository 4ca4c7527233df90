"""The blank form of a family, for days without power: a page a person, and nobody's data on it."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from openrsd.papers import pdf

PERSONS = 5
_HERE = files("openrsd.registration")
_OWN = "own"


@cache
def _words() -> dict[str, Any]:
    words: dict[str, Any] = yaml.safe_load((_HERE / "blank_forms.yaml").read_bytes())
    return words


# Code and own name of each language in which there is a form.
LANGUAGES: tuple[tuple[str, str], ...] = tuple(_words()["languages"].items())


def blank_family_form(language: str) -> bytes:
    """The form as a PDF, in this language beside English. KeyError for one without words."""
    words = _words()
    name = dict(LANGUAGES)[language]
    values = {
        "language": language,
        "persons": PERSONS,
        **{key: _both(words[key], language) for key in ("title", "say", "staff", "person")},
        "fields": [
            {
                "label": _both(field["label"], language),
                "ticks": [_both(tick, language) for tick in field.get("ticks", [])],
            }
            for field in words["fields"]
        ],
    }
    template = (_HERE / "blank_form.typ").read_text("utf-8")
    return pdf(template, values, title=f"Family form, {name}")


def _both(words: dict[str, str], language: str) -> dict[str, str]:
    return {"en": words["en"], _OWN: words[language]}
