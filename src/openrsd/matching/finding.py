"""The blind indexes by which candidates are found: names in any script, numbers of papers."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from openrsd.matching.said import Said
from openrsd.registration.finding import NameKeys
from openrsd.vault.looking_up import Date, Exact, LookUp
from openrsd.vault.models import Token

BY_NAME = LookUp("matching.name", NameKeys())
BY_BIRTH = LookUp("matching.birth", Date())
BY_PAPER = LookUp("matching.paper", Exact())
# How many records are opened to be compared with one. A name that so many have tells nobody apart,
# and whoever saves does not wait for more.
MOST = 200


def write_tokens(person: UUID, compartment: UUID, said: Said) -> None:
    """Makes a person be found by what is said now."""
    born = [said.born] if said.born.year else []
    BY_NAME.write(said.names, record=person, compartment=compartment)
    BY_BIRTH.write(born, record=person, compartment=compartment)
    BY_PAPER.write(said.papers, record=person, compartment=compartment)


def candidates(said: Said) -> set[UUID]:
    """Ids of at most `MOST` persons to be opened and compared. Those who have the same paper come
    first, then those whose name and birth agree, then those of one name.
    """
    found: set[UUID] = set()
    for some in _in_order(said):
        if len(found) >= MOST:
            break
        found.update(some.exclude(record__in=found)[: MOST - len(found)])
    return found


def _in_order(said: Said) -> "Iterator[QuerySet[Token, Any]]":
    for paper in said.papers:
        yield BY_PAPER.candidates(paper)
    if said.born.year:
        born = BY_BIRTH.candidates(said.born)
        for name in said.names:
            yield BY_NAME.candidates(name).filter(record__in=born)
    for name in said.names:
        yield BY_NAME.candidates(name)


def may_be(said: Said) -> Q:
    """The same as a condition on persons, for a query that looks among a few only."""
    condition = Q(pk__in=[])
    for name in said.names:
        condition |= Q(id__in=BY_NAME.candidates(name))
    for paper in said.papers:
        condition |= Q(id__in=BY_PAPER.candidates(paper))
    return condition
