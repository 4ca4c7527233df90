"""What is printed can be read: by eye in every script, by a screen reader, and by nobody else."""

from io import BytesIO

import pypdfium2
import pytest
from PIL import Image

from openrsd.papers import CannotPrint, pdf, pictures

# A sentence of each script, as it stands on paper.
SENTENCES = {
    "en": "The law forbids sending this person back.",
    "fr": "La loi interdit de renvoyer cette personne.",
    "ru": "Закон запрещает высылать этого человека.",
    "vi": "Pháp luật cấm trả người này về.",
    "ar": "يمنع القانون إعادة هذا الشخص.",
    "fa": "قانون بازگرداندن این شخص را ممنوع می‌کند.",
    "zh-Hans": "法律禁止遣返此人。",
    "zh-Hant": "法律禁止遣返此人，請聯絡。",
    "ko": "이 사람을 돌려보내는 것은 법으로 금지되어 있습니다. 똠방각하",
    "th": "กฎหมายห้ามส่งบุคคลนี้กลับ",
    "lo": "ກົດໝາຍຫ້າມສົ່ງບຸກຄົນນີ້ກັບຄືນ",
    "my": "ဥပဒေ",
    "km": "ច្បាប់",
    "am": "ሕግ",
    "hi": "क़ानून",
    "bn": "আইন",
    "ta": "சட்டம்",
    "si": "නීතිය",
    "bo": "ཁྲིམས།",
}
TEMPLATE = "= #values.title\n#for (tag, line) in values.lines [#in-language(tag, line) \\ ]"


def test_every_script_is_printed_in_our_own_fonts_and_read_back() -> None:
    made = pdf(TEMPLATE, {"title": "Scripts", "lines": list(SENTENCES.items())}, title="Scripts")

    text = read_back(made)
    for tag in ("en", "fr", "ru", "vi", "zh-Hans", "zh-Hant", "ko", "th"):
        assert SENTENCES[tag] in text, tag
    assert "\N{REPLACEMENT CHARACTER}" not in text


def test_a_pdf_is_tagged_and_names_its_language_and_title() -> None:
    made = pdf("= A heading", {}, title="A paper", language="ko")

    for sign in (b"/MarkInfo", b"/StructTreeRoot", b"/Lang(ko)", b"pdfuaid:part"):
        assert sign in made, sign
    assert pypdfium2.PdfDocument(made).get_metadata_value("Title") == "A paper"
    assert pypdfium2.PdfDocument(made).get_metadata_value("CreationDate") == ""


def test_a_letter_that_no_font_has_does_not_keep_a_paper_from_being_printed() -> None:
    made = pdf("#values.name", {"name": "Kim 😀 \U00020bb7"}, title="A name")

    assert "Kim" in read_back(made)
    assert b"pdfuaid:part" not in made, "it does not claim what it does not keep"


def test_a_paper_is_a_picture_too() -> None:
    first, second = pictures("One #pagebreak() Two", {}, title="Two pages")

    assert Image.open(BytesIO(first)).size == Image.open(BytesIO(second)).size


def test_pictures_are_handed_in_as_bytes() -> None:
    portrait = BytesIO()
    Image.new("RGB", (4, 4), "red").save(portrait, "PNG")
    values = {"portrait": portrait.getvalue()}

    made = pdf('#picture(values.portrait, width: 2cm, alt: "A portrait")', values, title="Portrait")

    assert made.startswith(b"%PDF")


@pytest.mark.parametrize(
    "template",
    ['#import "@preview/cetz:0.3.0": *', '#read("/etc/hostname")', '#image("../../../x.png")'],
)
def test_a_template_reaches_neither_the_network_nor_the_machine(template: str) -> None:
    with pytest.raises(CannotPrint):
        pdf(template, {}, title="Reaching out")


def test_what_cannot_be_printed_is_said_without_what_was_to_be_printed() -> None:
    with pytest.raises(CannotPrint) as refused:
        pdf("#values.absent", {"name": "Invented Person"}, title="Missing")

    assert "Invented Person" not in str(refused.value)


def test_text_that_looks_like_a_template_stays_text() -> None:
    made = pdf("#values.name", {"name": '#read("/etc/hostname") *bold* $x$'}, title="Hostile")

    assert "*bold*" in read_back(made)


def read_back(made: bytes) -> str:
    return "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(made))
