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
    MalformedSecret,
    MissingSecret,
    NewerStore,
    NoStore,
    OtherMasterVersion,
    StillInUse,
    StoreExists,
    TooOpen,
    UnknownCompartment,
    UnknownFile,
    UnknownFormat,
    VaultError,
    WrongSecret,
)
from openrsd.vault.files import FileStore
from openrsd.vault.keystore import KeyStore, Tombstone
from openrsd.vault.master import KeyProvider, MasterKeys
from openrsd.vault.persons import PersonKey
from openrsd.vault.signing import SigningKey, signature_holds
from openrsd.vault.unlocking import (
    Argon2Parameters,
    EnvironmentKey,
    KeyFile,
    Passphrase,
    Unlocking,
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
    "KeyFile",
    "KeyProvider",
    "KeyStore",
    "MalformedSecret",
    "MasterKeys",
    "MissingSecret",
    "NewerStore",
    "NoStore",
    "OtherMasterVersion",
    "Passphrase",
    "PersonKey",
    "SigningKey",
    "StillInUse",
    "StoreExists",
    "Tombstone",
    "TooOpen",
    "UnknownCompartment",
    "UnknownFile",
    "UnknownFormat",
    "Unlocking",
    "VaultError",
    "WrongSecret",
    "signature_holds",
]
