"""Stories of cases, as a case officer reads them, told to the machine step by step.

A step `does` a transition, `who` acts `as` a role, `with` or `without` some of its inputs. It is
`refused` for the reasons named, and the case stays; or the case stands `then` in a state.
`usually` makes steps as they are usually made; `meanwhile` changes how the person stands; `wait`
lets days pass; `forged` is a row that somebody wrote into the database.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import Field

from openrsd.casework.procedure.facts import CaseFacts, Circumstances, StepTaken
from openrsd.casework.procedure.inputs import inputs_of
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.casework.procedure.machine import (
    SYSTEM,
    Allowed,
    Attempt,
    Refused,
    attempt,
    follow,
)
from openrsd.casework.procedure.shapes import InputFile, Kind
from openrsd.law.documents import read_document
from openrsd.law.reading import read_shape
from openrsd.law.shapes import Shape

HERE = Path(__file__).parent
STORIES = sorted((HERE / "stories").glob("*.yaml"))
FIRST_DAY = date(2026, 1, 5)


class UsualStep(Shape):
    """Who usually makes a step, and with what."""

    who: str
    with_: dict[str, str] = Field(default_factory=dict, alias="with")


class Usual(Shape):
    """The people of every story, and their usual steps."""

    people: dict[str, str]
    steps: dict[str, UsualStep]


class Person(Shape):
    """How the person stands; what is not said stays as it was."""

    child: bool | None = None
    detained: bool | None = None
    guardian: bool | None = None
    guardians: list[str] | None = None
    conflicts: list[str] | None = None
    modality: str | None = None
    exclusion: bool | None = None
    credibility: bool | None = None
    missed: int | None = None
    attempts: int | None = None
    bar: bool | None = None


class StoryStep(Shape):
    """One line of a story."""

    does: str | None = None
    who: str | None = None
    as_: str | None = Field(default=None, alias="as")
    with_: dict[str, str] = Field(default_factory=dict, alias="with")
    without: list[str] = Field(default_factory=list)
    refused: list[str] = Field(default_factory=list)
    says: str = ""
    then: str = ""
    protected: bool | None = None
    alone: bool = False
    usually: list[str] = Field(default_factory=list)
    meanwhile: Person | None = None
    wait: int = 0
    forged: str | None = None


class Story(Shape):
    """A case and what happens in it. `tries` names forbidden paths that it tries."""

    story: str
    tries: list[str] = Field(default_factory=list)
    person: Person = Field(default_factory=Person)
    steps: list[StoryStep]


class StoryFile(Shape):
    """Several stories of one subject."""

    stories: list[Story]


@cache
def usual() -> Usual:
    """The usual people and steps."""
    path = HERE / "usual.yaml"
    return read_shape(read_document(path.read_bytes(), path.name), Usual)


def stories() -> Iterator[tuple[str, Story]]:
    """Every story with a name for the test."""
    for path in STORIES:
        read = read_shape(read_document(path.read_bytes(), path.name), StoryFile)
        for story in read.stories:
            yield f"{path.stem}: {story.story}", story


@dataclass
class Telling:
    """A story while it is told: the case, the day, and what was allowed and refused so far."""

    facts: CaseFacts
    today: date = FIRST_DAY
    allowed: list[StepTaken] = field(default_factory=list)
    refused: set[tuple[str, str]] = field(default_factory=set)

    def tell(self, step: StoryStep) -> Allowed | Refused | None:
        """One line. What became of it, where it tried a step."""
        self.today += timedelta(days=step.wait)
        for entry in step.usually:
            name, _colon, changed = entry.partition(" ")
            result = self.make(StoryStep.model_validate({"does": name, "with": _pairs(changed)}))
            assert isinstance(result, Allowed), (entry, result.reasons)
        if step.meanwhile:
            self.facts = replace(self.facts, circumstances=self._changed(step.meanwhile))
        if step.forged:
            row = StepTaken("T1", self.facts.state, step.forged, "nobody", "system", self.today)
            self.facts = self.facts.after(row)
        return self.make(step) if step.does else None

    def make(self, step: StoryStep) -> Allowed | Refused:
        """One step on the next day, followed by what the system makes at once."""
        assert step.does
        self.today += timedelta(days=1)
        result = attempt(shipped_procedure(), self.facts, self.attempt_of(step))
        if isinstance(result, Refused):
            self.refused |= {(step.does, code) for code in result.codes}
            return result
        if not step.alone:
            before = result
            result = follow(shipped_procedure(), result)
            if result is not before:
                self.allowed.append(before.step)
        self.allowed.append(result.step)
        self.facts = result.facts
        return result

    def attempt_of(self, step: StoryStep) -> Attempt:
        """The attempt of this line: what is usual, and what the line says differently."""
        assert step.does
        expected = usual().steps[step.does]
        who = step.who or expected.who
        role = step.as_ or (SYSTEM if who == SYSTEM else usual().people[who])
        written = {**expected.with_, **step.with_}
        kinds = {one.id: one for one in inputs_of(shipped_procedure().transition(step.does), role)}
        inputs = {
            name: self._value(kinds.get(name), text)
            for name, text in written.items()
            if name not in step.without
        }
        return Attempt(step.does, who, role, self.today, inputs)

    def _value(self, one: InputFile | None, text: str) -> Any:
        """A value as its kind; what the step does not take stays a text."""
        match one.kind if one else None:
            case Kind.FLAG:
                return {"yes": True, "no": False}.get(text, text)
            case Kind.DATE if text[:1] in "+-":
                return self.today + timedelta(days=int(text))
            case Kind.DATE:
                return date.fromisoformat(text)
            case Kind.LIST:
                return (text,)
            case _:
                return text

    def _changed(self, said: Person) -> Circumstances:
        now = self.facts.circumstances
        days = tuple(self.today - timedelta(days=n) for n in range(20))
        changes: Mapping[str, Any] = {
            "is_child": said.child,
            "is_detained": said.detained,
            "has_guardian": said.guardian,
            "guardians": None if said.guardians is None else frozenset(said.guardians),
            "conflicts": None if said.conflicts is None else frozenset(said.conflicts),
            "modality": said.modality,
            "exclusion_arises": said.exclusion,
            "credibility_arises": said.credibility,
            "missed": None if said.missed is None else days[: said.missed],
            "attempts": None if said.attempts is None else days[: said.attempts],
            "bar_remains": said.bar,
        }
        return replace(
            now, **{name: now_so for name, now_so in changes.items() if now_so is not None}
        )


def begin(story: Story) -> Telling:
    """A story before its first line."""
    telling = Telling(CaseFacts(Circumstances(is_child=False, is_detained=False)))
    telling.tell(StoryStep(meanwhile=story.person))
    return telling


def _pairs(changed: str) -> dict[str, str]:
    """`proposes=positive answered=no` as what a usual step brings differently."""
    return dict(pair.split("=", 1) for pair in changed.split())
