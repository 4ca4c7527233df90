"""Kleene values and the states of a record (semantics.md §1-2).

Values are small integers, so that the scalar and the columnar form share them: 0 no,
1 undetermined, 2 yes. `all` is min, `any` is max, `not x` is 2 - x.
"""

from enum import IntEnum

NO, UNDETERMINED, YES = 0, 1, 2
Value = int


class State(IntEnum):
    """What is recorded on an element for one scope."""

    NO = 0
    OPEN = 1
    YES = 2
    UNRESOLVED = 3
    NOT_REACHED = 4
    NOT_APPLICABLE = 5


STATE_NAMES = {
    State.NO: "no",
    State.OPEN: "open",
    State.YES: "yes",
    State.UNRESOLVED: "unresolved",
    State.NOT_REACHED: "not-reached",
    State.NOT_APPLICABLE: "not-applicable",
}
VALUE_NAMES = {NO: "no", UNDETERMINED: "undetermined", YES: "yes"}


class Reading(IntEnum):
    """How an occurrence of a leaf reads `unresolved`: the value it then takes.

    Outside branches on the authority's burden it stays undetermined; inside, it takes the value
    that favours the person: no where the leaf counts towards the branch, yes where against it.
    """

    FOR_BRANCH = 0
    PLAIN = 1
    AGAINST_BRANCH = 2


def leaf_value(state: State, reading: Reading) -> Value:
    """The value of a leaf occurrence."""
    if state is State.UNRESOLVED:
        return int(reading)
    if state is State.NOT_APPLICABLE:
        return NO
    return UNDETERMINED if state is State.NOT_REACHED else int(state)


def composite_value(state: State, of_parts: Value, of_recorded_parts: Value) -> Value:
    """The value of a composite with a record of its own (imported decisions).

    A determined record stands for the parts; recorded parts that say the opposite make a
    conflict, which is undetermined.
    """
    if state not in (State.YES, State.NO):
        return of_parts
    return UNDETERMINED if of_recorded_parts == YES - int(state) else int(state)
