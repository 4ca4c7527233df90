"""What a locked installation answers to all: one page that needs no Django, no key, no file."""

from openrsd.texts import gettext as _
from openrsd.web.bare_page import bare_headers, bare_page

STATUS = "503 Service Unavailable"


def locked_page() -> bytes:
    """The page. It says that nothing is lost, and not why or by whom the lock was set."""
    return bare_page(
        _("OpenRSD is locked"),
        [
            _("Nobody can read or write here until it is unlocked. Nothing is lost."),
            _("Only the administrator can unlock it, at the machine itself."),
        ],
    )


def locked_headers(*, https: bool) -> list[tuple[str, str]]:
    """The headers that go with it."""
    return [*bare_headers(locked_page(), https=https), ("Retry-After", "300")]
