"""Examining an installation from outside: the machine, its folders, its keys. Needs no secret."""

import json
import os
import platform
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from openrsd.config.environment import flag
from openrsd.config.examining_documents import examine_documents
from openrsd.config.findings import Finding, good, note, problem, warning
from openrsd.config.installation import Installation
from openrsd.config.places import Places
from openrsd.texts import gettext as _
from openrsd.vault import VaultError, what_unlocks
from openrsd.vault.locking import read_lock

LIBRARIES = ("django", "granian", "sqlcipher3", "cryptography", "psycopg")
ROOM_LEAST, ROOM_WANTED = 100 * 1024**2, 1024**3
_SWAPS = Path("/proc/swaps")
# Swap in memory, or through the device mapper, which is how encrypted swap is made.
_SWAP_NOT_IN_CLEAR = ("/dev/zram", "/dev/dm-", "/dev/mapper/")


@dataclass(frozen=True, slots=True)
class Secret:
    """Where the secret comes from: the name of a variable, or a file."""

    variable: str = ""
    file: Path | None = None


def examine_outside(
    places: Places, installation: Installation, secret: Secret
) -> Iterator[Finding]:
    """Everything that can be seen without opening anything."""
    yield from _machine(places)
    yield from examine_documents()
    yield from _rights(places)
    yield from _keys(places, installation, secret)
    yield from _running(places)
    yield from _reachable(installation)
    yield from _unfinished(places)


def _machine(places: Places) -> Iterator[Finding]:
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    yield good(
        "versions",
        f"OpenRSD {version('openrsd')}, Python {platform.python_version()}, {libraries}",
    )
    room = shutil.disk_usage(places.home).free
    says = _("{count} MiB are free on the disk of {home}.").format(
        count=room // 1024**2, home=places.home
    )
    if room < ROOM_LEAST:
        yield problem("disk", says, _("Make room now: soon nothing can be saved."))
    elif room < ROOM_WANTED:
        yield warning("disk", says, _("Make room."))
    else:
        yield good("disk", says)
    if _swaps_in_clear():
        yield warning(
            "swap",
            _("This machine swaps memory to a disk that may not be encrypted, keys included."),
            _("Switch swap off (swapoff -a), or encrypt it."),
        )


def _swaps_in_clear() -> bool:
    try:
        lines = _SWAPS.read_text("utf-8").splitlines()[1:]
    except OSError:
        return False
    return any(not line.startswith(_SWAP_NOT_IN_CLEAR) for line in lines)


def _rights(places: Places) -> Iterator[Finding]:
    open_to_others = [
        path
        for folder in dict.fromkeys((places.home, places.keys))
        for path in (folder, *folder.rglob("*"))
        if not path.is_symlink() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    ]
    if open_to_others:
        yield problem(
            "rights",
            _("Other users of this machine can reach {path} and {count} more.").format(
                path=open_to_others[0], count=len(open_to_others) - 1
            ),
            _("Close it: chmod -R go= {home} {keys}").format(home=places.home, keys=places.keys),
        )
    else:
        yield good("rights", _("Only its owner can read the installation."))


def _keys(places: Places, installation: Installation, secret: Secret) -> Iterator[Finding]:
    try:
        unlocked_by = what_unlocks(places.master_keys)
    except VaultError as error:
        yield problem("keys", str(error), _("Bring the key folder back from its copy."))
        return
    if installation.is_demonstration:
        yield note(
            "demonstration",
            _("This is a demonstration: its key lies beside its data and protects nothing."),
            _("Never type the name of a real person into it."),
        )
        return
    if places.keys.is_relative_to(places.home):
        yield warning(
            "key folder",
            _("The keys are in the folder of the data: whoever copies one has both."),
            _("Move {keys} to another medium and name it in OPENRSD_KEYS.").format(
                keys=places.keys
            ),
        )
    else:
        yield good("key folder", _("The keys are apart from the data."))
    yield _unlocked_by(places, unlocked_by, secret)


def _unlocked_by(places: Places, unlocked_by: str, secret: Secret) -> Finding:
    what = _("passphrase") if unlocked_by == "passphrase" else _("key")
    if secret.variable:
        return warning(
            "secret",
            _("The {what} comes from the variable {name}.").format(what=what, name=secret.variable),
            _(
                "Whoever can read how this machine starts its services can open everything: "
                "type the passphrase, or use a file on a medium that is taken away."
            ),
        )
    if secret.file is not None:
        file = secret.file.absolute()
        if any(file.is_relative_to(folder) for folder in (places.home, places.keys)):
            return problem(
                "secret",
                _("{file} lies beside what it unlocks: who steals one has both.").format(file=file),
                _("Move it to another medium."),
            )
        if file.exists() and file.stat().st_dev == places.home.stat().st_dev:
            return warning(
                "secret",
                _("{file} is on the same disk as the data it unlocks.").format(file=file),
                _("Keep it on a medium that is taken away after the start."),
            )
    return good("secret", _("A {what} unlocks the installation.").format(what=what))


def _running(places: Places) -> Iterator[Finding]:
    locked = read_lock(places.run)
    if locked is not None:
        yield note("lock", _("The installation is locked."), _("To open it: openrsd unlock."))
    from openrsd.config.serving import running_server

    serving = running_server(places)
    if serving is None:
        yield note("server", _("No server is running."), "" if locked else "openrsd serve")
    else:
        url = json.loads(serving.read_bytes())["url"]
        yield good("server", _("A server is running at {url}").format(url=url))


def _reachable(installation: Installation) -> Iterator[Finding]:
    if flag("OPENRSD_HTTPS"):
        hosts = os.environ.get("OPENRSD_HOSTS", "")
        if hosts:
            yield good("address", _("Served with HTTPS as {hosts}.").format(hosts=hosts))
        else:
            yield problem(
                "address",
                _("HTTPS is on, but no name is set by which browsers may ask."),
                _("Set OPENRSD_HOSTS to the name of this server."),
            )
    elif not installation.is_demonstration:
        yield note("address", _("Without HTTPS it serves this machine only."))


def _unfinished(places: Places) -> Iterator[Finding]:
    left = [
        *places.home.rglob(".*.unfinished"),
        *(places.files / "unfinished").glob("*"),
        *(() if places.keys.is_relative_to(places.home) else places.keys.glob(".*.unfinished")),
    ]
    if left:
        yield note(
            "unfinished",
            _("{count} files were left unfinished by work that was stopped.").format(
                count=len(left)
            ),
            _("They hold nothing that was saved, and go by themselves or may be deleted."),
        )
