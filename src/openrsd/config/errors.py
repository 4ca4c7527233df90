"""What can be wrong with an installation, each in one sentence for the operator."""

from openrsd.errors import OpenRSDError


class InstallationError(OpenRSDError):
    """Base of what can be wrong with an installation."""

    code = "installation"


class NoInstallation(InstallationError):
    """The folder holds no installation."""

    code = "no-installation"


class InstallationExists(InstallationError):
    """The folder already holds what was to be made in it."""

    code = "installation-exists"


class NewerInstallation(InstallationError):
    """Made or migrated by a newer OpenRSD."""

    code = "newer-installation"


class UnsafeSetting(InstallationError):
    """A setting under which this installation must not run."""

    code = "unsafe-setting"


class NoDatabase(InstallationError):
    """The database cannot be reached, read or written."""

    code = "no-database"


class InstallationLocked(InstallationError):
    """Somebody locked the installation."""

    code = "installation-locked"


class NeedsUpgrade(InstallationError):
    """The database is from an older version."""

    code = "needs-upgrade"


class AlreadyServed(InstallationError):
    """Another server works for this installation, or something else listens at its address."""

    code = "already-served"


class WrongClock(InstallationError):
    """The clock of the machine stands before what was already recorded."""

    code = "wrong-clock"


class NoSecret(InstallationError):
    """Nothing to unlock the installation with was given, or two different things."""

    code = "no-secret"
