"""What a server becomes when its installation is locked: a small process that holds no secret.

It answers everything with the page that says so, and ends when the installation is unlocked.
Run as `python -m openrsd.config.locked_server HOST PORT RUN_FOLDER`, with `https` behind it where
browsers come over HTTPS.
"""

import os
import socket
import sys
import threading
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from openrsd.vault.locking import WATCH_SECONDS, is_locked
from openrsd.web.locked_page import locked_headers, locked_page

EXIT_START_AGAIN = 75
_SLOWEST_CLIENT_SECONDS = 5


class LockedAnswer(BaseHTTPRequestHandler):
    """The same answer to everything."""

    timeout = _SLOWEST_CLIENT_SECONDS
    https = False
    server_version = "OpenRSD"
    sys_version = ""

    def answer(self) -> None:
        """That it is locked."""
        self.send_response(HTTPStatus.SERVICE_UNAVAILABLE)
        for name, value in (*locked_headers(https=self.https), ("Connection", "close")):
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(locked_page())

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = answer  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nobody's address is written down."""


class LockedServer(ThreadingHTTPServer):
    """On the address of the server it replaces."""

    daemon_threads = True

    def __init__(self, host: str, port: int) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), LockedAnswer)


def serve_until_unlocked(host: str, port: int, run_folder: Path) -> None:
    """Answers until the mark is gone."""
    with LockedServer(host, port) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        pause = threading.Event()
        while is_locked(run_folder):
            _reap()
            pause.wait(WATCH_SECONDS)
        server.shutdown()


def _reap() -> None:
    """Takes leave of the ended processes of the server that this one was."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            pass


if __name__ == "__main__":
    LockedAnswer.https = "https" in sys.argv[4:]
    serve_until_unlocked(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
    sys.exit(EXIT_START_AGAIN)
