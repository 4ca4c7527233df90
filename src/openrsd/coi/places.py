"""Countries as documents name them."""

import re
from collections import Counter
from functools import cache

from openrsd.law.countries import country_aliases, country_codes, country_name, is_country

_MENTIONS, _SHARE = 3, 0.4
# Words of everyday language, of persons or of other places that are the name of a country too.
_AMBIGUOUS = frozenset({"georgia", "jordan", "chad", "guinea", "mali", "turkey", "congo", "niger"})
_SAMPLE = 60_000
_SIGNS = re.compile(r"[^\w\s]")


@cache
def codes_by_name() -> dict[str, str]:
    """Codes by every English name, without case and signs."""
    named = {country_name(code): code for code in sorted(country_codes())}
    return {_plain(name): code for name, code in {**country_aliases(), **named}.items()}


def code_of(name: str) -> str:
    """The code of a country by its code or an English name; empty where there is none."""
    if is_country(name.strip().upper()):
        return name.strip().upper()
    return codes_by_name().get(_plain(name), "")


def countries_in(title: str, text: str) -> tuple[str, ...]:
    """Of which countries a document speaks: those in its title, else the one it names most."""
    in_title = [code for code, _count in _mentioned(title).most_common()]
    if in_title:
        return tuple(in_title)
    counted = _mentioned(text[:_SAMPLE])
    for name in _AMBIGUOUS:
        counted.pop(codes_by_name().get(name, ""), None)
    if not counted:
        return ()
    code, most = counted.most_common(1)[0]
    return (code,) if most >= _MENTIONS and most >= counted.total() * _SHARE else ()


def _mentioned(text: str) -> Counter[str]:
    return Counter(codes_by_name()[name] for name in _names().findall(_plain(text)))


@cache
def _names() -> re.Pattern[str]:
    # The longest first: the Democratic Republic of the Congo is not the Congo. North Koreans, too.
    names = sorted((name for name in codes_by_name() if len(name) > 3), key=len, reverse=True)
    return re.compile(r"\b(" + "|".join(map(re.escape, names)) + r")(?=n?s?\b)")


def _plain(name: str) -> str:
    return " ".join(_SIGNS.sub(" ", name.replace("&", " and ")).casefold().split())
