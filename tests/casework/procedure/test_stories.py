"""The stories of the procedure; no step, no guard and no forbidden path lacks one."""

from functools import cache

import pytest

from openrsd.casework.procedure.family import joining_refused
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.casework.procedure.machine import Allowed, Refused
from openrsd.casework.procedure.protected import is_protected
from openrsd.casework.procedure.redlines import asked_of
from tests.casework.procedure.telling import Story, Telling, begin, stories

EVERY = list(stories())


def tell(story: Story) -> Telling:
    """The whole story, each line as it says."""
    telling = begin(story)
    for number, step in enumerate(story.steps, 1):
        before = telling.facts.state
        result = telling.tell(step)
        where = f"line {number}: {step.does}"
        if step.refused:
            assert isinstance(result, Refused), f"{where} was allowed"
            assert set(result.codes) == set(step.refused), f"{where}: {sorted(result.codes)}"
            assert telling.facts.state == before, where
        elif step.does:
            assert isinstance(result, Allowed), f"{where}: {result and result.reasons}"
        if step.says:
            assert isinstance(result, Refused)
            assert any(step.says in str(one) for one in result.reasons), (where, result.reasons)
        if step.then:
            assert telling.facts.state == step.then, where
        if step.protected is not None:
            found = is_protected(shipped_procedure(), telling.facts.state, telling.facts)
            assert found.yes is step.protected, (where, found)
            assert found.because
    return telling


@cache
def every_telling() -> tuple[Telling, ...]:
    return tuple(tell(story) for _name, story in EVERY)


@pytest.mark.parametrize(
    "story", [story for _name, story in EVERY], ids=[name for name, _ in EVERY]
)
def test_the_story_goes_as_it_is_told(story: Story) -> None:
    assert tell(story).allowed or story.steps


def test_every_transition_is_made_in_a_story() -> None:
    made = {step.transition for telling in every_telling() for step in telling.allowed}
    assert sorted(set(shipped_procedure().transitions) - made) == []


def test_every_transition_is_refused_in_a_story_for_each_of_its_guards() -> None:
    refused = {one for telling in every_telling() for one in telling.refused}
    needed = {
        (one.id, guard)
        for one in shipped_procedure().transitions.values()
        for was in one.from_
        for guard in asked_of(one, was)
    }
    assert sorted(needed - refused) == []


def test_every_forbidden_path_is_tried_in_a_story() -> None:
    tried = {rule for _name, story in EVERY for rule in story.tries}
    declared = {rule.id for rule in shipped_procedure().forbidden}
    assert tried <= declared
    # Not a step of a case: the claims of a family are put together or kept apart.
    assert declared - tried == {"no-merging-against-a-wish"}


def test_the_claims_of_a_family_stay_apart_against_one_wish() -> None:
    procedure = shipped_procedure()
    assert joining_refused(procedure, {"ada": True, "ben": True}) is None
    silent = joining_refused(procedure, {"ada": True, "ben": None})
    assert silent and silent.code == "every-adult-wishes-it" and "stay apart" in silent.says
    assert joining_refused(procedure, {"ada": True, "ben": False})
    assert joining_refused(procedure, {})
