"""Two people save the same person at one moment, and a look at it fails: what was said stays saved,
and the pair is found, once, by the words that were saved last.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Barrier, BrokenBarrierError, Thread
from uuid import UUID

import pytest
from django.db import DatabaseError, connection
from pytest import LogCaptureFixture, MonkeyPatch

from openrsd.matching.actions import finding
from openrsd.matching.actions.finding import catch_up, look_for
from openrsd.matching.finding import BY_NAME, candidates
from openrsd.matching.models import Pair, ToCompare
from openrsd.matching.said import Said, said_of
from openrsd.registration.actions.beginning import begin_group, begin_person, save_block
from openrsd.registration.models import Block, Person
from openrsd.vault.models import Token
from tests.matching.test_pairs import clerk_named, somebody
from tests.people import an_office
from tests.records import a_person
from tests.registration.groups.families import said

ROUNDS, AT_ONCE = 3, 4
Looks = list[Exception]


@contextmanager
def one_after_the_other_reads(monkeypatch: MonkeyPatch, hands: int) -> Iterator[None]:
    """Everyone has looked for pairs that were found before, before anyone writes one."""
    together, found = Barrier(hands, timeout=10), finding._pair

    def pair(*asked: object) -> Pair | None:
        together.wait()
        return found(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(finding, "_pair", pair)
    yield
    monkeypatch.setattr(finding, "_pair", found)


def at_once(person: UUID, hands: int) -> Looks:
    """Several look at one person at the same moment; what went wrong."""
    wrong: Looks = []

    def look() -> None:
        try:
            look_for(person)
        except (DatabaseError, BrokenBarrierError) as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [Thread(target=look) for _hand in range(hands)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


@pytest.mark.django_db(transaction=True)
def test_two_saves_of_one_person_find_the_pair_once_and_neither_fails(
    monkeypatch: MonkeyPatch,
) -> None:
    clerk = clerk_named("morning")
    somebody(clerk, "리정혁", "1987-04-15")
    for born in ("1987-XX-XX", "1987-04-XX", "1987-04-15")[:ROUNDS]:
        person = begin_person(begin_group(acting=clerk).id, acting=clerk)
        said(clerk, person, "Ri Jong Hyok", born)
        Pair.objects.all().delete()
        with monkeypatch.context() as patched, one_after_the_other_reads(patched, AT_ONCE):
            wrong = at_once(person.id, AT_ONCE)
        assert wrong == []
        pairs = Pair.objects.filter(one=person.id) | Pair.objects.filter(other=person.id)
        assert pairs.count() >= 1
        tokens = Token.objects.filter(record=person.id, index=BY_NAME.index)
        assert tokens.count() == tokens.values("token").distinct().count()


@pytest.mark.django_db
def test_what_fails_is_told_to_nobody_kept_and_made_up_for_with_the_next_save(
    monkeypatch: MonkeyPatch,
    caplog: LogCaptureFixture,
    django_capture_on_commit_callbacks: object,
) -> None:
    clerk = clerk_named("morning")
    somebody(clerk, "리정혁", "1987-04-15")

    def fails(_said: Said) -> set[UUID]:
        raise RuntimeError("리정혁")

    person = begin_person(begin_group(acting=clerk).id, acting=clerk)
    with monkeypatch.context() as patched:
        patched.setattr(finding, "candidates", fails)
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            said(clerk, person, "Ri Jong Hyok", "1987-04-15")
        assert catch_up() == 1
    assert said_of([person.id])[person.id].names
    assert not Pair.objects.exists()
    assert ToCompare.objects.filter(person=person.id).exists()
    assert "리정혁" not in "".join(record.getMessage() for record in caplog.records)

    ToCompare.objects.update(since="2026-01-01T00:00:00Z")
    another = begin_person(begin_group(acting=clerk).id, acting=clerk)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        said(clerk, another, "김은주", "1990-01-01")
    assert Pair.objects.count() == 1
    assert not ToCompare.objects.exists()


@pytest.mark.django_db
def test_one_who_cannot_be_looked_at_keeps_nobody_else_waiting(
    monkeypatch: MonkeyPatch,
) -> None:
    clerk, looked = clerk_named("morning"), finding.look_for
    people = [begin_person(begin_group(acting=clerk).id, acting=clerk) for _number in range(3)]
    for person in people:
        said(clerk, person, "리정혁", "1987-04-15")
    broken = people[0].id

    def look(person: UUID) -> list[Pair]:
        if person == broken:
            raise RuntimeError
        return looked(person)

    monkeypatch.setattr(finding, "look_for", look)
    for _time in range(3):
        assert catch_up(most=1) == 1
    assert list(ToCompare.objects.values_list("person", flat=True)) == [broken]
    assert Pair.objects.count() == 1


@pytest.mark.django_db
def test_a_look_opens_a_bounded_number_of_records_whoever_shares_the_name(
    monkeypatch: MonkeyPatch,
) -> None:
    monkeypatch.setattr("openrsd.matching.finding.MOST", 3)
    office = an_office()
    same = [a_person(office, name) for name in ("리정혁", "Ri Jong Hyok") for _time in range(3)]
    for made in same:
        look_for(made.id)
    own = said_of([same[0].id])[same[0].id]
    assert len(candidates(own)) == 3

    # Whoever has the same paper is looked at before all who have the same name.
    clerk = clerk_named("morning")
    twice = [somebody(clerk, name) for name in ("김은주", "리정혁")]
    for person in twice:
        papers = {"papers": [{"number": "A 12345"}]}
        save_block(person.id, Block.PAPERS, papers, based_on=0, acting=clerk)
        look_for(person.id)
    assert twice[0].id in candidates(said_of([twice[1].id])[twice[1].id])
    assert Person.objects.count() == 8
