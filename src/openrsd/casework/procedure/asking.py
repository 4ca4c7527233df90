"""How guards are asked: a step that is tried, and the questions behind the guards of the files.

A guard answers with nothing where the step may be made, and else with what its words speak about.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from openrsd.casework.procedure.facts import NOTHING, CaseFacts, InputValue
from openrsd.casework.procedure.shapes import Part, TransitionFile
from openrsd.texts import shown

About = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Tried:
    """A step that someone tries to make, its inputs already read."""

    facts: CaseFacts
    transition: TransitionFile
    by: str
    role: str
    on: date
    noted: Mapping[str, InputValue]
    sealed: Mapping[str, InputValue] = field(default_factory=lambda: NOTHING)
    people: tuple[tuple[Part, str], ...] = ()

    def brings(self, name: str) -> bool:
        """Whether something was given for this input."""
        return name in self.noted or name in self.sealed

    def says(self, name: str) -> bool:
        """Whether this flag was given as a yes."""
        return self.noted.get(name) is True

    def day(self, name: str) -> date | None:
        """This day, where one was given."""
        value = self.noted.get(name)
        return value if isinstance(value, date) else None

    def user(self, name: str) -> str | None:
        """This user, where one was named."""
        value = self.noted.get(name)
        return value if isinstance(value, str) else None


Guard = Callable[[Tried], About | None]
GUARDS: dict[str, Guard] = {}
# Those that can be asked before anything was filled in, for the case page.
KNOWN_BEFORE: set[str] = set()

PARTS = shown(
    {
        Part.REGISTERED: "registered the person",
        Part.INTERVIEWED: "interviewed the person",
        Part.INTERPRETED: "interpreted",
        Part.ASSESSED: "assessed the claim",
        Part.SIGNED: "signed a decision",
        Part.CONSULTED: "signed as a specialist",
        Part.EXAMINED: "made a dossier against the status",
        Part.AUTHORISED: "authorised a review of the status",
        Part.HEARD: "heard an appeal",
    }
)


def guard(name: str, *, known_before: bool = False) -> Callable[[Guard], Guard]:
    """Registers the question behind a guard of the files."""

    def registered(question: Guard) -> Guard:
        GUARDS[name] = question
        if known_before:
            KNOWN_BEFORE.add(name)
        return question

    return registered
