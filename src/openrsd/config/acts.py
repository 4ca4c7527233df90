"""What the ledger can say was done to the installation itself."""

from collections.abc import Mapping
from uuid import UUID

from openrsd.accounts.acting import system_actor
from openrsd.accounts.recording import note
from openrsd.ledger.acts import Act, register
from openrsd.ledger.entries import DetailValue

MADE = register("installation.make", "made the installation")
UPGRADED = register("installation.upgrade", "brought the database to a newer version")
SERVED = register("installation.serve", "began to serve the installation")
FOUND_LOCKED = register("installation.found-locked", "found the installation locked")
UNLOCKED = register("installation.unlock", "unlocked the installation")

COMMAND_LINE = "command line"


def note_act(act: Act, installation: UUID, detail: Mapping[str, DetailValue] | None = None) -> None:
    """One entry about the installation, done by someone at the machine itself."""
    note(
        act,
        acting=system_actor(COMMAND_LINE),
        subject_kind="installation",
        subjects=[installation],
        detail=detail,
    )
