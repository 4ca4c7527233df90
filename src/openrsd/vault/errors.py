"""What can go wrong in the vault, each in one line for the operator. No error carries a key."""

from uuid import UUID

from django.core.exceptions import FieldError

from openrsd.errors import OpenRSDError
from openrsd.texts import gettext as _


class VaultError(OpenRSDError):
    """Base of the vault's errors."""

    code = "vault"


class CannotOpen(VaultError):
    """The key is another one, or the sealed bytes were altered or moved. Nobody can tell which."""

    code = "cannot-open"

    def __init__(self) -> None:
        super().__init__(
            _("This does not open: another key sealed it, or it was altered or moved.")
        )


class UnknownFormat(VaultError):
    """The first byte names no format that this version reads."""

    code = "unknown-format"

    def __init__(self) -> None:
        super().__init__(
            _("This was not sealed in a format that this version of OpenRSD reads; update it.")
        )


class UnknownSigningKey(VaultError):
    """The key store holds no signing key of this purpose and name."""

    code = "unknown-signing-key"

    def __init__(self) -> None:
        super().__init__(
            _(
                "The signing key is not in the key folder: it was destroyed, or the folder was "
                "brought back from an older copy. Make a new one."
            )
        )


class Erased(VaultError):
    """The keys of the compartment were destroyed."""

    code = "erased"

    def __init__(self, compartment: UUID, generation: int) -> None:
        self.compartment = compartment
        self.generation = generation
        super().__init__(
            _("Compartment {compartment} was erased; its keys were destroyed.").format(
                compartment=compartment
            )
        )


class UnknownCompartment(VaultError):
    """The key store holds no key of this compartment for this holder."""

    code = "unknown-compartment"

    def __init__(self, compartment: UUID) -> None:
        self.compartment = compartment
        super().__init__(
            _("The key store holds no key of compartment {compartment} for this holder.").format(
                compartment=compartment
            )
        )


class CompartmentExists(VaultError):
    """A compartment is made once."""

    code = "compartment-exists"

    def __init__(self) -> None:
        super().__init__(_("A compartment with this id already has a key."))


class WrongSecret(VaultError):
    """The passphrase or the unlocking key does not open the master keys."""

    code = "wrong-secret"

    def __init__(self) -> None:
        super().__init__(
            _(
                "The passphrase or unlocking key does not open the master keys, "
                "or their file was altered."
            )
        )


class MissingSecret(VaultError):
    """No unlocking key where one was to be."""

    code = "missing-secret"


class MalformedSecret(VaultError):
    """What stands where the unlocking key should is not 32 bytes in base64."""

    code = "malformed-secret"


class TooOpen(VaultError):
    """Others than the owner can read a file that holds a key."""

    code = "too-open"

    def __init__(self, path: object) -> None:
        super().__init__(_("Others can read {path}. Close it: chmod go= {path}").format(path=path))


class OtherMasterVersion(VaultError):
    """A version of the master key that this process does not hold or that is no longer current."""

    code = "other-master-version"

    def __init__(self) -> None:
        super().__init__(
            _("The master key was rotated since the vault was unlocked; unlock it again.")
        )


class StillInUse(VaultError):
    """A version of the master key by which something is still wrapped, or the current one."""

    code = "still-in-use"

    def __init__(self, version: int) -> None:
        super().__init__(
            _(
                "Version {version} of the master key still wraps keys; "
                "finish the rewrapping before dropping it."
            ).format(version=version)
        )


class NoStore(VaultError):
    """A folder holds no key store, or one that cannot be read."""

    code = "no-store"


class StoreExists(VaultError):
    """A folder already holds what was to be made in it."""

    code = "store-exists"

    def __init__(self, path: object) -> None:
        super().__init__(_("{path} already exists and is not overwritten.").format(path=path))


class NewerStore(VaultError):
    """A store written by a newer version of OpenRSD."""

    code = "newer-store"

    def __init__(self, path: object) -> None:
        super().__init__(
            _("{path} was written by a newer version of OpenRSD; update this one.").format(
                path=path
            )
        )


class CannotWrite(VaultError):
    """A folder is read-only, full or locked."""

    code = "cannot-write"

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(_("Cannot write in {path}: {reason}.").format(path=path, reason=reason))


class CannotRead(VaultError):
    """A file or folder cannot be read."""

    code = "cannot-read"

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(_("Cannot read {path}: {reason}.").format(path=path, reason=reason))


class UnknownFile(VaultError):
    """No sealed file of this id."""

    code = "unknown-file"

    def __init__(self, file: UUID) -> None:
        super().__init__(_("There is no sealed file {file}.").format(file=file))


class Locked(VaultError):
    """No vault is open in this process."""

    code = "locked"

    def __init__(self) -> None:
        super().__init__(_("The installation is locked; unlock it first: openrsd unlock."))


class WrongDatabaseKey(VaultError):
    """The database is not one that this installation's key opens."""

    code = "wrong-database-key"

    def __init__(self, path: object) -> None:
        super().__init__(
            _(
                "{path} does not open with the key of this installation: it belongs to another "
                "key folder, or it is damaged."
            ).format(path=path)
        )


class SealedFieldMisused(VaultError, FieldError):
    """A sealed value was used where only its row can be: in a filter, an update, a bare list.

    Also one of Django's errors, so that the type checker reports a filter by a sealed field.
    """

    code = "sealed-field-misused"

    def __init__(self, field: str) -> None:
        super().__init__(
            _(
                "The sealed field '{field}' is read and written through its record only: "
                "no filter, order, update() or values()."
            ).format(field=field)
        )
