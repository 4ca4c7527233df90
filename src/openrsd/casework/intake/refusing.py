"""What is not collected and can be told by its form: refused beside the field it was written into.

The list itself is law (`never-collected`); most of it only people can keep to, and is said to them
at each field.
"""

import re

from openrsd.texts import gettext as _

# Written with the sign of international numbers; a year, a date or a sum has none.
_TELEPHONE = re.compile(r"(?<!\d)(?:\+|00\s?)\d[\d\s().\-/]{7,}\d")
# Two decimal numbers of at least three places: a point on a map.
_COORDINATES = re.compile(r"-?\d{1,3}\.\d{3,}\s*°?\s*[NS]?\s*[,;]\s*-?\d{1,3}\.\d{3,}")


def why_not_here(text: str, *, sensitive: bool) -> str:
    """Why this is not kept, or nothing. Numbers are kept only where safe contact is asked for."""
    if _COORDINATES.search(text):
        return _(
            "Coordinates show where people hide and are never written down. Name the province or"
            " town."
        )
    if sensitive and _TELEPHONE.search(text):
        return _(
            "Telephone numbers are not written here: they endanger whoever is called. Write"
            ' "helper A". How to reach the person stands under safe contact.'
        )
    return ""
