"""Commands in processes that need not read every library anew.

Starting Python and reading the libraries takes most of the time of most commands. One process per
test process reads them once, without any setting, and forks for each command; the command then
runs, in a process and with an environment of its own, as it would alone. A soak starts every
command from nothing.
"""

import atexit
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO

REPOSITORY = Path(__file__).parent.parent
COMMAND = ("-m", "openrsd.cli.main")
SOAK = os.environ.get("OPENRSD_SOAK") == "1"
# What Python reads when it starts, and what the warm process was started with.
_STARTED_WITH = {"PYTHONPATH": str(REPOSITORY)}
_WITHOUT_EFFECT = {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}
Files = tuple[IO[bytes], IO[bytes], IO[bytes]]
_MOST_BYTES = 256 * 1024
_PROGRAM = "tests.warm_process"
_INHERITED = ("PATH", "HOME", "LANG")


@dataclass(frozen=True)
class Done:
    """What came of a program."""

    code: int
    out: bytes
    err: bytes


@dataclass(frozen=True)
class Bounds:
    """How long a program may take, and how many bytes of memory (0: as many as there are)."""

    seconds: float
    memory: int = 0


@dataclass(frozen=True)
class Streams:
    """What a program reads, and where it writes where nobody collects it."""

    stdin: bytes | IO[bytes] = b""
    out: IO[bytes] | None = None


def run(
    program: Sequence[str],
    environment: Mapping[str, str],
    bounds: Bounds,
    streams: Streams | None = None,
    under: Callable[[], None] | None = None,
) -> Done:
    """Runs `python PROGRAM` to its end: COMMAND with its arguments, or `-c` and a text.

    `under` prepares the process, which then starts from nothing. TimeoutExpired when it is late.
    """
    given = streams or Streams()
    with tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as said:
        with _readable(given.stdin) as stdin:
            files = (stdin, given.out or told, said)
            if SOAK or under or _starts_in_another_way(environment):
                code = _from_nothing(program, environment, bounds, files, under)
            else:
                code = _forked(program, environment, bounds, files)
        return Done(code, _content(told), _content(said))


def _readable(stdin: bytes | IO[bytes]) -> IO[bytes]:
    if not isinstance(stdin, bytes):
        # The caller closes its own.
        return os.fdopen(os.dup(stdin.fileno()), "rb")
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the caller
    file.write(stdin)
    file.seek(0)
    return file


def _content(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()


def _starts_in_another_way(environment: Mapping[str, str]) -> bool:
    of_python = {name for name in environment if name.startswith("PYTHON")} - _WITHOUT_EFFECT
    return (
        any(environment[name] != _STARTED_WITH.get(name) for name in of_python)
        or os.geteuid() != os.getuid()
    )


def _from_nothing(
    program: Sequence[str],
    environment: Mapping[str, str],
    bounds: Bounds,
    files: Files,
    under: Callable[[], None] | None,
) -> int:
    def prepare() -> None:
        if bounds.memory:
            resource.setrlimit(resource.RLIMIT_AS, (bounds.memory, bounds.memory))
        if under:
            under()

    stdin, out, said = files
    return subprocess.run(
        [sys.executable, *program],
        env=environment,
        stdin=stdin,
        stdout=out,
        stderr=said,
        timeout=bounds.seconds,
        check=False,
        preexec_fn=prepare,
    ).returncode


def _forked(
    program: Sequence[str],
    environment: Mapping[str, str],
    bounds: Bounds,
    files: Files,
) -> int:
    asked = {
        "program": program,
        "environment": dict(environment),
        "folder": str(Path.cwd()),
        "memory": bounds.memory,
    }
    request = json.dumps(asked).encode()
    assert len(request) < _MOST_BYTES
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with here, there:
        fds = [*(file.fileno() for file in files), there.fileno()]
        socket.send_fds(_warm(), [request], fds)
        there.close()
        process = int(here.recv(32))
        here.settimeout(bounds.seconds)
        try:
            return int(here.recv(32))
        except TimeoutError:
            os.kill(process, signal.SIGKILL)
            raise subprocess.TimeoutExpired(list(program), bounds.seconds) from None


@cache
def _warm() -> socket.socket:
    """The way to the warm process, which ends when this one does."""
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    here.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2 * _MOST_BYTES)
    inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    with there:
        process = subprocess.Popen(
            [sys.executable, "-m", _PROGRAM, str(there.fileno()), str(_MOST_BYTES)],
            env={**inherited, **_STARTED_WITH},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[there.fileno()],
            start_new_session=True,
        )

    def end() -> None:
        here.close()
        process.wait()

    atexit.register(end)
    return here
