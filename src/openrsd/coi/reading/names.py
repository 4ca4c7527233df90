"""Which files can be read, by the end of their names."""

from pathlib import PurePath

from openrsd.coi.errors import UnknownFormat

SUFFIXES = (
    ".pdf",
    ".docx",
    ".odt",
    ".txt",
    ".md",
    ".html",
    ".htm",
    ".eml",
    ".csv",
    ".json",
    ".jsonl",
)
# Read in a closed process.
CLOSED = frozenset({".pdf", ".docx", ".odt"})
PACKED = ".gz"


def suffix_of(name: str) -> str:
    """How the name ends, .csv.gz as a whole. UnknownFormat for what nobody here reads."""
    path = PurePath(name.casefold())
    packed = path.suffix == PACKED
    suffix = PurePath(path.stem).suffix if packed else path.suffix
    if suffix not in SUFFIXES:
        raise UnknownFormat
    return suffix + (PACKED if packed else "")
