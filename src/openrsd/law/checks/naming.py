"""Problems of names that are not known, with what may have been meant."""

from typing import Any

from openrsd.errors import Problem
from openrsd.law.corpus import Entry
from openrsd.law.documents import Path
from openrsd.law.reading import suggestion


def unknown_id(
    entry: Entry[Any],
    what: str,
    name: str,
    known: set[str],
    at: Path,
) -> Problem:
    """A name that is not known, with a hint at what may be meant."""
    return entry.problem(
        "unknown-id", f"there is no {what} '{name}'", suggestion(name, known).rstrip("?"), at=at
    )


def unknown_country(entry: Entry[Any], code: str, at: Path) -> Problem:
    """A code that is no country."""
    return entry.problem(
        "country", f"'{code}' is no country", "an ISO 3166-1 alpha-3 code, e.g. PRK", at=at
    )
