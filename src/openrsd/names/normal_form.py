"""The plainest form of a name, in which two ways of writing it in one script are equal.

Between scripts and romanisations nothing is decided here.
"""

import unicodedata


def normal_form(name: str) -> str:
    """Without marks, case, punctuation and doubled spaces: ` KIM  Ŭn-ju` is `kim unju`."""
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    kept = []
    for letter in decomposed:
        kind = unicodedata.category(letter)
        if kind.startswith(("L", "N")):
            kept.append(letter)
        elif kind.startswith("Z") or letter.isspace():
            kept.append(" ")
    # Marks that are part of a syllable's writing (Hangul) come together again.
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())
