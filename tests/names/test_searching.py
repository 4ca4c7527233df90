"""A name is found in whatever script and spelling it comes; another name is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrsd.names.romanising import romanise
from openrsd.names.searching import name_keys, search_forms
from openrsd.names.tables import rows

ONE_NAME = [
    ["리정혁", "이정혁", "李正赫",
     "Ri Jong Hyok", "Lee Jeong-hyeok", "LEE, Jeong Hyeok", "Yi Chŏng-hyŏk",
     "RI Jonghyok", "Jong Hyok Ri", "Rhee Jung-hyuk", "리 정 혁"],
    ["최룡해", "최용해", "崔龍海", "崔龙海", "崔竜海",
     "Choe Ryong Hae", "Choi Yong-hae", "Ch'oe Ryong-hae", "Ch’oe Yonghae"],
    ["윤정린", "Yun Jong-rin", "Yun Chong-nin", "Yoon Jeong-rin"],
    ["남궁옥분", "Namgung Ok Bun", "Namkoong Ok-boon"],
    ["김영철", "Kim Yŏng Ch'ŏl", "Kim Yong-chol", "Kim Young-chul", "KIM YEONGCHEOL"],
    ["习近平", "習近平", "Xi Jinping", "XI Jin Ping", "Jinping Xi", "Xi, Jinping"],
    ["欧阳修", "歐陽修", "Ouyang Xiu", "Ou Yang Xiu"],
    ["محمد حسین کریمی", "Mohammad Hossein Karimi", "Muhammad Hussain KAREEMI"],
    ["عبد العزيز", "Abdul Aziz", "Abdulaziz", "Abd al-Aziz", "ABDEL AZIZ"],
    ["Юсуф Иванов", "Yusuf Ivanov", "YOUSSEF IVANOV"],
    ["አበበ ቢቂላ", "Abebe Bikila"],
    ["कमल शर्मा", "Kamal SHARMA"],
    ["吕小军", "Lü Xiaojun", "LYU XIAOJUN", "Lv Xiaojun", "Lu Xiao Jun"],
]  # fmt: skip
TWO_NAMES = [
    ("김정은", "김종은"),
    ("김정은", "김정운"),
    ("김정은", "김은정"),
    ("김정은", "Kim Jong Il"),
    ("Kim Jeong-eun", "김종은"),
    ("Kim Chŏng-ŭn", "김종은"),
    ("Ri Chol", "Kim Chol"),
    ("Choe Ryong Hae", "Choe Ryong Ho"),
    ("习近平", "习远平"),
    ("李小龙", "Li Xiaolin"),
    ("محمد علي", "Mahmoud Ali"),
    ("Hassan Karimi", "Hussein Karimi"),
]


@pytest.mark.parametrize("ways", ONE_NAME, ids=lambda ways: ways[0])
def test_every_way_to_write_one_name_finds_the_native_one(ways: list[str]) -> None:
    native = name_keys(ways[0])
    assert [way for way in ways if not native & name_keys(way)] == []


@pytest.mark.parametrize(("one", "other"), TWO_NAMES)
def test_names_that_differ_in_a_syllable_do_not_find_each_other(one: str, other: str) -> None:
    assert not name_keys(one) & name_keys(other)


def test_a_single_word_finds_the_names_that_have_it() -> None:
    forms = search_forms("Ri, Jŏng-hyŏk")
    assert {"word ri", "word jonghyok", "word jong", "word hyok"} <= forms
    assert "word 정혁" in search_forms("리 정혁")
    assert "word maria" in search_forms("María José")


SYLLABLES = st.sampled_from([row["hangul"] for row in rows("korean_syllables")])
FAMILIES = st.sampled_from([row["hangul"] for row in rows("korean_surnames")])


@given(FAMILIES, st.lists(SYLLABLES, min_size=1, max_size=2), st.sampled_from(["PRK", "KOR"]))
def test_a_korean_name_is_found_by_each_of_its_romanisations(
    family: str, given_name: list[str], origin: str
) -> None:
    name = f"{family} {''.join(given_name)}"
    done = romanise(name, origin=origin)
    for way in (done.text, *done.variants, done.text.upper()):
        assert name_keys(name) & name_keys(way), way


@given(st.text(max_size=400), st.sampled_from([None, "PRK", "CHN", "SYR"]))
def test_any_text_has_forms_and_they_are_plain(text: str, origin: str | None) -> None:
    forms = search_forms(text, origin)
    assert forms == search_forms(text, origin)
    assert name_keys(text, origin) <= forms
    assert all(form == form.strip() and "\x00" not in form for form in forms)


def test_a_name_of_a_million_letters_costs_no_more_than_a_long_one() -> None:
    assert len(search_forms("Kim " * 250_000)) < 300
