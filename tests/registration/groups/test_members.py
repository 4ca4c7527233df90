"""A household over time, as a clerk keeps it."""

import pytest
from django.urls import reverse

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.registration.actions.beginning import begin_person
from openrsd.registration.groups import changing, happening, memberships, selectors
from openrsd.registration.groups.errors import (
    AloneAlready,
    InThatGroup,
    NoSuchNumber,
    NotExamined,
    NothingToWithdraw,
    SpeaksForItself,
)
from openrsd.registration.models import Event, EventKind, Membership, Person
from openrsd.registration.selectors import household
from tests import people
from tests.registration.groups.families import a_family

pytestmark = pytest.mark.django_db
GONE = {"on": "spring", "told_by": "Her sister", "known_from": "A letter"}


def clerk(username: str = "morning") -> Actor:
    return people.acting_as(people.staff("reception-registration-officer", username=username))


def names(actor: Actor, group: object) -> list[str]:
    assert group is not None
    return [one.called for _membership, one in household(actor, group).members]  # type: ignore[arg-type]


def relation(person: Person) -> str:
    found = memberships.of(person)
    assert found is not None
    return found.relation.open_or("")


def speaks(person: Person) -> bool:
    return bool(Membership.objects.get(person=person, until=None).speaks_for_group)


def test_a_grown_daughter_leaves_openly_and_those_who_stay_still_see_that_she_was_there() -> None:
    actor = clerk()
    group, (_father, _mother, daughter) = a_family(actor)

    own = changing.leave(daughter.id, acting=actor)

    assert names(actor, group) == ["리상철", "김옥희"]
    assert names(actor, own.group_id) == ["리은주"]
    (former,) = selectors.members(actor, group).former
    assert (former.person.called, former.way) == ("리은주", "left the group")
    assert speaks(daughter)
    with pytest.raises(AloneAlready):
        changing.leave(daughter.id, acting=actor)


def test_when_the_speaker_leaves_the_next_speaks_and_relations_are_asked_anew() -> None:
    actor = clerk()
    _group, (father, mother, daughter) = a_family(actor)

    changing.leave(father.id, acting=actor)

    assert speaks(mother)
    assert (relation(mother), relation(daughter)) == ("", "")
    changing.correct_relation(daughter.id, "DAU", acting=actor)
    assert relation(daughter) == "DAU"
    with pytest.raises(SpeaksForItself):
        changing.correct_relation(mother.id, "WIF", acting=actor)


def test_a_mother_speaks_from_now_on() -> None:
    actor = clerk()
    _group, (father, mother, daughter) = a_family(actor)

    changing.let_speak(mother.id, {father.id: "HUS", daughter.id: "DAU"}, acting=actor)

    assert [speaks(one) for one in (father, mother, daughter)] == [False, True, False]
    assert [relation(one) for one in (father, mother, daughter)] == ["HUS", "", "DAU"]


def test_an_uncle_joins_by_the_number_on_his_card() -> None:
    actor = clerk()
    group, _family = a_family(actor)
    _his, (uncle,) = a_family(actor, ["리광수"])
    _other, (stranger,) = a_family(clerk("evening"), ["김철"])

    changing.join_by_number(uncle.number.lower().replace("-", " "), group, "UNC", acting=actor)

    assert names(actor, group)[-1] == "리광수"
    assert relation(uncle) == "UNC"
    with pytest.raises(InThatGroup):
        changing.join(uncle.id, group, acting=actor)
    # One answer for a number of somebody else's person, and for one that nobody has.
    for number in (stranger.number, "P-2222-2222"):
        with pytest.raises(NoSuchNumber):
            changing.join_by_number(number, group, acting=actor)


def test_a_child_is_born_into_the_household_and_its_mother_is_remembered() -> None:
    actor = clerk()
    group, (_father, mother, _daughter) = a_family(actor)

    child = happening.record_birth(mother.id, {"on": "2026-11", "relation": "SON"}, acting=actor)

    assert household(actor, group).members[-1][1].person == child
    assert relation(child) == "SON"
    (born,) = selectors.events_of([child.id])[child.id]
    assert born.content.open() == {"mother": str(mother.id), "on": "2026-11"}


def test_whoever_comes_into_a_household_of_which_nobody_is_left_speaks_for_it() -> None:
    actor = clerk()
    group, (father,) = a_family(actor, ["리상철"])
    happening.record_gone(father.id, EventKind.DIED, GONE, acting=actor)

    son = begin_person(group, acting=actor)

    assert speaks(son)


@pytest.mark.parametrize(
    ("kind", "answers", "taken"),
    [
        (EventKind.DIED, {}, False),
        (EventKind.DEPARTED, {"detained": "no", "returned": "no"}, False),
        (EventKind.DEPARTED, {"detained": "no", "returned": "unknown"}, True),
        (EventKind.MISSING, {"detained": "yes", "returned": "no"}, True),
    ],
)
def test_whoever_is_gone_may_have_been_taken_and_that_is_asked(
    kind: EventKind, answers: dict[str, str], taken: bool
) -> None:
    actor = clerk()
    group, (_father, mother, _daughter) = a_family(actor)

    event = happening.record_gone(mother.id, kind, GONE | answers, acting=actor)

    assert happening.may_have_been_taken(event) is taken
    assert "김옥희" not in names(actor, group)
    happening.withdraw_gone(mother.id, acting=actor)
    assert "김옥희" in names(actor, group)
    assert selectors.events_of([mother.id]) == {mother.id: []}
    with pytest.raises(NothingToWithdraw):
        happening.withdraw_gone(mother.id, acting=actor)


def test_a_departure_is_not_recorded_before_detention_and_return_were_asked() -> None:
    actor = clerk()
    _group, (_father, mother, _daughter) = a_family(actor)

    for answers in ({}, {"detained": "no"}, {"detained": "no", "returned": "perhaps"}):
        with pytest.raises(NotExamined):
            happening.record_gone(mother.id, EventKind.DEPARTED, GONE | answers, acting=actor)
    assert not Event.objects.exists()


def test_nobody_changes_a_family_that_is_not_theirs() -> None:
    group, (_father, mother, _daughter) = a_family(clerk())
    other = clerk("evening")
    _own, (uncle,) = a_family(other, ["리광수"])

    for act in (
        lambda: changing.leave(mother.id, acting=other),
        lambda: changing.let_speak(mother.id, {}, acting=other),
        lambda: changing.correct_relation(mother.id, "WIF", acting=other),
        lambda: changing.join(uncle.id, group, acting=other),
        lambda: happening.record_birth(mother.id, {"on": "2026"}, acting=other),
        lambda: happening.record_gone(mother.id, EventKind.DIED, GONE, acting=other),
        lambda: happening.withdraw_gone(mother.id, acting=other),
    ):
        with pytest.raises(NotHere):
            act()


def test_the_pages_lead_through_a_life() -> None:
    user = people.staff("reception-registration-officer", username="morning")
    actor, browser = people.acting_as(user), people.signed_in(user)
    group, (_father, mother, daughter) = a_family(actor)

    def at(name: str, record: object) -> str:
        return reverse(f"registration:{name}", kwargs={"record": record})

    assert "Wife" in browser.get(at("members", group)).content.decode()
    for name in ("speaker", "relation", "leave", "birth", "gone", "taken"):
        assert browser.get(at(name, daughter.id)).status_code == 200, name
    browser.post(at("relation", daughter.id), {"relation": "SON"})
    browser.post(at("birth", mother.id), {"on": "2026-11", "relation": "DAU"})
    browser.post(at("speaker", mother.id), {str(daughter.id): "DAU"})
    missing = {"kind": "missing", **GONE, "detained": "unknown", "returned": "no"}
    answer = browser.post(at("gone", daughter.id), missing)
    assert answer.headers["Location"] == at("taken", daughter.id)
    refused = browser.post(at("gone", mother.id), {"kind": "departed", **GONE})
    assert refused.status_code == 422
    assert "may have been sent back" in refused.content.decode()
    former = browser.get(at("members", group)).content.decode()
    assert "nobody knows where this person is" in former
    browser.post(at("back", daughter.id))
    left = browser.post(at("leave", daughter.id), {"sure": "yes"})
    assert left.headers["Location"] != at("members", group)
    joined = browser.post(at("join", group), {"number": daughter.number, "relation": "DAU"})
    assert joined.headers["Location"] == at("members", group)
