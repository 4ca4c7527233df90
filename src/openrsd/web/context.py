"""What the frame of every page needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def frame(_request: HttpRequest) -> dict[str, Any]:
    """For every template."""
    return {"demonstration": settings.DEMONSTRATION}
