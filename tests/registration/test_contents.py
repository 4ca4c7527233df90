"""What can be recorded of a person: everything may be absent; what is wrong is said in words."""

from datetime import date

import pytest

from openrsd.errors import InvalidDocument
from openrsd.registration.domain import codes
from openrsd.registration.domain.contents import SHAPES, InvalidContent, read_content
from openrsd.registration.domain.countries_and_languages import country_called, language_called
from openrsd.registration.domain.said import in_words, understood
from openrsd.registration.models import Block
from openrsd.texts import use_language

TODAY = date(2026, 11, 23)


def test_every_block_has_a_shape_and_may_be_empty() -> None:
    assert set(Block.values) <= set(SHAPES)
    for block in SHAPES:
        assert {
            key: value
            for key, value in read_content(block, {}).items()
            if key != "never_leave_message"
        } == {"v": 1}


def test_what_nobody_said_does_not_stand_there_as_said() -> None:
    written = {"names": [{"text": "리정혁", "romanised": "", "kind": ""}, {}], "v": 1}

    assert read_content("names", written) == {"v": 1, "names": [{"text": "리정혁"}]}


@pytest.mark.parametrize(
    ("said", "kept", "in_other_words"),
    [
        ("1987", "1987-XX-XX", ""),
        ("주체 76", "1987-XX-XX", "1987"),
        ("1987-04-15", "1987-04-15", "1987-04-15"),
        ("3/4/1987", "1987-XX-XX", "between 1987-03-04 and 1987-04-03"),
        ("in the year of the flood", None, "Kept as written. No day follows from it."),
    ],
)
def test_a_date_is_kept_as_said_beside_what_it_says(
    said: str, kept: str | None, in_other_words: str
) -> None:
    born = read_content("particulars", {"born": said})["born"]

    assert (born["as_said"], born["date"]) == (said, kept)
    assert in_words(understood(said, said_on=TODAY)).removeprefix(said) in (
        in_other_words.removeprefix(said),
        in_other_words,
    )


@pytest.mark.parametrize("name", ["prk", "PRK", "KP", "North Korea", "north korea", "북한"])
def test_a_country_is_understood_as_people_write_it(name: str) -> None:
    assert country_called(name) == "PRK"


def test_a_language_is_understood_in_the_readers_words_and_in_its_own() -> None:
    assert {language_called(one) for one in ("ko", "Korean", "한국어")} == {"ko"}
    use_language("fr")
    try:
        assert language_called("coréen") == "ko"
    finally:
        use_language("en")


@pytest.mark.parametrize(
    ("block", "written", "path", "words"),
    [
        ("names", {"names": [{"text": "a" * 1_000_000}]}, ("names", 0, "text"), "longer than 300"),
        ("names", {"names": [{"text": "a\0b"}]}, ("names", 0, "text"), "belongs to no script"),
        ("names", {"names": [{}, {"note": "\ud800"}]}, ("names", 1, "note"), "cannot be kept"),
        (
            "origins",
            {"nationalities": [{"country": "Nort Korea"}]},
            ("nationalities", 0, "country"),
            "Did you mean North Korea?",
        ),
        (
            "languages",
            {"languages": [{"language": "Koreen"}]},
            ("languages", 0, "language"),
            "mean",
        ),
        ("particulars", {"sex_stated": "Q"}, ("sex_stated",), "from the list"),
        ("particulars", {"goes_with": "nobody"}, ("goes_with",), "from the list"),
        ("needs", {"codes": ["ZZ"]}, ("codes", 0), "from the list"),
        ("needs", {"note": "x" * 3000}, ("note",), "no more than"),
        ("papers", {"papers": [{"number": "1\n2"}]}, ("papers", 0, "number"), "one line"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(
    block: str, written: dict[str, object], path: tuple[str | int, ...], words: str
) -> None:
    with pytest.raises(InvalidContent) as caught:
        read_content(block, written)

    assert words in caught.value.problems[path]


def test_signs_that_turn_the_page_around_are_not_kept() -> None:
    kept = read_content("names", {"names": [{"text": "Kim\u202e gnuj"}], "v": 1})

    assert kept["names"][0]["text"] == "Kim gnuj"


def test_every_list_of_codes_names_its_source_and_day() -> None:
    lists = codes.code_lists()

    assert {"relations", "specific-needs", "sexes", "document-types"} <= set(lists)
    assert all(one.source and one.retrieved <= date.today() for one in lists.values())  # noqa: DTZ011
    assert len(lists["specific-needs"].codes) == 113
    assert codes.in_words("specific-needs", "LP-RR").endswith("At risk of refoulement")
    assert codes.in_words("relations", "of-an-older-list") == "of-an-older-list"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("{code: A, says: One}, {code: A, says: Two}", "stands twice"),
        ("{code: A, says: One, in: B}", "there is no code 'B'"),
        ("{code: A}", "the key 'says' is missing"),
    ],
)
def test_a_list_that_a_lawyer_corrected_is_checked_with_line_and_column(
    code: str, words: str
) -> None:
    file = f'list: sexes\ntitle: Sex\nsource: X\nretrieved: "2026-11-23"\ncodes: [{code}]\n'

    with pytest.raises(InvalidDocument) as caught:
        codes.read_list(file.encode(), "sexes.yaml")

    assert words in str(caught.value)
    assert caught.value.problems[0].line == 5
