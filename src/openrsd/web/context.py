"""What the frame of every page needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import cached_property

from openrsd.accounts.acting import Actor
from openrsd.accounts.selectors import acting_office_name
from openrsd.accounts.signing_in.sessions import seconds_left
from openrsd.texts import current_language
from openrsd.web.languages import direction, offered, own_name
from openrsd.web.navigation import Link, Place, links
from openrsd.web.preferences import theme_of


class Frame:
    """The frame around one page. Nothing is looked up until the page shows it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def _actor(self) -> Actor | None:
        # An error before the middleware ran leaves no actor.
        return getattr(self._request, "actor", None) or None

    @property
    def language(self) -> str:
        """The language in use, as HTML names it."""
        return current_language()

    @property
    def direction(self) -> str:
        """Which way the language is written: ltr or rtl."""
        return direction(self.language)

    @property
    def theme(self) -> str:
        """The chosen colours: light, dark, or empty for those of the device."""
        return theme_of(self._request)

    @property
    def here(self) -> str:
        """Where to come back to after a choice in the frame."""
        return self._request.get_full_path()

    @property
    def session_seconds(self) -> int:
        """Until the session ends unless it is used."""
        return seconds_left(self._request)

    @property
    def languages(self) -> list[dict[str, str]]:
        """The installation's languages in their own words; none where there is no choice."""
        codes = offered()
        return [{"code": code, "name": own_name(code)} for code in codes] if codes[1:] else []

    @cached_property
    def office(self) -> str:
        """Where the signed-in person works at present."""
        return acting_office_name(self._actor) if self._actor else ""

    @cached_property
    def navigation(self) -> list[Link]:
        """The bar of this person."""
        return self._links(Place.BAR)

    @cached_property
    def own_links(self) -> list[Link]:
        """The menu of her own account."""
        return self._links(Place.OWN)

    @cached_property
    def foot_links(self) -> list[Link]:
        """What stands at the foot of every page."""
        return self._links(Place.FOOT)

    def _links(self, place: Place) -> list[Link]:
        return list(links(self._actor, place, self._request.path)) if self._actor else []


def frame(request: HttpRequest) -> dict[str, Any]:
    """For every template."""
    return {"demonstration": settings.DEMONSTRATION, "frame": Frame(request)}
