"""Chinese characters as Korean names: 金正恩 and 崔龙海 are 김정은 and 최룡해.

A character may have several readings; each is kept, for searching.
"""

from functools import cache
from itertools import islice, product

from openrsd.names.romanising.korean import KoreanName, family_names
from openrsd.names.tables import rows

_MOST_WAYS = 16


def names_in_characters(characters: str) -> tuple[KoreanName, ...]:
    """The Korean names that the characters may be; none where one of them has no reading."""
    whole = "".join(characters.split())
    found: list[KoreanName] = []
    for at in (1, 2):
        given = [_readings().get(one, ()) for one in whole[at:]]
        if not 1 <= len(given) <= 3:
            continue
        for family in _families(whole[:at]):
            ways = islice(product(*given), _MOST_WAYS)
            found.extend(KoreanName(family, "".join(way)) for way in ways)
    return tuple(found)


def _families(characters: str) -> tuple[str, ...]:
    """Family names that are written so; else those that are read so."""
    written = _family_characters().get(characters)
    if written:
        return written
    ways = product(*(_readings().get(one, ()) for one in characters))
    return tuple(name for name in map("".join, ways) if name in family_names())


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("hanja_readings"):
        for character in row["characters"]:
            found[character] = (*found.get(character, ()), row["hangul"])
    return found


@cache
def _family_characters() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for hangul, row in family_names().items():
        for characters in row["hanja"].split():
            found[characters] = (*found.get(characters, ()), hangul)
    return found
