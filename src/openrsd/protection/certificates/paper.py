"""The certificate as it is given to its holder: on paper, or as a picture for a telephone."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from openrsd import papers
from openrsd.protection.certificates import codes, writing
from openrsd.protection.certificates.profile import Profile
from openrsd.protection.certificates.words import ENGLISH, Words, words


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed. Of the holder nothing but a portrait, if she chose one."""

    code: bytes
    valid_until: date
    languages: tuple[str, ...]
    portrait: bytes | None = field(default=None, repr=False)


def on_paper(sheet: Sheet, decided: Profile) -> bytes:
    """One sheet of A4 as a tagged PDF, in every language that was chosen."""
    return papers.pdf(_template("paper.typ"), _values(sheet, decided), **_named(sheet, decided))


def for_telephone(sheet: Sheet, decided: Profile) -> bytes:
    """One tall picture, whose code another telephone reads from the screen."""
    made = papers.pictures(
        _template("telephone.typ"), _values(sheet, decided), **_named(sheet, decided)
    )
    return made[0]


def languages_of(chosen: tuple[str, ...], decided: Profile) -> list[Words]:
    """The languages of a certificate: those of the country of asylum, English, those chosen."""
    known = words()
    wanted = (*decided.languages, ENGLISH, *chosen)
    return [known[tag] for tag in dict.fromkeys(wanted) if tag in known]


def usual_languages(decided: Profile) -> tuple[str, ...]:
    """The languages that stand on every certificate here."""
    return tuple(one.language for one in languages_of((), decided))


def _values(sheet: Sheet, decided: Profile) -> dict[str, Any]:
    page = decided.page_address
    text = writing.address(page, sheet.code) if page else writing.bare(sheet.code)
    return {
        "code": codes.drawn(text),
        "portrait": sheet.portrait,
        "issuer": decided.issuer,
        "address": page,
        "contacts": [[one.who, one.telephone] for one in decided.contacts],
        "languages": [
            {
                **one.model_dump(by_alias=False, mode="json"),
                "until": one.day(sheet.valid_until),
                "bound": one.bound_to_portrait if sheet.portrait else one.bound_to_nobody,
            }
            for one in languages_of(sheet.languages, decided)
        ],
    }


def _named(sheet: Sheet, decided: Profile) -> dict[str, str]:
    first = languages_of(sheet.languages, decided)[0]
    return {"title": first.title, "language": first.language}


@cache
def _template(name: str) -> str:
    return (files("openrsd.protection.certificates") / name).read_text("utf-8")
