"""Where an installation keeps what belongs to it: everything under one folder.

`OPENRSD_HOME` names the folder. `OPENRSD_KEYS` may name another one for the keys, on a medium of
its own. Several installations live side by side in folders of their own.
"""

import os
from dataclasses import dataclass
from pathlib import Path

DEFAULT_HOME = Path("~/.local/share/openrsd")


@dataclass(frozen=True, slots=True)
class Places:
    """The folders and files of one installation."""

    home: Path
    keys: Path

    @classmethod
    def from_environment(cls) -> "Places":
        """As `OPENRSD_HOME` and `OPENRSD_KEYS` say."""
        home = Path(os.environ.get("OPENRSD_HOME") or DEFAULT_HOME).expanduser().absolute()
        keys = os.environ.get("OPENRSD_KEYS")
        return cls(home, Path(keys).expanduser().absolute() if keys else home / "keys")

    @property
    def about(self) -> Path:
        """Id and kind of the installation."""
        return self.home / "installation.json"

    @property
    def master_keys(self) -> Path:
        """The sealed master keys."""
        return self.keys / "master.keys"

    @property
    def database(self) -> Path:
        """The encrypted database, where no server keeps it."""
        return self.home / "data" / "openrsd.sqlite"

    @property
    def files(self) -> Path:
        """The sealed files."""
        return self.home / "data" / "files"

    @property
    def coi_index(self) -> Path:
        """The index of country information: it can be made again, and no backup holds it."""
        return self.home / "index" / "coi.sqlite"

    @property
    def run(self) -> Path:
        """Marks of what runs: the lock, process numbers."""
        return self.home / "run"

    @property
    def lock_mark(self) -> Path:
        """While this file exists the installation is locked."""
        return self.run / "locked"

    @property
    def serving(self) -> Path:
        """Held by the one server of this installation; says which process and where."""
        return self.run / "serving"

    @property
    def demo_key(self) -> Path:
        """What unlocks a demonstration: beside its data, which protects nothing, and need not."""
        return self.home / "demonstration.key"

    @property
    def demo_sign_ins(self) -> Path:
        """The invented users of a demonstration and their words."""
        return self.home / "demo-sign-ins.txt"
