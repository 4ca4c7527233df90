"""The only door to cryptography: compartments, keys, sealed values, encrypted files.

The vault knows opaque ids and bytes. What they mean is other rooms' business.
"""

from openrsd.vault.blind_index import BlindIndex
from openrsd.vault.compartments import Compartment
from openrsd.vault.errors import (
    CannotOpen,
    CannotRead,
    CannotWrite,
    CompartmentExists,
    Erased,
    Locked,
    MalformedSecret,
    MissingSecret,
    NewerStore,
    NoStore,
    OtherMasterVersion,
    SealedFieldMisused,
    StillInUse,
    StoreExists,
    TooOpen,
    UnknownCompartment,
    UnknownFile,
    UnknownFormat,
    UnknownSigningKey,
    VaultError,
    WrongDatabaseKey,
    WrongSecret,
)
from openrsd.vault.files import FileStore
from openrsd.vault.keystore import KeyStore, Tombstone
from openrsd.vault.master import KeyProvider, MasterKeys, what_unlocks
from openrsd.vault.opened import OpenVault, close_vault, is_open, open_vault, opened
from openrsd.vault.persons import PersonKey
from openrsd.vault.signing import PublicKey, SigningKey, signature_holds
from openrsd.vault.unlocking import (
    Argon2Parameters,
    EnvironmentKey,
    HeldKey,
    KeyFile,
    Passphrase,
    Unlocking,
    make_key_file,
)

__all__ = [
    "Argon2Parameters",
    "BlindIndex",
    "CannotOpen",
    "CannotRead",
    "CannotWrite",
    "Compartment",
    "CompartmentExists",
    "EnvironmentKey",
    "Erased",
    "FileStore",
    "HeldKey",
    "KeyFile",
    "KeyProvider",
    "KeyStore",
    "Locked",
    "MalformedSecret",
    "MasterKeys",
    "MissingSecret",
    "NewerStore",
    "NoStore",
    "OpenVault",
    "OtherMasterVersion",
    "Passphrase",
    "PersonKey",
    "PublicKey",
    "SealedFieldMisused",
    "SigningKey",
    "StillInUse",
    "StoreExists",
    "Tombstone",
    "TooOpen",
    "UnknownCompartment",
    "UnknownFile",
    "UnknownFormat",
    "UnknownSigningKey",
    "Unlocking",
    "VaultError",
    "WrongDatabaseKey",
    "WrongSecret",
    "close_vault",
    "is_open",
    "make_key_file",
    "open_vault",
    "opened",
    "signature_holds",
    "what_unlocks",
]
