"""What researchers really bring: reports of the United Nations, profiles, tables, an article."""

import csv

import pytest

from openrsd.coi.actions.adding import add_file
from openrsd.coi.models import Edition, Passage
from openrsd.coi.reading.pieces import Document
from openrsd.coi.reading.reader import read
from tests.coi.library import SHARED, researcher

REPORTS = SHARED / "coi_un_reports_2025"
WITH_INDEX = list(csv.DictReader((REPORTS / "index.csv").read_text("utf-8").splitlines()))


def read_from(folder: str, name: str) -> Document:
    [document] = read((SHARED / folder / name).read_bytes(), name)
    return document


@pytest.mark.parametrize("suffix", [".pdf", ".txt"])
@pytest.mark.parametrize("row", WITH_INDEX, ids=lambda row: row["symbol"])
def test_every_numbered_paragraph_of_a_report_is_a_passage(
    row: dict[str, str], suffix: str
) -> None:
    document = read_from("coi_un_reports_2025", row["file"].replace(".pdf", suffix))
    numbers = [int(piece.paragraph) for piece in document.pieces if piece.paragraph]
    assert list(dict.fromkeys(numbers)) == list(range(1, int(row["highest_paragraph"]) + 1))
    assert (document.details.reference, document.details.published) == (row["symbol"], row["date"])
    # The running lines of the pages are in no passage.
    assert not [piece for piece in document.pieces if f"{row['symbol']} " in piece.text[:30]]
    pages = [piece.page or 0 for piece in document.pieces]
    assert pages == sorted(pages)


def test_a_report_is_cited_with_the_right_page_and_under_the_right_heading() -> None:
    for name in ("A_79_797.en.txt", "A_79_797.en.pdf"):
        _is_cited_rightly(read_from("coi_un_reports_2025", name))


def _is_cited_rightly(document: Document) -> None:
    pieces = {piece.paragraph: piece for piece in document.pieces}
    assert document.details.title.startswith("The situation in Afghanistan and its implications")
    assert document.details.countries == ("AFG",)
    assert (pieces["23"].page, pieces["23"].heading) == (
        5,
        "II. Relevant developments › B. Security",
    )
    # Begun on page 4, ended on page 5: the line of the page between is not in it.
    assert "ISIL-K claimed responsibility for a suicide attack" in pieces["20"].text.replace(
        "ISIL -K", "ISIL-K"
    )


def test_a_profile_is_divided_by_its_sections_and_left_without_flags_and_anthems() -> None:
    document = read_from("coi_world_factbook", "kn.json")
    headings = {piece.heading: piece for piece in document.pieces}
    assert document.details.countries == ("PRK",)
    assert "semi-presidential" not in headings["Government › Legal system"].text
    assert headings["People and Society › Religions"].topics == ("population", "religion")
    assert not [heading for heading in headings if heading.startswith("Government › Flag")]
    assert not [piece for piece in document.pieces if "<" in piece.text]


def test_an_article_is_left_without_its_newsletter() -> None:
    document = read_from("news", "000_2633259968d0c0ca.txt")
    text = "\n".join(piece.text for piece in document.pieces)
    assert "resist" in text
    assert "(ANI)" in document.pieces[-1].text
    assert "Newsletter" not in text
    # "Earlier this week" and "February 2009" are no day of publication.
    assert document.details.published == ""
    assert set(document.details.countries) == {"CHN", "PRK"}


@pytest.mark.django_db
def test_a_newer_profile_becomes_the_next_edition_of_its_source() -> None:
    actor = researcher()
    content = (SHARED / "coi_world_factbook" / "er.json").read_bytes()
    [first] = add_file(content, "er.json", acting=actor)
    [second] = add_file(content.replace(b"Eritrea's", b"The"), "er.json", acting=actor)
    assert (first.source_id, second.sequence) == (second.source_id, 2)


def test_recommendations_keep_their_country_and_topic_each() -> None:
    document = read_from("upr_recommendations", "upr_sessions_01_13.csv.gz")
    assert len(document.pieces) == 23_482
    of_korea = [piece for piece in document.pieces if piece.countries == ("PRK",)]
    of_china = [piece for piece in document.pieces if piece.countries == ("CHN",)]
    assert (len(of_korea), len(of_china)) == (167, 138)
    [returned] = [piece for piece in of_china if "non-refoulement of refugees" in piece.text]
    assert returned.topics == ("torture",)
    assert returned.text.endswith("– Canada to China, session 4. Response: Noted.")
    without = [piece for piece in document.pieces if not piece.countries]
    assert without == []


@pytest.mark.django_db
def test_all_of_a_folder_enters_the_library_with_what_it_was_read_from() -> None:
    actor = researcher()
    for file in sorted(REPORTS.glob("*.txt"))[:2]:
        add_file(file.read_bytes(), file.name, acting=actor)
    assert Edition.objects.count() == 2
    assert Passage.objects.filter(is_own_number=True, page=None).count() == 0
