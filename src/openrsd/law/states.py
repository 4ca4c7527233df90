"""Which treaties bind a country of asylum on a day, and the reservations that change a question.

Article 33 and custom are shown everywhere; a state that is no party only changes which source is
named beside them (law.md §9).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from openrsd.law.treaty_files import BindingNoteFile, TreatyFile


@dataclass(frozen=True, slots=True)
class TreatyAct:
    """The act by which a state became party, and where it was read.

    `note` says so where the row was not in the source.
    """

    treaty: str
    state: str
    act: str
    day: date
    note: str = ""
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Bond:
    """How one treaty stands for one state on one day. `since` is None where it is no party."""

    treaty: TreatyFile
    act: TreatyAct | None
    since: date | None
    notes: tuple[BindingNoteFile, ...]

    @property
    def binding(self) -> bool:
        """Whether the state is bound."""
        return self.since is not None


@dataclass(frozen=True)
class BindingTable:
    """The status of treaties on `day`."""

    day: date
    treaties: Mapping[str, TreatyFile]
    acts: Mapping[tuple[str, str], TreatyAct]
    notes: tuple[BindingNoteFile, ...]

    def bond(self, state: str, treaty_id: str) -> Bond:
        """How `treaty_id` stands for `state` (alpha-3). KeyError for an unknown treaty."""
        treaty = self.treaties[treaty_id]
        act = self.acts.get((treaty_id, state))
        since = None
        if act is not None:
            starts = max(act.day + timedelta(treaty.delay_days), treaty.entered_into_force)
            since = starts if starts <= self.day else None
        notes = tuple(
            note
            for note in self.notes
            if note.state == state and note.treaty == treaty_id and note.in_force.includes(self.day)
        )
        return Bond(treaty, act, since, notes)

    def is_bound(self, state: str, treaty_id: str) -> bool:
        """Whether `state` is bound by `treaty_id` on the day."""
        return self.bond(state, treaty_id).binding

    def bonds(self, state: str) -> tuple[Bond, ...]:
        """Every treaty for `state`, in the order of the file."""
        return tuple(self.bond(state, treaty) for treaty in self.treaties)
