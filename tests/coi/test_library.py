"""A document enters the library, is looked at by a person, found, superseded, withdrawn."""

from hashlib import sha256

import pytest
from django.urls import reverse

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import User
from openrsd.coi import selectors
from openrsd.coi.actions.assessing import assess
from openrsd.coi.actions.describing import confirm, withdraw
from openrsd.coi.errors import AlreadyThere, StaleDetails, TouchedOriginal
from openrsd.coi.index.keeping import catch_up
from openrsd.coi.index.searching import Filters
from openrsd.coi.index.store import forget, place
from openrsd.coi.models import Original, Passage, State
from openrsd.ledger.models import EntryRow
from tests import people
from tests.coi.library import added, confirmed, details, officer, passage, researcher

pytestmark = pytest.mark.django_db
ANYTHING = Filters()
REPORT = """---
title: Returns across the river
publisher: An invented institute
published: 2026-03
countries: [PRK, CHN]
topics: [asylum-return]
---
# Returns across the river

## Detention after return

1. Women who were returned told of detention in county holding centres.

2. 강제송환된 여성들은 구류장에 수감되었다.

## Food

3. Prices of maize rose by a third.
"""


def found(text: str, filters: Filters = ANYTHING) -> list[str]:
    return [hit.passage.text[:20] for hit in selectors.find(officer_now(), text, filters).hits]


def officer_now() -> Actor:
    known = User.objects.filter(username="case-officer").first()
    return people.acting_as(known) if known else officer()


def test_a_document_is_divided_as_it_divides_itself_and_its_original_is_kept() -> None:
    edition = added(REPORT, acting=researcher())
    rows = list(Passage.objects.filter(edition=edition).order_by("ordinal"))
    assert [(one.paragraph, one.heading, one.language) for one in rows] == [
        ("1", "Detention after return", "en"),
        ("2", "Detention after return", "ko"),
        ("3", "Food", "en"),
    ]
    assert edition.languages == ["en", "ko"]
    assert (edition.title, edition.published) == ("Returns across the river", "2026-03")
    assert edition.state == State.GUESSED
    assert selectors.original(officer(), edition.id) == (REPORT.encode(), ".md")
    assert edition.original_id == sha256(REPORT.encode()).hexdigest()


def test_an_original_that_was_touched_is_not_given_out() -> None:
    edition = added(REPORT, acting=researcher())
    Original.objects.update(content=b"something else")
    with pytest.raises(TouchedOriginal):
        selectors.original(officer(), edition.id)


def test_the_same_document_is_not_added_twice() -> None:
    actor = researcher()
    added(REPORT, acting=actor)
    with pytest.raises(AlreadyThere):
        added(REPORT, acting=actor)


def test_it_is_found_in_both_languages_and_by_its_filters() -> None:
    added(REPORT, acting=researcher())
    assert found("women detention")[0].startswith("Women who")
    assert found("여성들이 구류장에서")[0].startswith("강제송환된")
    assert found("detention", Filters(country="PRK", topic="asylum-return"))
    assert not found("detention", Filters(country="SYR"))
    assert not found("detention", Filters(language="ko"))[1:]
    assert found("detention", Filters(published_from="2026-01", published_until="2026-12-31"))
    assert not found("detention", Filters(published_from="2026-04"))
    assert not found("detention", Filters(published_until="2025"))
    assert not found("maize", Filters(kind="media"))


def test_a_day_of_which_only_the_year_is_known_may_lie_in_what_is_asked_for() -> None:
    added(REPORT.replace("2026-03", "2026"), acting=researcher())
    assert found("maize", Filters(published_from="2026-06"))
    assert found("maize", Filters(published_until="2026-02"))
    assert not found("maize", Filters(published_from="2027-01"))


def test_phrases_must_stand_there_and_words_after_a_minus_must_not() -> None:
    added(REPORT, acting=researcher())
    assert found('"holding centres"')
    assert not found('"centres holding"')
    assert not [text for text in found("returned -women") if "Women" in text]


def test_an_index_that_is_lost_or_damaged_is_made_again() -> None:
    added(REPORT, acting=researcher())
    assert found("maize")
    forget()
    assert found("maize")
    place().write_bytes(b"no database at all" * 500)
    assert found("maize")


def test_a_search_that_cannot_wait_for_the_index_says_so_and_the_next_goes_on() -> None:
    many = "\n\n".join(f"{number}. Prices of maize rose again." for number in range(1, 900))
    added(many, "many.txt", acting=researcher())
    assert not catch_up(seconds=0)
    done: list[int] = []
    assert catch_up(told=done.append)
    assert done[-1] == 899
    assert catch_up(seconds=0)
    assert selectors.find(officer(), "maize", ANYTHING).count == 899


def test_what_the_index_keeps_shows_nothing_to_whoever_takes_the_file() -> None:
    added(REPORT, acting=researcher())
    assert found("maize")
    assert b"maize" not in place().read_bytes()
    assert not place().read_bytes().startswith(b"SQLite format")


def test_a_person_confirms_the_details_and_nobody_overwrites_another() -> None:
    actor = researcher()
    edition = added(REPORT, acting=actor)
    read = edition.revision
    confirmed(edition, acting=actor, publisher="The Institute", countries=["PRK"])
    with pytest.raises(StaleDetails):
        confirm(edition.id, details(edition), revision=read, acting=actor)
    edition.refresh_from_db()
    assert (edition.state, edition.source.publisher) == (State.CONFIRMED, "The Institute")
    assert not found("detention", Filters(country="CHN"))


def test_a_new_edition_takes_the_place_of_the_old_once_it_is_confirmed() -> None:
    actor = researcher()
    old = confirmed(added(REPORT, acting=actor), acting=actor)
    new = added(REPORT.replace("a third", "a half"), "report.md", acting=actor, of=old.source_id)
    assert [hit.passage.edition_id for hit in selectors.find(actor, "maize", ANYTHING).hits] == [
        old.id
    ]
    confirmed(new, acting=actor)
    assert [hit.passage.edition_id for hit in selectors.find(actor, "maize", ANYTHING).hits] == [
        new.id
    ]
    both = selectors.find(actor, "maize", Filters(superseded_too=True)).hits
    assert {hit.edition.id: hit.standing.title for hit in both} == {
        new.id: "Up to date",
        old.id: "Newer edition",
    }


def test_what_is_withdrawn_is_found_no_more_and_can_still_be_read() -> None:
    actor = researcher()
    edition = added(REPORT, acting=actor)
    assert found("maize")
    withdraw(edition.id, "It was not written by the institute.", acting=actor)
    assert not found("maize")
    assert selectors.edition(actor, edition.id).withdrawn_why
    assert passage(edition, 3).text.startswith("Prices")


def test_reliability_is_a_word_with_its_limits_and_stands_beside_what_is_found() -> None:
    actor = researcher()
    edition = added(REPORT, acting=actor)
    assert selectors.find(actor, "maize", ANYTHING).hits[0].assessment is None
    for limits in ("First look.", "Few interviews, all from one province."):
        assess(
            edition.source_id,
            {"method": {"text": "Twelve interviews.", "concern": "serious"}},
            reliability="care",
            limits=limits,
            acting=actor,
        )
    standing = selectors.find(actor, "maize", ANYTHING).hits[0].assessment
    assert standing is not None
    assert (standing.reliability, standing.limits) == (
        "care",
        "Few interviews, all from one province.",
    )
    assert len(selectors.source_page(actor, edition.source_id).assessments) == 2


def test_officers_read_and_only_researchers_write() -> None:
    edition = added(REPORT, acting=researcher())
    reader = officer()
    with pytest.raises(NotHere):
        added(REPORT + "\n4. More of it stands here.\n", acting=reader)
    with pytest.raises(NotHere):
        confirm(edition.id, details(edition), revision=1, acting=reader)
    with pytest.raises(NotHere):
        withdraw(edition.id, "I do not like what it says.", acting=reader)
    outside = people.acting_as(people.representative())
    with pytest.raises(NotHere):
        selectors.find(outside, "maize", ANYTHING)
    with pytest.raises(NotHere):
        selectors.edition(outside, edition.id)


def test_adding_and_refusing_stand_in_the_ledger_and_reading_does_not() -> None:
    edition = added(REPORT, acting=researcher())
    before = EntryRow.objects.count()
    reader = officer()
    selectors.find(reader, "maize", ANYTHING)
    selectors.edition(reader, edition.id)
    assert EntryRow.objects.count() == before
    with pytest.raises(NotHere):
        withdraw(edition.id, "I do not like what it says.", acting=reader)
    last = EntryRow.objects.order_by("-at", "-id").first()
    assert last is not None
    assert (last.action, last.result) == ("coi.withdraw", "refused")


def test_the_same_question_of_now_and_of_the_day_of_flight() -> None:
    actor = researcher()
    for year, more in (
        ("2015", {}),
        ("2019-05", {}),
        ("2026-06", {}),
        ("2026-07", {"events_from": "2018", "events_until": "2019-12"}),
        ("1999", {"nature": "law"}),
        ("2021", {"nature": "law"}),
    ):
        report = added(f"# Report of {year}\n\nPrices of maize, {year}.", acting=actor)
        details_of_it: dict[str, object] = {"published": year, **more}
        confirmed(report, acting=actor, **details_of_it)

    def of(filters: Filters) -> set[str]:
        hits = selectors.find(actor, "maize", filters).hits
        return {hit.edition.published for hit in hits}

    assert of(Filters(now="2026-11-24")) == {"2026-06", "2026-07", "1999", "2021"}
    assert of(Filters(then="2019-06-14")) == {"2019-05", "2026-07", "1999"}
    assert of(Filters(then="2019")) == {"2019-05", "2026-07", "1999"}
    assert of(Filters(then="2014-12")) == {"2015", "1999"}


def test_only_sources_that_can_be_leant_on_so_far_or_one_source() -> None:
    actor = researcher()
    one = added("# One\n\nPrices of maize.", acting=actor)
    added("# Other\n\nPrices of maize again.", acting=actor)
    assess(one.source_id, {}, reliability="limited", limits="Few places.", acting=actor)
    client = people.signed_in(people.staff("case-officer"))
    address = reverse("coi:search")
    page = client.get(address, {"q": "maize", "reliability": "limited"}).content.decode()
    assert ("One</bdi>" in page, "Other</bdi>" in page) == (True, False)
    page = client.get(address, {"q": "maize", "source": str(one.source_id)}).content.decode()
    assert ("One</bdi>" in page, "Other</bdi>" in page) == (True, False)
    assert client.get(address, {"q": "maize", "view": "then"}).status_code == 422
    page = client.get(address, {"q": "maize", "view": "now", "then": "2019-06"}).content.decode()
    assert "At June 2019" in page


def test_a_slip_and_another_way_to_write_a_name_find_what_is_meant_and_it_is_said() -> None:
    actor = researcher()
    added("# Markets\n\nIn Pyongyang prices of maize rose.\n\nRice in Hamhung.", acting=actor)
    for typed, meant in (("Pyeongyang", "pyongyang"), ("Pyongynag", "pyongyang")):
        results = selectors.find(actor, typed, ANYTHING)
        assert results.instead == {typed.lower(): (meant,)}
        [hit] = results.hits
        assert [part.text for part in hit.parts if part.is_hit] == ["Pyongyang"]
    # What stands in a passage is searched as it was typed; what is in quotation marks too.
    assert selectors.find(actor, "prices maize", ANYTHING).instead == {}
    assert selectors.find(actor, '"Hamheung"', ANYTHING).hits == []
    page = people.signed_in(people.staff("case-officer")).get(
        reverse("coi:search"), {"q": "Hamheung"}
    )
    assert "Searched instead: hamhung" in page.content.decode()
