"""Countries and languages as people write them, in the reader's language or their own.

A country is kept by its ISO 3166-1 alpha-3 code, a language by its code in CLDR (ko, prs, tir).
"""

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from functools import cache

from babel import Locale, UnknownLocaleError

from openrsd.law.countries import alpha2_of, country_aliases, country_codes, country_name
from openrsd.names.normal_form import normal_form
from openrsd.texts import current_language

# Spoken by many who seek protection, and offered first; any other that CLDR names is understood.
_OFFERED = """
aa am ar arc ay az be bem bn bo bs ckb cs da de dv el en es et fa ff fi fil fr gaa gu ha he hi hr hu
hy id ig it ja ka kam kk km kmr kn ko kri ku ky la lg ln lo lt lu luo lv mg mk ml mn mos mr ms my ne
nl no nqo nso ny om or pa pl ps pt qu rn ro ru rw sat sd sg shi si sk sl sn snk so sq sr srn ss st
sus sv sw ta te tem tet tg th ti tig tk tl tn tr ts tzm ug uk ur uz ve vi wo xh yi yo yue zh zu
"""
# In which people of a country write its name.
_OWN_LANGUAGES = {
    "AFG": ("fa", "ps"),
    "BGD": ("bn",),
    "CHN": ("zh", "zh-Hant"),
    "ERI": ("ti",),
    "ETH": ("am", "om"),
    "IRN": ("fa",),
    "IRQ": ("ar",),
    "KOR": ("ko",),
    "LAO": ("lo",),
    "MMR": ("my",),
    "NPL": ("ne",),
    "PAK": ("ur",),
    "PRK": ("ko", "zh"),
    "RUS": ("ru",),
    "SDN": ("ar",),
    "SOM": ("so", "ar"),
    "SYR": ("ar",),
    "THA": ("th",),
    "TUR": ("tr",),
    "UKR": ("uk", "ru"),
    "VNM": ("vi",),
    "YEM": ("ar",),
}
_NO_LANGUAGES = frozenset({"und", "mul", "zxx", "root"})
_LEAST_LIKENESS = 0.75
_LONGEST = 200


def country_called(text: str) -> str | None:
    """The code of the country that is called so, or has this code; None where none is."""
    return _called(text, _country_table)


def language_called(text: str) -> str | None:
    """The code of the language that is called so, or has this code; None where none is."""
    return _called(text, _language_table)


def nearest_country(text: str) -> str:
    """The name that may have been meant, or nothing."""
    return _nearest(text, country_names(current_language()).values())


def nearest_language(text: str) -> str:
    """The name that may have been meant, or nothing."""
    return _nearest(text, language_names(current_language()).values())


def language_name(code: str) -> str:
    """The name of a language in the reader's language; the code where there is none."""
    return language_names(current_language()).get(code, code)


def country_in_words(code: str) -> str:
    """The name of a country in the reader's language."""
    return country_name(code, current_language()) if code else ""


@cache
def country_names(language: str) -> dict[str, str]:
    """The name of every country by code, in the order of the alphabet."""
    named = {code: country_name(code, language) for code in country_codes()}
    return dict(sorted(named.items(), key=lambda pair: normal_form(pair[1])))


@cache
def language_names(language: str) -> dict[str, str]:
    """The name of every language by code, in the order of the alphabet."""
    names = Locale.parse(language.replace("-", "_")).languages
    named = {
        code.replace("_", "-"): name for code, name in names.items() if code not in _NO_LANGUAGES
    }
    return dict(sorted(named.items(), key=lambda pair: normal_form(pair[1])))


@cache
def offered_languages(language: str) -> tuple[str, ...]:
    """The names that a field proposes."""
    offered = set(_OFFERED.split())
    return tuple(name for code, name in language_names(language).items() if code in offered)


def _called(text: str, table: Callable[[str], Mapping[str, str]]) -> str | None:
    plain = normal_form(text[:_LONGEST])
    return table(current_language()).get(plain) or table("en").get(plain)


@cache
def _country_table(language: str) -> dict[str, str]:
    table = {normal_form(name): code for name, code in country_aliases().items()}
    for code in country_codes():
        for tongue in _OWN_LANGUAGES.get(code, ()):
            table.setdefault(normal_form(country_name(code, tongue)), code)
    for code, name in country_names(language).items():
        table[normal_form(name)] = code
        table[code.lower()] = code
        if two := alpha2_of(code):
            table.setdefault(two.lower(), code)
    return table


@cache
def _language_table(language: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for code in _OFFERED.split():
        try:
            own = Locale.parse(code).languages.get(code)
        except UnknownLocaleError:
            own = None
        if own:
            table.setdefault(normal_form(own), code)
    for code, name in language_names(language).items():
        table[normal_form(name)] = code
        table[code.lower()] = code
    return table


def _nearest(text: str, names: Iterable[str]) -> str:
    by_plain = {normal_form(name): name for name in names}
    found = get_close_matches(normal_form(text[:_LONGEST]), by_plain, n=1, cutoff=_LEAST_LIKENESS)
    return by_plain[found[0]] if found else ""
