"""The real command in a process of its own, as a person at a desk starts it."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

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


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def openrsd(
    *arguments: str | Path | bytes,
    stdin: bytes = b"",
    opened: IO[bytes] | None = None,
    out: IO[bytes] | int = subprocess.PIPE,
    **environment: str,
) -> Ran:
    """Run the command to its end, with bounded time and memory; it never shows a stack trace.

    `stdin` is what it reads, or `opened` the file that it reads from.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "openrsd.cli.main", *arguments],
        stdin=opened or subprocess.PIPE,
        stdout=out,
        stderr=subprocess.PIPE,
        preexec_fn=_bounded,
        env={**os.environ, "COLUMNS": "100", **environment},
    )
    try:
        printed, said = process.communicate(stdin or None, timeout=SECONDS_UNTIL_IT_HANGS)
    finally:
        process.kill()
    assert b"Traceback" not in said
    return Ran(process.returncode, (printed or b"").decode(), said.decode())


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
