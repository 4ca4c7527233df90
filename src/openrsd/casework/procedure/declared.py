"""The procedure as read from its files, with what is looked up in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from openrsd.casework.procedure.shapes import (
    ForbiddenFile,
    GuardFile,
    StateFile,
    TransitionFile,
)
from openrsd.errors import OpenRSDError
from openrsd.texts import gettext as _


class UnknownTransition(OpenRSDError):
    """There is no transition of this id."""

    code = "unknown-transition"


class UnknownState(OpenRSDError):
    """There is no state of this id."""

    code = "unknown-state"


@dataclass(frozen=True, slots=True)
class Procedure:
    """All states, transitions, guards and forbidden paths, in the order of the files."""

    edition: str
    states: Mapping[str, StateFile]
    transitions: Mapping[str, TransitionFile]
    guards: Mapping[str, GuardFile]
    forbidden: tuple[ForbiddenFile, ...]

    def state(self, state: str) -> StateFile:
        """The state of this id. Raises UnknownState."""
        try:
            return self.states[state]
        except KeyError:
            raise UnknownState(_("There is no state '{id}'.").format(id=state)) from None

    def transition(self, transition: str) -> TransitionFile:
        """The transition of this id. Raises UnknownTransition."""
        try:
            return self.transitions[transition]
        except KeyError:
            raise UnknownTransition(
                _("There is no transition '{id}'.").format(id=transition)
            ) from None

    def from_state(self, state: str) -> tuple[TransitionFile, ...]:
        """What may lead on from this state, in the order of the files."""
        return tuple(one for one in self.transitions.values() if state in one.from_)

    def through_door(self, door: str) -> tuple[TransitionFile, ...]:
        """The transitions that this action may make."""
        return tuple(one for one in self.transitions.values() if one.door == door)
