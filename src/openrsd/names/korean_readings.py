"""The Korean names that a name in Latin letters may be, whatever system or custom spelled it.

Spellings are many and each is read in several ways: Jong is 정 or 종, Jung 정 or 중. Two names may
be one when there is a Hangul name that both may be; so each reading is a key.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import product

from openrsd.names.romanising.hangul import apart, southern_start
from openrsd.names.romanising.korean import MARKS, KoreanName, all_spellings, family_names, names_in
from openrsd.names.tables import rows

_MOST_SYLLABLES = 3
_LONGEST_SPELLING = 7
# More readings than this say nothing any more.
_MOST_READINGS = 256
_ASSIMILATING = ("k", "g", "m", "p", "b", "ng", "n")


def key_of(name: KoreanName) -> str:
    """The name as the South writes it: 리룡해 and 이용해 are one."""
    family = southern_start(name.family[0]) + name.family[1:]
    return f"{family} {_southern_given(name.given)}"


def keys_of_hangul(hangul: str) -> frozenset[str]:
    """A key for each way to part the name; none where it is no Korean name."""
    return frozenset(key_of(name) for name in names_in(hangul))


def keys_of_latin(words: Sequence[str], *, family_first: bool = False) -> frozenset[str]:
    """A key for each Korean name that these words may be; none where they are no Korean name.

    `words` are in small letters, parted at spaces and hyphens, with ŏ, ŭ and ' where written. The
    family name stands first or last; `family_first` where it is known to stand first.
    """
    ways = [(words[0], words[1:])]
    if not family_first:
        ways.append((words[-1], words[:-1]))
    keys: set[str] = set()
    for family, given in ways:
        families = _known(_families(), family)
        if families and given:
            keys.update(f"{one} {other}" for one in families for other in _givens(given))
    return frozenset(keys) if len(keys) <= _MOST_READINGS else frozenset()


def _givens(words: Sequence[str]) -> frozenset[str]:
    """The given names, in Southern spelling, that the words may be together."""
    parted = [_parted(word) for word in words]
    found: set[str] = set()
    for ways in product(*parted):
        spelled = [syllable for way in ways for syllable in way]
        if not 1 <= len(spelled) <= _MOST_SYLLABLES:
            continue
        readings = product(*_syllables_of(spelled))
        found.update(_southern_given("".join(reading)) for reading in readings)
    return frozenset(found)


def _syllables_of(spelled: Sequence[str]) -> Iterable[frozenset[str]]:
    before = ""
    for one in spelled:
        known = _known(_syllables(), one)
        if before.endswith(_ASSIMILATING):
            known |= _known(_heard_as_n(), one)
        yield known
        before = one


def _parted(word: str) -> list[tuple[str, ...]]:
    """The ways to part a word into spelled syllables, of those with the fewest."""
    if len(word) > _MOST_SYLLABLES * _LONGEST_SPELLING:
        return []
    ways: list[tuple[str, ...]] = [()]
    for _more in range(_MOST_SYLLABLES):
        whole = [(*way, rest) for way in ways if _is_spelling(rest := _rest(word, way))]
        if whole:
            return whole
        ways = [
            (*way, start)
            for way in ways
            for at in range(1, min(len(_rest(word, way)), _LONGEST_SPELLING + 1))
            if _is_spelling(start := _rest(word, way)[:at])
        ]
    return []


def _rest(word: str, way: tuple[str, ...]) -> str:
    return word[sum(map(len, way)) :]


def _is_spelling(word: str) -> bool:
    return bool(_known(_syllables(), word) or _known(_heard_as_n(), word))


def _known(spellings: dict[str, frozenset[str]], word: str) -> frozenset[str]:
    """What a spelling stands for; its marks make it precise, and may be left out."""
    return spellings.get(word) or spellings.get(word.translate(MARKS), frozenset())


@cache
def _syllables() -> dict[str, frozenset[str]]:
    """The syllables of given names, by each of their spellings."""
    return _by_spelling(
        (row["hangul"], all_spellings(row["hangul"])) for row in rows("korean_syllables")
    )


@cache
def _heard_as_n() -> dict[str, frozenset[str]]:
    """Syllables with ㄹ as they are heard after a consonant: Chŏng-nin is 정린."""
    northern = (row["hangul"] for row in rows("korean_syllables") if "라" <= row["hangul"] <= "맇")
    return _by_spelling(
        (hangul, ["n" + way[1:] for way in all_spellings(hangul)]) for hangul in northern
    )


@cache
def _families() -> dict[str, frozenset[str]]:
    """Family names in Southern spelling, by each of their spellings."""
    pairs: list[tuple[str, Iterable[str]]] = []
    for hangul, row in family_names().items():
        made = ("".join(way) for way in product(*map(all_spellings, hangul)))
        customary = (row["customary"], *row["others"].split())
        southern = southern_start(hangul[0]) + hangul[1:]
        pairs.append((southern, (*made, *(spelling.lower() for spelling in customary))))
    return _by_spelling(pairs)


def _by_spelling(pairs: Iterable[tuple[str, Iterable[str]]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for hangul, ways in pairs:
        for spelling in ways:
            found.setdefault(spelling, set()).add(hangul)
            if "'" in spelling or not spelling.isascii():
                found.setdefault(spelling.translate(MARKS), set()).add(hangul)
    return {spelling: frozenset(hangul) for spelling, hangul in found.items()}


def _southern_given(given: str) -> str:
    """As the South spells it: no ㄹ at the start, no 률 or 렬 after a vowel or ㄴ."""
    syllables = [southern_start(given[0])]
    for syllable in given[1:]:
        after = apart(syllables[-1]).final
        soft = syllable in ("률", "렬") and after in ("", "ㄴ")
        syllables.append({"률": "율", "렬": "열"}[syllable] if soft else syllable)
    return "".join(syllables)
