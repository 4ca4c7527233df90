"""What a page says when nothing can be stored: the database or the disk itself fails."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from openrsd.config.preparing import is_fault_of_database
from openrsd.vault import CannotWrite
from openrsd.web.error_pages import error_page

UNAVAILABLE = 503
_log = logging.getLogger(__name__)


class StorageFaults:
    """A full disk, a server that is away: the page says that it cannot be done now.

    Whatever was begun was rolled back when the error left its transaction.
    """

    def __init__(self, handle: Callable[[HttpRequest], HttpResponse]) -> None:
        self._handle = handle

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The request, passed on."""
        return self._handle(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """The page for it; None leaves every other error to the page of faults."""
        if not (is_fault_of_database(problem) or isinstance(problem, CannotWrite)):
            return None
        _log.error("nothing can be stored (%s)", type(problem).__name__)
        return error_page(request, UNAVAILABLE)
