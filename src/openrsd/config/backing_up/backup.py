"""Making a backup: database and sealed files as of now, never the keys, in one sealed file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openrsd.config.acts import note_act
from openrsd.config.backing_up.acts import BACKED_UP
from openrsd.config.backing_up.databases import chunks_of, kind_of_database, snapshot
from openrsd.config.backing_up.errors import NotEmpty
from openrsd.config.backing_up.manifest import ABOUT, About, Counted, Manifest
from openrsd.config.installation import Installation
from openrsd.config.places import Places
from openrsd.texts import gettext as _
from openrsd.vault import opened
from openrsd.vault.bundles import BundlePassphrase, BundleRecipients, Piece, write_bundle
from openrsd.vault.durable import alone_in

DATABASE, FILES = "database", "files"


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that is whole and on the disk."""

    path: Path
    about: About
    manifest: Manifest


def make_backup(
    places: Places,
    installation: Installation,
    path: Path,
    secret: BundlePassphrase | BundleRecipients,
) -> Made:
    """Writes the backup of the unlocked installation to a new file, while others go on working."""
    from django.db import transaction

    from openrsd.ledger.sealing import seal_all

    _refuse_within(places, path)
    about = About.new(installation, kind_of_database())
    # Before the copy is made: the ledger in the backup knows of it, and what cannot be noted is
    # not given out.
    with transaction.atomic():
        note_act(BACKED_UP, installation.id, {"backup": about.id})
    seal_all()
    manifests: list[Manifest] = []
    with alone_in(places.run):
        write_bundle(path, secret, _pieces(places, about, manifests))
    return Made(path, about, manifests[0])


def _refuse_within(places: Places, path: Path) -> None:
    """A backup in the key folder would lie beside the keys, one in the data be backed up again."""
    for folder in (places.keys, places.database.parent):
        if path.absolute().is_relative_to(folder):
            raise NotEmpty(
                _("A backup is kept apart from {folder}; name a file elsewhere.").format(
                    folder=folder
                )
            )


def _pieces(places: Places, about: About, manifests: list[Manifest]) -> Iterator[Piece]:
    counted = Counted()
    erased = tuple(opened().keys.tombstones())
    checkpoint, migrations = _newest_checkpoint(), _migrations()
    yield from counted.of([(ABOUT, about.to_bytes())])
    with snapshot(places) as now:
        yield from counted.of(_numbered(DATABASE, now.chunks))
    # After the database: a file is there before its row, so that no row lacks its file.
    yield from counted.of(_files(places.files))
    manifest = Manifest(counted.contents, now.rows, migrations, erased, checkpoint)
    manifests.append(manifest)
    yield from manifest.pieces()


def _numbered(name: str, chunks: Iterator[bytes]) -> Iterator[Piece]:
    for number, chunk in enumerate(chunks):
        yield f"{name}/{number:08}", chunk


def _files(folder: Path) -> Iterator[Piece]:
    for path in sorted(folder.glob("[0-9a-f][0-9a-f]/*")):
        try:
            file = path.open("rb")
        except FileNotFoundError:
            continue  # Taken away meanwhile.
        with file:
            yield from _numbered(f"{FILES}/{path.name}", chunks_of(file))


def _newest_checkpoint() -> Mapping[str, Any] | None:
    from openrsd.ledger.models import CheckpointRow

    newest = CheckpointRow.objects.order_by("-id").first()
    if newest is None:
        return None
    return {
        "seal": newest.seal,
        "seal_hash": bytes(newest.seal_hash).hex(),
        "entries": newest.entries,
        "at": newest.at.isoformat(),
    }


def _migrations() -> tuple[str, ...]:
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    applied = MigrationRecorder(connection).applied_migrations()
    return tuple(sorted(f"{app}.{name}" for app, name in applied))
