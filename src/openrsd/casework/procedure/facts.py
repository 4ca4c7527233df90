"""What the machine knows of a case: its steps, and how the person stands. Frozen values only."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from openrsd.casework.procedure.shapes import Outcome, Part

BEGINNING = "pre-registration"
# Marks an interview that was held with somebody else than the person the case is now named after.
HEARD_ANOTHER = "heard-another"

InputValue = str | bool | date | tuple[str, ...]
NOTHING: Mapping[str, InputValue] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One step of a case, as it was made.

    `people` are all who took a part in it, whoever made it included. `noted` are its operational
    inputs; what is sealed is not here. `left` are the states to go back to after it, nearest last.
    """

    transition: str
    was: str
    now: str
    by: str
    role: str
    on: date
    people: tuple[tuple[Part, str], ...] = ()
    noted: Mapping[str, InputValue] = field(default_factory=lambda: NOTHING)
    decides: Outcome | None = None
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Circumstances:
    """How the person stands, apart from the steps. `is_child` is true until an age is settled.

    `conflicts` are users who declared one; `guardians` are users; dates of missed appointments and
    of attempts to reach the person are those since the last time they were seen.
    """

    is_child: bool
    is_detained: bool
    has_guardian: bool = False
    guardians: frozenset[str] = frozenset()
    conflicts: frozenset[str] = frozenset()
    modality: str = "regular"
    exclusion_arises: bool = False
    credibility_arises: bool = False
    missed: tuple[date, ...] = ()
    attempts: tuple[date, ...] = ()
    bar_remains: bool = True


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """A case as the machine sees it. The state follows from the steps, and from nothing else."""

    circumstances: Circumstances
    steps: tuple[StepTaken, ...] = ()

    @property
    def state(self) -> str:
        """Where the case stands."""
        return self.steps[-1].now if self.steps else BEGINNING

    @property
    def since(self) -> date | None:
        """The day on which it came to stand there."""
        return self.steps[-1].on if self.steps else None

    @property
    def left(self) -> tuple[str, ...]:
        """The states that were left and can be gone back to, nearest last."""
        return self.steps[-1].left if self.steps else ()

    def after(self, step: StepTaken) -> "CaseFacts":
        """The same case one step on."""
        return replace(self, steps=(*self.steps, step))

    def parts_of(self, user: str) -> frozenset[Part]:
        """Every part that this user took in the case, at any time."""
        return frozenset(part for step in self.steps for part, who in step.people if who == user)

    def last(self, *transitions: str) -> StepTaken | None:
        """The latest step of one of these transitions."""
        return next((step for step in reversed(self.steps) if step.transition in transitions), None)

    def last_decision(self) -> StepTaken | None:
        """The latest step that decided on the status, appeals aside."""
        return next((step for step in reversed(self.steps) if step.decides), None)

    def since_opened(self) -> tuple[StepTaken, ...]:
        """The steps since the claim was last opened for an interview."""
        opened = ("registered", "application-complete")
        count = next(
            (n for n, step in enumerate(reversed(self.steps)) if step.now in opened),
            len(self.steps),
        )
        return self.steps[len(self.steps) - count :]

    def noted_last(self, name: str, *transitions: str) -> tuple[StepTaken, date] | None:
        """The latest day noted under this name by one of these transitions, and its step."""
        for step in reversed(self.steps):
            value = step.noted.get(name)
            if step.transition in transitions and isinstance(value, date):
                return step, value
        return None

    def days_held_since(self, step: StepTaken) -> int:
        """How many days the case was on hold after this step."""
        return sum((end - start).days for start, end in self._holds(step))

    def _holds(self, since: StepTaken) -> Iterator[tuple[date, date]]:
        place = len(self.steps) - 1 - self.steps[::-1].index(since)
        began: date | None = None
        for step in self.steps[place:]:
            if step.now == "on-hold":
                began = step.on
            elif step.was == "on-hold" and began:
                yield began, step.on
                began = None
