"""A name is proposed in the Latin letters in which its bearer's country writes it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrsd.names.romanising import SCHEMES, romanise
from openrsd.names.scripts import scripts_of


@pytest.mark.parametrize(
    ("name", "northern"),
    [
        # As the state's own news agency writes its officials.
        ("리정혁", "Ri Jong Hyok"),
        ("김정은", "Kim Jong Un"),
        ("최룡해", "Choe Ryong Hae"),
        ("장성택", "Jang Song Thaek"),
        ("박봉주", "Pak Pong Ju"),
        ("로두철", "Ro Tu Chol"),
        ("오극렬", "O Kuk Ryol"),
        ("김평해", "Kim Phyong Hae"),
        ("황병서", "Hwang Pyong So"),
        ("현영철", "Hyon Yong Chol"),
        ("리영길", "Ri Yong Gil"),
        ("김덕훈", "Kim Tok Hun"),
        ("강하국", "Kang Ha Guk"),
        ("이영길", "Ri Yong Gil"),
        ("崔龍海", "Choe Ryong Hae"),
        ("崔龙海", "Choe Ryong Hae"),
    ],
)
def test_a_name_from_the_north_is_written_as_the_north_writes_it(name: str, northern: str) -> None:
    done = romanise(name, origin="PRK")
    assert (done.text, done.scheme) == (northern, "northern")


@pytest.mark.parametrize(
    ("name", "southern"),
    [
        ("이정혁", "Lee Jeong-hyeok"),
        ("리정혁", "Lee Jeong-hyeok"),
        ("박은주", "Park Eun-ju"),
        ("최 민호", "Choi Min-ho"),
        ("남궁옥분", "Namgung Ok-bun"),
        ("선우진희", "Sunwoo Jin-hui"),
        ("김은", "Kim Eun"),
    ],
)
def test_a_name_from_the_south_has_its_customary_family_name(name: str, southern: str) -> None:
    assert romanise(name, origin="KOR").text == southern


def test_other_spellings_are_offered_beside_the_proposal() -> None:
    done = romanise("리정혁", origin="PRK")
    assert done.variants == ("Lee Jeong-hyeok", "Yi Chŏng-hyŏk")


def test_family_and_given_names_are_written_each_for_itself() -> None:
    assert romanise("리", origin="PRK", part="family").text == "Ri"
    assert romanise("정혁", origin="PRK", part="given").text == "Jong Hyok"
    assert romanise("리", origin="KOR", part="family").text == "Lee"
    assert romanise("单", part="family").text == "Shan"
    assert romanise("雄信", part="given").text == "Xiongxin"


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("习近平", "Xi Jinping"),
        ("習近平", "Xi Jinping"),
        ("单雄信", "Shan Xiongxin"),
        ("仇英", "Qiu Ying"),
        ("朴成哲", "Piao Chengzhe"),
        ("欧阳修", "Ouyang Xiu"),
        ("吕布", "Lü Bu"),
        ("金正恩", "Jin Zheng'en"),
        ("热合曼·阿不都", "Reheman Abudou"),
    ],
)
def test_a_chinese_name_is_written_in_pinyin_with_the_reading_of_its_family(
    name: str, pinyin: str
) -> None:
    assert romanise(name, origin="CHN").text == pinyin


@pytest.mark.parametrize(
    ("name", "origin", "latin", "scheme"),
    [
        ("محمد حسین کریمی", "AFG", "Mohammad Hussein Karimi", "names"),
        ("فاطمة الزهراء", "SYR", "Fatima al-Zahra", "names"),
        ("سهراب ویسی", "IRN", "Shrab Wisi", "rough"),
        ("Мария Ющенко", "RUS", "Mariia Iushchenko", "table"),
        ("Григорій Щербак", "UKR", "Hryhorii Shcherbak", "table"),
        ("አበበ ቢቂላ", "ETH", "Abebe Biqila", "table"),
        ("ተስፋዬ ገብረእግዚአብሔር", "ERI", "Tesfaye Gebreegziabher", "table"),
        ("राम बहादुर थापा", "NPL", "Ram Bahadur Thapa", "table"),
        ("প্রিয়াংকা দাস", "BGD", "Priyanka Das", "table"),
        ("সুমন", "BGD", "Suman", "table"),
        ("ສົມໄຊ", "LAO", "Somaix", "rough"),
        ("Kim 은주", "KOR", "Kim Eun-ju", "revised"),
    ],
)
def test_each_scheme_says_how_far_to_trust_it(
    name: str, origin: str, latin: str, scheme: str
) -> None:
    done = romanise(name, origin=origin)
    assert (done.text, done.scheme) == (latin, scheme)


def test_latin_letters_stay_as_they_were_written() -> None:
    assert romanise("Nguyễn Thị Ánh").text == "Nguyễn Thị Ánh"
    assert romanise("Nguyễn Thị Ánh").scheme == "as-written"


@given(st.text(max_size=40), st.sampled_from([None, "PRK", "KOR", "CHN", "IRN", "UKR", "MMR"]))
def test_any_text_becomes_latin_letters_and_nothing_else(text: str, origin: str | None) -> None:
    done = romanise(text, origin=origin)
    for way in (done.text, *done.variants):
        assert set(scripts_of(way)) <= {"Latn"}
        assert not any(unicodedata.category(letter).startswith("C") for letter in way)
    assert done.scheme in SCHEMES
    assert romanise(done.text, origin=origin).text == done.text
