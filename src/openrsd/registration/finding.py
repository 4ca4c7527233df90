"""The blind indexes by which persons are found: names, dates of birth, numbers of papers."""

from collections.abc import Mapping
from typing import Any

from openrsd.registration.models import Block, Person
from openrsd.vault.looking_up import LookUp, Name

BY_NAME = LookUp("registration.name", Name())


def write_tokens(person: Person, block: str, content: Mapping[str, Any]) -> None:
    """Makes the person be found by what is recorded now."""
    if block == Block.NAMES:
        spelled = [
            text
            for name in content.get("names", [])
            for text in (name.get("text", ""), name.get("romanised", ""))
            if text
        ]
        BY_NAME.write(spelled, record=person.id, compartment=person.compartment)
