"""A citation stands as it was made, and says when it can no longer be leant on as it was."""

import json
from datetime import date, timedelta

import pytest

from openrsd.coi import selectors
from openrsd.coi.actions.describing import withdraw
from openrsd.coi.citing import citation_of, cite
from openrsd.coi.errors import NotConfirmed, NotInPassage, TouchedCitation, Withdrawn
from tests.coi.library import added, confirmed, passage, researcher

pytestmark = pytest.mark.django_db
REPORT = """---
title: Returns across the river
publisher: An invented institute
reference: INST/7
published: 2026-03-05
address: https://institute.example/returns
---
# Returns across the river

1. Women who were returned told of “county holding centres”. Some were held for a month. All were
questioned about religion.
"""


def test_it_is_cited_as_reports_cite_and_the_words_are_those_of_the_passage() -> None:
    actor = researcher()
    edition = confirmed(added(REPORT, acting=actor), acting=actor, author="O. Researcher")
    citation = cite(passage(edition), 'Women who were returned told of "county holding centres"')
    assert citation.formatted() == (
        "An invented institute, O. Researcher, Returns across the river, INST/7, 5 March 2026, "
        "para. 1, https://institute.example/returns (accessed 1 November 2026)"
    )
    for words in ("Women were returned", "All were questioned […] Some were held", "[…]"):
        with pytest.raises(NotInPassage):
            cite(passage(edition), words)
    left_out = "Women who were returned […] All were questioned about religion."
    assert cite(passage(edition), left_out).quotation == left_out
    assert cite(passage(edition)).quotation == passage(edition).text


def test_nobody_cites_a_document_that_nobody_looked_at_or_that_was_withdrawn() -> None:
    actor = researcher()
    edition = added(REPORT, acting=actor)
    with pytest.raises(NotConfirmed):
        cite(passage(edition))
    withdraw(edition.id, "It was not written by the institute.", acting=actor)
    with pytest.raises(Withdrawn):
        cite(passage(edition))


def test_what_is_kept_of_it_comes_back_the_same_and_a_touched_one_is_refused() -> None:
    actor = researcher()
    edition = confirmed(added(REPORT, acting=actor), acting=actor)
    citation = cite(passage(edition), "Some were held for a month.")
    kept = json.loads(json.dumps(citation.as_values()))
    assert citation_of(kept) == citation
    for name, other in (("quotation", "Many were held for a month."), ("paragraph", "2")):
        with pytest.raises(TouchedCitation):
            citation_of(kept | {name: other})
    for broken in ({}, kept | {"source": "no id"}, {**kept, "edition": None}):
        with pytest.raises(TouchedCitation):
            citation_of(broken)


def test_it_never_changes_and_turns_amber_when_there_is_a_newer_edition() -> None:
    actor = researcher()
    old = confirmed(added(REPORT, acting=actor), acting=actor)
    citation = cite(passage(old), "Some were held for a month.")
    before = citation.as_values()
    assert (selectors.standing(citation).tone, selectors.standing(citation).flags) == ("good", ())
    new = added(REPORT.replace("a month", "a year"), acting=actor, of=old.source_id)
    assert selectors.standing(citation).tone == "good"
    confirmed(new, acting=actor)
    standing = selectors.standing(citation)
    assert (standing.tone, standing.flags, standing.newer) == ("care", ("superseded",), new.id)
    assert citation_of(before) == citation
    assert passage(old).text.count("a month") == 1


def test_practice_grows_old_and_law_and_history_do_not() -> None:
    actor = researcher()
    edition = confirmed(added(REPORT, acting=actor), acting=actor)
    citation = cite(passage(edition))
    last = date(2026, 3, 5) + timedelta(days=730)
    assert selectors.standing(citation, last).tone == "good"
    assert selectors.standing(citation, last + timedelta(days=1)).flags == ("old",)
    confirmed(edition, acting=actor, nature="history")
    assert selectors.standing(citation, last + timedelta(days=1)).tone == "good"
    confirmed(edition, acting=actor, nature="practice", published="")
    assert selectors.standing(citation).flags == ("undated", "corrected")
    confirmed(edition, acting=actor, published="2026-03-05", expires=last)
    assert selectors.standing(citation, last + timedelta(days=1)).flags[0] == "expired"


def test_it_turns_red_when_its_document_is_withdrawn_and_says_where_it_cannot_be_checked() -> None:
    actor = researcher()
    edition = confirmed(added(REPORT, acting=actor), acting=actor)
    citation = cite(passage(edition))
    withdraw(edition.id, "It was not written by the institute.", acting=actor)
    standing = selectors.standing(citation)
    assert (standing.tone, standing.title) == ("danger", "Withdrawn")
    passage(edition).delete()
    assert selectors.standing(citation).flags == ("not-here",)
