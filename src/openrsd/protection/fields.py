"""A field for a country, as people write it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from openrsd.law.countries import is_country
from openrsd.names.partial_dates import NoSuchDate, PartialDate
from openrsd.registration.domain.countries_and_languages import country_called, nearest_country
from openrsd.texts import gettext as _


class CountryField(forms.CharField):
    """Gives the three letters of a country that was written by name or code."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=80, **options)

    def clean(self, value: Any) -> str:
        """The code; empty where nothing was written."""
        text = str(super().clean(value))
        if not text or is_country(text):
            return text
        if code := country_called(text):
            return code
        meant = nearest_country(text)
        if meant:
            raise ValidationError(_("No country is called so. Perhaps: {name}.").format(name=meant))
        raise ValidationError(_("No country is called so. Write its name, or its three letters."))


class PartialDateField(forms.CharField):
    """Gives a date of which the day or the month may be unknown, as `2026-11-XX`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=10, **options)

    def clean(self, value: Any) -> str:
        """The date with an X for what is unknown; a year or a month may stand alone."""
        text = str(super().clean(value))
        if not text:
            return ""
        parts = text.split("-")
        if len(parts) > 3:
            raise ValidationError(_expected())
        year, month, day = (*parts, "XX", "XX")[:3]
        try:
            return str(PartialDate.parse(f"{year}-{month.zfill(2)}-{day.zfill(2)}"))
        except NoSuchDate as wrong:
            raise ValidationError(f"{wrong} {_expected()}") from None


def _expected() -> str:
    return _("Write 2026-11-23, 2026-11 or 2026.")
