"""What this process gives up before it looks at a document.

Limits of time, memory and files hold on every system. On Linux (x86-64 and arm64) a filter of the
kernel then allows nothing but computing, and reading and writing what is open already: no file is
opened, no program is started, no address is reached. Another system has the limits alone.
"""

import ctypes
import os
import platform
import resource
import sys
from dataclasses import dataclass

_AS_LONG_AS_IT_RUNS = 0x7FFF0000
_NOT_PERMITTED = 0x00050000 | 1
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _ANSWER = 0x20, 0x15, 0x35, 0x06
_NUMBER, _MACHINE = 0, 4
# Calls of another kind of program on the same processor begin here.
_OTHER_CALLS = 0x40000000
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2

# The number of each allowed call on x86-64 and on arm64.
_ALLOWED = {
    "read": (0, 63), "write": (1, 64), "close": (3, 57), "fstat": (5, 80), "lseek": (8, 62),
    "mmap": (9, 222), "mprotect": (10, 226), "munmap": (11, 215), "mremap": (25, 216),
    "brk": (12, 214), "madvise": (28, 233), "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139), "sigaltstack": (131, 132),
    "sched_yield": (24, 124), "getpid": (39, 172), "gettid": (186, 178), "futex": (202, 98),
    "clock_gettime": (228, 113), "clock_nanosleep": (230, 115), "getrusage": (98, 165),
    "getrandom": (318, 278), "tgkill": (234, 131), "exit": (60, 93), "exit_group": (231, 94),
}  # fmt: skip
_MACHINES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}


class _Rule(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("if_true", ctypes.c_uint8),
        ("if_false", ctypes.c_uint8),
        ("value", ctypes.c_uint32),
    )


class _Rules(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("rules", ctypes.POINTER(_Rule)))


@dataclass(frozen=True, slots=True)
class Bounds:
    """Seconds of the processor, and bytes of memory."""

    seconds: int
    memory: int


def bound(bounds: Bounds) -> None:
    """From here on this process writes no file and dies of using more."""
    for what, most in (
        (resource.RLIMIT_CPU, bounds.seconds),
        (resource.RLIMIT_AS, bounds.memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _soft, hard = resource.getrlimit(what)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (allowed, allowed))
    os.nice(5)


def shut_in() -> None:
    """From here on this process computes and answers, and nothing else. OSError where it fails."""
    if sys.platform != "linux" or platform.machine() not in _MACHINES:
        return
    machine, place = _MACHINES[platform.machine()]
    written = _filter(machine, [numbers[place] for numbers in _ALLOWED.values()])
    rules = (_Rule * len(written))(*written)
    program = _Rules(len(written), rules)
    libc = ctypes.CDLL(None, use_errno=True)
    for call in (
        (_NO_NEW_PRIVILEGES, 1, 0, 0, 0),
        (_SECCOMP, _FILTER, ctypes.byref(program), 0, 0),
    ):
        if libc.prctl(*call) != 0:
            raise OSError(ctypes.get_errno(), "prctl")


def _filter(machine: int, calls: list[int]) -> list[_Rule]:
    """Of another machine, or not allowed: not permitted. A jump counts the rules that it skips."""
    count = len(calls)
    return [
        _Rule(_LOAD, 0, 0, _MACHINE),
        _Rule(_IF_EQUAL, 0, count + 2, machine),
        _Rule(_LOAD, 0, 0, _NUMBER),
        _Rule(_IF_AT_LEAST, count, 0, _OTHER_CALLS),
        *(_Rule(_IF_EQUAL, count - place, 0, number) for place, number in enumerate(calls)),
        _Rule(_ANSWER, 0, 0, _NOT_PERMITTED),
        _Rule(_ANSWER, 0, 0, _AS_LONG_AS_IT_RUNS),
    ]
