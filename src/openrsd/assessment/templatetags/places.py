"""Countries as they are called."""

from django import template

from openrsd.law.countries import country_name
from openrsd.texts import current_language

register = template.Library()


@register.filter
def named_country(code: str) -> str:
    """A country of this code, in the language of the page."""
    return country_name(code, current_language())
