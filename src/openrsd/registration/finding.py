"""The blind indexes by which persons are found by what they are called."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q

from openrsd.names.searching import name_keys
from openrsd.registration.models import Block, Person
from openrsd.vault.looking_up import LookUp, Name


class NameKeys:
    """A whole name, whoever wrote it and in which letters: 리정혁 and Lee Jeong-hyeok are one."""

    def written(self, value: str) -> Iterable[str]:
        """Its keys."""
        return name_keys(value)

    def asked(self, value: str) -> tuple[frozenset[str], int]:
        """One key in common is enough to be opened and compared."""
        return name_keys(value), 1


BY_NAME = LookUp("registration.name", Name())
BY_NAME_KEYS = LookUp("registration.name-key", NameKeys())


def write_tokens(person: Person, block: str, content: Mapping[str, Any]) -> None:
    """Makes the person be found by what is recorded now."""
    if block == Block.NAMES:
        spelled = [
            text
            for name in content.get("names", [])
            for text in (name.get("text", ""), name.get("romanised", ""))
            if text
        ]
        for index in (BY_NAME, BY_NAME_KEYS):
            index.write(spelled, record=person.id, compartment=person.compartment)


def is_spelled(name: str) -> Q:
    """Persons of whom every word of this name is recorded."""
    return Q(id__in=BY_NAME.candidates(name))


def may_be_called(name: str) -> Q:
    """The same persons, and those of whom this name is recorded in other letters."""
    return is_spelled(name) | Q(id__in=BY_NAME_KEYS.candidates(name))
