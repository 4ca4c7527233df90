"""What each block of a person's record may hold. Version 1 of all of them.

Everything may be absent: a person is registered with what is known. Codes are those of the lists in
`codes/`, countries are alpha-3 codes, languages codes of CLDR, dates documents of `SaidDate`.
"""

from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from openrsd.errors import OpenRSDError
from openrsd.registration.domain.pieces import (
    Country,
    Language,
    Line,
    NameLine,
    Note,
    Piece,
    Record,
    Said,
    code_of,
)
from openrsd.texts import gettext as _

MOST_ROWS = 40
Path = tuple[str | int, ...]


class InvalidContent(OpenRSDError):
    """What was written cannot be recorded. `problems` has a plain sentence by the path of it."""

    code = "invalid-content"

    def __init__(self, problems: dict[Path, str]) -> None:
        self.problems = problems
        super().__init__(_("Something cannot be recorded as it is written."))


class Content(Piece):
    """Base of the blocks."""

    v: Literal[1] = 1


class Name(Piece):
    """One name in one script, with the same name in Latin letters."""

    text: NameLine = ""
    romanised: NameLine = ""
    kind: Annotated[str, code_of("name-kinds")] = ""
    note: Line = ""


class Names(Content):
    """The first name is what the person goes by."""

    names: list[Name] = Field(default=[], max_length=MOST_ROWS)


class Particulars(Content):
    """Birth, sex and family status; and in whose case a child is, as the id of that person."""

    born: Said = None
    birth_place: Line = ""
    sex_stated: Annotated[str, code_of("sexes")] = ""
    sex_papers: Annotated[str, code_of("sexes")] = ""
    gender: Line = ""
    family_status: Annotated[str, code_of("family-statuses")] = ""
    goes_with: Record = ""


class Nationality(Piece):
    """A country, what its nationality rests on, and what is doubtful about it."""

    country: Country = ""
    basis: Annotated[str, code_of("nationality-bases")] = ""
    doubt: Line = ""


class Place(Piece):
    """A place in the life of the person; never where relatives or those who help can be found."""

    kind: Annotated[str, code_of("place-kinds")] = ""
    country: Country = ""
    place: Line = ""
    when: Said = None


class Origins(Content):
    """Nationalities, statelessness, places, and the day of arrival."""

    nationalities: list[Nationality] = Field(default=[], max_length=MOST_ROWS)
    stateless: Annotated[str, code_of("stateless")] = ""
    places: list[Place] = Field(default=[], max_length=MOST_ROWS)
    arrived: Said = None


class Spoken(Piece):
    """A language, its dialect in free words, and how well it is known."""

    language: Language = ""
    dialect: Line = ""
    speaks: Annotated[str, code_of("language-levels")] = ""
    reads: Annotated[str, code_of("language-levels")] = ""


class Languages(Content):
    """Languages, the one to be heard in first; and who should be there."""

    languages: list[Spoken] = Field(default=[], max_length=MOST_ROWS)
    staff: Annotated[str, code_of("staff-genders")] = ""
    interpreter_not: Line = ""


class Paper(Piece):
    """An identity document, as it was seen or told of."""

    type: Annotated[str, code_of("document-types")] = ""
    number: Line = ""
    country: Country = ""
    issued: Said = None
    expires: Said = None
    seen: Annotated[str, code_of("documents-seen")] = ""
    note: Line = ""


class Papers(Content):
    """Identity documents, or why there are none."""

    papers: list[Paper] = Field(default=[], max_length=MOST_ROWS)
    none_because: Line = ""


class Needs(Content):
    """Codes of specific needs; that none was told of; that it is asked later, in private."""

    codes: list[Annotated[str, code_of("specific-needs")]] = Field(default=[], max_length=200)
    none: bool = False
    in_private: bool = False
    note: Note = ""


class Way(Piece):
    """One way to reach a person that is safe for them."""

    way: Annotated[str, code_of("contact-ways")] = ""
    where: Line = ""
    who_may_answer: Line = ""
    may_say: Annotated[str, code_of("may-say")] = ""
    best_time: Line = ""
    language: Language = ""


class Contact(Content):
    """Safe ways, in the order to be tried; nothing else is ever used."""

    ways: list[Way] = Field(default=[], max_length=MOST_ROWS)
    none: bool = False
    code_word: Line = ""
    # Said by either side, it ends a call at once, as if it had been about something else.
    end_word: Line = ""
    never_leave_message: bool = True
    must_not_notice: Line = ""


class Consent(Piece):
    """One answer to one purpose. A later answer is a row of its own."""

    purpose: Annotated[str, code_of("consent-purposes")] = ""
    answer: Annotated[str, code_of("consent-answers")] = ""
    on: Said = None
    how: Annotated[str, code_of("counselling-ways")] = ""
    counselled_by: Line = ""
    language: Language = ""


class Consents(Content):
    """What a person agreed to, refused, or took back."""

    consents: list[Consent] = Field(default=[], max_length=MOST_ROWS)


class Relation(Content):
    """What a person is to the one who speaks for the group. Kept with the group, not in a block."""

    relation: Annotated[str, code_of("relations")] = ""


class Photo(Content):
    """The sealed file of a photo; empty where it was taken away."""

    file: Record = ""


SHAPES: dict[str, type[Content]] = {
    "names": Names,
    "particulars": Particulars,
    "origins": Origins,
    "languages": Languages,
    "papers": Papers,
    "needs": Needs,
    "contact": Contact,
    "consents": Consents,
    "photo": Photo,
    "relation": Relation,
}


def read_content(block: str, raw: object) -> dict[str, Any]:
    """What was written for a block, as it is kept. InvalidContent with every mistake.

    Empty parts are left out, so that what nobody said does not stand there as said.
    """
    try:
        read = SHAPES[block].model_validate(raw)
    except ValidationError as error:
        raise InvalidContent(
            {
                tuple(one["loc"]): one["ctx"]["sentence"]
                if one["type"] == "worded"
                else _("This cannot be recorded.")
                for one in error.errors(include_url=False)
            }
        ) from None
    return _without_empty(read.model_dump())


def _without_empty(content: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for key, value in content.items():
        if isinstance(value, list):
            value = [_without_empty(one) if isinstance(one, dict) else one for one in value]
            value = [one for one in value if one]
        # That messages may be left is the exception, and has to stand there.
        if value not in ("", None, [], False) or (key, value) == ("never_leave_message", False):
            kept[key] = value
    return kept
