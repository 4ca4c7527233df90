"""Making an installation, reading what it is, and unlocking it for this process."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID, uuid4

from openrsd.config.errors import InstallationExists, NewerInstallation, NoInstallation
from openrsd.config.logs import keep_warnings_quiet
from openrsd.config.places import Places
from openrsd.texts import gettext as _
from openrsd.vault import FileStore, KeyStore, MasterKeys, OpenVault, Unlocking, open_vault
from openrsd.vault.durable import make_folder, write_whole, writing_in

FORMAT = 1


class Kind(StrEnum):
    """A demonstration holds invented people only and says so on every page."""

    PRODUCTION = "production"
    DEMONSTRATION = "demonstration"


@dataclass(frozen=True, slots=True)
class Installation:
    """What an installation says of itself."""

    id: UUID
    kind: Kind
    made_at: datetime

    @property
    def is_demonstration(self) -> bool:
        """Whether everyone in it is invented."""
        return self.kind is Kind.DEMONSTRATION


def refuse_existing(places: Places) -> None:
    """InstallationExists where there is one already."""
    if places.about.exists():
        raise InstallationExists(
            _("{home} already holds an installation; choose another folder.").format(
                home=places.home
            )
        )


def make(places: Places, kind: Kind, unlocking: Unlocking) -> Installation:
    """A new installation with its keys. Nothing that exists is overwritten."""
    refuse_existing(places)
    with writing_in(places.home.parent):
        places.home.parent.mkdir(parents=True, exist_ok=True)
    for folder in (places.home, places.database.parent, places.run):
        make_folder(folder)
    if places.master_keys.exists():
        _refuse_used(places, unlocking)
    else:
        master = MasterKeys.create(places.master_keys, unlocking)
        KeyStore.create(places.keys, master).close()
    made = Installation(uuid4(), kind, datetime.now(UTC))
    # Last, so that a folder with this file is a whole installation.
    write_about(places, made)
    return made


def _refuse_used(places: Places, unlocking: Unlocking) -> None:
    """Keys made beforehand are taken; those of an installation whose data is away are not."""
    with KeyStore.open(places.keys, MasterKeys.open(places.master_keys, unlocking)) as store:
        if store.compartments or store.tombstones():
            raise InstallationExists(
                _(
                    "The keys in {keys} belong to an installation. Bring back its data from a "
                    "backup: openrsd restore."
                ).format(keys=places.keys)
            )


def write_about(places: Places, installation: Installation) -> None:
    """Writes what the installation in this folder is."""
    document = {
        "format": FORMAT,
        "id": str(installation.id),
        "kind": installation.kind.value,
        "made_at": installation.made_at.isoformat(),
    }
    write_whole(places.about, json.dumps(document, indent=2).encode() + b"\n")


def read(places: Places) -> Installation:
    """What the installation in this folder is."""
    try:
        document: Mapping[str, str] = json.loads(places.about.read_bytes())
        if int(document["format"]) > FORMAT:
            raise NewerInstallation(
                _("{home} was made by a newer version of OpenRSD; update this one.").format(
                    home=places.home
                )
            )
        return Installation(
            UUID(document["id"]),
            Kind(document["kind"]),
            datetime.fromisoformat(document["made_at"]),
        )
    except OSError:
        raise NoInstallation(
            _("There is no installation in {home}; make one: openrsd init.").format(
                home=places.home
            )
        ) from None
    except (ValueError, KeyError, TypeError):
        raise NoInstallation(_("{path} is damaged.").format(path=places.about)) from None


def unlock(places: Places, unlocking: Unlocking) -> None:
    """Opens the vault of this installation for this process."""
    master = MasterKeys.open(places.master_keys, unlocking)
    open_vault(OpenVault(KeyStore.open(places.keys, master), FileStore(places.files)))


def start_django() -> None:
    """Makes Django ready in this process."""
    import django

    keep_warnings_quiet()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openrsd.config.settings")
    django.setup()
