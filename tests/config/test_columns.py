"""Every column of every table has a class, and a class that it lives up to."""

from importlib.resources import files
from typing import Any

import pytest
import yaml
from django.apps import apps
from django.db import connection, models

from openrsd.columns import ColumnClass, column_class_of
from openrsd.vault.fields import SealedField

LISTED: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (files("openrsd.config") / "foreign_columns.yaml").read_text("utf-8")
)
OURS = ("openrsd.", "tests.")
# Not of a model: Django's list of applied migrations.
WITHOUT_MODEL = {"django_migrations"}


def all_models() -> list[type[models.Model]]:
    return list(apps.get_models(include_auto_created=True))


def columns() -> list[tuple[type[models.Model], Any]]:
    return [(model, field) for model in all_models() for field in model._meta.concrete_fields]


def is_ours(model: type[models.Model]) -> bool:
    return model.__module__.startswith(OURS)


def test_every_column_of_ours_declares_its_class() -> None:
    lacking = [
        f"{model._meta.label}.{field.name}"
        for model, field in columns()
        if is_ours(model) and column_class_of(field) is None
    ]
    assert lacking == []


def test_every_foreign_column_is_listed_and_every_row_of_the_list_is_a_column() -> None:
    there = {
        (model._meta.label_lower, field.name) for model, field in columns() if not is_ours(model)
    }
    listed = {(model, column) for model, rows in LISTED.items() for column in rows}
    assert there - listed == set(), "without a class"
    assert listed - there == set(), "no longer there"
    for rows in LISTED.values():
        for given, why in rows.values():
            assert ColumnClass(given) is ColumnClass.OPERATIONAL, "no foreign table may hold more"
            assert why


def test_what_is_identity_or_sensitive_is_sealed() -> None:
    for model, field in columns():
        given = column_class_of(field)
        if given in (ColumnClass.IDENTITY, ColumnClass.SENSITIVE):
            assert isinstance(field, SealedField | models.BinaryField), f"{model}.{field.name}"
        elif given is ColumnClass.OPERATIONAL:
            assert not isinstance(field, SealedField), f"{model}.{field.name}"


def test_no_two_sealed_fields_share_an_id() -> None:
    ids = [
        field.field_id
        for model, field in columns()
        if isinstance(field, SealedField) and not model._meta.proxy
    ]
    assert len(ids) == len(set(ids))
    assert all("." in field_id for field_id in ids)


@pytest.mark.django_db
def test_no_table_stands_outside_the_models() -> None:
    of_models = {model._meta.db_table for model in all_models()}
    found = set(connection.introspection.table_names())
    assert found - of_models <= WITHOUT_MODEL
    assert of_models <= found
