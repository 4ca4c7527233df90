"""Records are found by names, numbers and dates that nobody can read in the database."""

from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from openrsd.names.partial_dates import PartialDate
from openrsd.vault import opened
from openrsd.vault.looking_up import (
    Date,
    Exact,
    LookUp,
    Name,
    WholeName,
    forget_compartments,
    forget_record,
)
from openrsd.vault.models import Token
from tests.names.test_partial_dates import partial_dates
from tests.protected.models import Dossier

pytestmark = pytest.mark.django_db
NAMES = LookUp("dossier.names", Name())
WHOLE_NAMES = LookUp("dossier.names", WholeName())
BORN = LookUp("dossier.born", Date())
NUMBERS = LookUp("dossier.numbers", Exact())


def named(*names: str, compartment: UUID | None = None) -> UUID:
    record = uuid4()
    NAMES.write(names, record=record, compartment=compartment or uuid4())
    return record


def test_a_name_is_found_by_its_words_in_any_order_and_writing() -> None:
    person = named("KIM Ŭn-ju")
    named("Kim Chol-su")
    for asked in ("kim unju", "Unju Kim", " KIM  UN-JU ", "ŬNJU"):
        assert list(NAMES.candidates(asked)) == [person]
    assert NAMES.candidates("Kim").count() == 2
    for asked in ("Kim Unju Li", "", "—", "K"):
        assert not NAMES.candidates(asked).exists()


def test_the_whole_name_alone_may_be_asked_for() -> None:
    person = named("Maria del Carmen")
    assert list(WHOLE_NAMES.candidates("del carmen MARIA")) == [person]
    assert not WHOLE_NAMES.candidates("Maria").exists()


def test_every_name_of_a_person_finds_her_once() -> None:
    person = named("Ri Ok-hui", "리옥희", "Lee Okhui")
    assert list(NAMES.candidates("리옥희")) == [person]
    assert list(NAMES.candidates("okhui")) == [person]


def test_candidates_narrow_a_list_in_the_database() -> None:
    dossier = Dossier(name="Amina Haddad", office=UUID(int=1))
    opened().keys.make(dossier.compartment)
    with transaction.atomic():
        dossier.save()
        NAMES.write(["Amina Haddad"], record=dossier.pk, compartment=dossier.compartment)
    for asked in ("amina", "haddad amina"):
        assert Dossier.objects.get(pk__in=NAMES.candidates(asked)) == dossier


def test_tokens_are_written_with_the_record_or_not_at_all() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        named("Amina Haddad")
        raise RuntimeError
    assert not NAMES.candidates("amina").exists()


def test_a_changed_name_is_found_by_the_new_words_only() -> None:
    person = named("Amina Haddad")
    BORN.write([PartialDate(1987)], record=person, compartment=uuid4())
    NAMES.write(["Amina Saleh"], record=person, compartment=uuid4())
    assert not NAMES.candidates("Haddad").exists()
    assert list(NAMES.candidates("Saleh")) == [person]
    assert list(BORN.candidates(PartialDate(1987))) == [person]


def test_a_forgotten_record_or_compartment_is_not_found() -> None:
    compartment = uuid4()
    first, second = named("Amina", compartment=compartment), named("Amina")
    third = named("Amina", compartment=compartment)
    forget_record(first)
    assert set(NAMES.candidates("amina")) == {second, third}
    assert forget_compartments([compartment, uuid4()]) == 2
    assert list(NAMES.candidates("amina")) == [second]


def test_a_number_is_found_however_it_is_spaced() -> None:
    person = uuid4()
    NUMBERS.write(["AB 123-456", "--"], record=person, compartment=uuid4())
    assert list(NUMBERS.candidates("ab123456")) == [person]
    assert not NUMBERS.candidates("123456").exists()
    assert not NUMBERS.candidates("").exists()


def test_the_table_holds_no_word_and_the_same_word_differs_between_indexes() -> None:
    named("Amina")
    NUMBERS.write(["word amina"], record=uuid4(), compartment=uuid4())
    tokens = [bytes(token) for token in Token.objects.values_list("token", flat=True)]
    assert len(set(tokens)) == 3
    assert not [token for token in tokens if b"amina" in token or len(token) != 16]


@pytest.mark.parametrize(
    ("recorded", "asked", "found"),
    [
        ("1987-04-15", "1987-04-15", True),
        ("1987-04-15", "1987-04-XX", True),
        ("1987-04-15", "1987-XX-XX", True),
        ("1987-04-15", "XXXX-04-15", True),
        ("1987-04-XX", "1987-04-15", True),
        ("1987-XX-XX", "1987-04-15", True),
        ("XXXX-04-15", "1987-04-15", True),
        ("1987-04-16", "1987-04-15", False),
        ("1988-XX-XX", "1987-04-15", False),
        ("XXXX-XX-XX", "1987-04-15", False),
        ("1987-04-15", "XXXX-XX-XX", False),
    ],
)
def test_dates_find_each_other_though_parts_are_unknown(
    recorded: str, asked: str, found: bool
) -> None:
    BORN.write([PartialDate.parse(recorded)], record=uuid4(), compartment=uuid4())
    assert BORN.candidates(PartialDate.parse(asked)).exists() is found


@given(recorded=partial_dates(), asked=partial_dates())
def test_no_date_that_is_the_same_but_coarser_is_missed(
    recorded: PartialDate, asked: PartialDate
) -> None:
    coarser = recorded in asked.forms() or asked in recorded.forms()
    kept, sought = set(Date().written(recorded)), Date().asked(asked)[0]
    assert bool(kept & sought) == coarser


@given(name=st.text(max_size=40))
def test_whatever_a_name_is_made_of_it_finds_itself(name: str) -> None:
    kept, (asked, _needed) = set(Name().written(name)), Name().asked(name)
    assert asked <= kept
