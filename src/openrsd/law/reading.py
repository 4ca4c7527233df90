"""From a document to its shape, with every mistake at its line and column."""

import re
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from openrsd.errors import InvalidDocument, Problem
from openrsd.law.documents import Document, Path

S = TypeVar("S", bound=BaseModel)


def _as_written(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise PydanticCustomError("date_parsing", "not a day")
    return value


# A day as people write it. Pydantic alone would also read "0" as 1 January 1970.
Day = Annotated[date, BeforeValidator(_as_written)]
_KINDS = {
    "dict_type": "a mapping of keys to values",
    "model_type": "a mapping of keys to values",
    "list_type": "a list",
    "string_type": "a text",
}


def read_shape(document: Document, shape: type[S]) -> S:
    """The document as `shape`. Raises InvalidDocument with all problems, not the first only."""
    try:
        return shape.model_validate(document.value)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
        raise InvalidDocument([_problem(document, detail) for detail in details]) from error


def suggestion(wrong: str, known: "list[str] | set[str] | frozenset[str]") -> str:
    """A hint naming what may have been meant, or an empty text."""
    close = get_close_matches(wrong, sorted(known), n=2, cutoff=0.6)
    return f"did you mean {' or '.join(close)}?" if close else ""


def _problem(document: Document, detail: ErrorDetails) -> Problem:
    path = _known_path(document, detail["loc"])
    key = str(detail["loc"][-1]) if detail["loc"] else "document"
    named = [part for part in path if isinstance(part, str)]
    came = detail.get("input")
    shown = f"'{came[:60]}'" if isinstance(came, str) else _kind(came)
    context = detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            return document.problem(path, "missing-key", f"the key '{key}' is missing")
        case "extra_forbidden":
            return document.problem(path, "unknown-key", f"the key '{key[:60]}' is not known here")
        case _ if named:
            key = named[-1]
    match detail["type"]:
        case "enum" | "literal_error":
            return document.problem(
                path, "value", f"{shown} is not allowed for '{key}'", str(context.get("expected"))
            )
        case "string_pattern_mismatch":
            return document.problem(
                path, "value", f"{shown} is not written as '{key}' must be", _pattern(context)
            )
        case "date_from_datetime_parsing" | "date_parsing" | "date_type":
            return document.problem(
                path, "date", f"{shown} is not a date", "a day as YYYY-MM-DD, e.g. 2014-07-01"
            )
        case kind if kind in _KINDS:
            return document.problem(
                path, "value", f"{shown} is not allowed for '{key}'", _KINDS[kind]
            )
        case _:
            message = detail["msg"].removeprefix("Value error, ")
            return document.problem(path, "value", f"{shown} for '{key}': {message}")


def _pattern(context: dict[str, object]) -> str:
    known = {
        "^[A-Z]{3}$": "an ISO 3166-1 alpha-3 country code, e.g. PRK",
        "^[a-z0-9]+(-[a-z0-9]+)*$": "lower-case words joined by hyphens",
    }
    pattern = str(context.get("pattern", ""))
    return known.get(pattern, pattern)


def _kind(value: object) -> str:
    if value is None:
        return "nothing"
    return {"list": "a list", "dict": "a mapping", "str": "a text"}.get(
        type(value).__name__, type(value).__name__
    )


def _known_path(document: Document, loc: tuple[int | str, ...]) -> Path:
    """The part of pydantic's location that stands in the document (unions add names of types)."""
    path: Path = ()
    for part in loc:
        if (*path, part) in document.places:
            path = (*path, part)
    return path
