"""Passwords: which are taken, and how they are kept."""

import pytest
from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from openrsd.accounts.signing_in.passwords import WORDS
from openrsd.vault.password_hasher import Argon2idHasher
from tests import people
from tests.accounts.signing_in import PASSWORD, signed_in, words

pytestmark = pytest.mark.any_database

NAME, PRODUCT = "Your sign-in name is in it", "The name of this program is in it"
COMMON, PLAIN = "common password with something added", "Too much of this repeats itself"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("heron.quay rises early", NAME),
        ("my HeronQuay words here", NAME),
        ("openrsd grey otters", PRODUCT),
        ("Open-RSD grey otters", PRODUCT),
        ("Summer2026!!!!", COMMON),
        ("2026!football", COMMON),
        ("P@ssw0rd12345", COMMON),
        ("dragondragon", COMMON),
        ("Dragon-Dragon", COMMON),
        ("m0nkey!!!!!!!", COMMON),
        ("aaaaaaaaaaaaa", COMMON),
        ("xy7xy7xy7xy7xy7", PLAIN),
        ("asdfghjkl;'asd", PLAIN),
        ("qwerty-098765", COMMON),
        ("1qaz-2wsx-3edc", COMMON),
        ("8ik9ol0p/765432", PLAIN),
        ("йцукенфывапр", PLAIN),
        ("RefugeePassword77", PLAIN),
        ("welcome-officer-1", PLAIN),
    ],
)
def test_what_others_would_try_is_refused_in_words(password: str, why: str) -> None:
    browser = signed_in(people.applicant("heron.quay"))
    form = {"oldpassword": people.PASSPHRASE, "password1": password, "password2": password}
    answer = browser.post(PASSWORD, form)
    assert answer.status_code == 200
    assert why in words(answer)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "password",
    [
        people.PASSPHRASE,
        "four quiet otters swim",
        "refugees sang under eleven pines",
        "dragon monkey sunshine football",
        "파란 고래 여덟 마리가 노래",
        "k7#vRz!q2mWx",
        "tramhousecopperdune",
    ],
)
def test_unrelated_words_are_taken(password: str) -> None:
    validate_password(password, people.applicant("heron.quay"))


def test_each_listed_word_alone_is_too_little() -> None:
    for word in WORDS:
        with pytest.raises(ValidationError):
            validate_password(f"{word}-{word}-17")


def test_a_stolen_table_gives_nothing_to_try_passwords_against() -> None:
    kept = make_password(people.PASSPHRASE)
    assert check_password(people.PASSPHRASE, kept)
    assert not check_password("another one entirely", kept)
    phc = kept.removeprefix(Argon2idHasher.algorithm)
    assert phc.startswith("$argon2id$")
    for secret in (None, b"", bytes(32)):
        with pytest.raises(InvalidKey):
            Argon2id.verify_phc_encoded(people.PASSPHRASE.encode(), phc, secret=secret)
