"""The procedure as people read it: its states by stage, and what leads on from each."""

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from openrsd.accounts.roles import title_of
from openrsd.casework.procedure.facts import CaseFacts
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.casework.procedure.machine import SYSTEM
from openrsd.casework.procedure.map import svg_map
from openrsd.casework.procedure.shapes import STATE_LEFT, Stage
from openrsd.casework.words import state_in_words
from openrsd.texts import gettext as _
from openrsd.texts import shown

STAGES = shown(
    {
        Stage.REGISTRATION: "Registration",
        Stage.INTERVIEW: "Interview",
        Stage.ASSESSMENT: "Assessment",
        Stage.DECISION: "Decision",
        Stage.APPEAL: "Appeal",
        Stage.COURT: "Court",
        Stage.END: "End",
        Stage.STATUS: "Review of a status",
        Stage.SIDE: "Beside the line",
    }
)


@dataclass(frozen=True, slots=True)
class Way:
    """A step that leads on: what it is called, where to, and who makes it."""

    title: str
    to: str
    by: str


@dataclass(frozen=True, slots=True)
class Place:
    """A state on the map."""

    title: str
    meaning: str
    is_here: bool
    ways: tuple[Way, ...]


def picture(facts: CaseFacts | None = None) -> SafeString:
    """The procedure drawn, with where a case stands. Its texts are escaped where it is drawn."""
    return mark_safe(svg_map(shipped_procedure(), facts))  # noqa: S308


def stages(here: str = "") -> list[tuple[str, list[Place]]]:
    """(stage, its states) in the order of the procedure; `here` is where a case stands."""
    procedure = shipped_procedure()
    found: dict[Stage, list[Place]] = {stage: [] for stage in STAGES}
    for state in procedure.states.values():
        ways = tuple(
            Way(
                _(one.title),
                _("back to where it was") if one.to == STATE_LEFT else state_in_words(one.to),
                ", ".join(title_of(role) for role in one.by),
            )
            for one in procedure.from_state(state.id)
            if one.by != [SYSTEM]
        )
        found[state.stage].append(Place(_(state.title), _(state.meaning), state.id == here, ways))
    return [(_(STAGES[stage]), places) for stage, places in found.items()]
