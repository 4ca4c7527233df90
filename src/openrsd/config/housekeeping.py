"""What is done by the clock while an installation is served: what nobody went on with is forgotten.

At the beginning, and from then on at every full hour. What is forgotten stands in the ledger.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import Error, connection
from django.utils import timezone

from openrsd.accounts.acting import system_actor
from openrsd.errors import OpenRSDError

HOUR = timedelta(hours=1)
# What a database that is away, or a file that cannot be removed, can raise.
_FAILURES = (Error, OpenRSDError, OSError)
_log = logging.getLogger(__name__)


def keep_house() -> None:
    """Forgets drafts and pieces of documents with which nobody went on."""
    from openrsd.drafts.actions import forget_old
    from openrsd.evidence.actions.uploading import forget_unfinished

    keeper = system_actor("housekeeping")
    forget_old(acting=keeper)
    forget_unfinished(acting=keeper)


def until_the_hour(now: datetime) -> float:
    """Seconds to the next full hour."""
    past = timedelta(minutes=now.minute, seconds=now.second, microseconds=now.microsecond)
    return (HOUR - past).total_seconds()


@contextmanager
def housekeeping() -> Iterator[None]:
    """Keeps house in a thread of its own meanwhile. What fails is tried again at the next hour."""
    stopping = threading.Event()
    thread = threading.Thread(target=_work, args=(stopping,), name="housekeeping", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join()


def _work(stopping: threading.Event) -> None:
    while not stopping.is_set():
        try:
            keep_house()
        except _FAILURES as problem:
            # The text may quote what is stored: the log gets the kind only.
            _log.error("housekeeping failed (%s); it is tried again", type(problem).__name__)
        connection.close()
        stopping.wait(until_the_hour(timezone.now()))
