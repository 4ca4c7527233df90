"""Lets Babel find the texts of the program, for `make messages`: those passed to `gettext`, and
those of the tables that are marked as `shown`."""

import ast
from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO, cast

from babel.messages.extract import extract_python

Message = tuple[int, str | None, Any, list[str]]
MARK = "shown"


def extract(file: BinaryIO, keywords: Any, comment_tags: Any, options: Any) -> Iterator[Message]:
    """Babel's interface: (line, function, message, comments) for each text."""
    source = file.read()
    found = extract_python(BytesIO(source), keywords, comment_tags, options)
    # Babel's own types name the parts of a message in another order than it gives them.
    yield from cast(Iterator[Message], found)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == MARK:
            for text in _texts(node.args):
                yield text.lineno, "gettext", text.value, []


def _texts(parts: list[ast.expr]) -> Iterator[ast.Constant]:
    """The texts of a marked value: of a table its values, and not its keys."""
    for part in parts:
        match part:
            case ast.Constant(value=str()):
                yield part
            case ast.Dict(values=values):
                yield from _texts(values)
            case ast.Tuple(elts=inner) | ast.List(elts=inner):
                yield from _texts(inner)
