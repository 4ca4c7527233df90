"""The bar to removal on the page of a person: what it shows is protection's to say."""

from typing import Any

from django import template

from openrsd.protection.selectors import shown_bar
from openrsd.registration.models import Person

register = template.Library()


@register.inclusion_tag("web/parts/protected.html", takes_context=True)
def protection_bar(context: template.Context, person: Person) -> dict[str, Any]:
    """The bar of a person whose page is open to whoever asks for it."""
    return {"bar": shown_bar(context["request"].actor, person)}
