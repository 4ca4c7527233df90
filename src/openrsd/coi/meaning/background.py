"""New passages are taken in while people work: by words first, then by meaning.

One thread of one process does it, at the lowest rank; the others see that it is done.
"""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import connection

from openrsd.coi.index.keeping import catch_up
from openrsd.coi.index.store import BesideError, place
from openrsd.coi.meaning.keeping import embed_missing
from openrsd.vault.durable import make_folder

_LOWEST_RANK = 19
_waking = threading.Lock()
_working: list[threading.Thread] = []
_allowed = threading.Event()


def allow() -> None:
    """Said by a process that serves: it lives long enough, and its database is its own."""
    _allowed.set()


def wake() -> None:
    """What is missing in the index is being made, or is begun to be; nobody waits for it."""
    with _waking:
        if not _allowed.is_set() or any(one.is_alive() for one in _working):
            return
        _working[:] = [threading.Thread(target=_work, name="country information", daemon=True)]
        _working[0].start()


def _work() -> None:
    with suppress(AttributeError, OSError):
        # On Linux a rank is a thread's own.
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _LOWEST_RANK)
    try:
        with _alone() as is_alone:
            if is_alone:
                catch_up()
                embed_missing()
    except BesideError:
        # Damaged, or taken away meanwhile: the next search makes it anew.
        pass
    finally:
        connection.close()


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether no other process does the same."""
    make_folder(place().parent)
    descriptor = os.open(place().parent, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        yield False
    else:
        yield True
    finally:
        os.close(descriptor)
