"""Every text that a person sees goes through here, so that it can be translated.

English is the source language; catalogues lie under ``locale/<language>/LC_MESSAGES``. A language
without a catalogue, or a text without a translation, shows English.
"""

from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations, translation
from importlib.resources import as_file, files
from typing import TypeVar

from babel import Locale, UnknownLocaleError

T = TypeVar("T")
SOURCE_LANGUAGE = "en"
_language: ContextVar[str] = ContextVar("language", default=SOURCE_LANGUAGE)


def use_language(language: str) -> None:
    """Show texts in `language` (a BCP 47 tag) from now on in this context.

    What is no language known to CLDR is English.
    """
    try:
        Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        language = SOURCE_LANGUAGE
    _language.set(language)


def current_language() -> str:
    """The language in use."""
    return _language.get()


@cache
def catalogue(language: str) -> GNUTranslations | NullTranslations:
    """Our texts in this language; empty where nobody has translated them."""
    with as_file(files("openrsd") / "locale") as folder:
        return translation("openrsd", folder, [language.replace("-", "_")], fallback=True)


def shown(texts: T) -> T:
    """Mark a text, or all texts of a table, as ones that people see: translators are given them.

    For those that are passed to `gettext` by name, where a tool cannot read what they say.
    """
    return texts


def gettext(text: str) -> str:
    """The text in the language in use."""
    return catalogue(_language.get()).gettext(text) if text else text


def ngettext(one: str, many: str, count: int) -> str:
    """The text in the right number for `count`."""
    return catalogue(_language.get()).ngettext(one, many, count)
