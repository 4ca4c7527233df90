"""The design system's tags: fields with label, hint and error, and the summary of what is amiss."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.forms.widgets import CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select
from django.utils.safestring import SafeString

register = template.Library()


@dataclass(frozen=True, slots=True)
class FieldError:
    """One thing that is amiss, and the part of the page where it is mended."""

    text: str
    place: str


@register.inclusion_tag("web/parts/field.html")
def field(bound: BoundField, autocomplete: str = "", *, narrow: bool = False) -> dict[str, Any]:
    """A field of a form with its label, hint and errors.

    `autocomplete` as HTML names it; `narrow` for what is short, such as a code.
    """
    widget = bound.field.widget
    return {
        "bound": bound,
        "control": _control(bound, autocomplete, narrow=narrow),
        "is_group": isinstance(widget, RadioSelect | CheckboxSelectMultiple),
        "is_check": isinstance(widget, CheckboxInput),
        "optional": not bound.field.required,
        "error_id": f"{bound.auto_id}_error",
        "hint_id": f"{bound.auto_id}_helptext",
    }


@register.inclusion_tag("web/parts/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    """What is amiss in these forms, on top of the page; nothing where nothing is amiss."""
    return {"errors": [error for form in forms for error in _errors(form)]}


def _errors(form: BaseForm) -> list[FieldError]:
    general = [FieldError(str(text), "") for text in form.non_field_errors()]
    special = [
        FieldError(f"{bound.label}: {text}", _place(bound))
        for bound in form
        if not bound.is_hidden
        for text in bound.errors
    ]
    return general + special


def _place(bound: BoundField) -> str:
    """The id of what the link leads to: of a group its first choice."""
    if isinstance(bound.field.widget, RadioSelect | CheckboxSelectMultiple):
        return f"{bound.auto_id}_0"
    return bound.id_for_label


def _control(bound: BoundField, autocomplete: str, *, narrow: bool) -> SafeString:
    widget = bound.field.widget
    style = "form-control"
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        # The group would pass the name on to the box around its choices.
        style = ""
    elif isinstance(widget, CheckboxInput):
        style = "check"
    elif isinstance(widget, Select):
        style = "form-select"
    if style and narrow:
        style += " narrow"
    if style and bound.errors:
        style += " is-invalid"
    attributes: dict[str, str | bool] = {"class": style} if style else {}
    if autocomplete:
        attributes["autocomplete"] = autocomplete
    return bound.as_widget(attrs=attributes)
