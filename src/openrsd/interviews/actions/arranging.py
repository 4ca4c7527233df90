"""What the offices have for interviews: rooms, and what those who interpret speak."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.policies import may
from openrsd.accounts.recording import recorded
from openrsd.accounts.roles import Permission
from openrsd.interviews import acts, policies
from openrsd.interviews.errors import NameTakenHere
from openrsd.interviews.models import ROOM, InterpreterProfile, Room

USER = "user"


def open_room(office: UUID, name: str, *, acting: Actor) -> Room:
    """A room in which people are heard. NameTakenHere."""
    room = Room(office=office, name=name.strip())
    with recorded(acts.CHANGE_ROOMS, acting=acting, subject_kind=ROOM, subjects=[room.id]):
        if not may(acting, Permission.ASSIGN_CASES, office):
            raise NotHere
        if Room.objects.filter(office=office, name=room.name, closed_at=None).exists():
            raise NameTakenHere
        room.save(force_insert=True)
    return room


def close_room(room: UUID, *, acting: Actor) -> Room:
    """Nobody is invited there any more. What was arranged there stays as it is."""
    with recorded(acts.CHANGE_ROOMS, acting=acting, subject_kind=ROOM, subjects=[room]):
        closed = get_to_change(policies.rooms(acting), room)
        closed.closed_at = timezone.now()
        closed.save(update_fields=["closed_at"])
    return closed


def note_interpreter(user: UUID, spoken: Mapping[str, Any], *, acting: Actor) -> InterpreterProfile:
    """What somebody speaks, with the dialects, and states or circles for whose people they never
    interpret (`languages`, `gender`, `served`).
    """
    with recorded(acts.CHANGE_INTERPRETER, acting=acting, subject_kind=USER, subjects=[user]):
        known = policies.interpreters(acting).filter(id=user).first()
        if known is None:
            raise NotHere
        profile = InterpreterProfile.objects.filter(user=user).first()
        profile = profile or InterpreterProfile(user=user, compartment=known.compartment)
        profile.content = dict(spoken)
        profile.save()
    return profile
