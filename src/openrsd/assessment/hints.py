"""Hints on reasons: words that often stand for a known error of assessment. They stop nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import Field

from openrsd.assessment.entries import Finding, MaterialFact
from openrsd.law.documents import read_document
from openrsd.law.reading import read_shape
from openrsd.law.shapes import Shape
from openrsd.texts import gettext as _

FILE = "hints.yaml"


class HintFile(Shape):
    """One known error, and the words by which it may be recognised; without words it is noticed in
    the record itself.
    """

    id: str
    words: list[str]
    says: str
    source: str


class HintsFile(Shape):
    """The hints of one language."""

    version: str
    language: str
    hints: list[HintFile] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Hint:
    """Something to look at again: the words that were found, why, and where it is written."""

    id: str
    found: tuple[str, ...]
    says: str
    source: str


def for_reasons(reasons: str) -> list[Hint]:
    """What to look at again in these reasons."""
    text = _plain(reasons)
    return [
        Hint(one.id, found, _(one.says), one.source)
        for one in _shipped().hints
        if (found := tuple(_in(text, one.words)))
    ]


def for_fact(fact: MaterialFact, tones: Iterable[str]) -> list[Hint]:
    """What to look at again in a fact. `tones` are those of the country information it rests on."""
    misfits = fact.inconsistencies
    weakens = {one.indicator for one in fact.indicators if one.shows == "weakens"}
    sources = [one for one in fact.evidence if one.kind == "coi"]
    noticed = {
        "minor-alone": fact.value == "not-accepted"
        and bool(misfits)
        and all(one.weight == "minor" for one in misfits),
        "plausibility-without-sources": "ind-plausibility" in weakens and not sources,
        "stale-sources": _is_stale(tones),
    }
    return [*for_reasons(fact.reasons), *_noticed(noticed)]


def for_finding(finding: Finding, others: Iterable[Finding], tones: Iterable[str]) -> list[Hint]:
    """What to look at again in a finding, among the other findings of its assessment."""
    said = _plain(finding.reasons)
    copied = any(one.key != finding.key and _plain(one.reasons) == said for one in others)
    noticed = {"copied-reasons": copied, "stale-sources": _is_stale(tones)}
    return [*for_reasons(finding.reasons), *_noticed(noticed)]


def _noticed(found: Mapping[str, bool]) -> list[Hint]:
    known = {one.id: one for one in _shipped().hints}
    return [
        Hint(name, (), _(known[name].says), known[name].source)
        for name, is_so in found.items()
        if is_so
    ]


def _is_stale(tones: Iterable[str]) -> bool:
    return bool({"care", "danger"} & set(tones))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _in(text: str, words: Iterable[str]) -> list[str]:
    return [one for one in words if one.casefold() in text]


@cache
def _shipped() -> HintsFile:
    raw = (files("openrsd.assessment") / FILE).read_bytes()
    return read_shape(read_document(raw, FILE), HintsFile)
