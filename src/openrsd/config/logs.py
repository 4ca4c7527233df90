"""What is logged: that something failed and where in the program, never what it was about."""

import logging
import traceback


class NoContent(logging.Filter):
    """Takes from each record whatever could quote a person: arguments, messages, local values."""

    def filter(self, record: logging.LogRecord) -> bool:
        """The record, without content."""
        if record.exc_info:
            kind, _error, at = record.exc_info
            frames = traceback.extract_tb(at)[-5:] if at else []
            where = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
            name = kind.__name__ if kind else "error"
            record.msg, record.args = f"{record.name}: {name} in {where}", ()
            record.exc_info = record.exc_text = None
        elif record.name.startswith("django."):
            record.msg, record.args = f"{record.name}: {record.levelname.lower()}", ()
        return True
