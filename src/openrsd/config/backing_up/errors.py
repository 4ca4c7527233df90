"""What can be wrong with a backup or a place to restore it to, each in one sentence."""

from openrsd.config.errors import InstallationError
from openrsd.texts import gettext as _


class BackupError(InstallationError):
    """Base of what can go wrong with backups."""

    code = "backup"


class OtherInstallation(BackupError):
    """A backup of another installation, or of other keys."""

    code = "other-installation"

    def __init__(self) -> None:
        super().__init__(
            _("This is a backup of another installation: the keys here do not belong to it.")
        )


class NewerBackup(BackupError):
    """A backup made by a newer OpenRSD."""

    code = "newer-backup"

    def __init__(self) -> None:
        super().__init__(
            _("This backup was made by a newer version of OpenRSD; update this one first.")
        )


class OtherDatabase(BackupError):
    """A backup of one kind of database, and another kind to restore it to."""

    code = "other-database"


class NotEmpty(BackupError):
    """Something lies where the backup is to be restored."""

    code = "not-empty"


class NoTool(BackupError):
    """A program of PostgreSQL is missing, too old, or failed."""

    code = "no-tool"
