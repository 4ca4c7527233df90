"""Names in Latin letters, by the customs of the people who bear them.

A romanisation is a proposal, which the bearer of the name may write otherwise. Its scheme says how
far to trust it: `rough` is letter by letter, without knowledge of the language.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from openrsd.names.romanising.chinese import Part, pinyin
from openrsd.names.romanising.hangul import is_syllable
from openrsd.names.romanising.hanja import names_in_characters
from openrsd.names.romanising.korean import (
    KoreanName,
    System,
    family_written,
    given_written,
    names_in,
)
from openrsd.names.romanising.letters import by_letter
from openrsd.names.scripts import script_of_letter
from openrsd.texts import shown

AS_WRITTEN = "as-written"
ROUGH = "rough"
SCHEMES = shown(
    {
        AS_WRITTEN: "In Latin letters already",
        "northern": "Korean, as in the North",
        "revised": "Korean, as in the South",
        "mccune": "Korean, McCune-Reischauer",
        "pinyin": "Chinese, pinyin",
        "names": "As most bearers of this name write it",
        "table": "Letter by letter, by the usual table of the language",
        ROUGH: "Rough: letter by letter, vowels may be missing",
    }
)
# Of the schemes in one name, the least trustworthy speaks for all.
_TRUST = (AS_WRITTEN, "names", "northern", "revised", "mccune", "pinyin", "table", ROUGH)
_KOREAN = frozenset({"PRK", "KOR"})


@dataclass(frozen=True, slots=True)
class Romanised:
    """A name in Latin letters, the code of its scheme (see SCHEMES), and other ways to write it."""

    text: str
    scheme: str
    variants: tuple[str, ...] = ()


def romanise(text: str, *, origin: str | None = None, part: Part = "whole") -> Romanised:
    """The name in Latin letters. `origin` is a country (PRK), whose customs decide.

    Text in Latin letters stays as it is; signs and pictures that no script has are left out.
    """
    done: list[Romanised] = []
    for script, run in _runs(text):
        # What stands before it, in another script, is the family name.
        done.append(_run(script, run, origin, "given" if done and part == "whole" else part))
    if not done:
        return Romanised("", AS_WRITTEN)
    whole = " ".join(" ".join(one.text for one in done).split())
    scheme = max((one.scheme for one in done), key=_TRUST.index)
    variants = done[0].variants if len(done) == 1 else ()
    return Romanised(whole, scheme, tuple(one for one in dict.fromkeys(variants) if one != whole))


def _runs(text: str) -> Iterator[tuple[str, str]]:
    """Stretches in one script; signs and spaces belong to the stretch before them."""
    current, letters = "", ""
    for letter in text:
        script = script_of_letter(letter)
        if script and current and script != current:
            yield current, letters
            letters = ""
        current = script or current
        letters += letter
    if letters.strip():
        yield current or "Latn", letters


def _run(script: str, run: str, origin: str | None, part: Part) -> Romanised:
    match script:
        case "Latn":
            return Romanised(_latin_only(run), AS_WRITTEN)
        case "Hang":
            return _korean(run, origin, part)
        case "Hani" if origin in _KOREAN and part == "whole" and names_in_characters(run):
            main = System.NORTHERN if origin == "PRK" else System.REVISED
            return _korean_name(names_in_characters(run)[0], main)
        case "Hani" if origin != "JPN":
            return Romanised(_latin_only(pinyin(run, part)), "pinyin")
        case _:
            made, scheme = by_letter(script, run, origin)
            return Romanised(_latin_only(made), scheme)


def _korean(run: str, origin: str | None, part: Part) -> Romanised:
    run = unicodedata.normalize("NFC", run)
    main = System.NORTHERN if origin == "PRK" else System.REVISED
    names = names_in(run) if part == "whole" else ()
    if names:
        return _korean_name(names[0], main)
    syllables = "".join(letter for letter in run if is_syllable(letter))
    if not syllables:
        return Romanised("", ROUGH)
    write = family_written if part == "family" else given_written
    ways = [write(syllables, system) for system in (main, *System)]
    return Romanised(ways[0], main, tuple(ways))


def _korean_name(name: KoreanName, main: System) -> Romanised:
    ways = [
        f"{family_written(name.family, system)} {given_written(name.given, system)}"
        for system in (main, *System)
    ]
    return Romanised(ways[0], main, tuple(ways))


_ALLOWED_SIGNS = frozenset(" -'’ʼʻ.,")


def _latin_only(text: str) -> str:
    """Without what is neither a Latin letter, nor a mark on one, nor a sign used in names."""
    kept: list[str] = []
    for letter in text:
        latin = script_of_letter(letter) == "Latn"
        on_latin = unicodedata.category(letter) == "Mn" and not script_of_letter(letter)
        if latin or letter in _ALLOWED_SIGNS or (on_latin and kept):
            kept.append(letter)
        elif letter.isspace():
            kept.append(" ")
    return "".join(kept)
