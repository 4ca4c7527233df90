"""The shapes of the files that declare the procedure. What they say is in `corpus/`."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from openrsd.law.shapes import Identifier, Period, Shape, Text

TransitionId = Annotated[str, Field(pattern=r"^[TSA][0-9]{1,2}[a-d]?$")]
Door = Annotated[str, Field(pattern=r"^openrsd(\.[a-z_]+){3,}$")]
Words = Annotated[str, StringConstraints(min_length=1, max_length=600, strip_whitespace=True)]

STATE_LEFT = "the-state-left"


class Stage(StrEnum):
    """Where in the procedure a state lies, in order; `side` stands beside the line."""

    REGISTRATION = "registration"
    INTERVIEW = "interview"
    ASSESSMENT = "assessment"
    DECISION = "decision"
    APPEAL = "appeal"
    COURT = "court"
    END = "end"
    STATUS = "status"
    SIDE = "side"


class Waiting(StrEnum):
    """On whom a state waits."""

    PERSON = "person"
    OFFICE = "office"
    REVIEWER = "reviewer"
    APPEAL = "appeal"
    COURT = "court"
    NOBODY = "nobody"


class Outcome(StrEnum):
    """What a decision says of refugee status."""

    POSITIVE = "positive"
    PARTIAL = "partial"
    NEGATIVE = "negative"
    ENDED = "ended"


class Part(StrEnum):
    """What someone has done in a case. Some parts exclude others for good."""

    REGISTERED = "registered"
    INTERVIEWED = "interviewed"
    INTERPRETED = "interpreted"
    ASSESSED = "assessed"
    SIGNED = "signed"
    CONSULTED = "consulted"
    EXAMINED = "examined"
    AUTHORISED = "authorised"
    HEARD = "heard"


class Origin(StrEnum):
    """Whose a transition is: of the numbered table, of the list of states, or our own addition."""

    TABLE = "table"
    STATES = "states"
    OURS = "ours"


class Source(Shape):
    """Where a line comes from; `checked` is `text` once someone compared it with that text."""

    at: Words
    checked: Annotated[str, Field(pattern="^(no|reported|text)$")] = "no"


class StateFile(Shape):
    """One state. `meaning` is for staff, `says` is what the person is told, in plain words."""

    id: Identifier
    title: Words
    meaning: Text
    says: Text
    stage: Stage
    waits_on: Waiting = Field(alias="waits-on")
    protected: bool = True
    because: Text
    sources: list[Source] = Field(min_length=1)
    ours: bool = False


class Kind(StrEnum):
    """What an input holds."""

    TEXT = "text"
    DATE = "date"
    FLAG = "flag"
    USER = "user"
    FILE = "file"
    CHOICE = "choice"
    LIST = "list"


class Privacy(StrEnum):
    """How an input is kept: sealed with the claim's key, or in clear to steer the procedure."""

    SEALED = "sealed"
    OPERATIONAL = "operational"


class InputFile(Shape):
    """Something that a transition must bring. A flag with `must` has to be a yes."""

    id: Identifier
    title: Words
    meaning: Words | None = None
    kind: Kind
    required: bool = True
    must: bool = False
    private: Privacy
    part: Part | None = None
    choices: dict[Identifier, Words] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.must and self.kind is not Kind.FLAG:
            raise ValueError("only a flag can be something that must hold")
        if bool(self.choices) != (self.kind is Kind.CHOICE):
            raise ValueError("a choice has choices, and nothing else has")
        if self.part and self.kind is not Kind.USER:
            raise ValueError("only a user can have a part in the case")
        if self.kind in {Kind.TEXT, Kind.LIST} and self.private is Privacy.OPERATIONAL:
            raise ValueError("free text is always sealed")
        return self


class Counting(StrEnum):
    """How days are counted."""

    CALENDAR = "calendar"
    WORKING = "working"


class Binds(StrEnum):
    """Whom a limit binds. What binds the person is never made shorter than declared."""

    OFFICE = "office"
    PERSON = "person"


class LimitFile(Shape):
    """How long may pass between entering the state before and the transition.

    When it has passed somebody is told, with `do`; nothing else ever follows from it.
    """

    days: Annotated[int, Field(ge=1, le=730)]
    counts: Counting = Counting.CALENDAR
    binds: Binds = Binds.OFFICE
    extendable: bool = False
    remind: list[Annotated[int, Field(ge=0, le=90)]] = Field(default_factory=list)
    do: Words
    sources: list[Source] = Field(min_length=1)


class TransitionFile(Shape):
    """One way from one state to another, and the one action that may make it."""

    id: TransitionId
    origin: Origin
    title: Words
    from_: list[Identifier] = Field(alias="from", min_length=1)
    to: Identifier
    by: list[Identifier] = Field(min_length=1)
    recorded_by: list[Identifier] = Field(default_factory=list, alias="recorded-by")
    door: Door
    part: Part | None = None
    decides: Outcome | None = None
    follows: list[TransitionId] = Field(default_factory=list)
    inputs: list[InputFile] = Field(default_factory=list)
    guards: list[Identifier] = Field(default_factory=list)
    limit: LimitFile | None = None
    safeguards: list[Text] = Field(default_factory=list)
    sources: list[Source] = Field(min_length=1)


class GuardFile(Shape):
    """A rule that a transition must meet; `says` are the words of its refusal, `do` the way on.

    A `red-line` holds in the program whatever the files say.
    """

    id: Identifier
    title: Words
    says: Words
    do: Words
    red_line: bool = Field(default=False, alias="red-line")
    sources: list[Source] = Field(min_length=1)


class ForbiddenFile(Shape):
    """What must never happen, and the guards that keep it from happening."""

    id: Identifier
    rule: Text
    guards: list[Identifier] = Field(default_factory=list)
    held_by: list[Words] = Field(default_factory=list, alias="held-by")
    sources: list[Source] = Field(min_length=1)


class ProcedureFile(Shape):
    """One file of the procedure."""

    edition: str = ""
    in_force: Period | None = Field(default=None, alias="in-force")
    note: str = ""
    states: list[StateFile] = Field(default_factory=list)
    transitions: list[TransitionFile] = Field(default_factory=list)
    guards: list[GuardFile] = Field(default_factory=list)
    forbidden: list[ForbiddenFile] = Field(default_factory=list)
