"""Lets Babel find the texts of pages, for `make messages`: those of `translate` and
`blocktranslate`, as Django itself would ask for them."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO, cast

from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

Message = tuple[int, str | None, Any, list[str]]


def extract(file: BinaryIO, keywords: Any, comment_tags: Any, options: Any) -> Iterator[Message]:
    """Babel's interface: (line, function, message, comments) for each text."""
    program = templatize(file.read().decode())
    # What stood before a text in its line is no indentation.
    lines = "\n".join(line.strip() for line in program.splitlines()) + "\n"
    found = extract_python(BytesIO(lines.encode()), keywords, comment_tags, options)
    # Babel's own types name the parts of a message in another order than it gives them.
    yield from cast(Iterator[Message], found)
