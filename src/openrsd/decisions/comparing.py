"""What changed between two rounds of a draft, word by word. No framework."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from openrsd.decisions.reasons import Paragraph, Reasons

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_LINES = re.compile(r"[^.!?。\n]*[.!?。\n]+\s*|[^.!?。\n]+")
# Beyond so many words whole sentences are compared: time grows with the square.
_MOST_WORDS = 2000


class Change(StrEnum):
    """What became of a paragraph, or of some words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Words:
    """Some words that stayed, came or went."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class ChangedParagraph:
    """A paragraph as it is now, or was where it is gone; and what became of its words."""

    change: Change
    paragraph: Paragraph
    words: tuple[Words, ...]


def changed_words(before: str, now: str) -> tuple[Words, ...]:
    """What stayed, came and went. What is not gone, in order, is `now`; what did not come is
    `before`.
    """
    return tuple(_joined(_sentences(before, now)))


def changed_paragraphs(before: Reasons, now: Reasons) -> tuple[ChangedParagraph, ...]:
    """Every paragraph of both, those that are gone where they stood."""
    was = {one.id: one for one in before.paragraphs}
    is_now = {one.id: one for one in now.paragraphs}
    matcher = SequenceMatcher(a=list(was), b=list(is_now), autojunk=False)
    found: list[ChangedParagraph] = []
    for _tag, from_a, to_a, from_b, to_b in matcher.get_opcodes():
        gone = [one for one in list(was)[from_a:to_a] if one not in is_now]
        found.extend(_one_side(Change.REMOVED, was[one]) for one in gone)
        for one in list(is_now)[from_b:to_b]:
            found.append(
                _both(was[one], is_now[one]) if one in was else _one_side(Change.ADDED, is_now[one])
            )
    return tuple(found)


def _both(before: Paragraph, now: Paragraph) -> ChangedParagraph:
    if before.heading == now.heading:
        words = changed_words(before.text, now.text)
    else:
        words = changed_words(_whole(before), _whole(now))
    same = all(one.change is Change.SAME for one in words)
    return ChangedParagraph(Change.SAME if same else Change.CHANGED, now, words)


def _one_side(change: Change, one: Paragraph) -> ChangedParagraph:
    return ChangedParagraph(change, one, (Words(change, one.text),))


def _whole(one: Paragraph) -> str:
    """What is compared: the heading is read too."""
    return f"{one.heading}\n{one.text}" if one.heading else one.text


def _sentences(before: str, now: str) -> Iterator[Words]:
    a, b = _LINES.findall(before), _LINES.findall(now)
    for tag, old, new in _opcodes(a, b):
        if tag == "replace" and _few(old, new):
            yield from _words(old, new)
        else:
            yield from _whole_change(tag, old, new)


def _words(before: str, now: str) -> Iterator[Words]:
    for tag, old, new in _opcodes(_WORDS.findall(before), _WORDS.findall(now)):
        yield from _whole_change(tag, old, new)


def _opcodes(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    matcher = SequenceMatcher(a=a, b=b, autojunk=False)
    for tag, from_a, to_a, from_b, to_b in matcher.get_opcodes():
        yield tag, "".join(a[from_a:to_a]), "".join(b[from_b:to_b])


def _whole_change(tag: str, old: str, new: str) -> Iterator[Words]:
    if tag == "equal":
        yield Words(Change.SAME, new)
        return
    if old:
        yield Words(Change.REMOVED, old)
    if new:
        yield Words(Change.ADDED, new)


def _few(old: str, new: str) -> bool:
    return max(len(_WORDS.findall(old)), len(_WORDS.findall(new))) <= _MOST_WORDS


def _joined(words: Iterable[Words]) -> Iterator[Words]:
    """What went and what came, each as one between what stayed. A space alone parts nothing."""
    gone, came, stayed = "", "", ""
    for one in words:
        if one.change is Change.SAME:
            stayed += one.text
            continue
        if stayed and not ((gone or came) and stayed.isspace()):
            yield from _changed(gone, came)
            yield Words(Change.SAME, stayed)
            gone, came = "", ""
        else:
            gone, came = gone + stayed, came + stayed
        stayed = ""
        if one.change is Change.REMOVED:
            gone += one.text
        else:
            came += one.text
    yield from _changed(gone, came)
    if stayed:
        yield Words(Change.SAME, stayed)


def _changed(gone: str, came: str) -> Iterator[Words]:
    if gone:
        yield Words(Change.REMOVED, gone)
    if came:
        yield Words(Change.ADDED, came)
