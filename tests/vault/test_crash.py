"""Killed at any moment, the store is the old one or the new one, never a broken one."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path
from uuid import UUID

import pytest

from openrsd.vault import Erased
from tests.vault.installation import Installation

ROOT = Path(__file__).parents[2]


def killed_after(folder: Path, lines: int, seconds: float) -> list[tuple[str, str]]:
    """What a writing process had said was done before it was killed."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.vault.writing_process", str(folder)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        said = list(islice(process.stdout, lines))
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        said += process.stdout.readlines()
    assert process.returncode == -signal.SIGKILL
    done = [line.split() for line in said if line.endswith("\n")]
    return [(what, which) for what, which in done]


@pytest.mark.parametrize(("lines", "seconds"), [(1, 0.0), (20, 0.003), (45, 0.011)])
def test_after_a_kill_everything_said_to_be_done_is_done(
    installation: Installation, tmp_path: Path, lines: int, seconds: float
) -> None:
    installation.keys.close()
    done = killed_after(tmp_path, lines, seconds)
    assert len(done) >= lines

    again = Installation.at(tmp_path)
    for what, which in done:
        if what == "kept":
            assert again.keys.compartment(UUID(which)).keys
        elif what == "erased":
            with pytest.raises(Erased):
                again.keys.compartment(UUID(which))
        else:
            assert again.master.current >= int(which)
    again.keys.signing_key().sign(b"still there")
    assert still_whole(again) >= sum(what == "kept" for what, _ in done)


def still_whole(installation: Installation) -> int:
    """Every compartment in the store opens, and an interrupted rotation goes on."""
    with sqlite3.connect(installation.folder / "keys" / "keys.sqlite") as store:
        assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        present = store.execute("SELECT DISTINCT compartment FROM wrapped_keys").fetchall()
    store.close()
    while installation.keys.rewrap(10):
        pass
    for (compartment,) in present:
        assert installation.keys.compartment(UUID(bytes=compartment)).keys
    for version in installation.master.versions[:-1]:
        installation.keys.drop_master_version(version)
    assert all(installation.keys.compartment(UUID(bytes=found)).keys for (found,) in present)
    return len(present)
