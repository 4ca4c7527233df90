"""Random people try random steps in random order; nothing forbidden is ever reached."""

import os
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openrsd.accounts.roles import roles
from openrsd.casework.procedure.facts import CaseFacts, Circumstances, StepTaken
from openrsd.casework.procedure.inputs import inputs_of
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.casework.procedure.machine import (
    SYSTEM,
    Allowed,
    Attempt,
    attempt,
    available,
    follow,
)
from openrsd.casework.procedure.modality import modalities, recognises_only
from openrsd.casework.procedure.protected import is_protected
from openrsd.casework.procedure.shapes import Kind, Outcome, Part
from tests.casework.procedure.telling import FIRST_DAY, StoryStep, Telling, usual

SOAK = os.environ.get("OPENRSD_SOAK") == "1"
SEQUENCES = 4000 if SOAK else 120
STEPS = 120
USERS = ("mina", "omar", "rosa", "hana", "lena", "amal", "sami", "hamid", "ada")
# Half of a case goes as usual, so that chance begins everywhere.
_HEARD = ["T1", "T2", "T3", "T4", "T5", "T7"]
_APPEALED = ["T15a", "T16", "T17b", "S2", "S3"]
ONWARD = frozenset(
    one
    for one in usual().steps
    if one[0] == "S" or (one[0] == "T" and int(one[1:].rstrip("abc")) < 18 and one != "T6")
)
PATHS = (
    [*_HEARD, "T8", "T11a", "T12b", *_APPEALED, "S5a"],
    [*_HEARD, "T8 proposes=partial", "T11b", "T12b", *_APPEALED, "S5b"],
    [*_HEARD, "T8 proposes=positive", "T10", "T12a", "T22a", "T23b", *_APPEALED, "S5c"],
)


class Chance:
    """Someone who mostly does what is usual, and now and then anything at all."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311
        plain = Circumstances(is_child=False, is_detained=False)
        self.telling = Telling(CaseFacts(plain))
        path = self.random.choice(PATHS)
        begun = path[: self.random.randrange(len(path) + 1)]
        self.telling.tell(StoryStep(usually=begun))
        self.telling.facts = replace(self.telling.facts, circumstances=self.circumstances())

    def circumstances(self) -> Circumstances:
        """Some person in some situation."""
        chance = self.random
        return Circumstances(
            is_child=chance.random() < 0.25,
            is_detained=chance.random() < 0.25,
            has_guardian=chance.random() < 0.7,
            conflicts=frozenset({chance.choice(USERS)} if chance.random() < 0.2 else ()),
            modality=chance.choice([*modalities(), "regular", "regular", "regular"]),
            exclusion_arises=chance.random() < 0.1,
            missed=(FIRST_DAY,) * chance.randrange(4),
            attempts=(FIRST_DAY,) * chance.randrange(4),
            bar_remains=chance.random() < 0.3,
        )

    def tried(self) -> Attempt:
        """A step from here, or any step, by someone, with what is usual or something else."""
        chance, facts = self.random, self.telling.facts
        procedure = shipped_procedure()
        here = [one.id for one in procedure.from_state(facts.state)]
        onward = [one for one in here if one in ONWARD] or here
        among = onward if chance.random() < 0.6 else here
        does = chance.choice(among if chance.random() < 0.95 else list(procedure.transitions))
        expected = usual().steps[does]
        who = expected.who if chance.random() < 0.7 else chance.choice(USERS)
        role = usual().people.get(who, SYSTEM if who == SYSTEM else "case-officer")
        if chance.random() < 0.3:
            role = chance.choice([*procedure.transition(does).by, *roles()])
        made = self.telling.attempt_of(
            StoryStep.model_validate({"does": does, "who": who, "as": role})
        )
        inputs = dict(made.inputs)
        for one in inputs_of(procedure.transition(does), role):
            if chance.random() < 0.05:
                inputs[one.id] = self.value(one.kind, list(one.choices))
        return replace(made, inputs=inputs)

    def value(self, kind: Kind, choices: list[str]) -> object:
        """Something of this kind, or nothing."""
        chance = self.random
        match kind:
            case Kind.FLAG:
                return chance.choice([True, False, None])
            case Kind.DATE:
                return self.telling.today + timedelta(days=chance.randrange(-60, 120))
            case Kind.CHOICE:
                return chance.choice(choices)
            case Kind.USER:
                return chance.choice(USERS)
            case Kind.LIST:
                return ["x"]
            case _:
                return chance.choice(["x", "", 7])

    def steps(self) -> Iterator[tuple[CaseFacts, Allowed]]:
        """Each step that was allowed, with the case before it."""
        for _number in range(STEPS):
            chance = self.random
            self.telling.today += timedelta(days=chance.choice([0, 1, 3, 20, 95]))
            if chance.random() < 0.1:
                changed = self.circumstances()
                self.telling.facts = replace(self.telling.facts, circumstances=changed)
            before = self.telling.facts
            result = attempt(shipped_procedure(), before, self.tried())
            if not isinstance(result, Allowed):
                continue
            yield before, result
            followed = follow(shipped_procedure(), result)
            if followed is not result:
                yield result.facts, followed
            self.telling.facts = followed.facts


def told_to(step: StepTaken) -> bool:
    return step.decides in {Outcome.NEGATIVE, Outcome.PARTIAL}


def no_red_line_was_crossed(before: CaseFacts, made: Allowed) -> None:
    """What must hold of every step, said again without the code that holds it."""
    step, person = made.step, before.circumstances
    people = {who for _part, who in step.people} | {step.by}
    assert not people & person.conflicts
    assert not (step.by == SYSTEM and step.transition not in {"T13", "T14"})

    def users(*parts: Part) -> set[str]:
        return {who for one in before.steps for part, who in one.people if part in parts}

    if step.decides in {Outcome.POSITIVE, Outcome.NEGATIVE, Outcome.PARTIAL}:
        assert step.by not in users(
            Part.REGISTERED, Part.INTERVIEWED, Part.INTERPRETED, Part.ASSESSED, Part.HEARD
        )
        assert users(Part.ASSESSED)
    if told_to(step):
        names = [one.transition for one in before.steps]
        assert "T5" in names and "T8" in names
        assert not recognises_only(person.modality)
        assert step.noted["inclusion-undetermined"] is False
        opened = max(n for n, one in enumerate(before.steps) if one.now == "application-complete")
        assert "T5" in names[opened:], "an interview since the claim was last opened"
    if Part.HEARD in {part for part, _who in step.people}:
        assert not people & users(*(part for part in Part if part is not Part.HEARD))
    if step.now == "appeal-period":
        letter = next(one for one in reversed(before.steps) if "appeal-until" in one.noted)
        last, received = letter.noted["appeal-until"], letter.noted["received-on"]
        assert isinstance(last, date) and isinstance(received, date)
        if step.transition == "T14":
            assert (last - received).days >= 30 and letter.noted["appeal-form"] is True
    # A death recorded by mistake is corrected to wherever the case stood.
    if step.now == "final-negative" and step.transition != "A11":
        assert any(one.now == "appeal-period" for one in before.steps)
        assert before.state in {"appeal-period", "judicial-review-period", "judicial-review"}
    if step.transition == "T20":
        assert not person.is_child or person.has_guardian
        assert not person.is_detained or step.noted.get("counsel-present") is True
    if step.now == "interview-in-progress" and step.transition == "T4":
        assert not person.is_child or person.has_guardian


def stays_protected(facts: CaseFacts) -> None:
    """Removal is never possible while anything is pending."""
    found = is_protected(shipped_procedure(), facts.state, facts)
    if facts.state != "final-negative" or facts.circumstances.bar_remains:
        assert found.yes
    if not found.yes:
        decided = facts.last_decision()
        assert decided and decided.decides is Outcome.NEGATIVE


@pytest.mark.parametrize("block", range(4))
def test_random_acts_by_random_people_cross_no_red_line(block: int) -> None:
    reached, made = set[str](), 0
    for seed in range(block * SEQUENCES // 4, (block + 1) * SEQUENCES // 4):
        for before, result in Chance(seed).steps():
            no_red_line_was_crossed(before, result)
            stays_protected(result.facts)
            reached.add(result.state)
            made += 1
    # It went somewhere: random acts that are all refused would show nothing.
    assert made > SEQUENCES // 4 * 8
    assert len(reached) > (30 if SOAK else 18)


def test_wherever_random_acts_lead_there_is_a_lawful_way_on_or_back() -> None:
    for seed in range(SEQUENCES // 6):
        chance = Chance(seed)
        for _before, result in chance.steps():
            if result.state == "notified":
                continue
            free = replace(
                result.facts, circumstances=Circumstances(is_child=False, is_detained=False)
            )
            # Someone who took no part yet can go on, at the latest when all times have passed.
            later = result.step.on + timedelta(days=800)
            options = available(
                shipped_procedure(), free, "somebody-new", frozenset(roles()), later
            )
            assert any(one.is_open for one in options), result.state


@settings(max_examples=400 if SOAK else 60, deadline=None)
@given(
    state=st.text(max_size=30) | st.sampled_from(sorted(shipped_procedure().states)),
    bar=st.booleans(),
)
def test_a_state_alone_never_ends_protection(state: str, bar: bool) -> None:
    """A row that somebody wrote is not enough: the record must show a refusal that was told."""
    person = Circumstances(is_child=False, is_detained=False, bar_remains=bar)
    forged = StepTaken("T1", "registered", state, "x", "system", FIRST_DAY)
    assert is_protected(shipped_procedure(), state, CaseFacts(person)).yes
    assert is_protected(shipped_procedure(), state, CaseFacts(person, (forged,))).yes


@settings(max_examples=500 if SOAK else 80, deadline=None)
@given(
    st.sampled_from(sorted(shipped_procedure().transitions)),
    st.dictionaries(
        st.sampled_from(
            sorted({i.id for t in shipped_procedure().transitions.values() for i in t.inputs})
        )
        | st.text(max_size=8),
        st.none() | st.booleans() | st.text(max_size=8) | st.integers() | st.dates()
        | st.lists(st.text(max_size=3), max_size=2),
        max_size=6,
    ),
    st.text(max_size=8),
)  # fmt: skip
def test_whatever_is_brought_there_is_an_answer_in_words(
    transition: str, inputs: dict[str, object], role: str
) -> None:
    was = shipped_procedure().transition(transition).from_[0]
    forged = StepTaken("T1", "registered", was, "x", "system", FIRST_DAY)
    facts = CaseFacts(Circumstances(is_child=True, is_detained=True), (forged,))
    result = attempt(shipped_procedure(), facts, Attempt(transition, "y", role, FIRST_DAY, inputs))
    assert not isinstance(result, Allowed)
    assert all(reason.says and reason.do for reason in result.reasons)
    says = " ".join(map(str, result.reasons))
    assert not re.search("{(part|title|role|days|last|given|modality|state)}", says)
