"""Files of every kind become passages; what cannot be read is refused in one plain sentence."""

import gzip
from io import BytesIO

import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrsd.accounts.errors import Refusal
from openrsd.coi.reading.mappings import read_mapping, shipped_mappings
from openrsd.coi.reading.pieces import LONGEST, Document
from openrsd.coi.reading.reader import read
from openrsd.coi.shown import pages_shown
from openrsd.errors import InvalidDocument
from tests.evidence.hostile import docx, locked_archive, odt, pdf, pdf_saying

PAGE = """<!doctype html><html lang="en"><head><title>Returns | News</title>
<meta property="og:title" content="Returns across the river">
<meta property="article:published_time" content="2026-03-05T10:00:00Z">
<script>var x = "no text";</script></head>
<body><nav>Home Menu</nav><main><h1>Returns</h1><p>Share this</p>
<h2>Detention</h2><p>Women who were returned told of detention in county holding centres,
&amp; of hunger, in interviews that were held with them abroad<br>in the spring.</p>
<ul><li>A second point.</li></ul><div>Loose text.</div><p hidden></p>
<h2>Read more</h2><p>Subscribe to our newsletter</p></main>
<footer>All rights reserved</footer></body></html>"""
MAIL = """From: Expert <expert@university.example>
To: research@office.example
Subject: =?utf-8?b?66y47J2YIOuLteuzgA==?=
Date: Thu, 5 Mar 2026 10:00:00 +0000
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Returned women are held in county centres.

> What happens to them?

They are questioned about religion.
--{space}
Expert
""".replace("{space}", " ")
ROWS = "place,day,what\nPyongyang,2026-01-02,Prices rose.\nHyesan,2026-01-03,A market closed.\n"
MAPPING = """code: markets
name: Markets
reads: rows
known_by: [place, day, what]
details: {title: Markets, publisher: An institute, kind: ngo}
text: "{what}"
heading: "{place}, {day}"
"""


def one(content: str, name: str) -> Document:
    [document] = read(content.encode(), name)
    return document


def texts(document: Document) -> list[str]:
    return [piece.text for piece in document.pieces]


def test_a_page_is_left_without_menus_scripts_and_what_comes_after() -> None:
    document = one(PAGE, "page.html")
    assert texts(document) == [
        "Women who were returned told of detention in county holding centres, & of hunger, in "
        "interviews that were held with them abroad in the spring.",
        "A second point.",
        "Loose text.",
    ]
    assert document.pieces[0].heading == "Detention"
    assert (document.details.title, document.details.published) == (
        "Returns across the river",
        "2026-03-05",
    )


def test_a_mail_is_left_without_what_it_quotes_and_its_signature() -> None:
    document = one(MAIL, "answer.eml")
    assert texts(document) == [
        "Returned women are held in county centres.",
        "They are questioned about religion.",
    ]
    assert (document.details.title, document.details.published) == ("문의 답변", "2026-03-05")
    assert document.details.author == "Expert <expert@university.example>"


def test_a_table_is_read_by_a_mapping_of_ones_own_also_packed() -> None:
    mapping = read_mapping(MAPPING.encode(), "markets.yaml")
    [document] = read(gzip.compress(ROWS.encode()), "markets.csv.gz", mapping)
    assert [(piece.heading, piece.text) for piece in document.pieces] == [
        ("Pyongyang, 2026-01-02", "Prices rose."),
        ("Hyesan, 2026-01-03", "A market closed."),
    ]


def test_rows_can_be_documents_of_their_own() -> None:
    each = MAPPING.replace("known_by", "each: document\nknown_by").replace(
        "title: Markets,", 'title: "{place}", published: "{day}",'
    )
    documents = read(ROWS.encode(), "a.csv", read_mapping(each.encode(), "m.yaml"))
    assert [(one.part, one.details.published) for one in documents] == [
        ("Pyongyang", "2026-01-02"),
        ("Hyesan", "2026-01-03"),
    ]


@pytest.mark.parametrize(
    ("wrong", "place", "says"),
    [
        ("kind: ngo", "kind: blog", "'blog' is not one of un, state"),
        ("text:", "txt:", "'txt' is not known here"),
        ('"{what}"', '"what"', "rows need a text with a {column}"),
        ("reads: rows", "reads: tree", "a tree needs text_keys"),
        ("heading:", "countries: {Nowhere: NOW}\nheading:", "'NOW' is no country"),
    ],
)
def test_a_wrong_mapping_is_refused_with_its_line(wrong: str, place: str, says: str) -> None:
    with pytest.raises(InvalidDocument) as refused:
        read_mapping(MAPPING.replace(wrong, place).encode(), "markets.yaml")
    assert says in str(refused.value)
    assert "markets.yaml:" in str(refused.value)


def test_the_shipped_mappings_are_right() -> None:
    assert set(shipped_mappings()) == {"upr-recommendations", "world-factbook"}


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.xlsx", b"PK", "Only PDF, Word (DOCX)"),
        ("a.pdf", b"%PDF-1.7", "damaged or cut off"),
        ("a.docx", b"%PDF-1.7", "damaged or cut off"),
        ("a.pdf", pdf(pages=2), "only pictures of its pages"),
        ("a.docx", locked_archive(), "asks for a password"),
        ("a.odt", b"Only words.", "the file is something else"),
        ("a.exe", b"MZ", "Only PDF, Word (DOCX)"),
        ("a.txt", b"", "No text was found"),
        ("a.txt", "북한".encode("cp949"), "save it as UTF-8"),
        ("a.txt", b"a\x00b", "not a text"),
        ("a.html", b"<script>nothing</script>", "No text was found"),
        ("a.csv", b"one,two\n1,2\n", "what the columns of this table mean"),
        ("a.csv", b"one,two\n1,2,3\n", "more or fewer cells"),
        ("a.json", b"{", "is no JSON"),
        ("a.json", b"3", "an object or a list"),
        ("a.txt.gz", b"not packed", "cannot be read"),
        ("a.md", b"---\ntitel: x\n---\ntext", "says 'titel'"),
        ("a.md", b"---\npublished: 5 March\n---\nA text stands here.", "is no day"),
        ("a.eml", b"Content-Type: image/png\n\nabc", "No text was found"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(
    name: str, content: bytes, says: str
) -> None:
    with pytest.raises(Refusal) as refused:
        read(content, name)
    assert says in str(refused.value)


def test_a_packed_file_that_grows_without_end_is_not_unpacked() -> None:
    with pytest.raises(Refusal) as refused:
        read(gzip.compress(b"a" * (33 * 1024 * 1024)), "a.txt.gz")
    assert "too large" in str(refused.value)


def test_a_country_that_nobody_knows_is_said_and_not_left_out() -> None:
    with_country = MAPPING + 'country: "{place}"\n'
    with pytest.raises(Refusal) as refused:
        read(ROWS.encode(), "a.csv", read_mapping(with_country.encode(), "m.yaml"))
    assert "No country is known as 'Pyongyang'" in str(refused.value)


def test_a_very_long_paragraph_is_divided_and_keeps_its_number() -> None:
    numbered = "".join(f"{number}. Short.\n\n" for number in range(1, 6))
    document = one(numbered + "6. " + "A sentence of some length stands here. " * 200, "a.txt")
    last = [piece for piece in document.pieces if piece.paragraph == "6"]
    assert len(last) > 1
    assert all(len(piece.text) <= LONGEST for piece in last)
    assert [piece.paragraph for piece in document.pieces][:5] == ["1", "2", "3", "4", "5"]


def test_a_heading_after_a_paragraph_of_one_line_is_a_heading() -> None:
    text = (
        "I. Detention\n1. One.\n2. Two.\nII. Religion\n3. Three.\n\nA.\nFaith\n4. Four.\n5. Five."
    )
    assert [(piece.text, piece.heading) for piece in one(text, "a.txt").pieces] == [
        ("One.", "I. Detention"),
        ("Two.", "I. Detention"),
        ("Three.", "II. Religion"),
        ("Four.", "II. Religion › A. Faith"),
        ("Five.", "II. Religion › A. Faith"),
    ]


def test_numbers_out_of_turn_are_part_of_the_text() -> None:
    text = "\n\n".join(f"{number}. See also section\n12. of it." for number in range(1, 8))
    assert [piece.paragraph for piece in one(text, "a.txt").pieces] == [*"1234567"]


def test_text_without_spaces_and_without_end_is_divided_too() -> None:
    document = one("字" * (LONGEST * 2 + 5), "a.txt")
    assert "".join(texts(document)) == "字" * (LONGEST * 2 + 5)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", "<b>x" * 5000),
        ("a.json", "[" * 100_000),
        ("a.json", '{"a":' * 900 + "1" + "}" * 900),
        ("a.json", '[{"session": "\\u0000"}]'),
        ("a.md", "---\na: &a [x, x]\nb: &b [*a, *a]\ntitle: [*b, *b]\n---\nText stands here."),
        ("a.md", '---\ntitle: "\\ud800"\n---\nA text stands here.'),
        ("a.md", "---\n- title\n---\nA text stands here."),
        ("a.md", "---\ncountries: PRK\n---\nA text stands here."),
        ("a.eml", "Content-Type: text/plain; charset=nothing\n\nabc"),
    ],
)
def test_a_file_made_to_hurt_is_refused(name: str, content: str) -> None:
    with pytest.raises(Refusal):
        read(content.encode(), name)


def test_two_rows_of_one_name_are_two_documents() -> None:
    each = MAPPING.replace("known_by", "each: document\nknown_by")
    documents = read(ROWS.encode(), "a.csv", read_mapping(each.encode(), "m.yaml"))
    assert [one.part for one in documents] == ["Markets", "Markets (2)"]


@given(
    st.sampled_from([".txt", ".md", ".html", ".eml", ".csv", ".json", ".txt.gz"]),
    st.one_of(
        st.binary(max_size=200),
        st.text(alphabet="ab1. \n<>/&;:-\"'{}[],#*=\x0c字한", max_size=200).map(str.encode),
    ),
)
def test_whatever_comes_is_read_or_refused_in_a_sentence(suffix: str, content: bytes) -> None:
    try:
        documents = read(content, f"a{suffix}")
    except Refusal as refusal:
        assert str(refusal)
    else:
        assert all(document.pieces for document in documents)


def _read_one(content: bytes, name: str) -> Document:
    [document] = read(content, name)
    return document


def test_word_and_opendocument_are_read_by_their_paragraphs() -> None:
    said = ("1. Prices rose.", "2. A market closed.", "3. Rain.", "4. Snow.", "5. Ice.")
    for name, content in (("a.docx", docx("Markets", *said)), ("a.odt", odt("Markets", *said))):
        document = _read_one(content, name)
        assert [(one.paragraph, one.text) for one in document.pieces][:2] == [
            ("1", "Prices rose."),
            ("2", "A market closed."),
        ]
        assert document.details.title == "Markets"


def test_pages_of_a_pdf_that_are_pictures_are_named_and_the_others_read() -> None:
    whole = pdfium.PdfDocument.new()
    for part in (pdf_saying("Women were returned", "to the north."), pdf(pages=2)):
        whole.import_pages(pdfium.PdfDocument(part))
    made = BytesIO()
    whole.save(made)
    document = _read_one(made.getvalue(), "a.pdf")
    assert [(piece.page, piece.text) for piece in document.pieces] == [
        (1, "Women were returned to the north.")
    ]
    assert document.without_words == (2, 3)
    assert pages_shown([2, 3, 7]) == "2–3, 7"
