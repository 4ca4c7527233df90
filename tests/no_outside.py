"""Nothing that the tests run may speak to another machine: a connection there is an error."""

import sys
from ipaddress import ip_address
from typing import Any


class OutsideConnection(AssertionError):
    """Something tried to reach another machine."""


def refuse_outside() -> None:
    """From here on this process connects to itself only, and looks up no name but its own."""
    sys.addaudithook(_watch)


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        _refuse_unless_here(arguments[1][0])
    elif event == "socket.getaddrinfo":
        _refuse_unless_here(arguments[0])


def _refuse_unless_here(host: str | bytes | None) -> None:
    name = host.decode() if isinstance(host, bytes) else host or "localhost"
    if name == "localhost":
        return
    try:
        here = ip_address(name).is_loopback or ip_address(name).is_unspecified
    except ValueError:
        here = False
    if not here:
        raise OutsideConnection(name)
