"""What holds for every process that knows a key."""

import ctypes
import os
import resource
import sys

_OTHERS = 0o077
# PR_SET_DUMPABLE of prctl(2).
_SET_DUMPABLE = 4


def keep_to_itself() -> None:
    """From here on this process leaves no dump of its memory and no file that others can read."""
    os.umask(_OTHERS)
    _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
    if sys.platform == "linux":
        # Nor do other processes of the same user read its memory.
        ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)
