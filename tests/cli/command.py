"""The real command in a process of its own, as a person at a desk starts it."""

import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from tests import warm
from tests.warm import Bounds, Streams

SECONDS_UNTIL_IT_HANGS = 60
MOST_MEMORY = 1024 * 1024 * 1024
NOBODY = 65534


@dataclass(frozen=True)
class Ran:
    """What came of it."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON, where the command succeeded."""
        assert self.code == 0, self.err
        return json.loads(self.out)

    @property
    def text(self) -> str:
        """Standard output, where the command succeeded."""
        assert self.code == 0, self.err
        return self.out


def openrsd(
    *arguments: str | Path | bytes,
    stdin: bytes = b"",
    opened: IO[bytes] | None = None,
    out: IO[bytes] | None = None,
    **environment: str,
) -> Ran:
    """Run the command to its end, with bounded time and memory; it never shows a stack trace.

    `stdin` is what it reads, or `opened` the file that it reads from.
    """
    done = warm.run(
        [*warm.COMMAND, *map(os.fsdecode, arguments)],
        {**os.environ, "COLUMNS": "100", **environment},
        Bounds(SECONDS_UNTIL_IT_HANGS, MOST_MEMORY),
        Streams(opened or stdin, out),
    )
    assert b"Traceback" not in done.err
    return Ran(done.code, done.out.decode(), done.err.decode())


@contextmanager
def without_rights() -> Iterator[None]:
    """The rights of nobody in particular, also where the tests are run by root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def heeds_its_keys() -> None:
    """In a child, before it starts: Ctrl+C stops it, also where these tests were begun by a script
    in the background, whose children would not heed it.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
