"""Fields of this room's forms: days with unknown parts, lists of countries."""

import re
from typing import Any

from django import forms

from openrsd.coi.dates import is_partial_day
from openrsd.coi.places import code_of
from openrsd.law.countries import country_name
from openrsd.texts import current_language
from openrsd.texts import gettext as _

_MOST_COUNTRIES = 30


class PartialDay(forms.CharField):
    """2014-02-07, 2014-02 or 2014."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=10, **options)

    def clean(self, value: Any) -> str:
        """The day as it is kept."""
        said: str = super().clean(value)
        if said and not is_partial_day(said):
            raise forms.ValidationError(_("Write 2014-02-07, or 2014-02, or 2014."))
        return said


class Countries(forms.CharField):
    """Names or codes with commas between them; codes come out."""

    def clean(self, value: Any) -> list[str]:
        """Alpha-3 codes in the order in which they were written."""
        said: str = super().clean(value)
        names = [name.strip() for name in re.split(r"[,;\n]", said) if name.strip()]
        codes = [(name, code_of(name)) for name in names[:_MOST_COUNTRIES]]
        unknown = [name for name, code in codes if not code]
        if unknown:
            raise forms.ValidationError(
                _("No country is known as {names}; write English names or three letters.").format(
                    names=", ".join(unknown)
                )
            )
        return list(dict.fromkeys(code for _name, code in codes))

    def prepare_value(self, value: Any) -> Any:
        """Codes as they are written in the field."""
        return ", ".join(value) if isinstance(value, list) else value


def country_names(codes: list[str]) -> str:
    """The countries as a reader knows them."""
    return ", ".join(country_name(code, current_language()) for code in codes)
