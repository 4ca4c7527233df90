"""Every story of the procedure through the real actions: same answers, on real rows."""

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise

import pytest

from openrsd.casework.facts import facts_of
from openrsd.casework.models import Case, Deadline, Step
from openrsd.casework.procedure.facts import CaseFacts, Circumstances
from openrsd.casework.procedure.machine import SYSTEM
from tests.casework.acted import NO_DUTY, Acted
from tests.casework.procedure.telling import Story, StoryStep, Telling, _pairs, stories

pytestmark = pytest.mark.django_db


def is_of_the_machine(story: Story) -> bool:
    """Only the machine can be told what the system makes by itself, or of a row that was forged."""
    return any(step.forged or step.alone or step.who == SYSTEM for step in story.steps)


EVERY = [(name, story) for name, story in stories() if not is_of_the_machine(story)]


@dataclass
class ToldAndActed:
    """A story told to the machine, which says who tries what, and acted on the tables."""

    acted: Acted = field(default_factory=Acted)

    def __post_init__(self) -> None:
        plain = CaseFacts(Circumstances(is_child=False, is_detained=False))
        self.telling = Telling(plain, today=self.acted.today)

    def tell(self, step: StoryStep, where: str) -> None:
        acted = self.acted
        acted.today += timedelta(days=step.wait)
        for entry in step.usually:
            name, _colon, changed = entry.partition(" ")
            usual = StoryStep.model_validate({"does": name, "with": _pairs(changed)})
            assert self.make(usual) == frozenset(), (where, entry)
        if step.meanwhile:
            acted.stands(step.meanwhile)
        if step.does is None:
            return
        before = acted.state()
        codes = self.make(step)
        if step.refused:
            assert codes == set(step.refused) or codes == NO_DUTY, (where, sorted(codes))
            assert acted.state() == before, where
        else:
            assert codes == frozenset(), (where, sorted(codes))
        if step.then:
            assert acted.state() == step.then, where

    def make(self, step: StoryStep) -> frozenset[str]:
        self.acted.today += timedelta(days=1)
        self.telling.today = self.acted.today
        return self.acted.act(self.telling.attempt_of(step))


@pytest.mark.parametrize("story", [one for _name, one in EVERY], ids=[name for name, _ in EVERY])
def test_the_story_goes_the_same_way_through_the_real_actions(story: Story) -> None:
    told = ToldAndActed()
    told.acted.stands(story.person)
    for number, step in enumerate(story.steps, 1):
        if step.does not in {None, "T1"} and told.acted.case is None:
            continue  # Before there is a case there is no page on which to try it.
        told.tell(step, f"line {number}: {step.does}")
    case = told.acted.case
    if case is not None:
        stands_as_its_steps_say(case)


def stands_as_its_steps_say(case: Case) -> None:
    case.refresh_from_db()
    assert facts_of(case).state == case.state
    steps = list(Step.objects.filter(case=case).order_by("position"))
    assert [step.position for step in steps] == list(range(len(steps)))
    joined = pairwise(steps)
    assert all(one.state_after == after.state_before for one, after in joined)
    due = Deadline.objects.filter(case=case, ended_at=None).order_by("due_on").first()
    assert case.due_on == (due.due_on if due else None)
    assert (case.remind_on is None) == (due is None)
    assert not (case.remind_on and case.due_on) or case.remind_on <= case.due_on
