"""Who acts: every selector and every action is asked by someone, and knows as what."""

from dataclasses import dataclass, field
from uuid import UUID, uuid5

# The ids of the installation's own actors are made from their names, and so never change.
_SYSTEM_ACTORS = UUID("6f1d4bb6-2f6c-5e1f-9d3a-0c8e5a1b7c42")
SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person, or a named part of the system, at one moment.

    `postings` holds (role, office) as they stand now; `office` is the one she works in at present,
    which the ledger notes.
    """

    kind: str
    id: UUID
    office: UUID | None = None
    postings: frozenset[tuple[str, UUID]] = field(default_factory=frozenset)

    @property
    def roles(self) -> frozenset[str]:
        """The roles held in any office."""
        return frozenset(role for role, _office in self.postings)

    def offices_as(self, role: str) -> frozenset[UUID]:
        """The offices in which this role is held."""
        return frozenset(office for held, office in self.postings if held == role)

    @property
    def is_system(self) -> bool:
        """Whether no person acts."""
        return self.kind == SYSTEM


def system_actor(name: str) -> Actor:
    """The part of the system of this name, for work that no person started."""
    return Actor(SYSTEM, uuid5(_SYSTEM_ACTORS, name))
