"""Ways to pages of rooms above, and what they show here, where the installation has them."""

from uuid import UUID

from django import template
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from openrsd.texts import gettext as _

register = template.Library()
_NOTHING = SafeString("")
_CERTIFICATE = "protection:certificate-choice"
_MATCHING = "matching:maybe"


@register.simple_tag
def certificate_link(person: UUID, number: object = "") -> SafeString:
    """The way to the choice about a certificate."""
    try:
        address = reverse(_CERTIFICATE, kwargs={"record": person})
    except NoReverseMatch:
        return _NOTHING
    return format_html(
        ' <a href="{}">{}<span class="visually-hidden"> {}</span></a>',
        address, _("Certificate"), number,
    )  # fmt: skip


@register.simple_tag
def maybe_registered(person: UUID) -> SafeString:
    """The place where those are shown who may be the same person."""
    try:
        reverse(_MATCHING)
        slot = get_template("matching/parts/slot.html")
    except (NoReverseMatch, TemplateDoesNotExist):
        return _NOTHING
    return slot.render({"besides": str(person)})  # type: ignore[return-value]


@register.simple_tag
def matching_script() -> SafeString:
    """The script that asks while somebody types."""
    try:
        reverse(_MATCHING)
    except NoReverseMatch:
        return _NOTHING
    return format_html('<script src="{}" defer></script>', static("matching/maybe.js"))
