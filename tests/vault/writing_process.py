"""A process that writes in a key store without end and says aloud what is done. Killed by tests."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from tests.vault.installation import Installation


def write_without_end(folder: Path) -> None:
    installation = Installation.at(folder)
    while True:
        kept, erased = uuid4(), uuid4()
        installation.keys.make_all([kept, erased])
        print("kept", kept, flush=True)  # noqa: T201
        installation.keys.erase(erased, at=datetime.now(UTC))
        print("erased", erased, flush=True)  # noqa: T201
        version = installation.master.rotate()
        while installation.keys.rewrap(3):
            pass
        installation.keys.drop_master_version(version - 1)
        print("rotated", version, flush=True)  # noqa: T201


if __name__ == "__main__":
    write_without_end(Path(sys.argv[1]))
