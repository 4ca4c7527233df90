"""A question as people type it, and what the index is asked.

Words, "words in this order", -without. Every word is wished for and the rarer count more; words in
quotation marks must be there, words after a minus must not.
"""

import re
from dataclasses import dataclass

from openrsd.coi.languages import common_words
from openrsd.coi.tokens import PAIRED, SYLLABLES, Run, Token, runs

MOST_LETTERS = 1000
_MOST_TERMS = 60
# A run of characters up to this long is one word; longer ones hold several.
_LONGEST_WORD = 4
_PIECE = re.compile(r'(?P<minus>-)?(?:"(?P<quoted>[^"]+)"|(?P<word>[^\s"]+))')
# Particles that Korean writes on to a word. What stands before them is what is asked for.
_PARTICLES = (
    "에게서", "으로서", "으로써", "까지", "부터", "에서", "에게", "으로", "이나", "처럼", "보다",
    "은", "는", "이", "가", "을", "를", "의", "에", "로", "와", "과", "도", "만",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Term:
    """Tokens that must follow each other; `begins` where the last may be the start of one."""

    tokens: tuple[str, ...]
    begins: bool = False

    def __str__(self) -> str:
        return '"' + " ".join(self.tokens) + '"' + ("*" if self.begins else "")


@dataclass(frozen=True, slots=True)
class Question:
    """What is wished for, what must be there, what must not."""

    wished: tuple[Term, ...] = ()
    needed: tuple[Term, ...] = ()
    without: tuple[Term, ...] = ()
    # As it was typed, less what is to be left out: for finding by meaning.
    said: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return not self.wished and not self.needed

    def all_of_it(self) -> str:
        """That every word is there, in the language of FTS5. Tokens hold letters and digits only.

        Empty where that is no other question than `expression` asks.
        """
        if len(self.wished) + len(self.needed) < 2 or not self.wished:
            return ""
        asked = " AND ".join(map(str, (*self.needed, *self.wished)))
        return asked + "".join(f" NOT {term}" for term in self.without)

    def musts(self) -> str:
        """What must be there alone, in the language of FTS5; empty where nothing must."""
        return " AND ".join(map(str, self.needed))

    def must_nots(self) -> str:
        """What must not be there; empty where nothing is left out."""
        return " OR ".join(map(str, self.without))

    def expression(self) -> str:
        """That something of it is there, and what must be."""
        parts = [*map(str, self.needed)]
        if not parts:
            parts = ["(" + " OR ".join(map(str, self.wished)) + ")"]
        asked = " AND ".join(parts)
        if self.needed and self.wished:
            # What is only wished for raises the rank and is not asked of each.
            both = " OR ".join(map(str, (*self.wished, *self.needed)))
            asked = f"({asked}) AND ({both})"
        return asked + "".join(f" NOT {term}" for term in self.without)


def question_of(text: str) -> Question:
    """What someone typed, at most its first thousand letters."""
    wished: list[Term] = []
    needed: list[Term] = []
    without: list[Term] = []
    said: list[str] = []
    for found in _PIECE.finditer(text[:MOST_LETTERS]):
        quoted = found["quoted"]
        if not found["minus"]:
            said.append(quoted or found["word"])
        if quoted or found["minus"]:
            phrase = _phrase(quoted or found["word"])
            if phrase:
                (without if found["minus"] else needed).append(phrase)
        else:
            wished += _terms(found["word"])
    return Question(
        tuple(_without_common(wished, bool(needed)))[:_MOST_TERMS],
        tuple(needed)[:_MOST_TERMS],
        tuple(without)[:_MOST_TERMS],
        " ".join(said),
    )


def _phrase(text: str) -> Term | None:
    """All tokens in order, across the words."""
    found = list(runs(text))
    tokens = [token.text for run in found for token in _searched(run, is_last=run is found[-1])]
    if not tokens:
        return None
    return Term(tuple(tokens), begins=_is_single(found[-1]))


def _terms(word: str) -> list[Term]:
    """The terms of what stands between spaces: 북한을 is one, A/HRC/25/63 is one."""
    found = list(runs(word))
    if not any(run.script in PAIRED or run.script == SYLLABLES for run in found):
        tokens = tuple(token.text for run in found for token in run.tokens)
        return [Term(tokens)] if tokens else []
    return [term for run in found for term in _of_run(run)]


def _of_run(run: Run) -> list[Term]:
    if run.script == "hangul":
        run = _without_particle(run)
    if len(run.tokens) <= _LONGEST_WORD:
        return [Term(tuple(one.text for one in _searched(run, is_last=True)), _is_single(run))]
    if run.script in PAIRED:
        return [Term((token.text,)) for token in run.tokens[:-1]]
    if run.script == SYLLABLES:
        both = zip(run.tokens, run.tokens[1:], strict=False)
        return [Term((first.text, second.text)) for first, second in both]
    return [Term((token.text,)) for token in run.tokens]


def _searched(run: Run, *, is_last: bool) -> tuple[Token, ...]:
    """Of AB, BC, C the last stands in the text only where the run ends there."""
    if run.script in PAIRED and is_last and len(run.tokens) > 1:
        return run.tokens[:-1]
    return run.tokens


def _is_single(run: Run) -> bool:
    return run.script in PAIRED and len(run.tokens) == 1


def _without_particle(run: Run) -> Run:
    letters = [token.text[0] for token in run.tokens]
    word = "".join(letters)
    for particle in _PARTICLES:
        if word.endswith(particle) and len(word) - len(particle) >= 2:
            # The pair that holds the first letter of the particle goes with it.
            kept = run.tokens[: len(word) - len(particle) - 1]
            last = run.tokens[len(word) - len(particle) - 1]
            return Run(run.script, (*kept, Token(last.text[0], last.start, last.start + 1)))
    return run


def _without_common(terms: list[Term], anything_else: bool) -> list[Term]:
    common = frozenset().union(*common_words().values())
    rare = [term for term in terms if not (len(term.tokens) == 1 and term.tokens[0] in common)]
    # "The who" is asked for as it stands.
    return rare if rare or anything_else else terms
