"""A command that is forked does what the same command does when it starts from nothing."""

import os
import subprocess
from pathlib import Path

import pytest

from tests import warm
from tests.warm import COMMAND, Bounds, Done, Streams

ENVIRONMENT = {**os.environ, "COLUMNS": "100", "OPENRSD_HOME": "/nowhere"}
BOUNDS = Bounds(60)


def from_nothing(*program: str, streams: Streams | None = None) -> Done:
    return warm.run(program, ENVIRONMENT, BOUNDS, streams, under=lambda: None)


@pytest.mark.parametrize(
    "arguments",
    [("--version",), ("--help",), ("screen", "nothing.yaml"), ("serve",), ("nonsense",)],
)
def test_it_says_and_ends_the_same(arguments: tuple[str, ...]) -> None:
    program = (*COMMAND, *arguments)
    assert warm.run(program, ENVIRONMENT, BOUNDS) == from_nothing(*program)


def test_it_reads_writes_and_finds_the_same(tmp_path: Path) -> None:
    program = (
        "-c",
        "import os, sys; print(sys.stdin.read(), sys.argv, __name__, os.getcwd())",
        "a",
    )
    asked = Streams("속 🌊".encode())
    said = warm.run(program, ENVIRONMENT, BOUNDS, asked)
    assert said == from_nothing(*program, streams=asked)
    with (tmp_path / "out").open("wb") as out:
        written = warm.run(program, ENVIRONMENT, BOUNDS, Streams(asked.stdin, out))
    assert (written.out, (tmp_path / "out").read_bytes()) == (b"", said.out)


def test_nothing_of_one_is_left_for_the_next() -> None:
    leaving = "import os, sys; os.environ['LEFT'] = '1'; sys.left = 1; os.chdir('/')"
    asking = "import os, sys; print('LEFT' in os.environ, hasattr(sys, 'left'), os.getcwd() == '/')"
    assert warm.run(("-c", leaving), ENVIRONMENT, BOUNDS).code == 0
    assert warm.run(("-c", asking), ENVIRONMENT, BOUNDS).out == b"False False False\n"


def test_it_is_ended_when_it_takes_too_long_and_refused_too_much_memory() -> None:
    with pytest.raises(subprocess.TimeoutExpired):
        warm.run(("-c", "import time; time.sleep(60)"), ENVIRONMENT, Bounds(0.2))
    hungry = warm.run(("-c", "bytearray(2 ** 30)"), ENVIRONMENT, Bounds(60, 2**29))
    assert (hungry.code, b"MemoryError" in hungry.err) == (1, True)
