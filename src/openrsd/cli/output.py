"""Where results go: standard output, or a file written whole or not at all."""

import json
import os
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import Any

import typer

from openrsd.errors import OpenRSDError


class Format(StrEnum):
    """How a result is shown."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


class TextFormat(StrEnum):
    """How a list is shown."""

    TEXT = "text"
    JSON = "json"


class CannotWrite(OpenRSDError):
    """The output cannot be written where it should go."""

    code = "cannot-write"


def as_json(value: Any) -> str:
    """Readable JSON; letters stay letters."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def deliver(text: str, out: Path | None) -> None:
    """Write to standard output, or to `out`, which is replaced in one step.

    A link is followed, and a device or pipe is written to: neither is ever replaced by a file.
    """
    if out is None:
        _to_standard_output(text)
        return
    try:
        if out.exists() and not out.is_file():
            out.write_text(text, encoding="utf-8")
            return
        out = Path(os.path.realpath(out))
        descriptor, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(text)
            Path(name).chmod(0o644)
            Path(name).replace(out)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CannotWrite(f"{out} cannot be written: {error.strerror}.") from error


def _to_standard_output(text: str) -> None:
    try:
        typer.echo(text)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CannotWrite(f"Standard output cannot be written: {error.strerror}.") from error
