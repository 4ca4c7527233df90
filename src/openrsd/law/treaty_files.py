"""The shapes of treaty status: treaties, and notes on what reservations change."""

from pydantic import Field

from openrsd.law.reading import Day
from openrsd.law.shapes import ALWAYS, Citation, CountryCode, Identifier, Period, Shape, Text


class TreatyFile(Shape):
    """A treaty whose parties are listed in `parties.csv`.

    A state is bound from `delay-days` after its act, and not before the treaty entered into force.
    """

    id: Identifier
    title: Text
    work: Identifier
    entered_into_force: Day = Field(alias="entered-into-force")
    delay_days: int = Field(alias="delay-days", ge=0)
    rule: Text
    complete_to: Day = Field(alias="complete-to")


class BindingNoteFile(Shape):
    """A reservation, limitation or absence that changes what is asked in a country of asylum."""

    state: CountryCode
    treaty: Identifier
    text: Text
    sources: list[Citation] = Field(min_length=1)
    in_force: Period = Field(default=ALWAYS, alias="in-force")
