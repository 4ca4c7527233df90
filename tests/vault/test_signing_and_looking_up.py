"""The installation's signature, and finding a name without writing it down."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from hypothesis import given
from hypothesis import strategies as st

from openrsd.vault import BlindIndex, SigningKey, UnknownSigningKey, signature_holds
from tests.vault.installation import Installation

SECRET = bytes(range(32))
KEY = SigningKey.from_secret(SECRET)


def test_anyone_with_the_public_key_can_check_a_signature(installation: Installation) -> None:
    signature = installation.keys.signing_key().sign(b"checkpoint 7")
    again = Installation.at(installation.folder).keys.signing_key()

    assert signature_holds(again.public, signature, b"checkpoint 7")
    assert not signature_holds(again.public, signature, b"checkpoint 8")
    foreign = load_pem_public_key(again.public_pem().encode())
    assert isinstance(foreign, Ed25519PublicKey)
    foreign.verify(signature, b"checkpoint 7")


def test_each_installation_signs_and_indexes_with_its_own_keys(
    installation: Installation, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = Installation.set_up(tmp_path_factory.mktemp("other"))
    assert installation.keys.signing_key().public != other.keys.signing_key().public
    names, others = (keys.blind_index("names") for keys in (installation.keys, other.keys))
    assert names.token("amina") != others.token("amina")


def test_a_key_for_one_purpose_is_followed_by_another_and_then_destroyed(
    installation: Installation,
) -> None:
    first = installation.keys.make_signing_key("certificates")
    second = installation.keys.make_signing_key("certificates")
    installation.master.rotate()
    while installation.keys.rewrap(4):
        pass
    installation.keys.drop_master_version(1)

    again = Installation.at(installation.folder).keys
    for key in (first, second):
        signature = again.signing_key_for("certificates", key.key_id).sign(b"protected")
        assert signature_holds(key.public, signature, b"protected")
    with pytest.raises(UnknownSigningKey):
        again.signing_key_for("letters", first.key_id)
    assert again.signing_key().public not in (first.public, second.public)

    again.destroy_signing_key("certificates", first.key_id)
    with pytest.raises(UnknownSigningKey):
        installation.keys.signing_key_for("certificates", first.key_id)
    assert again.signing_key_for("certificates", second.key_id).public == second.public


@given(st.binary(max_size=100), st.integers(0, 63), st.integers(0, 7))
def test_an_altered_signature_does_not_hold(message: bytes, place: int, bit: int) -> None:
    signature = bytearray(KEY.sign(message))
    assert signature_holds(KEY.public, bytes(signature), message)
    assert not signature_holds(KEY.public, bytes(signature), message + b"!")
    signature[place] ^= 1 << bit
    assert not signature_holds(KEY.public, bytes(signature), message)


@pytest.mark.parametrize("public", [b"", b"\0" * 31, b"\xff" * 32])
def test_what_is_no_public_key_verifies_nothing(public: bytes) -> None:
    assert not signature_holds(public, KEY.sign(b"m"), b"m")
    assert not signature_holds(KEY.public, b"", b"m")


@given(st.text(max_size=40), st.text(max_size=40))
def test_equal_texts_give_equal_tokens_and_others_do_not(one: str, other: str) -> None:
    index = BlindIndex.named("names", SECRET)
    assert len(index.token(one)) == 16
    assert (index.token(one) == index.token(other)) is (one == other)


def test_a_token_of_one_index_says_nothing_in_another(installation: Installation) -> None:
    names, documents = (installation.keys.blind_index(name) for name in ("names", "documents"))
    assert names.token("1234") != documents.token("1234")
    assert names.token("1234") == installation.keys.blind_index("names").token("1234")
