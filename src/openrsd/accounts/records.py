"""The kinds of protected records that upper rooms have, so that pages common to all can find them.

A room registers each kind once, where it is defined.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import models

from openrsd.accounts.errors import NotHere
from openrsd.errors import OpenRSDError
from openrsd.texts import gettext as _


class KindTaken(OpenRSDError):
    """Two rooms gave their records the same code."""

    code = "kind-taken"


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A kind of record: its code in the ledger, where it stands, and the address of its page."""

    code: str
    model: type[models.Model]
    page: str

    def compartment_of(self, record: UUID) -> UUID | None:
        """The compartment of the record of this id; None where there is none."""
        found = self.model._default_manager.filter(pk=record)
        compartment: UUID | None = found.values_list("compartment", flat=True).first()
        return compartment


_registered: dict[str, RecordKind] = {}
_together: list[Callable[[UUID], Iterable[UUID]]] = []


def register(code: str, model: type[models.Model], page: str) -> RecordKind:
    """A kind of record whose model has a `compartment`; `page` names its address by `record`."""
    kind = RecordKind(code, model, page)
    if _registered.setdefault(code, kind) != kind:
        raise KindTaken(_("The kind of record '{code}' is registered twice.").format(code=code))
    return kind


def belongs_together(find: Callable[[UUID], Iterable[UUID]]) -> None:
    """`find` gives the compartments that belong to one: a room above says which it knows of."""
    if find not in _together:
        _together.append(find)


def all_with(compartment: UUID) -> frozenset[UUID]:
    """This compartment, and every one that belongs to it."""
    return frozenset({compartment}.union(*(find(compartment) for find in _together)))


def kinds() -> tuple[str, ...]:
    """The codes of all kinds of record."""
    return tuple(sorted(_registered))


def record_kind(code: str) -> RecordKind:
    """The kind of this code. NotHere where there is none."""
    try:
        return _registered[code]
    except KeyError:
        raise NotHere from None
