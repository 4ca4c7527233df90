"""Two ways of writing one name in one script are equal; two names are not made one."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrsd.names.normal_form import normal_form, words_of

SAME = [
    (" KIM  Ŭn-ju", "kim unju"),
    ("Éléonore  D’ARC", "eleonore darc"),
    ("O'Brien", "O’BRIEN"),
    ("Nguyễn Thị Ánh", "nguyen thi anh"),
    ("Łukasz Øster", "lukasz oster"),
    ("İSMAİL Yıldız", "ismail yildiz"),
    ("GROSS", "groß"),
    ("Γιώργος", "ΓΙΩΡΓΟΣ"),
    ("Андрей Фёдоров", "андреи федоров"),
    ("مُحَمَّد", "محمد"),
    ("محمـــد", "محمد"),
    ("أحمد", "احمد"),
    ("علی کریمی", "علي كريمي"),
    ("שָׁלוֹם", "שלום"),
    ("ＫＩＭ　ＵＮ", "kim un"),
    ("김은주", "김은주"),
    ("ｶﾞﾝﾊﾞ", "ガンバ"),
    ("Sanʿaʾ", "Sana"),
    ("Anne\tMarie\n", "anne marie"),
]
DIFFERENT = [
    ("कमल", "कमला"),
    ("ราม", "รามา"),
    ("รา", "ร่า"),
    ("か", "が"),
    ("은주", "은저"),
    ("Ana", "Anna"),
    ("anne marie", "annemarie"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_ways_of_writing_one_name_are_equal(one: str, other: str) -> None:
    assert normal_form(one) == normal_form(other)
    assert normal_form(unicodedata.normalize("NFD", one)) == normal_form(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_signs_that_make_another_name_are_kept(one: str, other: str) -> None:
    assert normal_form(one) != normal_form(other)


def test_the_words_of_a_name() -> None:
    assert words_of("KIM  Ŭn-ju") == ["kim", "unju"]
    assert words_of(" -- ") == []


@given(st.text())
def test_the_normal_form_of_a_normal_form_is_itself(name: str) -> None:
    assert normal_form(normal_form(name)) == normal_form(name)


@given(st.text(), st.booleans())
def test_how_the_letters_are_stored_makes_no_difference(name: str, apart: bool) -> None:
    stored = unicodedata.normalize("NFD" if apart else "NFC", name)
    assert normal_form(stored) == normal_form(name)


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll"], max_codepoint=0x24F)))
def test_case_makes_no_difference_in_latin_letters(name: str) -> None:
    if name.lower().upper() == name.upper():
        assert normal_form(name.upper()) == normal_form(name.lower())
