"""The parts of which blocks are made, and the plain words for what cannot be recorded."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

from openrsd.names.cleaning import LETTERS_OF_A_NAME, NotAName, cleaned
from openrsd.names.said_dates import NotASaidDate, SaidDate
from openrsd.registration.domain import codes
from openrsd.registration.domain.countries_and_languages import (
    country_called,
    country_names,
    language_called,
    language_names,
    nearest_country,
    nearest_language,
)
from openrsd.registration.domain.said import understood
from openrsd.texts import gettext as _

LETTERS_OF_A_LINE = 200
LETTERS_OF_A_NOTE = 2000


class Piece(BaseModel):
    """Base of all parts: what is not declared is refused, nothing is required."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def amiss(sentence: str) -> PydanticCustomError:
    """An error in one plain sentence."""
    return PydanticCustomError("worded", "{sentence}", {"sentence": sentence})


def _one_line(limit: int) -> BeforeValidator:
    def read(value: Any) -> str:
        try:
            return cleaned(str(value or ""), limit=limit).text
        except NotAName as error:
            raise amiss(_words_of(error, limit)) from None

    return BeforeValidator(read)


def _words_of(error: NotAName, limit: int) -> str:
    if limit == LETTERS_OF_A_NAME:
        return str(error)
    return _(
        "This cannot be kept. Write one line of up to {limit} letters, without signs that no "
        "script has."
    ).format(limit=limit)


def _note(value: Any) -> str:
    lines = str(value or "").replace("\r\n", "\n").replace("\r", "\n")
    if len(lines) > LETTERS_OF_A_NOTE:
        raise amiss(_("Write no more than {limit} letters.").format(limit=LETTERS_OF_A_NOTE))
    try:
        return "\n".join(
            cleaned(line, limit=LETTERS_OF_A_NOTE).text for line in lines.split("\n")
        ).strip()
    except NotAName:
        raise amiss(_("This holds a sign that belongs to no script. Write it again.")) from None


def code_of(name: str) -> AfterValidator:
    """A code of a list, or nothing."""

    def check(value: str) -> str:
        if value and not codes.known(name, value):
            raise amiss(_("Choose one from the list."))
        return value

    return AfterValidator(check)


def _country(value: Any) -> str:
    text = str(value or "").strip()
    if not text or text in country_names("en"):
        return text
    if code := country_called(text):
        return code
    raise amiss(_not_called(_("No country is called so."), nearest_country(text)))


def _language(value: Any) -> str:
    text = str(value or "").strip()
    if not text or text in language_names("en"):
        return text
    if code := language_called(text):
        return code
    raise amiss(
        _not_called(
            _("No language is called so here. Choose the nearest, and write the rest as dialect."),
            nearest_language(text),
        )
    )


def _not_called(sentence: str, nearest: str) -> str:
    if not nearest:
        return sentence
    return sentence + " " + _("Did you mean {name}?").format(name=nearest)


def _said(value: Any) -> dict[str, Any] | None:
    """A date as said, from what was typed or from what is stored."""
    if value in (None, ""):
        return None
    if isinstance(value, dict):
        try:
            return SaidDate.from_document(value).as_document()
        except NotASaidDate as error:
            raise amiss(str(error)) from None
    try:
        text = cleaned(str(value), limit=LETTERS_OF_A_LINE).text
    except NotAName as error:
        raise amiss(_words_of(error, LETTERS_OF_A_LINE)) from None
    return understood(text, said_on=date.today()).as_document() if text else None  # noqa: DTZ011


def _record(value: Any) -> str:
    text = str(value or "")
    if text:
        try:
            UUID(text)
        except ValueError:
            raise amiss(_("Choose one from the list.")) from None
    return text


NameLine = Annotated[str, _one_line(LETTERS_OF_A_NAME)]
Line = Annotated[str, _one_line(LETTERS_OF_A_LINE)]
Note = Annotated[str, BeforeValidator(_note)]
Country = Annotated[str, BeforeValidator(_country)]
Language = Annotated[str, BeforeValidator(_language)]
Said = Annotated[dict[str, Any] | None, BeforeValidator(_said)]
# The id of another person.
Record = Annotated[str, BeforeValidator(_record)]
