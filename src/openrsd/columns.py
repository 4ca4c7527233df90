"""Every column of every table is of one of three classes, declared where the column is.

I (identity, narrative) and S (sensitive categories) are sealed. O (operational) stands in clear,
and only it is sorted and filtered by the database. A test fails on a column without a class.
"""

from enum import StrEnum
from typing import Any, TypeVar

from django.db import models

FieldT = TypeVar("FieldT", bound="models.Field[Any, Any]")


class ColumnClass(StrEnum):
    """How freely a column may be read."""

    IDENTITY = "I"
    SENSITIVE = "S"
    OPERATIONAL = "O"


def operational(field: FieldT) -> FieldT:
    """Declares that this column stands in clear, because it says nothing about a person."""
    field.column_class = ColumnClass.OPERATIONAL  # type: ignore[attr-defined]
    return field


def sealed_before(field: FieldT) -> FieldT:
    """Declares narrative that reaches this column sealed already."""
    field.column_class = ColumnClass.IDENTITY  # type: ignore[attr-defined]
    return field


def column_class_of(field: "models.Field[Any, Any]") -> ColumnClass | None:
    """The declared class of a column, None where nobody declared one."""
    return getattr(field, "column_class", None)
