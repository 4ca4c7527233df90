"""Small filters of the pages of this room."""

from collections.abc import Mapping
from typing import Any

from django import template

from openrsd.lawbook.models import EditionState
from openrsd.lawbook.words import EDITIONS
from openrsd.texts import gettext as _

register = template.Library()


@register.filter
def of(names: Mapping[Any, str], key: Any) -> str:
    """What stands under a key, such as the name of a colleague; nothing where nothing does."""
    return names.get(key, "")


@register.filter
def item(content: Mapping[str, Any], key: str) -> Any:
    """A value of an edition by the name that it has in the law files."""
    return content.get(key, "")


@register.filter
def state_shown(state: str) -> str:
    """What became of an edition, in words."""
    return _(EDITIONS[EditionState(state)])
