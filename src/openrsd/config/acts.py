"""What the ledger can say was done to the installation itself."""

from collections.abc import Mapping
from uuid import UUID

from openrsd.accounts.acting import system_actor
from openrsd.accounts.recording import note
from openrsd.ledger.acts import Act, register
from openrsd.ledger.entries import DetailValue
from openrsd.texts import shown

MADE = register("installation.made", shown("made the installation"))
UPGRADED = register("installation.upgraded", shown("brought the database to a newer version"))
LOCKED = register("installation.locked", shown("locked the installation"))
UNLOCKED = register("installation.unlocked", shown("unlocked the installation"))

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
