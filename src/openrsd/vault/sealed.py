"""Sealed values as they stand in a record: opened on demand, in the place they were sealed for."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from uuid import UUID

from openrsd.texts import gettext as _
from openrsd.vault.errors import Erased, SealedFieldMisused, VaultError
from openrsd.vault.opened import opened

if TYPE_CHECKING:
    from django.db import models

    from openrsd.vault.fields import SealedField

T = TypeVar("T")
Instead = TypeVar("Instead")


@dataclass(frozen=True, slots=True)
class SealedBytes:
    """What stands in a column. It knows no key and tells nothing.

    `sealed_for` is the record it was sealed for in this process, None where a row gave it.
    """

    raw: bytes
    sealed_for: UUID | None = field(default=None, compare=False)

    def __repr__(self) -> str:
        return "<sealed>"

    def __str__(self) -> str:
        return "<sealed>"


@dataclass(frozen=True, slots=True)
class Fresh(Generic[T]):
    """A value given to a record that is not saved yet. It stays in this process."""

    plain: T

    def __repr__(self) -> str:
        return "<sealed>"

    def __deepcopy__(self, _memo: object) -> "Fresh[T]":
        return self

    def __reduce__(self) -> Any:
        raise SealedFieldMisused("unsaved")


class NothingSealed(VaultError):
    """An absent value was opened."""

    code = "nothing-sealed"

    def __init__(self, field: str) -> None:
        super().__init__(_("The field '{field}' of this record is empty.").format(field=field))


class SealedValue(Generic[T]):
    """One sealed field of one record. True where there is a value; `open()` gives it.

    Raises on opening: Locked, Erased, CannotOpen (moved or altered), NothingSealed.
    """

    __slots__ = ("_field", "_record", "_state")

    def __init__(
        self, field: "SealedField[T]", record: "models.Model", state: SealedBytes | Fresh[T] | None
    ) -> None:
        self._field = field
        self._record = record
        self._state = state

    def open(self) -> T:
        """The plain value."""
        if self._state is None:
            raise NothingSealed(self._field.field_id)
        if isinstance(self._state, Fresh):
            return self._state.plain
        compartment = opened().compartment(self._field.compartment_of(self._record))
        plain = compartment.open(
            self._state.raw, record=self._record.pk, field=self._field.field_id
        )
        return self._field.read(plain)

    def open_or(self, instead: Instead) -> T | Instead:
        """The plain value; `instead` where the field is empty or the compartment was erased.

        For lists in which some rows may be erased. What was moved or altered still raises.
        """
        try:
            return self.open()
        except (Erased, NothingSealed):
            return instead

    @property
    def belongs_to(self) -> tuple[str, Any]:
        """Field id and record of this value."""
        return self._field.field_id, self._record.pk

    @property
    def state(self) -> SealedBytes | Fresh[T] | None:
        """What the record holds, for its field alone."""
        return self._state

    def __bool__(self) -> bool:
        return self._state is not None

    def __repr__(self) -> str:
        return "<sealed>" if self else "<empty>"

    def __eq__(self, other: object) -> bool:
        """Sealed values are never compared unopened: equality would be a look nobody records."""
        return self is other

    __hash__ = object.__hash__

    def __reduce__(self) -> Any:
        raise SealedFieldMisused(self._field.field_id)
