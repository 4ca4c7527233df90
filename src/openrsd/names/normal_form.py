"""The plainest form of a name, in which two ways of writing it in one script are equal.

Marks are dropped only where a script is read without them: accents of Latin, Greek and Cyrillic
letters, Arabic vowel signs, Hebrew points. Elsewhere (vowel signs of Devanagari, Thai or Khmer,
the voicing of kana) they make another name. Between scripts and romanisations nothing is decided
here.
"""

import unicodedata

# Letters that are written in two ways within one script, and that Unicode does not decompose.
_SAME_LETTER = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        # Persian, Urdu and Egyptian keyboards.
        "ی": "ي",
        "ى": "ي",
        "ک": "ك",
        "ہ": "ه",
    }
)
_ACCENTED_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC")
_READ_WITHOUT = (
    (0x0610, 0x061A),  # Arabic
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06ED),
    (0x0591, 0x05C7),  # Hebrew
)
_ARABIC_STRETCH = "\u0640"
_APOSTROPHES_AND_ACCENTS_ALONE = (0x02B9, 0x02FF)


def normal_form(name: str) -> str:
    """Without case, punctuation, doubled spaces and marks: ` KIM  Ŭn-ju` is `kim unju`."""
    kept: list[str] = []
    base = ""
    for letter in _decomposed(name):
        kind = unicodedata.category(letter)
        if kind.startswith("Z") or letter.isspace():
            kept.append(" ")
            base = ""
        elif kind.startswith("M"):
            if not _is_dropped(letter, base):
                kept.append(letter)
        elif kind.startswith(("L", "N")) and not _is_sign(letter):
            kept.append(letter)
            base = letter
    # Parts of one syllable or letter come together again (Hangul, kana).
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def words_of(name: str) -> list[str]:
    """The words of the normal form."""
    return normal_form(name).split()


def _decomposed(name: str) -> str:
    """Compatibility forms (full-width, ligatures) and case taken away, marks apart."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    # Folding can give letters that decompose again, and decomposing marks that fold to letters.
    folded = unicodedata.normalize("NFKD", folded).casefold()
    return unicodedata.normalize("NFKD", folded.translate(_SAME_LETTER))


def _is_dropped(mark: str, base: str) -> bool:
    if any(first <= ord(mark) <= last for first, last in _READ_WITHOUT):
        return True
    return not base or unicodedata.name(base, "").startswith(_ACCENTED_SCRIPTS)


def _is_sign(letter: str) -> bool:
    """Not a letter, though Unicode counts it as one: ʼ in Sana'a, a stretched line in Arabic."""
    first, last = _APOSTROPHES_AND_ACCENTS_ALONE
    return letter == _ARABIC_STRETCH or first <= ord(letter) <= last
