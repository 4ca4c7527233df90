"""What the ledger can say was done to the installation itself."""

from collections.abc import Mapping
from uuid import UUID

from openrsd.accounts.acting import system_actor
from openrsd.accounts.recording import note
from openrsd.ledger.acts import Act, register
from openrsd.ledger.entries import DetailValue
from openrsd.texts import shown

MADE = register("installation.make", shown("made the installation"))
UPGRADED = register("installation.upgrade", shown("brought the database to a newer version"))
SERVED = register("installation.serve", shown("began to serve the installation"))
FOUND_LOCKED = register("installation.found-locked", shown("found the installation locked"))
UNLOCKED = register("installation.unlock", shown("unlocked the installation"))

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
