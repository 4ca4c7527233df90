"""Lets Babel find the texts of the program, for `make messages`: those passed to `gettext`, those
of the tables that are marked as `shown`, and the wordings under which acts are registered."""

import ast
from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO, cast

from babel.messages.extract import extract_python

Message = tuple[int, str | None, Any, list[str]]
MARK = "shown"
REGISTRATION = "register"


def extract(file: BinaryIO, keywords: Any, comment_tags: Any, options: Any) -> Iterator[Message]:
    """Babel's interface: (line, function, message, comments) for each text."""
    source = file.read()
    found = extract_python(BytesIO(source), keywords, comment_tags, options)
    # Babel's own types name the parts of a message in another order than it gives them.
    yield from cast(Iterator[Message], found)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            for text in _texts(_marked(node)):
                yield text.lineno, "gettext", text.value, []


def _marked(call: ast.Call) -> list[ast.expr]:
    """What is marked by this call: of a registration the wording, which follows the code."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return {MARK: call.args, REGISTRATION: call.args[1:2]}.get(name, [])
        case _:
            return []


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
