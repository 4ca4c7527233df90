"""The guard itself: it must catch what it is there for."""

import socket

import pytest

from tests.no_outside import OutsideConnection


def test_a_connection_to_another_machine_is_refused_and_one_to_this_machine_is_not() -> None:
    with socket.socket() as there, pytest.raises(OutsideConnection):
        there.connect(("192.0.2.1", 80))
    with pytest.raises(OutsideConnection):
        socket.getaddrinfo("example.org", 80)
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()
        client.connect(server.getsockname())
        assert client.getpeername() == server.getsockname()
