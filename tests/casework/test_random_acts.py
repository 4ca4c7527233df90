"""Random people try random steps through the real actions: what the machine refuses is refused
there, what it allows is done, and no row says anything else.
"""

import os
from dataclasses import replace
from datetime import timedelta

import pytest

from openrsd.accounts.models import AccountKind, User
from openrsd.accounts.roles import Permission, roles
from openrsd.casework.facts import facts_of
from openrsd.casework.models import Case
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.casework.procedure.machine import Attempt, Refused, attempt
from openrsd.casework.procedure.shapes import Kind, Part
from tests.casework.acted import KINDS, NO_DUTY, clock
from tests.casework.procedure.telling import Person, StoryStep
from tests.casework.procedure.test_random_cases import PATHS, Chance
from tests.casework.test_stories_acted import ToldAndActed, stands_as_its_steps_say

pytestmark = pytest.mark.django_db
SOAK = os.environ.get("OPENRSD_SOAK") == "1"
SEQUENCES, TRIES = (200, 120) if SOAK else (5, 50)
# What doors bring by themselves, as the tables of these stories have it.
BROUGHT = {
    "form-complete": True,
    "inclusion-undetermined": False,
    "letter": "6f1d4bb6-2f6c-5e1f-9d3a-0c8e5a1b7c42",
}


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_the_tables_follow_the_machine(seed: int) -> None:
    told, chance = ToldAndActed(), Chance(seed)
    path = chance.random.choice(PATHS)
    begun = path[: chance.random.randrange(1, len(path) + 1)]
    told.tell(StoryStep(usually=begun), "as usual")
    told.acted.stands(some_person(chance))
    made = 0
    for _number in range(TRIES):
        made += is_same_answer(told, chance)
    assert made
    assert told.acted.case
    stands_as_its_steps_say(told.acted.case)
    nobody_hears_an_appeal_of_what_they_did(told.acted.case)


def nobody_hears_an_appeal_of_what_they_did(case: Case) -> None:
    """Whoever took up, decided or helped to decide an appeal did nothing else before."""
    did: dict[str, set[Part]] = {}
    for step in facts_of(case).steps:
        heard = {user for part, user in step.people if part is Part.HEARD}
        assert not any(did.get(user, set()) - {Part.HEARD} for user in heard), step.transition
        for part, user in step.people:
            did.setdefault(user, set()).add(part)


def some_person(chance: Chance) -> Person:
    """A child or not, detained or not, with a guardian or without."""
    among = chance.random
    return Person(
        child=among.random() < 0.3,
        detained=among.random() < 0.3,
        guardian=among.random() < 0.7,
        missed=among.randrange(3),
        attempts=among.randrange(3),
    )


def is_same_answer(told: ToldAndActed, chance: Chance) -> bool:
    """Tries one step. Whether it was made; that both say the same is asserted."""
    acted = told.acted
    assert acted.case
    acted.today += timedelta(days=chance.random.choice([0, 1, 3, 20, 95]))
    case = Case.objects.get(id=acted.case.id)
    with clock(acted.today):
        # A guardian is one from a day on.
        facts = facts_of(case)
    chance.telling.facts, chance.telling.today = facts, acted.today
    tried = as_it_can_be(chance.tried(), case.state)
    kind = KINDS.get(tried.role, AccountKind.STAFF)
    takes_cases = roles().that_allow(Permission.TAKE_CASES) | set(KINDS)
    if tried.role not in takes_cases or acted.user(tried.by, tried.role).kind != kind:
        return False
    named = with_ids(told, tried)
    if not all(one.is_staff_account for one in named_in(told, tried)):
        # The machine knows no accounts; a page offers colleagues only.
        return False
    expected = attempt(shipped_procedure(), facts, named)
    codes = acted.act(tried)
    if isinstance(expected, Refused):
        assert codes in (expected.codes, NO_DUTY), (tried, sorted(codes), expected.codes)
        assert acted.state() == case.state
        return False
    assert codes == frozenset(), (tried, sorted(codes))
    return True


def as_it_can_be(tried: Attempt, state: str) -> Attempt:
    """The same step with what its door brings; a registration only where one was undone."""
    brought = {name: value for name, value in BROUGHT.items() if name in tried.inputs}
    if tried.transition == "T1" and state != "pre-registration":
        return replace(tried, transition="T2", role="nobody")
    return replace(tried, inputs={**tried.inputs, **brought})


def named_in(told: ToldAndActed, tried: Attempt) -> list[User]:
    """The users whom a step names."""
    declared = {one.id: one for one in shipped_procedure().transition(tried.transition).inputs}
    return [
        told.acted.user(value)
        for name, value in tried.inputs.items()
        if name in declared and declared[name].kind is Kind.USER and isinstance(value, str)
    ]


def with_ids(told: ToldAndActed, tried: Attempt) -> Attempt:
    """The same step with the ids of the users whom it names."""
    declared = {one.id: one for one in shipped_procedure().transition(tried.transition).inputs}

    def named(name: str, value: object) -> object:
        is_user = name in declared and declared[name].kind is Kind.USER
        return str(told.acted.user(value).id) if is_user and isinstance(value, str) else value

    inputs = {name: named(name, value) for name, value in tried.inputs.items()}
    return replace(tried, by=str(told.acted.user(tried.by, tried.role).id), inputs=inputs)
