"""Which page of a list is asked for."""

from uuid import UUID

from django.http import HttpRequest

from openrsd.accounts.errors import NotHere


def behind(request: HttpRequest) -> UUID | None:
    """The record behind which the page begins; None for the first. NotHere for what is no id."""
    after = request.GET.get("after", "")
    try:
        return UUID(after) if after else None
    except ValueError:
        raise NotHere from None
