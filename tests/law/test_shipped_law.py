"""The law files that come with OpenRSD hold what a lawyer looks for, and survive being damaged."""

import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrsd.errors import InvalidDocument
from openrsd.law.corpus import Corpus
from openrsd.law.countries import is_country
from openrsd.law.expressions import references
from openrsd.law.files import InstrumentKind
from openrsd.law.loader import load_corpus, shipped_corpus
from openrsd.law.model import Law
from tests.law.mutation import corpus_files, mutated

TODAY = date(2026, 11, 1)
REGULATION_APPLIES = date(2026, 7, 1)
INSTRUMENTS = "refugee-1a2 kr-refugee-act oau-art1-2 cartagena-3-3 mandate-broader eu-subsidiary"
ELEMENTS = """
identity-established outside-country country-of-reference nationality-held stateless
second-nationality-held second-nationality-effective second-country-fear multiple-nationality-bar
well-founded-fear subjective-fear objective-risk past-persecution
sur-place sur-place-changed-circumstances sur-place-own-activities sur-place-contact
illegal-exit-punishment persecution serious-harm cumulative-harm prosecution-is-persecution
agent-state agent-non-state convention-ground ground-race ground-religion ground-nationality
ground-psg ground-political-opinion imputed-ground nexus mixed-motives protection-unavailable
internal-alternative ifa-relevant ifa-reasonable
exclusion path-1d exclusion-1d exclusion-1e exclusion-1f exclusion-1f-a exclusion-1f-b
exclusion-1f-c individual-responsibility exclusion-defence
cessation cessation-1c1 cessation-1c2 cessation-1c3 cessation-1c4 cessation-1c5 cessation-1c6
compelling-reasons cancellation revocation
non-refoulement nr-pending-claim nr-art33 nr-art33-2 nr-cat3 nr-iccpr nr-cped nr-regional nr-chain
nr-child art31-non-penalisation mandate-broader derivative oau-art1-2 cartagena-3-3 eu-subsidiary
kr-humanitarian-stay prima-facie-eligible
"""
REMOVAL_BASES = {
    "nr-pending-claim", "nr-art33", "nr-cat3", "nr-iccpr", "nr-cped", "nr-regional", "nr-chain",
    "nr-child",
}  # fmt: skip


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return shipped_corpus()


@pytest.fixture(scope="module")
def law(corpus: Corpus) -> Law:
    return corpus.as_of(TODAY)


@pytest.mark.parametrize("name", ELEMENTS.split())
def test_every_question_of_the_convention_has_its_element(law: Law, name: str) -> None:
    about = law.element(name).about
    assert about.question.strip()
    assert about.sources


@pytest.mark.parametrize("name", INSTRUMENTS.split())
def test_every_instrument_named_by_the_law_is_there(law: Law, name: str) -> None:
    assert law.instrument(name).about.summary.strip()


def test_every_version_of_every_element_asks_a_question_and_cites_a_source(corpus: Corpus) -> None:
    for entry in corpus.elements:
        about = entry.item.about
        assert about.question.strip().endswith(("?", ")")), about.id
        assert all(source.work in corpus.as_of(TODAY).works for source in about.sources), about.id


def test_removal_rests_on_every_basis_there_is(law: Law) -> None:
    root = law.instrument("non-refoulement").removal
    assert root is not None
    combine = law.element("non-refoulement").combine
    assert combine is not None
    assert set(references(combine)) == REMOVAL_BASES


def test_no_fact_derives_anything_that_stands_against_the_person(law: Law) -> None:
    for element in law.elements.values():
        for derivation in element.about.derived:
            assert derivation.gives == "not-applicable" or law.adverse_value(element.id) is not True


def test_what_the_authority_must_show_is_marked_so(law: Law) -> None:
    branches = (
        "internal-alternative multiple-nationality-bar exclusion-1d exclusion-1e exclusion-1f "
        "nr-art33-2 cessation cancellation revocation"
    )
    assert [name for name in branches.split() if not law.element(name).on_authority] == []


# The law of a day


def test_subsidiary_protection_changes_when_the_regulation_applies(corpus: Corpus) -> None:
    before = corpus.as_of(REGULATION_APPLIES - timedelta(1)).element("eu-subsidiary")
    after = corpus.as_of(REGULATION_APPLIES).element("eu-subsidiary")
    assert before.about.in_force.until == REGULATION_APPLIES - timedelta(1)
    assert after.about.in_force.since == REGULATION_APPLIES
    assert {s.work for s in before.about.sources} != {s.work for s in after.about.sources}


def test_subsidiary_protection_did_not_exist_in_the_last_century(corpus: Corpus) -> None:
    assert "eu-subsidiary" not in corpus.as_of(date(1999, 1, 1)).instruments


@pytest.mark.parametrize(
    ("day", "there"), [("2013-06-30", False), ("2013-07-01", True), ("2026-11-01", True)]
)
def test_the_korean_act_stands_since_july_2013(corpus: Corpus, day: str, there: bool) -> None:
    assert ("kr-refugee-act" in corpus.as_of(date.fromisoformat(day)).instruments) is there


@given(
    day=st.dates(date(1951, 7, 28), date(2099, 12, 31)),
    choice=st.integers(0, 20),
)
def test_on_every_day_every_name_in_force_leads_to_something_in_force(
    day: date, choice: int
) -> None:
    corpus = shipped_corpus()
    options = {p.item.id: p.item.options[choice % len(p.item.options)] for p in corpus.positions}
    chosen = {p: option.id for p, option in options.items() if option.in_force.includes(day)}
    law = corpus.as_of(day, chosen)
    named = {
        name for i in law.instruments.values() for root in i.roots() for name in references(root)
    }
    named |= {bar for i in law.instruments.values() for bar in i.bars}
    named |= {name for i in law.instruments.values() for name in i.about.beside}
    for element in law.elements.values():
        for expression in (element.combine, element.opens):
            named |= set(references(expression)) if expression is not None else set()
    assert named <= set(law.elements)


def test_each_reading_of_korean_nationality_asks_its_own_question(corpus: Corpus) -> None:
    options = next(p.item for p in corpus.positions if p.item.id == "korean-nationality").options
    questions = {
        corpus.as_of(TODAY, {"korean-nationality": option.id})
        .element("second-nationality-held")
        .about.question
        for option in options
    }
    assert len(questions) == len(options)


# Treaties


def test_china_is_bound_by_the_convention_ninety_days_after_it_acceded(corpus: Corpus) -> None:
    # Given China acceded on 24 September 1982
    begins = date(1982, 12, 23)
    # Then it is bound from the ninetieth day, and not on the eve
    assert not corpus.as_of(begins - timedelta(1)).binding.is_bound("CHN", "csr-1951")
    assert corpus.as_of(begins).binding.is_bound("CHN", "csr-1951")
    assert corpus.as_of(TODAY).binding.bond("CHN", "csr-1951").since == begins


@pytest.mark.parametrize(
    ("state", "treaty", "bound"),
    [
        ("CHN", "protocol-1967", True),
        ("CHN", "cat", True),
        ("CHN", "iccpr", False),
        ("USA", "protocol-1967", True),
        ("USA", "csr-1951", False),
        ("USA", "crc", False),
        ("KOR", "csr-1951", True),
        ("TUR", "csr-1951", True),
        ("THA", "csr-1951", False),
        ("LAO", "csr-1951", False),
        ("PRK", "csr-1951", False),
    ],
)
def test_treaty_status_is_as_deposited(law: Law, state: str, treaty: str, bound: bool) -> None:
    assert law.binding.is_bound(state, treaty) is bound


def test_turkey_is_shown_with_its_geographical_limitation(law: Law) -> None:
    notes = [n.text for b in law.binding.bonds("TUR") if "csr" in b.treaty.id for n in b.notes]
    assert any("Europe" in text for text in notes)


def test_every_state_of_the_tables_is_a_country(corpus: Corpus) -> None:
    assert len(corpus.acts) > 1000
    assert all(is_country(act.state) for act in corpus.acts)


# Guidance


def test_guidance_proposes_only_yes_only_for_the_person_and_cites_points(law: Law) -> None:
    assert {"PRK", "ERI", "AFG"} <= set(law.guidance)
    for edition in law.guidance.values():
        points = {p.id: p for source in edition.sources for p in source.points}
        proposals = [p for profile in edition.profiles for p in profile.proposes]
        assert proposals
        for proposal in proposals:
            assert proposal.value == "yes"
            assert law.adverse_value(proposal.element) is not True
            assert proposal.points
            assert all(proposal.element in points[name].bears_on for name in proposal.points)


def test_guidance_says_its_limits_and_what_speaks_against_it(law: Law) -> None:
    for edition in law.guidance.values():
        assert edition.limits
        assert edition.contrary
        assert edition.dated < edition.expires
        assert all(one.rebutted_by for one in edition.profiles if one.proposes)


def test_only_definitions_and_complementary_forms_open_a_door(law: Law) -> None:
    kinds = {i.id: i.kind for i in law.instruments.values()}
    assert kinds["refugee-1a2"] is InstrumentKind.REFUGEE_DEFINITION
    assert kinds["eu-subsidiary"] is InstrumentKind.COMPLEMENTARY
    assert kinds["kr-humanitarian-stay"] is InstrumentKind.COMPLEMENTARY
    assert kinds["cessation"] is InstrumentKind.REVIEW


# Damaged files


@given(data=st.data())
def test_a_damaged_law_loads_whole_or_says_what_is_wrong(data: st.DataObject) -> None:
    # Given the shipped law with accidents in one of its files
    name = data.draw(st.sampled_from(sorted(corpus_files())))
    raw = data.draw(mutated(corpus_files()[name]))
    with tempfile.TemporaryDirectory() as folder:
        for other, text in corpus_files().items():
            target = Path(folder, other)
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(raw if other == name else text)
        # When it is loaded, then it is sound, or every problem has a file and a code
        try:
            corpus = load_corpus(Path(folder))
        except InvalidDocument as error:
            assert all(p.file and p.code and p.message for p in error.problems)
        else:
            assert corpus.as_of(TODAY).elements
