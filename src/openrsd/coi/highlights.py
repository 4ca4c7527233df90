"""Where in a passage stands what was asked for, and a part of it to show."""

from dataclasses import dataclass

from openrsd.coi.asking import Question, Term
from openrsd.coi.tokens import Token, runs

_SHOWN = 420
_BEFORE = 80


@dataclass(frozen=True, slots=True)
class Part:
    """Some of a text, and whether it is what was asked for."""

    text: str
    is_hit: bool = False


def marked(text: str, question: Question, *, whole: bool = False) -> list[Part]:
    """The text, or about 400 letters of it around the first hit, in parts."""
    hits = _hits(text, question)
    start, end = (0, len(text)) if whole else _window(text, hits)
    parts = [Part("… ")] if start else []
    at = start
    for first, last in hits:
        first, last = max(first, at), min(last, end)
        if first >= last:
            continue
        if first > at:
            parts.append(Part(text[at:first]))
        parts.append(Part(text[first:last], is_hit=True))
        at = last
    if at < end:
        parts.append(Part(text[at:end]))
    return [*parts, Part(" …")] if end < len(text) else parts


def _hits(text: str, question: Question) -> list[tuple[int, int]]:
    """Stretches of the text, in order, none within another."""
    tokens = [token for run in runs(text) for token in run.tokens]
    places: dict[str, list[int]] = {}
    for at, token in enumerate(tokens):
        places.setdefault(token.text, []).append(at)
    found: list[tuple[int, int]] = []
    for term in (*question.needed, *question.wished):
        for at in _starts(term, tokens, places):
            last = tokens[at + len(term.tokens) - 1]
            end = last.start + 1 if term.begins else last.end
            found.append((tokens[at].start, end))
    return _merged(found)


def _starts(term: Term, tokens: list[Token], places: dict[str, list[int]]) -> list[int]:
    first, length = term.tokens[0], len(term.tokens)
    if term.begins and length == 1:
        return [at for at, token in enumerate(tokens) if token.text.startswith(first)]
    return [at for at in places.get(first, []) if _stands(term, tokens[at : at + length])]


def _stands(term: Term, tokens: list[Token]) -> bool:
    texts = [token.text for token in tokens]
    if not term.begins:
        return texts == list(term.tokens)
    return (
        len(texts) == len(term.tokens)
        and texts[:-1] == list(term.tokens[:-1])
        and texts[-1].startswith(term.tokens[-1])
    )


def _merged(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _window(text: str, hits: list[tuple[int, int]]) -> tuple[int, int]:
    if len(text) <= _SHOWN:
        return 0, len(text)
    start = max(0, (hits[0][0] if hits else 0) - _BEFORE)
    start = 0 if start < _BEFORE else _at_a_space(text, start)
    end = start + _SHOWN
    return start, len(text) if end >= len(text) else _at_a_space(text, end)


def _at_a_space(text: str, at: int) -> int:
    """The next space within a word's length; where nothing is spaced, here."""
    found = text.find(" ", at, at + 30)
    return found + 1 if found >= 0 else at
