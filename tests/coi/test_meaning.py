"""Passages are found by what they mean, whatever the language, and all the same by their words."""

import numpy as np
import pytest
from django.conf import LazySettings

from openrsd.accounts.acting import Actor
from openrsd.coi import selectors
from openrsd.coi.actions.describing import withdraw
from openrsd.coi.index import keeping
from openrsd.coi.index.searching import Filters
from openrsd.coi.meaning import matrix
from openrsd.coi.meaning.keeping import embed_missing, progress
from openrsd.coi.meaning.matrix import Matrix, packed
from openrsd.coi.meaning.store import vectors_place
from openrsd.coi.searching import fused
from tests.coi import library

REPORT = """# Return

Persons who were sent back by China were interrogated and beaten in detention centres.

Prices of maize rose by a third before the harvest.

Elections to the assembly were held in March; one candidate stood in each district.
"""
_ALL = Filters()
BEATEN_IN_KOREAN = "중국에서 강제로 돌려보내진 사람들은 고문을 당했는가?"


@pytest.fixture
def actor(settings: LazySettings, db: None) -> Actor:
    settings.COI_MEANING = True
    return library.researcher()


def found(actor: Actor, text: str, filters: Filters = _ALL) -> list[tuple[int, bool]]:
    """The passages by their place in the document, and whether by meaning alone."""
    hits = selectors.find(actor, text, filters).hits
    return [(hit.passage.ordinal, hit.is_by_meaning) for hit in hits]


def test_a_question_in_korean_finds_a_passage_in_english(
    actor: Actor, settings: LazySettings
) -> None:
    library.added(REPORT, acting=actor)
    assert found(actor, BEATEN_IN_KOREAN) == []
    assert embed_missing()
    assert found(actor, BEATEN_IN_KOREAN)[0] == (1, True)
    assert (1, False) in found(actor, "beaten")
    settings.COI_MEANING = False
    assert found(actor, BEATEN_IN_KOREAN) == []
    assert found(actor, "beaten") == [(1, False)]


def test_what_is_left_out_filtered_or_withdrawn_is_not_found_by_meaning_either(
    actor: Actor,
) -> None:
    report = library.added(REPORT, acting=actor)
    keeping.catch_up()
    embed_missing()
    assert (1, True) not in found(actor, "tortured returnees -interrogated")
    assert {at for at, _by in found(actor, '"harvest" torture of returnees')} == {2}
    assert found(actor, "tortured returnees", Filters(country="SYR")) == []
    assert found(actor, "tortured returnees", Filters(published_until="2020")) == []
    withdraw(report.id, "It was withdrawn by its publisher.", acting=actor)
    assert found(actor, "tortured returnees") == []


def test_vectors_are_made_where_it_stopped_and_outlive_the_index_of_words(actor: Actor) -> None:
    library.added("\n\n".join(f"Paragraph number {at} of many." for at in range(20)), acting=actor)
    keeping.catch_up()
    assert not embed_missing(seconds=0)
    told: list[tuple[int, int]] = []
    assert embed_missing(told=lambda done, of: told.append((done, of)))
    assert told == [(16, 20), (20, 20)]
    keeping.rebuild()
    assert embed_missing(told=lambda done, of: told.append((done, of)))
    assert len(told) == 2
    # The same text in another document needs no second vector.
    library.added("Another one.\n\nParagraph number 3 of many.", acting=actor)
    keeping.catch_up()
    again = progress()
    assert again is not None
    assert (again.done, again.of) == (20, 21)


def test_a_damaged_file_of_vectors_is_made_anew_and_words_are_found_meanwhile(
    actor: Actor,
) -> None:
    library.added(REPORT, acting=actor)
    keeping.catch_up()
    embed_missing()
    vectors_place().write_bytes(b"no vectors at all" * 400)
    assert found(actor, "beaten") == [(1, False)]
    embed_missing()
    assert found(actor, BEATEN_IN_KOREAN)[0] == (1, True)


def test_few_of_the_nearest_are_lost_where_signs_choose_among_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(matrix, "FEW", 4000)
    monkeypatch.setattr(matrix, "_CHOSEN", 1000)
    chance = np.random.default_rng(7)
    middle = chance.normal(size=384) * 2
    topics = chance.normal(size=(60, 384))
    vectors = middle + topics[chance.integers(60, size=6000)]
    vectors = (vectors + chance.normal(size=vectors.shape) * 0.7).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1)[:, None]
    rows = [(number, *packed(vector)) for number, vector in enumerate(vectors)]
    # Some are added later.
    many = Matrix(384).with_more(rows[:-1000]).with_more(rows[-1000:])
    kept = []
    for question in vectors[chance.integers(len(vectors), size=10)]:
        true = set(np.argsort(-(vectors @ question))[:100])
        kept.append(len(true & set(many.nearest(question, 100))))
    assert min(kept) >= 90
    assert sum(kept) >= 970
    assert list(many.places_of(np.array([5_900, 3, 99_999], np.int64))) == [5_900, 3]


def test_words_of_another_language_that_fit_by_chance_do_not_come_before_the_meaning() -> None:
    assert fused([1, 2], [3, 1])[0] == 1
    assert fused([1, 2], [3, 4], share=0.3)[0] == 3
