"""What one process of the server runs: the vault opened, the lock watched, then Django."""

import os
import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from openrsd.config.environment import flag, proxies
from openrsd.config.installation import start_django, unlock
from openrsd.config.places import Places
from openrsd.config.process import keep_to_itself
from openrsd.errors import OpenRSDError
from openrsd.texts import gettext as _
from openrsd.vault import Unlocking
from openrsd.vault.locking import is_locked, when_locked
from openrsd.web.bare_page import bare_headers, bare_page
from openrsd.web.locked_page import STATUS, locked_headers, locked_page

# How long answers that were under way when somebody locked may take to leave.
LAST_ANSWERS_SECONDS = 0.3
PARENT_WATCH_SECONDS = 0.1
LARGEST_REQUEST = 32 * 1024 * 1024
EXIT_CANNOT_START = 2
_SAID_BY_PROXIES = ("HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_FOR")
_AND_CLOSE = [("Connection", "close")]

Environment = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environment, StartResponse], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Loader:
    """Makes the application in a new process, to which it travels through a pipe."""

    places: Places
    unlocking: Unlocking
    parent: int

    def __call__(self) -> Application:
        """The application, in a process that will not outlive its parent or a lock."""
        keep_to_itself()
        if is_locked(self.places.run):
            os._exit(0)
        _end_with(self.parent)
        when_locked(self.places.run, _end_soon)
        try:
            unlock(self.places, self.unlocking)
            start_django()
        except OpenRSDError as error:
            print(error, file=sys.stderr, flush=True)  # noqa: T201
            os._exit(EXIT_CANNOT_START)
        from openrsd.coi.meaning import background
        from openrsd.config.wsgi import application

        background.allow()
        return guarded(application, self.places)


def guarded(application: Application, places: Places) -> Application:
    """Refuses every request of a locked installation, and requests too large to be meant.

    Only the web server in front is believed when it says who asks, and how.
    """
    https, believed = flag("OPENRSD_HTTPS"), proxies()

    def answer(environment: Environment, start: StartResponse) -> Iterable[bytes]:
        if is_locked(places.run):
            start(STATUS, locked_headers(https=https))
            return [locked_page()]
        try:
            length = int(environment.get("CONTENT_LENGTH") or 0)
        except ValueError:
            length = -1
        if not 0 <= length <= LARGEST_REQUEST:
            page = _too_large()
            start("413 Content Too Large", [*bare_headers(page, https=https), *_AND_CLOSE])
            return [page]
        if environment.get("REMOTE_ADDR") not in believed:
            for name in _SAID_BY_PROXIES:
                environment.pop(name, None)
        return application(environment, start)

    return answer


def _too_large() -> bytes:
    return bare_page(
        _("That is too large"),
        [_("What you sent is larger than the installation takes. Nothing was saved.")],
    )


def _end_soon() -> None:
    threading.Event().wait(LAST_ANSWERS_SECONDS)
    os._exit(0)


def _end_with(parent: int) -> None:
    def watch() -> None:
        pause = threading.Event()
        while os.getppid() == parent:
            pause.wait(PARENT_WATCH_SECONDS)
        os._exit(0)

    threading.Thread(target=watch, name="parent watch", daemon=True).start()
