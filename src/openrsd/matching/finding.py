"""The blind indexes by which candidates are found: names in any script, numbers of papers."""

from uuid import UUID

from django.db.models import Q

from openrsd.matching.said import Said
from openrsd.registration.finding import NameKeys
from openrsd.vault.looking_up import Date, Exact, LookUp

BY_NAME = LookUp("matching.name", NameKeys())
BY_BIRTH = LookUp("matching.birth", Date())
BY_PAPER = LookUp("matching.paper", Exact())
# A name that so many have tells nobody apart, and opening them all would cost.
_MOST = 200


def write_tokens(person: UUID, compartment: UUID, said: Said) -> None:
    """Makes a person be found by what is said now."""
    born = [said.born] if said.born.year else []
    BY_NAME.write(said.names, record=person, compartment=compartment)
    BY_BIRTH.write(born, record=person, compartment=compartment)
    BY_PAPER.write(said.papers, record=person, compartment=compartment)


def candidates(said: Said) -> set[UUID]:
    """Ids of persons to be opened and compared: those whose birth agrees before all others."""
    found: set[UUID] = set()
    for name in said.names:
        named = BY_NAME.candidates(name)
        if said.born.year:
            found.update(named.filter(record__in=BY_BIRTH.candidates(said.born))[:_MOST])
        found.update(named[:_MOST])
    for paper in said.papers:
        found.update(BY_PAPER.candidates(paper)[:_MOST])
    return found


def may_be(said: Said) -> Q:
    """The same as a condition on persons, for a query that looks among a few only."""
    condition = Q(pk__in=[])
    for name in said.names:
        condition |= Q(id__in=BY_NAME.candidates(name))
    for paper in said.papers:
        condition |= Q(id__in=BY_PAPER.candidates(paper))
    return condition
