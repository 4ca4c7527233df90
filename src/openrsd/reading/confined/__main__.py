"""Reads one document from standard input and answers on standard output.

`python -I -m openrsd.reading.confined ASKED`, where ASKED is JSON: `task`, `bounds`, `limits` and
what the task asks for. The answer is one line of JSON, then bytes where the task makes some. It
has `refused` and `number` where the document cannot be taken.
"""

import json
import os
import sys
from typing import Any

from openrsd.reading.confined.limits import Bounds, bound, shut_in
from openrsd.reading.confined.refused import Refused


def main(asked: dict[str, Any]) -> None:
    """One document, one answer."""
    bound(Bounds(**asked["bounds"]))
    if asked["task"] == "recognise":
        _recognise(asked["languages"], asked["program"], asked["folder"])
    from openrsd.reading.confined.found import Limits
    from openrsd.reading.confined.tasks import TASKS
    from openrsd.reading.confined.warming import warm

    limits = Limits(**asked["limits"])
    warm()
    shut_in()
    content = sys.stdin.buffer.read()
    try:
        answer, made = TASKS[asked["task"]](content, asked, limits)
    except Refused as refused:
        answer, made = {"refused": refused.code, "number": refused.number}, b""
    except MemoryError:
        answer, made = {"refused": "too-heavy", "number": 0}, b""
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + made)
    sys.stdout.buffer.flush()
    # Nothing is tidied up: the system takes all of it back.
    os._exit(0)


def _recognise(languages: list[str], program: str, folder: str) -> None:
    """Becomes the program that recognises letters, which reads a picture drawn by ourselves."""
    environment = {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}
    if folder:
        environment["TESSDATA_PREFIX"] = folder
    words = [program, "stdin", "stdout", "-l", "+".join(languages), "--psm", "3"]
    os.execve(program, words, environment)  # noqa: S606


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
