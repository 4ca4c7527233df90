"""Restoring a backup: everything is verified before anything is put in place.

The keys are not in the backup: they must be there already, and the backup be signed by them.
"""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from openrsd.accounts.signing_in.sessions import end_all_sessions
from openrsd.config.acts import note_act
from openrsd.config.backing_up import postgresql
from openrsd.config.backing_up.acts import RESTORED
from openrsd.config.backing_up.backup import DATABASE, FILES
from openrsd.config.backing_up.databases import POSTGRESQL, SQLCIPHER, kind_of_database, look_over
from openrsd.config.backing_up.errors import NewerBackup, NotEmpty, OtherDatabase, OtherInstallation
from openrsd.config.backing_up.manifest import (
    ABOUT,
    MANIFEST,
    SIGNATURE,
    About,
    Counted,
    Manifest,
    Secret,
    read_head,
)
from openrsd.config.installation import read, write_about
from openrsd.config.places import Places
from openrsd.config.preparing import prepare_database
from openrsd.texts import gettext as _
from openrsd.vault import opened
from openrsd.vault.bundles import (
    DamagedBundle,
    Piece,
    read_bundle,
)
from openrsd.vault.durable import OWNER_ONLY, make_folder, sync_folder, writing_in
from openrsd.vault.erasure import forget_erased

_NUMBER = r"\d{8}"
_DATABASE_PIECE = re.compile(rf"{DATABASE}/{_NUMBER}")
_FILE_PIECE = re.compile(rf"{FILES}/([0-9a-f]{{32}})/{_NUMBER}")


@dataclass(frozen=True, slots=True)
class Checked:
    """A backup that was read to its end and found to be whole and signed by the keys here."""

    about: About
    manifest: Manifest


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back, how many erasures the keys learned, how many tokens of the erased went."""

    checked: Checked
    erasures_learned: int
    tokens_forgotten: int


def check_backup(path: Path, secret: Secret) -> Checked:
    """Reads a backup to its end and verifies everything, changing nothing."""
    return _read_whole(path, secret, None)


def restore(places: Places, path: Path, secret: Secret) -> Restored:
    """Puts a backup in place. The vault is open, Django ready, the database absent or empty."""
    about = read_head(path, secret)
    _refuse_others(places, about)
    _refuse_full(places)
    with _staged(places) as stage:
        checked = _read_whole(path, secret, stage)
        _refuse_newer(checked.manifest)
        # First: from here on the keys know every erasure that the backup knows.
        learned = opened().keys.bury(checked.manifest.erased)
        if about.database == SQLCIPHER and not look_over(
            stage / places.database.name, checked.manifest.rows.items()
        ):
            raise DamagedBundle
        _put_in_place(places, stage)
    if about.database == POSTGRESQL:
        _fill_server(places, path, secret, checked)
    if not places.about.exists():
        write_about(places, about.installation)
    return Restored(checked, learned, _mend(places, about))


def _read_whole(path: Path, secret: Secret, stage: Path | None) -> Checked:
    """Verifies everything; where there is a stage, files and a database file are left there."""
    counted, about, ending = Counted(), None, {}
    for name, content in read_bundle(path, secret):
        if about is None:
            if name != ABOUT:
                raise DamagedBundle
            about = About.from_bytes(content)
            if about.key_id != opened().signing_key.key_id:
                raise OtherInstallation
        if name in (MANIFEST, SIGNATURE):
            ending[name] = content
            continue
        counted.add(name, content)
        if stage is not None:
            _keep(stage, about, name, content)
    if about is None or len(ending) != 2:
        raise DamagedBundle
    public = opened().signing_key.public
    manifest = Manifest.from_bytes(ending[MANIFEST], ending[SIGNATURE], public)
    if manifest.contents != counted.contents:
        raise DamagedBundle
    return Checked(about, manifest)


def _keep(stage: Path, about: About, name: str, content: bytes) -> None:
    file = _FILE_PIECE.fullmatch(name)
    if file:
        target = stage / FILES / file.group(1)[:2] / file.group(1)
        make_folder(target.parent)
    elif _DATABASE_PIECE.fullmatch(name):
        if about.database == POSTGRESQL:
            return  # Its dump is not for a disk: it is read once more, into the server.
        target = stage / "openrsd.sqlite"
    elif name == ABOUT:
        return
    else:
        raise DamagedBundle
    with writing_in(stage):
        descriptor = os.open(target, os.O_CREAT | os.O_APPEND | os.O_WRONLY, OWNER_ONLY)
        with os.fdopen(descriptor, "wb") as opened_file:
            opened_file.write(content)


def _refuse_others(places: Places, about: About) -> None:
    if about.key_id != opened().signing_key.key_id:
        raise OtherInstallation
    if places.about.exists() and read(places).id != about.installation.id:
        raise OtherInstallation
    if about.database != kind_of_database():
        raise OtherDatabase(
            _(
                "This is a backup of a {there} database, and the installation here uses {here}: "
                "set or unset DATABASE_URL."
            ).format(there=about.database, here=kind_of_database())
        )


def _refuse_full(places: Places) -> None:
    data = places.database.parent
    if data.exists() and any(data.iterdir()):
        raise NotEmpty(
            _("{folder} is not empty. Nothing is overwritten: move it away first.").format(
                folder=data
            )
        )
    if kind_of_database() == POSTGRESQL and postgresql.rows_of_tables():
        raise NotEmpty(_("The database of DATABASE_URL is not empty. Nothing is overwritten."))


def _refuse_newer(manifest: Manifest) -> None:
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(None)
    known = {f"{app}.{name}" for app, name in loader.disk_migrations}
    ours = tuple(f"{app}." for app in loader.migrated_apps)
    if any(step.startswith(ours) and step not in known for step in manifest.migrations):
        raise NewerBackup


@contextmanager
def _staged(places: Places) -> Iterator[Path]:
    """A folder beside the data's place, which takes its name in one step."""
    stage = places.home / "data.restoring"
    with writing_in(places.home):
        shutil.rmtree(stage, ignore_errors=True)
        make_folder(stage)
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _put_in_place(places: Places, stage: Path) -> None:
    with writing_in(places.home):
        os.sync()
        # An empty folder gives way, any other does not.
        stage.rename(places.database.parent)
        sync_folder(places.home)
        make_folder(places.run)


def _fill_server(places: Places, path: Path, secret: Secret, checked: Checked) -> None:
    counted = Counted()
    try:
        postgresql.restore(_database_chunks(counted.of(read_bundle(path, secret))))
        if postgresql.rows_of_tables() != checked.manifest.rows:
            raise DamagedBundle
    except BaseException:
        # As it was before, so that it can be tried again.
        places.database.parent.rename(places.home / "data.restoring")
        shutil.rmtree(places.home / "data.restoring")
        raise


def _database_chunks(pieces: Iterator[Piece]) -> Iterator[bytes]:
    for name, content in pieces:
        if _DATABASE_PIECE.fullmatch(name):
            yield content


def _mend(places: Places, about: About) -> int:
    """Takes out what must not come back with an old database: what finds the erased, sessions."""
    from django.core.cache import cache
    from django.db import transaction

    prepare_database(places, about.installation)
    with transaction.atomic():
        forgotten = forget_erased()
        end_all_sessions()
        note_act(RESTORED, about.installation.id, {"backup": about.id})
    cache.clear()
    return forgotten
