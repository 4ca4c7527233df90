"""What cannot be seen is taken out of a name and told; what is no name is refused in words."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrsd.names.cleaning import DIRECTION, INVISIBLE, STACKED, NotAName, cleaned
from openrsd.names.scripts import direction_of, look_alikes, main_script, scripts_of

# What a hostile or careless keyboard gives, more often than at random.
HOSTILE = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from("a가م\u202e\u200d\u200c\ufe0f\u0301\u3164\x00\n 😀क\u094d\U000e0100"),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("typed", "kept", "told"),
    [
        ("  Ri   Jong\tHyok ", "Ri Jong Hyok", ()),
        ("Ali\u202egnp.exe", "Alignp.exe", (DIRECTION,)),
        ("Ki\u200bm\ufeff", "Kim", (INVISIBLE,)),
        ("\u3164\u3164", "", (INVISIBLE,)),
        ("Kim\u00adura", "Kimura", (INVISIBLE,)),
        ("e\u200b\u0301", "é", (INVISIBLE,)),
        ("Z" + "\u0301" * 40, "Ź" + "\u0301" * 10, (STACKED,)),
        ("علی\u200cرضا", "علی\u200cرضا", ()),
        ("क्\u200dष", "क्\u200dष", ()),
        ("葛\U000e0100城", "葛\U000e0100城", ()),
        ("리\u3000정혁", "리 정혁", ()),
        ("😀 Kim", "😀 Kim", ()),
        ("<script>alert(1)</script>", "<script>alert(1)</script>", ()),
    ],
)
def test_what_is_seen_stays_and_what_is_hidden_goes(
    typed: str, kept: str, told: tuple[str, ...]
) -> None:
    result = cleaned(typed)
    assert (result.text, result.removed) == (kept, told)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Kim\x00", "no script"),
        ("Kim\x1b[2J", "no script"),
        ("Kim\ud800", "no script"),
        ("Kim\ufffe", "no script"),
        ("Kim\nRi", "line break"),
        ("Kim\u2028Ri", "line break"),
        ("K" * 301, "300 letters"),
        ("K" * 1_000_000, "300 letters"),
    ],
)
def test_what_is_no_name_is_refused_in_words(typed: str, words: str) -> None:
    with pytest.raises(NotAName, match=words):
        cleaned(typed)


@given(HOSTILE)
def test_nothing_hidden_survives_and_cleaning_twice_changes_nothing(typed: str) -> None:
    try:
        once = cleaned(typed)
    except NotAName:
        return
    assert cleaned(once.text) == type(once)(once.text)
    for letter in once.text:
        assert unicodedata.category(letter) not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.category(letter) != "Cf" or letter in "\u200c\u200d"
    assert once.text == once.text.strip()


@pytest.mark.parametrize(
    ("name", "scripts", "direction"),
    [
        ("리정혁", ("Hang",), "ltr"),
        ("習近平", ("Hani",), "ltr"),
        ("محمد", ("Arab",), "rtl"),
        ("שלום", ("Hebr",), "rtl"),
        ("Ŭn-ju", ("Latn",), "ltr"),
        ("Мария", ("Cyrl",), "ltr"),
        ("ကျော်", ("Mymr",), "ltr"),
        ("አበበ", ("Ethi",), "ltr"),
        ("कमल", ("Deva",), "ltr"),
        ("ສົມໄຊ", ("Laoo",), "ltr"),
        ("สมชาย", ("Thai",), "ltr"),
        ("ＫＩＭ 김", ("Latn", "Hang"), "ltr"),
        ("12 - 😀", (), "ltr"),
    ],
)
def test_the_script_and_direction_of_a_name(
    name: str, scripts: tuple[str, ...], direction: str
) -> None:
    assert scripts_of(name) == scripts
    assert direction_of(name) == direction
    assert main_script(name) == (scripts[0] if scripts else "Zzzz")


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ivаn", ("а",)),
        ("Ри Jong", ()),
        ("Сара Kim", ("С", "а", "р")),
        ("Сара", ()),
        ("Мария", ()),
        ("Ig0r", ("0",)),
        ("Kim 2", ()),
        ("Ri Jong Hyok", ()),
        ("김정은", ()),
    ],
)
def test_letters_that_only_look_alike_are_pointed_out(name: str, letters: tuple[str, ...]) -> None:
    assert tuple(letter for found in look_alikes(name) for letter in found.letters) == letters
