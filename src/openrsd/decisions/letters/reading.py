"""The files of letters, read and checked: nobody can be sent half a letter.

A letter that refuses is not read at all where a content of procedure.md section 9 is missing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from string import Formatter
from types import MappingProxyType

from babel import Locale
from babel.dates import format_date
from pydantic import BaseModel, ConfigDict, Field

from openrsd.decisions.reasons import Part
from openrsd.errors import InvalidDocument, Problem
from openrsd.law.documents import Document, read_document
from openrsd.law.reading import Day, read_shape

ENGLISH, UNREAD = "en", "no native reader"
# Said in one of two ways: the letter is in two languages, or in one.
LANGUAGE = "language"
_EITHER = {LANGUAGE: "language-both"}
# In every letter, above everything else, and below.
_FRAME = ("number", "office", "written", "explained")
_REFUSAL = frozenset(
    {
        *("reference", "date", "office", "decision"),
        *("facts-accepted", "facts-not-accepted", "what-was-put", "law", "country-information"),
        *("other-protection", "appeal-where", "appeal-how", "appeal-form", "appeal-until"),
        *("appeal-late", "counsel", "own-statements", "documents-stay-valid", "no-removal"),
        *("counselling", "complaints", "language", "explained"),
    }
)
_REASONS = frozenset(
    {
        *("facts-accepted", "facts-not-accepted", "what-was-put"),
        *("law", "country-information", "other-protection"),
    }
)


def _key(name: str) -> str:
    return name.replace("_", "-")


class _Shape(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, alias_generator=_key, str_strip_whitespace=True
    )


class Must(StrEnum):
    """What a letter has to say, by what it does."""

    REFUSAL = "refusal"
    END = "end"
    DISMISSAL = "dismissal"
    RECOGNITION = "recognition"
    NOTICE = "notice"
    CERTIFICATE = "certificate"


REQUIRED: Mapping[Must, frozenset[str]] = MappingProxyType(
    {
        Must.REFUSAL: _REFUSAL,
        Must.END: _REFUSAL - _REASONS,
        Must.DISMISSAL: (_REFUSAL - _REASONS - {"documents-stay-valid"})
        - {"appeal-where", "appeal-how", "appeal-form", "appeal-until", "appeal-late"}
        | {"grounds", "court-where", "court-until"},
        Must.RECOGNITION: frozenset(
            {
                *("reference", "date", "office", "decision", "basis", "rights", "duties"),
                *("documents", "family-unity", "how-it-ends", "language", "explained"),
            }
        ),
        Must.NOTICE: frozenset(
            {"reference", "date", "office", "decision", "counsel", "own-statements", "language"}
        ),
        Must.CERTIFICATE: frozenset({"reference", "date", "office", "rights"}),
    }
)


class Passage(_Shape):
    """One fixed passage: what it fulfils, and what is put into its words."""

    fulfils: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()


class PassagesFile(_Shape):
    """Every passage by its id."""

    passages: dict[str, Passage]


class WordsFile(_Shape):
    """The words of one language. `checked` says who read them as a native speaker, or that nobody
    did.
    """

    language: str
    as_of: Day
    version: int = Field(ge=1)
    checked: str = Field(min_length=3)
    words: dict[str, str]

    @property
    def is_unread(self) -> bool:
        """Whether no native reader has checked these words."""
        return self.checked == UNREAD

    @property
    def own_name(self) -> str:
        """What its speakers call the language."""
        return self._locale.get_display_name() or self.language

    @property
    def direction(self) -> str:
        """Which way it is written: ltr or rtl."""
        return self._locale.text_direction

    def day(self, day: date) -> str:
        """A day of the calendar, written out."""
        return format_date(day, "full", self._locale)

    def name_of(self, language: str) -> str:
        """What another language is called in this one."""
        names = self._locale.languages
        found = names.get(language.replace("-", "_")) or names.get(language.split("-")[0])
        return str(found or language)

    @property
    def _locale(self) -> Locale:
        return Locale.parse(self.language.replace("-", "_"))


class Short(_Shape):
    """The first page, in plain words."""

    decided: tuple[str, ...] = Field(min_length=1)
    means: tuple[str, ...] = Field(min_length=1)
    do: tuple[str, ...] = Field(min_length=1)

    def ids(self) -> tuple[str, ...]:
        """Every passage of it."""
        return (*self.decided, *self.means, *self.do)


class Section(_Shape):
    """A heading with fixed passages, paragraphs of the reasons, and a list of addresses."""

    heading: str = ""
    passages: tuple[str, ...] = ()
    reasons: Part | None = None
    may_be_left_out: bool = False
    list: str = Field(default="", pattern="^(counsel|counselling|complaints)?$")

    def ids(self) -> tuple[str, ...]:
        """Every passage of it."""
        named = (self.heading, *self.passages)
        return tuple(_EITHER.get(one, one) for one in named if one)


class KindFile(_Shape):
    """One kind of letter. It is told by a step, or can be made where a case stands so."""

    kind: str
    as_of: Day
    version: int = Field(ge=1)
    says: str
    heading: str
    must_have: Must
    told_by: tuple[str, ...] = ()
    made_in: tuple[str, ...] = ()
    decides: str = ""
    attaches: str = Field(default="", pattern="^(appeal-form)?$")
    short: Short | None = None
    sections: tuple[Section, ...]

    def ids(self) -> Iterator[str]:
        """Every passage of it."""
        yield from (*_FRAME, self.heading, *(self.short.ids() if self.short else ()))
        for section in self.sections:
            yield from section.ids()


class ForbiddenFile(_Shape):
    """What no letter says, by language, as regular expressions."""

    as_of: Day
    languages: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Letters:
    """Everything that was read."""

    passages: Mapping[str, Passage]
    words: Mapping[str, WordsFile]
    kinds: Mapping[str, KindFile]
    forbidden: Mapping[str, tuple[re.Pattern[str], ...]]

    def says_removal(self, text: str) -> str:
        """The words in a text that no letter may have, in whatever language; else nothing."""
        found = (one.search(text) for each in self.forbidden.values() for one in each)
        return next((one[0] for one in found if one), "")


@cache
def shipped_letters() -> Letters:
    """The files of this package. InvalidDocument with everything that is amiss in one of them."""
    corpus = files("openrsd.decisions.letters") / "corpus"
    documents = {
        f"{folder}{file.name}": file.read_bytes()
        for folder in ("", "kinds/", "words/")
        for file in (corpus / folder if folder else corpus).iterdir()
        if file.name.endswith(".yaml")
    }
    return read_letters(documents)


def read_letters(documents: Mapping[str, bytes]) -> Letters:
    """Files by their place in the corpus. Raises InvalidDocument."""
    read = {name: read_document(raw, name) for name, raw in sorted(documents.items())}
    passages = read_shape(read["passages.yaml"], PassagesFile).passages
    forbidden = _patterns(read["forbidden.yaml"])
    words = {
        one.language: one
        for name, document in read.items()
        if name.startswith("words/")
        for one in [_words(document, passages, forbidden)]
    }
    kinds = {
        one.kind: one
        for name, document in read.items()
        if name.startswith("kinds/")
        for one in [_kind(document, passages)]
    }
    order = sorted(words, key=lambda tag: (tag != ENGLISH, tag))
    return Letters(
        MappingProxyType(passages),
        MappingProxyType({tag: words[tag] for tag in order}),
        MappingProxyType(kinds),
        MappingProxyType(forbidden),
    )


def _patterns(document: Document) -> dict[str, tuple[re.Pattern[str], ...]]:
    read = read_shape(document, ForbiddenFile)
    return {
        tag: tuple(re.compile(one, re.IGNORECASE) for one in each)
        for tag, each in read.languages.items()
    }


def _words(
    document: Document,
    passages: Mapping[str, Passage],
    forbidden: Mapping[str, tuple[re.Pattern[str], ...]],
) -> WordsFile:
    read = read_shape(document, WordsFile)
    problems = [
        _at(document, "words", f"'{one}' is missing") for one in passages.keys() - read.words
    ]
    if read.language not in forbidden:
        problems.append(_at(document, "language", "forbidden.yaml has nothing for this language"))
    for name, text in read.words.items():
        problem = _amiss(passages.get(name), text, forbidden.get(read.language, ()))
        if problem:
            problems.append(document.problem(("words", name), "letter-words", problem))
    if problems:
        raise InvalidDocument(problems)
    return read


def _amiss(passage: Passage | None, text: str, forbidden: tuple[re.Pattern[str], ...]) -> str:
    """What is wrong with the words of a passage; nothing where all is well."""
    if passage is None:
        return "no passage has this id"
    if not text:
        return "there are no words"
    takes = {field for _text, field, _spec, _form in Formatter().parse(text) if field is not None}
    if takes != set(passage.takes):
        return f"these words take {sorted(takes)}, and should take {sorted(passage.takes)}"
    said = next((found[0] for one in forbidden if (found := one.search(text))), "")
    return f"“{said}” reads as if removal were permitted" if said else ""


def _kind(document: Document, passages: Mapping[str, Passage]) -> KindFile:
    read = read_shape(document, KindFile)
    named = list(read.ids())
    problems = [
        _at(document, "sections", f"'{one}' is no passage") for one in named if one not in passages
    ]
    fulfilled = {what for one in named if one in passages for what in passages[one].fulfils}
    # Each list of addresses stands below the passage that speaks of it.
    lists = {section.list for section in read.sections}
    fulfilled -= {"counsel", "counselling", "complaints"} - lists
    fulfilled -= _REASONS - {str(one.reasons) for one in read.sections} - {"what-was-put"}
    if read.attaches == "appeal-form":
        fulfilled.add("appeal-form")
    for lacking in sorted(REQUIRED[read.must_have] - fulfilled):
        problems.append(_at(document, "sections", f"a letter of this kind must say '{lacking}'"))
    if problems:
        raise InvalidDocument(problems)
    return read


def _at(document: Document, key: str, says: str) -> Problem:
    return document.problem((key,), "letter-kind", says)
