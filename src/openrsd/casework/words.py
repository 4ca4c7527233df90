"""Cases in words: states, next steps, levels of priority, ways of handling."""

from collections.abc import Iterable

from openrsd.casework.models.cases import LOWEST_PRIORITY
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.texts import gettext as _
from openrsd.texts import shown

# procedure.md section 7. The level alone is shown in lists, never what stands behind it.
LEVELS = shown(
    {
        1: "1 – at once",
        2: "2 – very urgent",
        3: "3 – urgent",
        4: "4 – soon",
        5: "5 – next",
        6: "6 – by date",
    }
)
WAITING = shown(
    {
        "person": "Waits for the person",
        "office": "Waits for the office",
        "reviewer": "Waits for the reviewer",
        "appeal": "Waits for the appeal body",
        "court": "Waits for the court",
        "nobody": "Nothing is waited for",
    }
)
_ASIDE = ("T6", "T9", "T15b", "T18", "T20", "T21", "T22", "T24", "S8", "A")
# Ways back that are the way on where a case was interrupted.
_AHEAD = frozenset({"A9", "A10", "A12a", "A12b"})
# Above every level that somebody set: an alert runs.
AT_ONCE = 1
TONES = {1: "danger", 2: "danger", 3: "care", 4: "calm", 5: "calm", LOWEST_PRIORITY: "quiet"}


def level_in_words(level: int) -> str:
    """A level of priority as lists show it."""
    return _(LEVELS[level]) if level in LEVELS else str(level)


def state_in_words(state: str) -> str:
    """The title of a state; its id where an older procedure knew it."""
    known = shipped_procedure().states.get(state)
    return _(known.title) if known else state


def said_in_words(state: str) -> str:
    """What the person is told of a state: of a decision that there is one, until it is told."""
    known = shipped_procedure().states.get(state)
    return _(known.says) if known else ""


def next_in_words(state: str, held: Iterable[str]) -> str:
    """The first thing that someone in these roles does with such a case, or whom it waits for."""
    roles = frozenset(held)
    for one in shipped_procedure().from_state(state):
        if not is_aside(one.id) and roles & set(one.by):
            return _(one.title)
    known = shipped_procedure().states.get(state)
    return _(WAITING[known.waits_on]) if known else ""


def is_aside(transition: str) -> bool:
    """Whether a step is offered apart: it can be made from many states, and seldom is."""
    return transition.startswith(_ASIDE) and transition not in _AHEAD
