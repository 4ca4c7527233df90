"""Words for codes."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def named(words: Mapping[str, str], code: str) -> str:
    """What a code is called; the code where it has no name."""
    return words.get(code, code)
