"""What is logged: that something failed and where in the program, never what it was about.

Each record is one line: time in UTC, how grave, which part of the program, what.
"""

import logging
import time
import traceback
import warnings
from pathlib import Path
from typing import TextIO

_OURS = "openrsd."
_MOMENT = "%Y-%m-%dT%H:%M:%S"
_log = logging.getLogger(__name__)


class NoContent(logging.Filter):
    """Takes from each record whatever could quote a person: arguments, messages, local values."""

    def filter(self, record: logging.LogRecord) -> bool:
        """The record, without content."""
        if record.exc_info:
            kind, _error, at = record.exc_info
            frames = traceback.extract_tb(at)[-5:] if at else []
            where = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
            name = kind.__name__ if kind else "error"
            record.msg, record.args = f"{name} in {where}", ()
        elif not record.name.startswith(_OURS):
            record.msg, record.args = "-", ()
        record.exc_info = record.exc_text = record.stack_info = None
        return True


class OneLine(logging.Formatter):
    """A line that other programs can read, with the time in UTC."""

    @staticmethod
    def converter(seconds: float | None) -> time.struct_time:
        """Times are in UTC wherever the server stands."""
        return time.gmtime(seconds)

    def __init__(self) -> None:
        super().__init__("%(asctime)s.%(msecs)03dZ %(grave)s %(name)s %(message)s", _MOMENT)

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        record.grave = record.levelname.lower()
        return " ".join(super().format(record).splitlines())


def keep_warnings_quiet() -> None:
    """From here on a warning of a library says its kind and place, and quotes nothing."""
    warnings.showwarning = _say_where


def _say_where(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    _log.warning("%s in %s:%s", category.__name__, Path(filename).name, lineno)
