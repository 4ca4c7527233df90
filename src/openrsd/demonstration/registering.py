"""Registers a household of the demonstration at the desk of its office."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from openrsd.accounts.acting import Actor
from openrsd.demonstration.cast import Cast
from openrsd.demonstration.shapes import DemonstrationPersonFile, HouseholdFile
from openrsd.names.romanising import romanise
from openrsd.protection.certificates.actions import issue, record_choice
from openrsd.protection.certificates.choosing import Choice, Form
from openrsd.registration.actions.beginning import begin_group, begin_person, save_block
from openrsd.registration.blocks import current_blocks
from openrsd.registration.domain.contents import read_content
from openrsd.registration.models import Block, Person, RegistrationGroup

FORMS = {
    "none": Form.NONE, "counsel": Form.HELD, "paper": Form.PAPER, "phone": Form.PHONE,
}  # fmt: skip
PRIVATE = "A rest room at the market, on Tuesdays"


@dataclass(frozen=True, slots=True)
class Registered:
    """A household with the persons that were made of it, in its order."""

    group: RegistrationGroup
    persons: tuple[tuple[DemonstrationPersonFile, Person], ...]


def register_household(household: HouseholdFile, cast: Cast) -> Registered:
    """A group, its members and what they said. Their cases are opened by who calls."""
    office = cast.offices[household.office]
    clerk = cast.acting(cast.called("clerk", household), office)
    group = begin_group(acting=clerk)
    made: list[tuple[DemonstrationPersonFile, Person]] = []
    speaker = ""
    for one in household.people:
        person = begin_person(group.id, acting=clerk, relation=one.is_ or "")
        speaker = speaker or str(person.id)
        _record(one, person, speaker, clerk)
        made.append((one, person))
    return Registered(group, tuple(made))


def choose_certificate(one: DemonstrationPersonFile, person: Person, *, acting: Actor) -> None:
    """What she chose after it was explained to her; where she wants one, she is given it."""
    if one.wants is None:
        return
    form = FORMS[one.wants]
    choice = Choice(
        form=form,
        explained_by="The clerk at the desk",
        explained_on=date.today(),  # noqa: DTZ011
        explained_in=one.speaks[0],
        told="What it says, what it cannot do, and that it may be refused.",
        languages=("en", "th"),
    )
    record_choice(person.id, choice, acting=acting)
    if form is not Form.NONE:
        issue(person.id, acting=acting)


def _record(one: DemonstrationPersonFile, person: Person, speaker: str, clerk: Actor) -> None:
    # A new member of a household begins with what they have in common.
    begun = current_blocks([person.id])[person.id]
    for block, content in _said(one, goes_with=speaker if one.is_ else "").items():
        read = read_content(block, content)
        version = begun[block].version if block in begun else 0
        save_block(person.id, Block(block), read, based_on=version, acting=clerk)


def _said(one: DemonstrationPersonFile, goes_with: str) -> dict[str, dict[str, Any]]:
    """The blocks of a person."""
    origin = one.of[0] if one.of else None
    names = [
        {"text": text, "romanised": romanise(text, origin=origin).text, "kind": kind}
        for text, kind in ((one.name, "main"), *((other, "alias") for other in one.also))
    ]
    blocks: dict[str, dict[str, Any]] = {
        "names": {"names": names},
        "particulars": {
            "born": one.born,
            "sex_stated": one.sex,
            "goes_with": "" if one.own_case else goes_with,
        },
        "origins": {
            "nationalities": [{"country": country, "basis": "stated"} for country in one.of],
            "stateless": "" if one.of else "yes",
        },
        "languages": {
            "languages": [
                {"language": language, "speaks": "N" if place else "E"}
                for place, language in enumerate(one.speaks)
            ]
        },
        "needs": {"codes": one.needs, "none": not one.needs},
        "contact": {"ways": [{"way": "i-come", "where": PRIVATE, "may_say": "nothing"}]},
        "consents": {
            "consents": [{"purpose": "information", "answer": "given", "how": "interpreter"}]
        },
    }
    if not one.needs:
        blocks["needs"] = {"none": True}
    return blocks
