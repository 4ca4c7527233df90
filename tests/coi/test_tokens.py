"""The same words are found however they are written, in every script of the files we get."""

import pytest

from openrsd.coi.asking import question_of
from openrsd.coi.highlights import marked
from openrsd.coi.languages import language_of
from openrsd.coi.tokens import tokens_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("북한이탈주민은 강제로 송환된 후 조사를 받는다.", "ko"),
        ("被遣返者在拘留所受到审讯。", "zh"),
        ("送還された人々は取り調べを受ける。", "ja"),
        ("تعرض اللاجئون للاحتجاز بعد عودتهم إلى البلاد", "ar"),
        ("پناهجویان پس از بازگشت به کشور بازداشت شدند و گفتند که", "fa"),
        ("په افغانستان کې د ښځو زده کړې بندې شوې دي او", "ps"),
        ("مہاجرین کو واپسی کے بعد حراست میں لیا گیا ہے", "ur"),
        ("ပြန်ပို့ခံရသူများသည် ဖမ်းဆီးခံရသည်။", "my"),
        ("Those who were returned are questioned by the authorities.", "en"),
        ("Les personnes renvoyées sont interrogées par les autorités dans des centres.", "fr"),
        ("Las personas devueltas son interrogadas por las autoridades en los centros.", "es"),
        ("Лица, которые были возвращены, содержатся под стражей и не могут", "ru"),
        ("12345 – 67", "und"),
        ("Kwanliso No. 16", "und"),
    ],
)
def test_the_language_is_told_or_said_to_be_unknown(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("DÉTENTION", "detention"),
        ("camps", "camp"),
        ("authorities", "authority"),
        ("women’s", "women"),
        ("الاحتجاز", "احتجاز"),
        ("إعدام", "اعدام"),
        ("اللاجئين", "لاجئين"),
        ("للاجئين", "لاجئين"),
        ("می‌شود", "میشود"),
        ("كتاب", "کتاب"),
        ("پناهنده‌ها", "پناهنده"),
        ("北朝鮮".encode().decode(), "北朝鮮"),
        ("ＤＰＲＫ", "dprk"),
    ],
)
def test_what_is_the_same_word_is_the_same_token(one: str, other: str) -> None:
    assert tokens_of(one) == tokens_of(other)


def test_korean_and_chinese_are_pairs_of_characters_that_stand_where_they_were_written() -> None:
    assert tokens_of("강제송환") == ["강제", "제송", "송환", "환"]
    assert tokens_of("遣返") == ["遣返", "返"]


def test_burmese_goes_by_syllables_with_their_stacked_and_killed_letters() -> None:
    assert tokens_of("မြန်မာ") == ["မြန်", "မာ"]
    assert tokens_of("ဒုက္ခသည်") == ["ဒုက္ခ", "သည်"]


def shown(text: str, asked: str) -> list[str]:
    return [part.text for part in marked(text, question_of(asked), whole=True) if part.is_hit]


@pytest.mark.parametrize(
    ("text", "asked", "hits"),
    [
        ("북한을 떠난 사람들은 북한에서 처벌을 받는다.", "북한이", ["북한", "북한"]),
        ("강제송환된 여성", "송환", ["송환"]),
        ("被中国遣返的朝鲜人", "遣返", ["遣返"]),
        ("他们逃离朝鲜", "朝", ["朝"]),
        ("ပြန်ပို့ခံရသူများ", "ပြန်ပို့", ["ပြန်ပို့"]),
        ("The camps and the Camp.", "camp", ["camps", "Camp"]),
        ("See A/HRC/25/63, and A/HRC/25.", "A/HRC/25/63", ["A/HRC/25/63"]),
        ("forced abortion, and abortion that is forced", '"forced abortion"', ["forced abortion"]),
        ("عاد اللاجئون إلى بلدهم", "لاجئين", ["اللاجئون"]),
    ],
)
def test_what_was_asked_for_is_shown_in_the_text(text: str, asked: str, hits: list[str]) -> None:
    assert shown(text, asked) == hits


def test_common_words_count_for_nothing_unless_nothing_else_is_asked() -> None:
    assert question_of("the treatment of the women").expression() == '("treatment" OR "women")'
    assert question_of("the of").expression() == '("the" OR "of")'


@pytest.mark.parametrize(
    "asked", ["", "   ", '"', "-", '""', '-"', "()*:^", "\x00", "NOT OR AND -"]
)
def test_signs_of_the_index_mean_nothing_in_a_question(asked: str) -> None:
    expression = question_of(asked).expression()
    assert all(sign not in expression.replace('"', "") for sign in ":^*\x00")
