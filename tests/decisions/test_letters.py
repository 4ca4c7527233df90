"""What letters say: every kind in every language, whole, readable, and never that anybody may be
sent away.
"""

import unicodedata
from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import files
from io import BytesIO
from string import Formatter

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageStat

from openrsd.decisions.letters.composing import Facts, Letter, Translated, compose, form_of
from openrsd.decisions.letters.errors import LetterLacks, NoLastDay, NoReasons, SaysRemoval
from openrsd.decisions.letters.printing import printed, printed_form
from openrsd.decisions.letters.profile import DEMONSTRATION, LettersProfile, OfficeProfile
from openrsd.decisions.letters.reading import read_letters, shipped_letters
from openrsd.decisions.reasons import Paragraph, Part, Reasons
from openrsd.errors import InvalidDocument
from openrsd.law.documents import read_document
from openrsd.law.reading import read_shape

OFFICE = read_shape(
    read_document(DEMONSTRATION.read_bytes(), "letters.yaml"), LettersProfile
).everywhere
KINDS, LANGUAGES = tuple(shipped_letters().kinds), tuple(shipped_letters().words)
REFUSALS = ("refusal", "exclusion", "complementary", "status-ended")
UNTIL = date(2026, 12, 28)
# Procedure.md section 9, by the passages that carry each content; 1 and 12 are the frame.
SECTION_9 = {
    1: ("number", "office", "written"),
    2: ("h-accepted", "h-not-accepted"),
    3: ("what-was-put",),
    4: ("h-law", "law-articles"),
    5: ("h-country-information",),
    6: ("h-other-protection",),
    7: ("appeal-where", "appeal-how", "appeal-until", "appeal-late"),
    8: ("counsel",),
    9: ("own-statements",),
    10: ("effect-stay", "effect-documents"),
    11: ("counselling", "complaints"),
    12: ("language-both", "explained"),
}


def reasons(**texts: str) -> Reasons:
    parts = [one for one in Part if one is not Part.UNRESOLVED]
    return Reasons(
        outcome="negative",
        paragraphs=tuple(
            Paragraph(
                id=str(part),
                part=part,
                heading=f"Point {number}",
                text=texts.get(str(part), f"What was heard on point {number} is weighed."),
            )
            for number, part in enumerate(parts, 1)
        ),
    )


def facts(kind: str = "refusal", language: str = "en", **changed: object) -> Facts:
    known = Facts(
        kind=kind,
        number="C-7KR2-9XPQ",
        office_name="Border post",
        office=OFFICE,
        written=date(2026, 11, 24),
        language=language,
        name="Ri Ok Hui",
        decided=date(2026, 11, 20),
        until=UNTIL,
        explained_in=language,
        explained_by="Mina and the interpreter Jae",
        reasons=reasons(),
    )
    return replace(known, **changed)  # type: ignore[arg-type]


def plain(text: str) -> str:
    """Letters and figures alone, as they stand in any form of writing, without order of lines."""
    kept = unicodedata.normalize("NFKC", text)
    return "".join(one for one in kept if one.isalnum())


def pages_of(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def fixed(words: str) -> list[str]:
    """The words of a passage between what is put into them."""
    return [text for text, _field, _spec, _form in Formatter().parse(words) if plain(text)]


def says(said: str, words: str, language: str) -> bool:
    """Whether a text has these words. The reader of PDF turns two letters of Arabic around where
    they are written as one, and takes words with a mark apart, and reads the other language of
    that paper backwards: there each word without a mark is looked for by its letters.
    """
    if language != "ar":
        return plain(words) in plain(said)

    def by_letters(text: str) -> set[str]:
        bare = [word for word in text.split() if not any(map(unicodedata.combining, word))]
        return {"".join(sorted(plain(word))) for word in bare if len(word) > 1}

    return by_letters(words) <= by_letters(said)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_each_letter_is_printed_in_each_language_without_a_missing_letter(
    kind: str, language: str
) -> None:
    pdf = printed(compose(facts(kind, language)))
    # Only a paper of which every letter was in a font says that it is PDF/UA.
    assert b"pdfuaid" in pdf and b"/StructTreeRoot" in pdf
    words = shipped_letters().words
    said = " ".join(pages_of(pdf))
    assert says(said, words[language].words[shipped_letters().kinds[kind].heading], language)
    assert says(said, "C-7KR2-9XPQ", language)
    with pypdfium2.PdfDocument(pdf) as document:
        assert "Ri Ok" not in " ".join(document.get_metadata_dict().values())
        picture = document[0].render(scale=0.5).to_pil().convert("L")
    darkest, _lightest = ImageStat.Stat(picture).extrema[0]
    assert darkest < 100 and ImageStat.Stat(picture).mean[0] > 150


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_a_refusal_says_all_of_section_9_in_her_language_and_in_that_of_the_office(
    language: str,
) -> None:
    translation = {one.id: Translated(one.text, one.heading) for one in reasons().paragraphs}
    known = facts("refusal", language, translation=translation, translator="Jae")
    letter = compose(known)
    said = " ".join(pages_of(printed(letter)))
    for tag in (language, "en"):
        words = shipped_letters().words[tag]
        for number, passages in SECTION_9.items():
            for piece in [piece for one in passages for piece in fixed(words.words[one])]:
                assert says(said, piece, language), (number, tag)
        assert says(said, words.day(UNTIL), language)
    for place in (*OFFICE.counsel, *OFFICE.counselling, *OFFICE.complaints, OFFICE.appeal):
        assert place and says(said, place.who, language)
    assert says(said, "What was heard on point 3 is weighed.", language)


def test_the_first_page_says_in_short_what_was_decided_and_until_when() -> None:
    first = pages_of(printed(compose(facts())))[0]
    for words in (
        "You are not recognised as a refugee.",
        "Nobody may send you back while you can appeal",
        "Appeal until Monday, December 28, 2026",
        "Invented Legal Aid",
    ):
        assert words in " ".join(first.split())


def test_arabic_is_written_from_right_to_left_and_numbers_from_left_to_right() -> None:
    pdf = printed(compose(facts("refusal", "ar")))
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        text = page.get_textpage()
        said = unicodedata.normalize("NFKC", text.get_text_range())
        assert "باختصار" in said, "letters follow each other as they are read"
        boxes = [text.get_charbox(n) for n in range(text.count_chars())]
        width = page.get_width()
        rightmost = max(box[2] for box in boxes)
        assert width - rightmost < 75, "lines begin at the right edge"
        written = "".join(text.get_text_range(n, 1) for n in range(text.count_chars()))
        place = written.index("+000")
        digits = boxes[place + 1 : place + 4]
        assert [box[0] for box in digits] == sorted(box[0] for box in digits)


def test_what_nobody_translated_stands_in_the_language_of_the_office_and_the_letter_says_so() -> (
    None
):
    hers, office = compose(facts("refusal", "ko")).languages
    assert "설명되었습니다" in hers.as_text() and "point 3" not in hers.as_text()
    assert "What was heard on point 3 is weighed." in office.as_text()
    half = {"law": Translated("법에 관한 이유")}
    hers = compose(facts("refusal", "ko", translation=half, translator="Jae")).languages[0]
    assert "법에 관한 이유" not in hers.as_text(), "half a translation is none"


def test_what_endangers_somebody_is_left_out_in_every_language_and_the_letter_says_so() -> None:
    told = reasons(law="Her brother Chol told us of it.")
    letter = compose(facts("refusal", "fr", reasons=told, withheld=frozenset({"law"})))
    assert "Chol" not in letter.as_text()
    assert "because it could put somebody in danger" in letter.languages[1].as_text()
    assert "mettre quelqu'un en danger" in letter.languages[0].as_text()


def test_a_letter_is_not_made_without_counsel_the_place_of_appeal_a_last_day_or_reasons() -> None:
    without = OFFICE.model_copy(update={"counsel": ()})
    with pytest.raises(LetterLacks, match="who gives free counsel"):
        compose(facts(office=without))
    with pytest.raises(LetterLacks, match="where to appeal"):
        compose(facts(office=OFFICE.model_copy(update={"appeal": None})))
    with pytest.raises(LetterLacks, match="which court"):
        compose(facts("appeal-dismissed", office=OFFICE.model_copy(update={"court": None})))
    with pytest.raises(NoLastDay):
        compose(facts(until=None))
    with pytest.raises(NoReasons):
        compose(facts(reasons=None))
    with pytest.raises(NoReasons):
        compose(facts(reasons=reasons(law=" ")))


@pytest.mark.parametrize(
    "words",
    [
        "You may be removed to the country of transit.",
        "Your removal to any country is now permitted.",
        "You must leave the country within 14 days.",
        "Nothing prevents your deportation.",
        "귀하는 강제퇴거될 수 있습니다. 출국해야 합니다.",
        "你必须离境。",
        "يجب عليك مغادرة البلاد.",
        "Vous devez quitter le territoire.",
        "Usted debe abandonar el país.",
    ],
)
def test_words_that_permit_removal_are_in_no_letter_whoever_wrote_them(words: str) -> None:
    with pytest.raises(SaysRemoval):
        compose(facts(reasons=reasons(conclusion=words)))


AS_WRITTEN = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=60
)
OFFICES = st.builds(
    lambda counsel, appeal: OFFICE.model_copy(
        update={
            "counsel": OFFICE.counsel[:counsel],
            "appeal": OFFICE.appeal if appeal else None,
        }
    ),
    st.integers(0, 2),
    st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(REFUSALS),
    st.sampled_from(LANGUAGES),
    OFFICES,
    st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2030, 1, 1))),
    st.dictionaries(st.sampled_from([str(one) for one in Part]), AS_WRITTEN),
    st.frozensets(st.sampled_from([str(one) for one in Part])),
)
def test_no_refusal_is_composed_without_its_last_day_and_free_counsel(
    kind: str,
    language: str,
    office: OfficeProfile,
    until: date | None,
    texts: dict[str, str],
    withheld: frozenset[str],
) -> None:
    known = facts(
        kind, language, office=office, until=until, reasons=reasons(**texts), withheld=withheld
    )
    try:
        letter = compose(known)
    except (LetterLacks, NoLastDay, NoReasons, SaysRemoval):
        return
    assert until is not None and office.counsel and office.appeal
    for one in letter.languages:
        said = one.as_text()
        assert shipped_letters().words[one.language].day(until) in said
        assert all(place.who in said for place in (*office.counsel, office.appeal))
        assert not shipped_letters().says_removal(said)
    assert letter.form is not None


def documents() -> dict[str, bytes]:
    corpus = files("openrsd.decisions.letters") / "corpus"
    return {
        f"{folder}{file.name}": file.read_bytes()
        for folder in ("", "kinds/", "words/")
        for file in (corpus / folder if folder else corpus).iterdir()
        if file.name.endswith(".yaml")
    }


@pytest.mark.parametrize(
    ("file", "was", "becomes", "says"),
    [
        ("kinds/refusal.yaml", "list: counsel\n", "list: complaints\n", "must say 'counsel'"),
        ("kinds/refusal.yaml", "appeal-late, ", "", "must say 'appeal-late'"),
        ("kinds/exclusion.yaml", "    reasons: law\n", "", "must say 'law'"),
        ("kinds/refusal.yaml", "attaches: appeal-form\n", "", "must say 'appeal-form'"),
        ("words/ko.yaml", "{until}까지 법원에", "법원에", "should take"),
        ("words/fr.yaml", "  page: Page\n", "", "'page' is missing"),
        ("words/en.yaml", "m-closed: ", "m-closed: You must leave. ", "removal were permitted"),
    ],
)
def test_a_file_that_leaves_something_out_is_not_read(
    file: str, was: str, becomes: str, says: str
) -> None:
    changed = documents()
    text = changed[file].decode()
    assert was in text
    changed[file] = text.replace(was, becomes, 1).encode()
    with pytest.raises(InvalidDocument) as refused:
        read_letters(changed)
    assert any(says in str(problem) for problem in refused.value.problems)


def test_every_language_but_english_says_that_nobody_read_it_yet() -> None:
    unread = {tag for tag, one in shipped_letters().words.items() if one.is_unread}
    assert unread == set(LANGUAGES) - {"en"}


def test_the_form_is_blank_in_both_languages_and_says_where_and_until_when() -> None:
    said = " ".join(" ".join(pages_of(printed_form(form_of(facts(language="es"))))).split())
    for words in ("No estoy de acuerdo", "I do not agree", "Invented Appeals Board", "C-7KR2"):
        assert words in said
    assert "December 28, 2026" in said and "Ri Ok" not in said


def test_a_draft_says_that_it_is_one() -> None:
    def is_marked(letter: Letter) -> bool:
        return "decides nothing" in " ".join(pages_of(printed(letter)))

    assert is_marked(compose(facts(is_draft=True))) and not is_marked(compose(facts()))


def test_a_letter_of_a_later_day_names_that_day() -> None:
    later = UNTIL + timedelta(days=40)
    assert "February 6, 2027" in compose(facts(until=later)).as_text()
    assert BytesIO(printed(compose(facts(until=later)))).read(4) == b"%PDF"
