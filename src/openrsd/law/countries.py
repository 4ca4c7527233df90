"""Countries by ISO 3166-1 alpha-3 code, with names in the reader's language (CLDR) and aliases."""

import csv
from functools import cache
from importlib.resources import files

from babel import Locale
from babel.core import get_global

# Codes of CLDR for unions, unknown places and the like.
_NO_STATES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


@cache
def _alpha2_of() -> dict[str, str]:
    known = set(Locale.parse("en").territories) - _NO_STATES
    return {
        three: twos[0]
        for three, twos in get_global("territory_aliases").items()
        if len(three) == 3 and three.isalpha() and len(twos) == 1 and twos[0] in known
    }


@cache
def _own_names() -> dict[str, str]:
    """Codes that CLDR does not know (dissolved states, Kosovo), with an English name."""
    text = (files("openrsd.law") / "country_names.csv").read_text(encoding="utf-8")
    return {row["alpha3"]: row["name"] for row in reversed(list(csv.DictReader(text.splitlines())))}


def is_country(code: str) -> bool:
    """Whether `code` is a known alpha-3 code, dissolved states included."""
    return code in _alpha2_of() or code in _own_names()


def country_codes() -> frozenset[str]:
    """Every known alpha-3 code."""
    return frozenset(_alpha2_of()) | frozenset(_own_names())


@cache
def country_name(code: str, language: str = "en") -> str:
    """The name of a country; what is no code (an unnamed country of a decision) stays as it is."""
    two = _alpha2_of().get(code)
    name = Locale.parse(language.replace("-", "_")).territories.get(two) if two else None
    return name or _own_names().get(code) or code


@cache
def country_aliases() -> dict[str, str]:
    """Other English names (alias, former name, spelling variant), with the code of each."""
    text = (files("openrsd.law") / "country_names.csv").read_text(encoding="utf-8")
    return {row["name"]: row["alpha3"] for row in csv.DictReader(text.splitlines())}


def alpha2_of(code: str) -> str | None:
    """The two-letter code that goes with an alpha-3 code, where CLDR knows one."""
    return _alpha2_of().get(code)
