"""Sealed fields of a record: what is in the table, who opens it, what is refused."""

import copy
import pickle
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import serializers
from django.core.exceptions import FieldError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Lower
from django.forms import modelform_factory

from openrsd.names.partial_dates import PartialDate
from openrsd.vault import CannotOpen, Erased, SealedFieldMisused, opened
from openrsd.vault.sealed import NothingSealed
from tests.protected.models import Dossier

pytestmark = pytest.mark.django_db
OFFICE = UUID(int=1)
NAME = "Ri Ok-hui 리옥희"


def kept(**fields: Any) -> Dossier:
    dossier = Dossier(**{"name": NAME, "office": OFFICE, **fields})
    if dossier.compartment not in known():
        opened().keys.make(dossier.compartment)
    dossier.save()
    return dossier


def known() -> set[UUID]:
    return set(Dossier.objects.values_list("compartment", flat=True))


def stored(dossier: Dossier, column: str = "name") -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {column} FROM protected_dossier WHERE id = %s",  # noqa: S608
            [dossier.pk.hex if connection.vendor == "sqlite" else dossier.pk],
        )
        return bytes(cursor.fetchone()[0])


def put(dossier: Dossier, raw: bytes, column: str = "name") -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE protected_dossier SET {column} = %s WHERE id = %s",  # noqa: S608
            [raw, dossier.pk.hex if connection.vendor == "sqlite" else dossier.pk],
        )


def again(dossier: Dossier) -> Dossier:
    return Dossier.objects.get(pk=dossier.pk)


def test_every_kind_of_field_comes_back_as_it_was_given() -> None:
    needs = {"codes": ["DS", "SM"], "note": "ا", "count": 2}
    born = PartialDate(1987, 4)
    dossier = again(kept(born=born, story="She left at night.\n\0end", needs=needs))
    assert dossier.name.open() == NAME
    assert dossier.born.open() == born
    assert dossier.story.open() == "She left at night.\n\0end"
    assert dossier.needs.open() == needs


def test_the_column_holds_nothing_readable() -> None:
    raw = stored(kept(name="Amina Haddad"))
    assert b"Amina" not in raw
    assert len(raw) == 33 + len("Amina Haddad")
    assert raw != stored(kept(name="Amina Haddad")), "equal values are not equal sealed"


def test_a_text_with_half_a_letter_is_kept_and_not_quoted_in_an_error() -> None:
    assert again(kept(name="broken \ud800 letter")).name.open() == "broken \ud800 letter"


@pytest.mark.parametrize("column", ["story", "name"])
def test_a_value_moved_to_another_field_or_row_does_not_open(column: str) -> None:
    compartment = uuid4()
    first = kept(compartment=compartment, story="first")
    second = kept(compartment=compartment, story="second")
    put(second, stored(first), column)
    moved = again(second)
    with pytest.raises(CannotOpen):
        getattr(moved, column).open()


def test_a_row_moved_to_another_compartment_does_not_open() -> None:
    one, other = kept(), kept()
    Dossier.objects.filter(pk=one.pk).update(compartment=other.compartment)
    with pytest.raises(CannotOpen):
        again(one).name.open()


def test_nothing_shows_a_value_unasked() -> None:
    dossier = again(kept())
    shown = f"{dossier} {dossier.name} {dossier.name!r} {dossier.__dict__}"
    shown += str(list(Dossier.objects.filter(pk=dossier.pk).values()))
    shown += str(list(Dossier.objects.filter(pk=dossier.pk).values_list("name", "story")))
    shown += str(Dossier(name=NAME).__dict__)
    assert NAME not in shown
    assert "Ok-hui" not in shown


REFUSED: dict[str, Callable[[Any], Any]] = {
    "equal": lambda rows: rows.filter(name=NAME),
    "among": lambda rows: rows.filter(name__in=[NAME]),
    "part": lambda rows: rows.exclude(name__icontains="Ri"),
    "transform": lambda rows: rows.filter(name__lower="ri"),
    "get or create": lambda rows: rows.get_or_create(name=NAME, office=OFFICE),
    "order": lambda rows: list(rows.order_by("name")),
    "order downward": lambda rows: list(rows.order_by("state", "-story")),
    "latest": lambda rows: rows.latest("born"),
    "update": lambda rows: rows.update(name="someone else"),
    "update from a field": lambda rows: rows.update(name=F("story")),
    "update with an expression": lambda rows: rows.update(name=Value("someone else")),
    "compare fields": lambda rows: rows.filter(state=F("name")).filter(name=F("story")),
    "dump": lambda rows: serializers.serialize("json", rows),
}


@pytest.mark.parametrize("way", REFUSED)
def test_the_database_neither_finds_nor_orders_nor_changes_by_a_sealed_field(way: str) -> None:
    dossier = kept(story="a story")
    with pytest.raises(SealedFieldMisused), transaction.atomic():
        REFUSED[way](Dossier.objects.all())
    assert again(dossier).name.open() == NAME


def test_a_function_over_a_sealed_field_gives_nothing_readable() -> None:
    kept(name="Amina Haddad")
    try:
        with transaction.atomic():
            found = str(list(Dossier.objects.annotate(low=Lower("name")).values_list("low")))
    except DatabaseError as refused:  # PostgreSQL has no lower() of bytes
        found = str(refused)
    assert "amina" not in found.lower()


def test_bulk_update_is_refused_and_bulk_create_is_right() -> None:
    people = [Dossier(name=f"person {number}", office=OFFICE) for number in range(5)]
    opened().keys.make_all([person.compartment for person in people])
    Dossier.objects.bulk_create(people)
    found = Dossier.objects.in_bulk([person.pk for person in people])
    assert [found[person.pk].name.open() for person in people] == [
        f"person {number}" for number in range(5)
    ]
    people[0].name = "another"
    with pytest.raises(SealedFieldMisused), transaction.atomic():
        Dossier.objects.bulk_update(people, ["name"])
    assert again(people[0]).name.open() == "person 0"


def test_whether_there_is_a_value_may_be_asked() -> None:
    with_story, without = kept(story="a story"), kept()
    assert Dossier.objects.get(story__isnull=True) == without
    assert Dossier.objects.get(story__isnull=False) == with_story
    assert with_story.story
    assert not again(without).story
    with pytest.raises(NothingSealed, match=r"'dossier\.story'"):
        again(without).story.open()
    with_story.story = None
    with_story.save()
    assert not again(with_story).story


def test_a_required_field_left_out_is_refused() -> None:
    empty = Dossier(office=OFFICE)
    opened().keys.make(empty.compartment)
    with pytest.raises(IntegrityError):
        empty.save()


def test_what_is_not_touched_stays_byte_for_byte() -> None:
    dossier = kept(story="a story")
    name = stored(dossier)
    fetched = again(dossier)
    fetched.story = "another story"
    fetched.save()
    assert stored(dossier) == name
    assert again(dossier).story.open() == "another story"


def test_deferred_and_refreshed_fields_are_the_same_record() -> None:
    dossier = kept(story="a story")
    for partly in (Dossier.objects.defer("name"), Dossier.objects.only("state")):
        fetched = partly.get(pk=dossier.pk)
        fetched.state = "closed"
        fetched.save()
        assert fetched.name.open() == NAME
        assert again(dossier).story.open() == "a story"
    stale = again(dossier)
    dossier.name = "changed since"
    dossier.save()
    assert stale.name.open() == NAME
    stale.refresh_from_db()
    assert stale.name.open() == "changed since"
    stale.full_clean()
    assert stale.name.open() == "changed since"


def test_a_copy_of_a_record_in_memory_opens_as_the_record_does() -> None:
    dossier = again(kept())
    for twin in (copy.copy(dossier), copy.deepcopy(dossier), pickle.loads(pickle.dumps(dossier))):  # noqa: S301
        assert twin.name.open() == NAME
    dossier.name = "changed"
    assert copy.deepcopy(dossier).name.open() == "changed"


def test_no_plain_value_leaves_the_process_in_a_pickle() -> None:
    with pytest.raises(SealedFieldMisused):
        pickle.dumps(Dossier(name=NAME))
    with pytest.raises(SealedFieldMisused):
        pickle.dumps(again(kept()).name)
    assert b"Ok-hui" not in pickle.dumps(again(kept()))


def test_a_value_is_carried_to_another_record_or_field_only_opened() -> None:
    one, other = again(kept(story="a story")), again(kept())
    for refused in (
        lambda: setattr(other, "name", one.name),
        lambda: setattr(one, "name", one.story),
        lambda: Dossier(name=one.name, office=OFFICE),
    ):
        with pytest.raises(SealedFieldMisused):
            refused()
    other.name = one.name.open()
    other.save()
    assert again(other).name.open() == NAME


def test_a_row_is_not_copied_under_a_new_id() -> None:
    dossier = again(kept())
    original = dossier.pk
    dossier.pk = uuid4()
    with pytest.raises(SealedFieldMisused), transaction.atomic():
        dossier.save()
    assert Dossier.objects.get().pk == original


def test_a_save_that_failed_can_be_tried_again() -> None:
    dossier = Dossier(name=NAME, office=OFFICE)
    opened().keys.make(dossier.compartment)
    with pytest.raises(RuntimeError), transaction.atomic():
        dossier.save()
        raise RuntimeError
    dossier.save(force_insert=True)
    assert again(dossier).name.open() == NAME


def test_no_form_is_made_of_a_sealed_field() -> None:
    with pytest.raises(FieldError):
        modelform_factory(Dossier, fields=["name"])
    assert "name" not in modelform_factory(Dossier, fields="__all__").base_fields


def test_an_erased_record_is_listed_and_changed_but_not_opened() -> None:
    erased, present = kept(story="a story"), kept()
    opened().keys.erase(erased.compartment, at=datetime.now(UTC))

    shown = {row.pk: row.name.open_or("erased") for row in Dossier.objects.all()}
    assert shown == {erased.pk: "erased", present.pk: NAME}
    assert again(present).story.open_or("empty") == "empty"
    fetched = again(erased)
    with pytest.raises(Erased):
        fetched.name.open()
    fetched.state = "closed"
    fetched.save()
    assert again(erased).state == "closed"
    fetched.name = "someone else"
    with pytest.raises(Erased):
        fetched.save()


def test_a_moved_value_is_no_erased_one() -> None:
    one, other = kept(), kept()
    put(other, stored(one))
    with pytest.raises(CannotOpen):
        again(other).name.open_or("erased")


def test_after_a_new_key_the_old_rows_open_and_new_values_use_it() -> None:
    dossier = kept()
    before = stored(dossier)
    newest = opened().keys.new_key(dossier.compartment).current.generation
    fetched = again(dossier)
    fetched.story = "told later"
    fetched.save()
    assert int.from_bytes(stored(dossier, "story")[1:5], "big") == newest
    assert stored(dossier) == before
    assert (again(dossier).name.open(), again(dossier).story.open()) == (NAME, "told later")
