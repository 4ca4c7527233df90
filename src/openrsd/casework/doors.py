"""The doors: each transition names the one action that may make it (`procedure/corpus`).

A room registers its doors where they are defined. Whoever makes a step asks here which action
that is; the action says which inputs it brings by itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from openrsd.casework.models import Case
from openrsd.casework.procedure.loader import shipped_procedure

Inputs = Mapping[str, Any]
Act = Callable[..., Case]
P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Door:
    """An action that makes steps: `act(case, transition, inputs, acting=...)`.

    `supplies` are the inputs that it brings itself, `page` the address of a page of its own, which
    takes the case.
    """

    act: Act
    supplies: frozenset[str]
    page: str | None


DOORS: dict[str, Door] = {}


def path_of(act: Callable[..., Any]) -> str:
    """The path of an action as the procedure writes it: its room, `actions`, its name."""
    room = act.__module__.split(".actions", 1)[0]
    return f"{room}.actions.{act.__name__}"


def door(
    *, supplies: tuple[str, ...] = (), page: str | None = None
) -> Callable[
    [Callable[Concatenate[UUID, str, Inputs, P], Case]],
    Callable[Concatenate[UUID, str, Inputs, P], Case],
]:
    """Registers an action as the door of the transitions that name it."""

    def registered(
        act: Callable[Concatenate[UUID, str, Inputs, P], Case],
    ) -> Callable[Concatenate[UUID, str, Inputs, P], Case]:
        DOORS[path_of(act)] = Door(act, frozenset(supplies), page)
        return act

    return registered


def door_of(transition: str) -> Door | None:
    """The action that makes this transition; none for the registration, which begins a case."""
    return DOORS.get(shipped_procedure().transition(transition).door)
