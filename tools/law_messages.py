"""Lets Babel find the texts of law files that people see, for `make messages`."""

from collections.abc import Iterator
from typing import BinaryIO

from openrsd.law.documents import Path, Value, read_document

# Keys whose texts are shown to people; ids, dates, codes and places in a work are not translated.
SHOWN = frozenset(
    {
        "arrange",
        "ask",
        "because",
        "by-when",
        "by-whom",
        "care",
        "changes",
        "contrary",
        "do",
        "effect",
        "errors",
        "evidence",
        "exclusion-indicator",
        "explore",
        "heading",
        "held-by",
        "limits",
        "look-up",
        "meaning",
        "never",
        "never-ask-for",
        "not-for-the-person",
        "note",
        "notes",
        "question",
        "record",
        "rule",
        "safeguards",
        "say",
        "says",
        "summary",
        "text",
        "title",
        "undetermined",
        "used",
        "used-for",
        "what",
    }
)
Message = tuple[int, str, str, list[str]]


def extract(
    file: BinaryIO, _keywords: object, _comment_tags: object, options: object
) -> Iterator[Message]:
    """Babel's interface: (line, function, message, comments) for each text; takes no options."""
    del options
    document = read_document(file.read(), "law file")

    def walk(value: Value, path: Path, *, shown: bool) -> Iterator[Message]:
        if isinstance(value, str):
            if shown:
                yield document.place(path)[0], "gettext", value, []
            return
        items = enumerate(value) if isinstance(value, list) else (value or {}).items()
        for key, item in items:
            # Conditions name questions by their ids, under the same key as the texts of the law.
            # The answers of a choice stand under their ids.
            named = (key in SHOWN or path[-1:] == ("choices",)) and "when" not in path
            yield from walk(item, (*path, key), shown=shown if isinstance(key, int) else named)

    yield from walk(document.value, (), shown=False)
