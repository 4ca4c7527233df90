"""What people are to one another, by the codes of proGres."""

from openrsd.texts import gettext as _
from openrsd.texts import shown

# Those that households have most, the nearest first.
_RELATIONS = shown(
    {
        "WIF": "Wife",
        "HUS": "Husband",
        "CLW": "Common-law wife",
        "CLH": "Common-law husband",
        "DAU": "Daughter",
        "SON": "Son",
        "PRF": "Mother",
        "PRM": "Father",
        "SBF": "Sister",
        "SBM": "Brother",
    }
)


def relation_choices() -> list[tuple[str, str]]:
    """Code and words of every relation, for a field."""
    return [(code, _(text)) for code, text in _RELATIONS.items()]


def relation_in_words(code: str) -> str:
    """How people read a code; the code itself where the list does not have it."""
    return _(_RELATIONS[code]) if code in _RELATIONS else code
