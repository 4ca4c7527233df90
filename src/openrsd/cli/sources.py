"""Reading the files that a command is given, with one clear line for whatever can go wrong."""

import sys
from importlib.resources.abc import Traversable
from pathlib import Path

from openrsd.errors import InvalidDocument, Problem
from openrsd.law.corpus import Corpus
from openrsd.law.documents import MAX_BYTES, Document, read_document
from openrsd.law.loader import load_corpus, shipped_corpus

STANDARD_INPUT = "-"


def read_file(name: str, expected: str = "a case file") -> Document:
    """The document in a file, or on standard input for `-`. Raises InvalidDocument.

    At most one byte more than the limit is read, so that neither noise nor an endless device can
    fill the memory.
    """
    if name == STANDARD_INPUT:
        if sys.stdin is None:
            raise _refused("standard input", "is closed", expected)
        return read_document(sys.stdin.buffer.read(MAX_BYTES + 1), "standard input")
    path = Path(name)
    # Bytes of a file name that are no text are shown as such, and can be printed anywhere.
    name = name.encode("utf-8", "backslashreplace").decode()
    try:
        if path.is_dir():
            raise _refused(name, "is a directory", expected)
        if path.exists() and not path.is_file():
            raise _refused(name, "is not an ordinary file", expected)
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise _refused(name, "does not exist", expected) from error
    except PermissionError as error:
        raise _refused(name, "may not be read with your permissions", "a readable file") from error
    except (OSError, ValueError) as error:
        raise _refused(name, f"cannot be read ({type(error).__name__})", expected) from error
    return read_document(raw, name)


def corpus_from(folder: Path | None) -> Corpus:
    """The law files that ship with OpenRSD, or those of a folder."""
    if folder is None:
        return shipped_corpus()
    try:
        is_folder = folder.is_dir()
    except OSError as error:
        raise _refused(str(folder), "may not be opened", "a folder of law files") from error
    if not is_folder:
        raise _refused(str(folder), "is not a folder", "a folder of law files")
    law: Traversable = folder
    return load_corpus(law)


def _refused(name: str, message: str, expected: str) -> InvalidDocument:
    return InvalidDocument([Problem(name, 0, 0, "unreadable", f"this {message}", expected)])
