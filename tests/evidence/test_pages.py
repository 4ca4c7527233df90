"""A document is cited to the passage, read in its picture, and copied without what endangers."""

from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image, ImageOps

from openrsd.accounts.errors import NotHere
from openrsd.evidence import reading, selectors
from openrsd.evidence.actions import disclosing, recognising
from openrsd.evidence.actions.redacting import redact
from openrsd.evidence.citing import Citation, cite, still_stands
from openrsd.evidence.contents import content_of
from openrsd.evidence.errors import (
    CannotRecognise,
    NoSuchPassage,
    NothingRemoved,
    NotTaken,
    NoWordsFound,
)
from openrsd.evidence.models import Document
from openrsd.evidence.reading import Removed
from openrsd.ledger.models import EntryRow
from openrsd.papers import pictures
from tests import people
from tests.evidence.hostile import pdf_saying, picture
from tests.evidence.relating import acting, applicant, handed_in, staff
from tests.records import Made, a_case

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
INFORMANT = "Pak Chol-su told us"
# Of a picture turned to its negative: what was darker than paper.
ONLY_INK = [0] * 128 + [255] * 128


@pytest.fixture
def case() -> Made:
    return a_case(people.an_office())


def of_all(document: Document) -> list[list[str]]:
    return [
        [one.text for one in selectors.passages(document, page)[0]]
        for page in range(1, document.pages + 1)
    ]


def scan_of(*lines: str) -> bytes:
    """A picture of a page with these lines on it."""
    said = "\n\n".join(lines)
    return pictures("#set text(size: 28pt)\n#values.said", {"said": said}, title="Scan")[0]


def points_of(content: bytes, page: int = 1) -> Image.Image:
    return Image.open(BytesIO(reading.picture_of([content], page))).convert("L")


def darkest_and_lightest(points: Image.Image) -> tuple[int, int]:
    shades = [shade for shade, count in enumerate(points.histogram()) if count]
    return shades[0], shades[-1]


def test_a_citation_leads_to_the_passage_and_says_what_it_says(case: Made) -> None:
    user = staff(case)
    officer = acting(user)
    document = handed_in(case, user, pdf_saying("One", "Two", "Three", pages=2))
    cited = cite(officer, document.id, 2, 2, 3)
    assert str(cited) == "Document 1, page 2, passages 2 to 3"
    assert cited.quotation == "Two\nThree"
    assert cited.address.endswith(f"/{document.id}/?page=2#p2")
    kept = Citation.from_value(cited.as_value())
    assert kept == cited
    assert still_stands(officer, kept)
    assert str(cite(officer, document.id, 1, 1, quotation="One")).endswith("passage 1")
    for page, first, last, quoted in (
        (3, 1, 1, ""), (1, 4, 4, ""), (1, 3, 2, ""), (1, 0, 1, ""), (1, 1, 1, "She lied")
    ):  # fmt: skip
        with pytest.raises(NoSuchPassage):
            cite(officer, document.id, page, first, last, quoted)
    stranger = acting(people.staff("case-officer", username="stranger"))
    assert not still_stands(stranger, kept)
    with pytest.raises(NotHere):
        cite(stranger, document.id, 1, 1)


def test_letters_of_a_scan_are_recognised_and_a_citation_of_the_first_reading_stands(
    case: Made,
) -> None:
    if "eng" not in reading.recognisable() or "kor" not in reading.recognisable():
        pytest.fail(
            "tesseract is not installed with eng and kor: scripts/recognition", pytrace=False
        )
    user = staff(case)
    officer = acting(user)
    document = handed_in(case, user, scan_of("She was beaten twice", "리옥희는 떠났다"))
    assert of_all(document) == [[]]
    first = recognising.recognise(document.id, 1, ["eng", "kor"], acting=officer)
    assert (first.reading, first.is_recognised) == (2, True)
    assert "She was beaten twice" in " ".join(of_all(document)[0])
    assert "리옥희" in " ".join(of_all(document)[0]).replace(" ", "")
    cited = cite(officer, document.id, 1, 1)
    recognising.recognise(document.id, 1, ["kor"], acting=officer)
    assert still_stands(officer, cited)
    shown = people.signed_in(user).get(reverse("evidence:document", args=[document.id]))
    assert "recognised in the picture by a program" in shown.content.decode()
    blank = BytesIO()
    Image.new("L", (300, 300), "white").save(blank, "PNG")
    with pytest.raises(NoWordsFound):
        white = handed_in(case, user, blank.getvalue())
        recognising.recognise(white.id, 1, ["eng"], acting=officer)


def test_where_recognition_is_not_installed_that_is_said(
    case: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    reading.recognisable.cache_clear()
    try:
        user = staff(case)
        scan = handed_in(case, user, picture())
        with pytest.raises(CannotRecognise):
            recognising.recognise(scan.id, 1, ["eng"], acting=acting(user))
        shown = people.signed_in(user).get(reverse("evidence:document", args=[scan.id]))
        assert "(tesseract) is not installed" in shown.content.decode()
    finally:
        monkeypatch.undo()
        reading.recognisable.cache_clear()


def test_what_is_removed_from_a_pdf_is_gone_as_text_and_as_points(case: Made) -> None:
    user, her = staff(case), applicant(case)
    whole = pdf_saying(INFORMANT, "She left in spring", pages=2)
    original = handed_in(case, user, whole)
    parts = {1: Removed(passages=(1,)), 2: Removed(boxes=((0, 0, 1000, 220),))}
    copy = redact(original.id, parts, note="A danger to him.", acting=acting(user))
    assert selectors.described(copy).title == "Medical or medico-legal report, with parts removed"
    assert of_all(copy) == [["", "She left in spring"], ["", "She left in spring"]]
    made = b"".join(content_of(copy))
    assert b"Pak" not in made
    # There is no text at all in it, and no letter of his name among its points.
    assert reading.read([made]).pages == ((), ())
    for page in (1, 2):
        before, after = points_of(whole, page), points_of(made, page).resize(points_of(whole).size)
        # The first line of the page, letters and what is between them.
        letters = before.crop((0, 0, before.width, int(before.height * 0.22)))
        place = ImageOps.invert(letters).point(ONLY_INK).getbbox()
        assert place is not None
        assert darkest_and_lightest(after.crop(place))[1] < 100
    assert b"".join(content_of(original)) == whole
    assert not copy.is_hers
    assert not copy.is_disclosed
    browser = people.signed_in(her)
    assert browser.get(reverse("evidence:document", args=[copy.id])).status_code == 404
    disclosing.disclose(copy.id, acting=acting(user))
    shown = browser.get(reverse("evidence:document", args=[copy.id])).content.decode()
    assert "She left in spring" in shown
    assert "[removed]" in shown
    assert "Pak" not in shown
    assert "A danger to him" not in shown
    assert browser.get(reverse("evidence:document", args=[original.id])).status_code == 404
    assert EntryRow.objects.filter(action="document.redact", result="done").count() == 1


def test_a_turned_page_is_painted_over_where_its_words_stand(case: Made) -> None:
    turned = pdf_saying(INFORMANT).replace(b"/MediaBox", b"/Rotate 90 /MediaBox")
    # The table of places is wrong by the turn: readers find their way.
    made, words = reading.without([turned], {1: Removed(passages=(1,))})
    assert words == [[""]]
    before, after = points_of(turned), points_of(made).resize(points_of(turned).size)
    place = ImageOps.invert(before).point(ONLY_INK).getbbox()
    assert place is not None
    assert darkest_and_lightest(after.crop(place))[1] < 100
    # The rest of the page is as white as it was.
    assert darkest_and_lightest(after.crop((0, 0, before.width, place[1] - 10)))[0] > 200


def test_what_is_removed_from_a_picture_and_from_a_text_is_gone(case: Made) -> None:
    user = staff(case)
    officer = acting(user)
    scan = handed_in(case, user, picture("JPEG", (400, 400)))
    copy = redact(scan.id, {1: Removed(boxes=((0, 0, 500, 1000),))}, acting=officer)
    half = points_of(b"".join(content_of(copy)))
    left = half.crop((0, 0, half.width // 2 - 4, half.height))
    right = half.crop((half.width // 2 + 4, 0, half.width, half.height))
    assert darkest_and_lightest(left)[1] < 60
    assert darkest_and_lightest(right)[1] > 150
    text = handed_in(case, user, f"{INFORMANT}\nShe left in spring\n".encode())
    copy = redact(text.id, {1: Removed(passages=(1,))}, acting=officer)
    assert b"".join(content_of(copy)) == b"[removed]\nShe left in spring"
    assert cite(officer, copy.id, 1, 2).quotation == "She left in spring"
    empty: list[dict[int, Removed]] = [{}, {1: Removed()}, {9: Removed(passages=(1,))}]
    for nothing in empty:
        with pytest.raises(NothingRemoved):
            redact(text.id, nothing, acting=officer)


def test_parts_are_chosen_on_a_plain_form(case: Made) -> None:
    user = staff(case)
    document = handed_in(case, user, pdf_saying(INFORMANT, "She left in spring"))
    browser, address = people.signed_in(user), reverse("evidence:redact", args=[document.id])
    shown = browser.get(address).content.decode()
    assert 'value="1.1"' in shown
    for wrong in ("1 10 20", "1 10 20 5 90", "nan 1 2 3 4", "1 0 0 inf 9", "x", "1 0 0 101 9"):
        answer = browser.post(address, {"boxes": wrong})
        assert answer.status_code == 422, wrong
        assert "is no part of a page" in answer.content.decode()
    answer = browser.post(address, {"passages": ["1.1"], "boxes": "1 0 90 100 100%", "title": "A"})
    assert answer.status_code == 302
    copy = Document.objects.get(number=2)
    assert answer.headers["Location"] == reverse("evidence:document", args=[copy.id])
    assert selectors.described(copy).title == "A"
    assert of_all(copy) == [["", "She left in spring"]]


def test_pages_are_shown_as_pictures_to_whoever_reads_the_document(case: Made) -> None:
    user = staff(case)
    document = handed_in(case, user, pdf_saying("Hello", pages=2))
    browser = people.signed_in(user)
    answer = browser.get(reverse("evidence:picture", args=[document.id, 2]))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert browser.get(reverse("evidence:picture", args=[document.id, 3])).status_code == 404
    for wrong in ("3", "0", "-1", "x", "999999999999"):
        page = browser.get(reverse("evidence:document", args=[document.id]), {"page": wrong})
        assert page.status_code == 404
    stranger = people.signed_in(people.staff("case-officer", username="stranger"))
    assert stranger.get(reverse("evidence:picture", args=[document.id, 1])).status_code == 404
    with pytest.raises(NotTaken):
        reading.picture_of([b"Words."], 1)
