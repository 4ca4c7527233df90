"""Erasing a compartment: its keys in the store and in every known copy, and what finds it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from openrsd.vault.copies import KeyCopies
from openrsd.vault.keystore import Tombstone
from openrsd.vault.looking_up import forget_compartments
from openrsd.vault.opened import opened


@dataclass(frozen=True, slots=True)
class Erasure:
    """What was done. `unreached` are copies of the keys that can still open the compartment."""

    tombstone: Tombstone
    tokens: int
    unreached: tuple[Path, ...]


def erase(compartment: UUID, *, at: datetime) -> Erasure:
    """Destroys the compartment's keys. There is no way back.

    Called last in the transaction that notes it: the keys are gone even if the transaction fails,
    and calling it again then gives the same tombstone.
    """
    vault = opened()
    tokens = forget_compartments([compartment])
    stone = vault.keys.erase(compartment, at=at)
    return Erasure(stone, tokens, KeyCopies(vault.keys).reach())


def copies_not_reached(compartment: UUID) -> tuple[Path, ...]:
    """Where known copies of the keys are that can still open this erased compartment."""
    keys = opened().keys
    generations = [s.generation for s in keys.tombstones() if s.compartment == compartment]
    return KeyCopies(keys).behind(max(generations)) if generations else ()


def forget_erased() -> int:
    """Deletes what still finds erased compartments, in a database older than their erasure.

    Returns how many tokens went; a second call finds none.
    """
    return forget_compartments(stone.compartment for stone in opened().keys.tombstones())
