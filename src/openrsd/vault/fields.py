"""Model fields whose column holds only sealed bytes.

A value is bound to its compartment, its record (a client-side UUID) and a declared stable field
id: table and column may be renamed, the id never. Migrations need no key unless they change what
is in the column.
"""

import json
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from uuid import UUID

from django.core import checks
from django.db import models
from django.db.models.expressions import Col
from django.db.models.lookups import IsNull
from django.db.models.query_utils import DeferredAttribute

from openrsd.columns import ColumnClass
from openrsd.names.partial_dates import PartialDate
from openrsd.vault.errors import SealedFieldMisused
from openrsd.vault.opened import opened
from openrsd.vault.sealed import Fresh, SealedBytes, SealedValue

T = TypeVar("T")
JSONValue = dict[str, Any] | list[Any] | str | int | float | bool | None


class _InRecord(DeferredAttribute, Generic[T]):
    """What `record.field` gives and takes."""

    field: "SealedField[T]"

    def __get__(self, record: models.Model | None, cls: Any = None) -> Any:
        if record is None:
            return self
        return SealedValue(self.field, record, super().__get__(record, cls))

    def __set__(self, record: models.Model, value: Any) -> None:
        if isinstance(value, SealedValue):
            here = (self.field.field_id, record.pk)
            if isinstance(value.state, SealedBytes) and value.belongs_to != here:
                # It would never open again: who means to copy it opens it, which is a look.
                raise SealedFieldMisused(self.field.field_id)
            value = value.state
        elif value is not None and not isinstance(value, SealedBytes):
            value = Fresh(value)
        record.__dict__[self.field.attname] = value


if TYPE_CHECKING:

    class _Field(models.Field[Any, SealedValue[T]], Generic[T]):
        """Django's field takes types only for the checker."""

else:

    class _Field(models.Field, Generic[T]):
        pass


class _SealedColumn(Col):
    """A sealed column in a query: it can be fetched, and the database can order by nothing in it.

    Only what orders or computes resolves a column once more.
    """

    target: "SealedField[Any]"

    def resolve_expression(self, *_args: Any, **_options: Any) -> Any:
        """Refused."""
        raise SealedFieldMisused(self.target.field_id)


class _WhetherEmpty(IsNull):
    """The one question the database may be asked."""

    def process_lhs(self, compiler: Any, connection: Any, lhs: Any = None) -> Any:
        """The bare column."""
        return compiler.compile(lhs or self.lhs)


class SealedField(_Field[T]):
    """Base of the sealed fields; those below say how a value becomes bytes.

    `field_id` is the stable id, `sealed_by` names the field of the record with its compartment. An
    optional field may be empty; its value is then false.
    """

    descriptor_class = _InRecord
    empty_strings_allowed = False

    def __init__(
        self,
        field_id: str,
        column_class: ColumnClass | str,
        *,
        sealed_by: str = "compartment",
        optional: bool = False,
        **options: Any,
    ) -> None:
        self.field_id = field_id
        self.column_class = ColumnClass(column_class)
        self.sealed_by = sealed_by
        super().__init__(**{**options, "null": optional, "blank": optional, "editable": False})

    def write(self, value: T) -> bytes:
        """The bytes of a value."""
        raise NotImplementedError

    def read(self, plain: bytes) -> T:
        """The value of these bytes."""
        raise NotImplementedError

    def compartment_of(self, record: models.Model) -> UUID:
        """The compartment in which this record keeps the field."""
        compartment: UUID = getattr(record, self.sealed_by)
        return compartment

    def pre_save(self, model_instance: models.Model, add: bool) -> SealedBytes | None:
        """Seals what was assigned; what was not touched stays byte for byte."""
        state: SealedBytes | Fresh[T] | None = getattr(model_instance, self.attname).state
        record: UUID = model_instance.pk
        if isinstance(state, Fresh):
            compartment = opened().compartment(self.compartment_of(model_instance))
            raw = compartment.seal(self.write(state.plain), record=record, field=self.field_id)
            state = SealedBytes(raw, sealed_for=record)
            model_instance.__dict__[self.attname] = state
        elif state is not None and add and state.sealed_for != record:
            # A row copied under a new id would hold what nobody can open.
            raise SealedFieldMisused(self.field_id)
        return state

    def from_db_value(self, value: Any, expression: object, connection: object) -> Any:
        """Sealed bytes that only their record opens."""
        return None if value is None else SealedBytes(bytes(value))

    def get_prep_value(self, value: Any) -> Any:
        """Only what `pre_save` sealed reaches the database."""
        if value is None or isinstance(value, SealedBytes):
            return value
        raise SealedFieldMisused(self.field_id)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """The bytes, as this database takes them."""
        value = self.get_prep_value(value)
        return None if value is None else connection.Database.Binary(value.raw)

    def get_placeholder(self, value: Any, compiler: object, connection: Any) -> str:
        """Bytes only: an expression would carry a value out of the row it was sealed for."""
        if hasattr(value, "as_sql"):
            raise SealedFieldMisused(self.field_id)
        return "%s"

    def get_col(self, alias: Any, output_field: Any = None) -> Col:
        """The column in a query."""
        return _SealedColumn(alias, self, output_field)

    def get_lookup(self, lookup_name: str) -> Any:
        """The database can only say whether there is a value."""
        if lookup_name != "isnull":
            raise SealedFieldMisused(self.field_id)
        return _WhetherEmpty

    def get_transform(self, lookup_name: str) -> Any:
        """There is nothing to transform."""
        raise SealedFieldMisused(self.field_id)

    def value_to_string(self, obj: models.Model) -> str:
        """Sealed values are in no dump."""
        raise SealedFieldMisused(self.field_id)

    def get_internal_type(self) -> str:
        """Stored as bytes."""
        return "BinaryField"

    def deconstruct(self) -> Any:
        """For migrations."""
        name, path, _args, options = super().deconstruct()
        options.pop("blank", None)
        options.pop("editable", None)
        if options.pop("null", False):
            options["optional"] = True
        options["sealed_by"] = self.sealed_by
        return name, path, [self.field_id, self.column_class.value], options

    def check(self, **options: Any) -> list[checks.CheckMessage]:
        """A record with sealed fields has a client-side UUID and names its compartment."""
        problems = super().check(**options)
        key = self.model._meta.pk
        if not (isinstance(key, models.UUIDField) and key.has_default()):
            text = f"'{self.field_id}' needs a record whose key is a UUID made before saving."
            problems.append(checks.Error(text, obj=self, id="vault.E001"))
        if self.column_class is ColumnClass.OPERATIONAL:
            problems.append(checks.Error("A sealed column is I or S.", obj=self, id="vault.E002"))
        return problems


class SealedText(SealedField[str]):
    """Text."""

    def write(self, value: str) -> bytes:
        """UTF-8; a broken half of a letter is kept as it came."""
        return value.encode(errors="surrogatepass")

    def read(self, plain: bytes) -> str:
        """The text."""
        return plain.decode(errors="surrogatepass")


class SealedJSON(SealedField[JSONValue]):
    """A small document: lists, mappings, texts, numbers."""

    def write(self, value: JSONValue) -> bytes:
        """JSON in UTF-8."""
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def read(self, plain: bytes) -> JSONValue:
        """The document."""
        document: JSONValue = json.loads(plain)
        return document


class SealedDate(SealedField[PartialDate]):
    """A date of which parts may be unknown."""

    def write(self, value: PartialDate) -> bytes:
        """As it is written: `1987-04-XX`."""
        return str(value).encode()

    def read(self, plain: bytes) -> PartialDate:
        """The date."""
        return PartialDate.parse(plain.decode())
