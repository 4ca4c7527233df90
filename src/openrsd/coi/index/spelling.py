"""Words of a question that no passage has, and those that passages have one letter from them.

So a slip of the fingers and another way to write a name in Latin letters (Pyeongyang, Pyongyang)
find what is meant. Nothing is changed of words that stand in a passage.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from string import ascii_lowercase

from openrsd.coi.asking import Question, Term
from openrsd.coi.index.store import Connection

# A question of which less is known is in another language.
MOSTLY, _A_FEW = 0.5, 2
_SHORTEST, _MOST_WORDS, _MOST_INSTEAD = 5, 8, 3
Instead = dict[str, tuple[str, ...]]


def respelled(index: Connection, question: Question) -> tuple[Question, Instead]:
    """The question with what was probably meant, and for which words."""
    if len(question.wished) > _A_FEW and share_known(index, question) < MOSTLY:
        # It is in a language that the library hardly has: its words are no slips.
        return question, {}
    unknown = _unknown(index, question)
    instead = {word: found for word in unknown if (found := _one_letter_away(index, word))}
    if not instead:
        return question, {}
    wished: list[Term] = []
    for term in question.wished:
        meant = instead.get(term.tokens[0], ()) if len(term.tokens) == 1 else ()
        wished += [Term((word,)) for word in meant] or [term]
    return replace(question, wished=tuple(wished)), instead


def share_known(index: Connection, question: Question) -> float:
    """How many of the single words of a question stand in any passage; 1 where it has none."""
    words = {term.tokens[0] for term in question.wished if len(term.tokens) == 1}
    return len(_passages_with(index, words)) / len(words) if words else 1.0


def _unknown(index: Connection, question: Question) -> list[str]:
    words = [term.tokens[0] for term in question.wished if _is_word(term)][:_MOST_WORDS]
    known = _passages_with(index, words)
    return [word for word in words if word not in known]


def _is_word(term: Term) -> bool:
    word = term.tokens[0]
    return len(term.tokens) == 1 and len(word) >= _SHORTEST and word.isascii() and word.isalpha()


def _one_letter_away(index: Connection, word: str) -> tuple[str, ...]:
    """Those that most passages have."""
    found = _passages_with(index, set(_edits(word)))
    return tuple(sorted(found, key=lambda one: (-found[one], one))[:_MOST_INSTEAD])


def _passages_with(index: Connection, words: "list[str] | set[str]") -> dict[str, int]:
    sql = "SELECT v.term, v.doc FROM json_each(?) asked JOIN vocabulary v ON v.term = asked.value"
    return dict(index.execute(sql, (json.dumps(sorted(words)),)))


def _edits(word: str) -> Iterator[str]:
    """One letter left out, too many, wrong, or two that changed places."""
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in ascii_lowercase:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]
