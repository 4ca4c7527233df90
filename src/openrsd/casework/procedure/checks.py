"""What must hold between the files of the procedure before anybody works by them."""

import re
from collections.abc import Iterator

from openrsd.accounts.roles import roles
from openrsd.casework.procedure import guards_of_course as guards_of_course
from openrsd.casework.procedure import guards_of_people as guards_of_people
from openrsd.casework.procedure import guards_of_record as guards_of_record
from openrsd.casework.procedure.asking import GUARDS
from openrsd.casework.procedure.declared import Procedure
from openrsd.casework.procedure.facts import BEGINNING
from openrsd.casework.procedure.redlines import UNPROTECTED, crossings, required_of
from openrsd.casework.procedure.shapes import STATE_LEFT, TransitionFile

# Asked by the machine of every step, or by another rule; no transition lists them.
OF_EVERY_STEP = frozenset(
    {"state-fits", "role-may", "no-conflict", "days-in-order", "guardian-does-not-decide"}
)
ELSEWHERE = frozenset({"every-adult-wishes-it"})
# No state, step or input may be about sending someone away.
_REMOVAL = re.compile(
    r"remov(e|al)|deport|expul|expel|refoul|return-order|hand-over", re.IGNORECASE
)
_ABOUT_PROTECTING = frozenset({"refoulement-risk"})

Found = tuple[str, str, str]


def check_procedure(procedure: Procedure) -> list[Found]:
    """(list, id, what is wrong) for everything that does not fit together."""
    return [
        *_states(procedure),
        *_transitions(procedure),
        *_guards(procedure),
        *(("transitions", one, words) for one, words in crossings(procedure)),
        *_ways_on(procedure),
    ]


def _states(procedure: Procedure) -> Iterator[Found]:
    for needed in (BEGINNING, UNPROTECTED, "reopened", "on-hold"):
        if needed not in procedure.states:
            yield "states", needed, f"the state '{needed}' is missing"
    for state in procedure.states.values():
        if _REMOVAL.search(state.id) or state.id == STATE_LEFT:
            yield "states", state.id, "there can be no such state"
        if not state.protected and state.id != UNPROTECTED:
            yield "states", state.id, f"every state but '{UNPROTECTED}' protects the person"


def _transitions(procedure: Procedure) -> Iterator[Found]:
    known_roles = set(roles())
    for one in procedure.transitions.values():
        for state in (*one.from_, *([] if one.to == STATE_LEFT else [one.to])):
            if state not in procedure.states:
                yield "transitions", one.id, f"there is no state '{state}'"
        for role in (*one.by, *one.recorded_by):
            if role not in known_roles:
                yield "transitions", one.id, f"there is no role '{role}'"
        for guard in one.guards:
            if guard not in procedure.guards:
                yield "transitions", one.id, f"there is no guard '{guard}'"
        for other in one.follows:
            if other not in procedure.transitions:
                yield "transitions", one.id, f"there is no transition '{other}'"
        yield from _inputs(one)


def _inputs(one: TransitionFile) -> Iterator[Found]:
    ids = [item.id for item in one.inputs]
    if len(set(ids)) < len(ids):
        yield "transitions", one.id, "an input stands twice"
    for item in one.inputs:
        if _REMOVAL.search(item.id) and item.id not in _ABOUT_PROTECTING:
            yield "transitions", one.id, f"there can be no input '{item.id}'"


def _guards(procedure: Procedure) -> Iterator[Found]:
    asked = {guard for one in procedure.transitions.values() for guard in one.guards}
    for guard in procedure.guards.values():
        if guard.id not in GUARDS and guard.id not in OF_EVERY_STEP | ELSEWHERE:
            yield "guards", guard.id, "no question stands behind this guard"
        if guard.id not in asked | OF_EVERY_STEP | ELSEWHERE:
            yield "guards", guard.id, "no transition asks this guard"
    needed = {
        name
        for one in procedure.transitions.values()
        for was in one.from_
        for name in required_of(one, was)
    }
    for name in sorted((needed | set(GUARDS) | OF_EVERY_STEP | ELSEWHERE) - set(procedure.guards)):
        yield "guards", name, f"the guard '{name}' has no words"
    for rule in procedure.forbidden:
        for name in rule.guards:
            if name not in procedure.guards:
                yield "forbidden", rule.id, f"there is no guard '{name}'"
        if not rule.guards and not rule.held_by:
            yield "forbidden", rule.id, "nothing is named that keeps this from happening"


def _ways_on(procedure: Procedure) -> Iterator[Found]:
    """Every state can be reached, and every state has a way on or back."""
    reached, waiting = set[str](), [BEGINNING]
    while waiting:
        state = waiting.pop()
        if state in reached:
            continue
        reached.add(state)
        waiting.extend(one.to for one in procedure.from_state(state) if one.to != STATE_LEFT)
    for state in procedure.states:
        if state not in reached:
            yield "states", state, "no way leads to this state"
        if not procedure.from_state(state):
            yield "states", state, "no way leads on or back from this state"
