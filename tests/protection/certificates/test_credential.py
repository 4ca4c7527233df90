"""A certificate says one thing, and cannot be changed, made or guessed by anyone else."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrsd.protection.certificates import cose, credential, revoking, writing
from openrsd.protection.certificates.cose import Unreadable
from openrsd.protection.certificates.credential import Credential
from openrsd.protection.certificates.revoking import BUCKET, HASH_BYTES, hash_of
from openrsd.protection.certificates.verifying import Result, check
from tests.protection.certificates.made import (
    KEY,
    LAST_DAY,
    OTHER,
    PAGE,
    TODAY,
    code,
    corruptions,
    raw,
    said,
    trust,
)


def test_it_is_valid_to_its_last_day() -> None:
    day = timedelta(days=1)
    for today, result in (
        (TODAY, Result.VALID),
        (LAST_DAY, Result.VALID),
        (LAST_DAY + day, Result.EXPIRED),
    ):
        assert check(code(), trust(), today).result is result


def test_it_says_who_issued_it_and_until_when_and_nothing_else() -> None:
    checked = check(code(), trust(), TODAY)

    assert checked.said == said()
    assert [one.name for one in fields(Credential)] == ["id", "issuer", "valid_until"]
    assert len(raw()) < 160


def test_an_address_and_a_bare_code_say_the_same() -> None:
    for text in (code(), "".join(writing.address(PAGE, raw())), f"  {code()}\n"):
        assert check(text, trust(), TODAY).is_valid


def test_whose_address_it_is_does_not_matter_only_the_signature_does() -> None:
    elsewhere = "".join(writing.address("https://elsewhere.example/", raw(OTHER)))

    assert check(elsewhere, trust(), TODAY).result is Result.UNKNOWN_ISSUER
    assert check(elsewhere, trust(KEY, OTHER), TODAY).is_valid


def test_a_signature_by_another_key_under_a_known_name_is_a_forgery() -> None:
    claims = {1: "Refugee Status Office", 4: 1826841600, 7: b"\0" * 16, -65537: 1}
    protected = cbor2.dumps({1: -8, 4: bytes.fromhex(KEY.key_id)})
    payload = cbor2.dumps(claims, canonical=True)
    signature = OTHER.sign(cbor2.dumps(["Signature1", protected, b"", payload]))
    forged = cbor2.dumps(cbor2.CBORTag(18, [protected, {}, payload, signature]))

    assert check("".join(writing.bare(forged)), trust(), TODAY).result is Result.FORGED


def test_a_revoked_one_is_found_by_its_hash_only() -> None:
    revoked = trust(revoked=frozenset({hash_of(said().id)}))

    assert check(code(), revoked, TODAY).result is Result.REVOKED
    assert check(code(unique=b"\x01" * 16), revoked, TODAY).is_valid


def test_a_thousand_corruptions_are_all_refused() -> None:
    for changed in corruptions(1000, seed=20261123):
        assert not check(changed, trust(), TODAY).is_valid, changed


@pytest.mark.parametrize(
    "claims",
    [
        {4: 1826841600, 7: b"\0" * 16, -65537: 1},
        {1: "Office", 4: 1826841600, 7: b"\0" * 16, -65537: 2},
        {1: "Office", 4: 1826841600, 7: b"\0" * 16, -65537: 1, 2: "a name"},
        {1: "Office", 4: 1826841600, 6: 1795392000, 7: b"\0" * 16, -65537: 1},
        {1: "Office", 4: 1826841600, 7: b"\0" * 15, -65537: 1},
        {1: "Office", 4: 1826841601, 7: b"\0" * 16, -65537: 1},
        {1: "Office", 4: -1, 7: b"\0" * 16, -65537: 1},
        {1: "Of\u202efice", 4: 1826841600, 7: b"\0" * 16, -65537: 1},
        {1: "O" * 41, 4: 1826841600, 7: b"\0" * 16, -65537: 1},
        {1: b"Office", 4: 1826841600, 7: b"\0" * 16, -65537: 1},
    ],
)
def test_what_we_signed_but_is_no_certificate_is_none(claims: dict[int, object]) -> None:
    text = "".join(writing.bare(cose.sign(claims, KEY)))

    assert check(text, trust(), TODAY).result is Result.UNREADABLE


def test_a_list_of_revoked_ones_is_no_certificate() -> None:
    made = revoking.signed_list("Office", _moment(), [revoking.bucket([])], KEY)

    assert check("".join(writing.bare(made)), trust(), TODAY).result is Result.UNREADABLE


@given(st.binary(max_size=200))
def test_whatever_bytes_come_reading_never_fails_otherwise(content: bytes) -> None:
    for read in (credential.read, revoking.read):
        with pytest.raises(Unreadable):
            read(content)


@given(st.text(max_size=300))
def test_whatever_text_comes_checking_answers(text: str) -> None:
    for content in (text, writing.MARK + text, f"https://x#{text}"):
        assert check(content, trust(), TODAY).result is Result.UNREADABLE


@given(st.binary(max_size=300))
def test_letters_give_back_the_bytes(content: bytes) -> None:
    assert writing.read("".join(writing.bare(content))) == content
    assert writing.read("".join(writing.address(PAGE, content))) == content


def test_the_list_is_as_long_whether_nothing_was_revoked_or_much() -> None:
    ids = [bytes([number]) * 16 for number in range(BUCKET)]

    assert {len(revoking.bucket(map(hash_of, ids[:many]))) for many in range(BUCKET + 1)} == {
        BUCKET * HASH_BYTES
    }
    assert len(revoking.bucket(map(hash_of, [*ids, b"one more"]))) == 2 * BUCKET * HASH_BYTES


def test_a_list_holds_what_was_revoked_and_shows_that_it_is_ours() -> None:
    day = revoking.bucket([hash_of(said().id)])
    made = revoking.signed_list("Office", _moment(), [day, revoking.bucket([])], KEY)

    found = revoking.read(made)
    assert hash_of(said().id) in found.hashes
    assert len(found.hashes) == 2 * BUCKET
    assert found.message.is_by(KEY.public)
    assert not found.message.is_by(OTHER.public)
    assert said().id not in made


def _moment() -> datetime:
    return datetime(2026, 11, 23, 12, tzinfo=UTC)
