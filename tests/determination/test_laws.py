"""The laws of a determination, on random people under the shipped law (semantics.md §8)."""

from dataclasses import replace
from itertools import combinations

from hypothesis import assume, given
from hypothesis import strategies as st

from openrsd.determination.circuit import circuit_for
from openrsd.determination.determine import determine, suggest_changes
from openrsd.determination.evaluation import Evaluation
from openrsd.determination.frame import Instance
from openrsd.determination.framing import frame_person
from openrsd.determination.outcome import (
    DETERMINED,
    NEGATIVE,
    Outcome,
    person_outcome,
    removal_bars,
)
from openrsd.determination.record import (
    Area,
    CaseKind,
    Harm,
    Hypothesis,
    PersonRecord,
    ReferenceCountry,
)
from openrsd.determination.values import NO, State
from openrsd.law.files import Scope
from tests.determination.asking import (
    open_leaves,
    outcome_of,
    refined,
    result_of,
    states_of,
    under_convention,
)
from tests.determination.worlds import persons, records, shipped_law, with_findings

ANSWERS = (State.YES, State.NO, State.UNRESOLVED)
EVERYTHING = (
    "refugee-1a2",
    "mandate-broader",
    "complementary-cat3",
    "complementary-iccpr",
    "non-refoulement",
)
RANK = {Outcome.NOT_RECOGNISED: 0, Outcome.UNDECIDED: 1, Outcome.RECOGNISED: 2}


@given(st.data())
def test_refining_never_changes_a_determined_outcome(data: st.DataObject) -> None:
    # Given a determined outcome
    record = data.draw(persons(instruments=EVERYTHING))
    result = result_of(record)
    before = result.result.outcome
    assume(before in DETERMINED)
    # When what was open is answered, in whatever way
    leaves = open_leaves(record)
    answers = {leaf: data.draw(st.sampled_from(ANSWERS)) for leaf in leaves}
    # Then the outcome stays
    assert refined(result, answers) is before


@given(st.data())
def test_a_finding_in_favour_never_lowers_the_outcome(data: st.DataObject) -> None:
    # Given a person with no act alleged and no alternative named
    record = data.draw(persons(areas=False, acts=False))
    leaves = open_leaves(record)
    assume(leaves)
    leaf = data.draw(st.sampled_from(leaves))
    adverse = shipped_law().adverse_value(leaf.element)
    assume(adverse is not None)
    # When one more finding is made in her favour
    favourable = State.NO if adverse else State.YES
    after = with_findings(record, {**states_of(record), leaf: favourable})
    # Then she stands no worse under the Convention
    assert RANK[under_convention(after)] >= RANK[under_convention(record)]


def test_finding_the_harm_can_let_an_established_alternative_bite() -> None:
    # Given everything but the nexus found, and a safe and reasonable town (see decision 002)
    record = _with_alternative()
    assert outcome_of(record) is Outcome.UNDECIDED
    # When the nexus too is found, the inclusion side is complete and the alternative counts
    harm = ("PRK", "harm")
    complete = {**states_of(record), Instance("nexus-predicament", harm): State.YES}
    # Then a finding in her favour has moved her from undecided to not recognised
    assert outcome_of(with_findings(record, complete)) is Outcome.NOT_RECOGNISED


def _with_alternative() -> PersonRecord:
    harm = ("PRK", "harm")
    record = PersonRecord(
        id="someone",
        kind=CaseKind.PUBLISHED_DECISION,
        date=shipped_law().day,
        asylum="GBR",
        hypotheses=(Hypothesis("as-claimed", (ReferenceCountry("PRK"),)),),
        harms=(Harm("harm", "PRK"),),
        areas=(Area("town", "PRK"),),
    )
    yes = ("subjective-fear", "objective-risk", "serious-harm", "agent-non-state", "ground-psg")
    findings = {Instance(name, harm): State.YES for name in yes}
    findings[Instance("protection-state-unable", harm)] = State.YES
    findings[Instance("agent-state", harm)] = State.NO
    findings[Instance("ifa-reasonable", ("PRK", "town"))] = State.YES
    findings[Instance("ifa-relevant", ("PRK", "town", "harm"))] = State.YES
    return with_findings(record, findings)


@given(st.data())
def test_unresolved_alone_never_yields_a_negative(data: st.DataObject) -> None:
    # Given findings that are all unresolved, under everything at once
    states = (State.UNRESOLVED, State.OPEN, State.NOT_REACHED)
    record = data.draw(persons(states=states, instruments=EVERYTHING))
    # Then nobody is refused, excluded or sent to a lesser protection
    assert outcome_of(record) not in NEGATIVE


@given(st.data())
def test_a_no_turned_unresolved_never_makes_it_worse_on_inclusion(data: st.DataObject) -> None:
    # Given a person who is not refused
    record = data.draw(persons(acts=False))
    assume(outcome_of(record) is not Outcome.NOT_RECOGNISED)
    law = shipped_law()
    # When some adverse findings on inclusion turn out to be unresolved
    states = {
        leaf: State.UNRESOLVED
        if state is State.NO and law.adverse_value(leaf.element) is False
        else state
        for leaf, state in states_of(record).items()
    }
    # Then she is still not refused
    assert outcome_of(with_findings(record, states)) is not Outcome.NOT_RECOGNISED


@given(st.data())
def test_proposals_never_change_the_outcome_itself(data: st.DataObject) -> None:
    # Given a person whom documented profiles fit
    record = data.draw(persons(published=False))
    facts = {
        "exit-permission": "no",
        "repatriated-before": "yes",
        "contact-with-south-koreans": "yes",
    }
    fitting = replace(record, facts=facts)
    # When guidance is taken away
    with_guidance = result_of(fitting)
    without = determine(fitting, replace(shipped_law(), guidance={})).by_hypothesis[0]
    # Then only the label may differ
    assert with_guidance.result == without.result
    assert without.presumed is False


@given(st.data())
def test_an_area_safe_from_one_harm_never_defeats_another(data: st.DataObject) -> None:
    # Given two harms made out, and a town that is reasonable and safe from the first alone
    base = _with_alternative()
    second = replace(base.harms[0], id="second")
    record = replace(base, harms=(*base.harms, second))
    made_out = {leaf: s for leaf, s in states_of(record).items() if leaf.scope[-1] == "harm"}
    findings = {**states_of(record), Instance("nexus-predicament", ("PRK", "harm")): State.YES}
    for leaf in [*made_out, Instance("nexus-predicament", ("PRK", "harm"))]:
        if len(leaf.scope) == 2:
            findings[Instance(leaf.element, ("PRK", "second"))] = findings[leaf]
    assert outcome_of(with_findings(record, findings)) is not Outcome.NOT_RECOGNISED
    # Then whatever is said of the second harm but a yes, she is not refused
    other = data.draw(st.sampled_from([State.OPEN, State.NO, State.UNRESOLVED]))
    safety = Instance("ifa-relevant", ("PRK", "town", "second"))
    assert outcome_of(with_findings(record, {**findings, safety: other})) in (
        Outcome.RECOGNISED,
        Outcome.UNDECIDED,
    )


@given(st.data())
def test_a_ground_of_one_harm_never_helps_another(data: st.DataObject) -> None:
    # Given two harms in one country, one with no ground, one with nothing but grounds
    record = data.draw(persons(areas=False, acts=False, states=(State.YES,), published=False))
    harms = [harm for harm in record.harms if harm.country == "PRK"]
    assume(len(harms) == 2)
    law = shipped_law()
    states = {}
    for leaf in states_of(record):
        ground = law.element(leaf.element).about.ground
        if law.element(leaf.element).scope is Scope.HARM and leaf.scope[0] == "PRK":
            states[leaf] = State.YES if ground == (leaf.scope[1] == harms[0].id) else State.NO
    states[Instance("outside-country")] = State.YES
    only_prk = replace(record, hypotheses=(_only_prk(record),), others=())
    # Then nobody is recognised by adding them up
    assert outcome_of(with_findings(only_prk, states)) is not Outcome.RECOGNISED


def _only_prk(record: PersonRecord) -> Hypothesis:
    hypothesis = record.hypotheses[0]
    return replace(hypothesis, countries=hypothesis.countries[:1])


@given(st.data())
def test_a_second_nationality_bars_only_if_all_three_hold_for_one_country(
    data: st.DataObject,
) -> None:
    # Given inclusion made out, and any findings on two other countries
    base = _with_alternative()
    record = replace(base, areas=(), others=("KOR", "CHN"))
    findings = {
        leaf: state for leaf, state in states_of(base).items() if not leaf.element.startswith("ifa")
    }
    findings[Instance("nexus-predicament", ("PRK", "harm"))] = State.YES
    parts = ("second-nationality-held", "second-nationality-effective")
    answers = st.sampled_from([State.YES, State.NO, State.UNRESOLVED])
    for country in record.others:
        for part in parts:
            findings[Instance(part, (country,))] = data.draw(answers)
        onward = Instance("second-country-onward-removal", (country,))
        findings[onward] = data.draw(answers)
    # When it is evaluated (the published record lists no fear there: the sets are complete)
    outcome = outcome_of(with_findings(record, findings))
    # Then she is refused exactly if one country is held, effective and without fear
    barred = any(
        all(findings[Instance(part, (c,))] is State.YES for part in parts)
        and findings[Instance("second-country-onward-removal", (c,))] is State.NO
        for c in record.others
    )
    assert outcome is (Outcome.NOT_RECOGNISED if barred else Outcome.RECOGNISED)


@given(st.data())
def test_an_alternative_in_one_country_never_defeats_fear_in_another(data: st.DataObject) -> None:
    # Given a person of two countries, and no alternative examined in the first
    record = data.draw(persons(acts=False, published=False))
    assume(len(record.hypotheses[0].countries) == 2)
    alternative = {leaf for leaf in states_of(record) if leaf.element.startswith("ifa-")}
    in_first = {leaf for leaf in alternative if leaf.scope[0] == "PRK"}
    without = {leaf: s for leaf, s in states_of(record).items() if leaf not in in_first}
    before = result_of(with_findings(record, without))
    made_out = before.circuit.instruments["refugee-1a2"].by_country[1].made_out
    # When anything is found on one there
    after = result_of(record)
    again = after.circuit.instruments["refugee-1a2"].by_country[1].made_out
    # Then fear in the second counts as it did
    assert before.evaluation.value(made_out) == after.evaluation.value(again)


@given(st.data())
def test_because_is_sufficient_and_no_member_can_be_dropped(data: st.DataObject) -> None:
    # Given a determined outcome
    record = data.draw(persons(instruments=EVERYTHING))
    result = result_of(record)
    assume(result.result.outcome in DETERMINED)
    circuit = result.circuit
    chosen = {i: result.evaluation.state(i) for i in result.because}
    # Then its because alone gives it
    assert person_outcome(circuit, Evaluation(circuit, chosen)).outcome is result.result.outcome
    # And no part of the because does
    for dropped in chosen:
        fewer = {i: s for i, s in chosen.items() if i != dropped}
        again = person_outcome(circuit, Evaluation(circuit, fewer))
        assert (again.outcome, again.also_excluded) != (
            result.result.outcome,
            result.result.also_excluded,
        )


def reaches(target: str, outcome: Outcome) -> bool:
    if target == "not-recognised-any-more":
        return outcome is not Outcome.RECOGNISED
    return outcome.value == target


@given(st.data())
def test_each_what_if_reaches_its_target_and_no_part_of_it_does(data: st.DataObject) -> None:
    # Given any person
    result = result_of(data.draw(persons()))
    for found in suggest_changes(result):
        # Then each set leads to its outcome
        after = refined(result, dict(found.changes))
        assert after is found.outcome
        assert reaches(found.target, after)
        # And no part of it reaches the target
        for size in range(len(found.changes)):
            for part in combinations(found.changes, size):
                assert not reaches(found.target, refined(result, dict(part)))


@given(st.data())
def test_open_questions_hold_every_answer_that_can_still_matter(data: st.DataObject) -> None:
    # Given an undecided person
    record = data.draw(persons())
    result = result_of(record)
    assume(result.result.outcome is Outcome.UNDECIDED)
    asked = {q.instance for q in result.open_questions}
    # When everything that is not asked is answered in any way
    unasked = [leaf for leaf in open_leaves(record) if leaf not in asked]
    answers = {leaf: data.draw(st.sampled_from(ANSWERS)) for leaf in unasked}
    # Then she is still undecided: the outcome hangs on the questions alone
    assert refined(result, answers) is Outcome.UNDECIDED


@given(st.data())
def test_the_order_of_records_and_of_sets_is_irrelevant(data: st.DataObject) -> None:
    record = data.draw(persons(instruments=EVERYTHING))
    hypothesis = record.hypotheses[0]
    shuffled = replace(
        record,
        hypotheses=(replace(hypothesis, countries=hypothesis.countries[::-1]),),
        others=record.others[::-1],
        harms=record.harms[::-1],
        findings=dict(list(record.findings.items())[::-1]),
        instruments=record.instruments[::-1],
    )
    one, two = result_of(record), result_of(shuffled)
    assert one.result.outcome is two.result.outcome
    assert one.result.by_instrument == two.result.by_instrument
    assert {q.instance for q in one.open_questions} == {q.instance for q in two.open_questions}
    assert set(one.removal) == set(two.removal)


@given(st.data())
def test_removal_stays_prohibited_while_any_basis_is_not_a_recorded_no(
    data: st.DataObject,
) -> None:
    # Given any findings, on removal too
    record = data.draw(persons(instruments=("refugee-1a2", "non-refoulement")))
    result = result_of(record)
    circuit, evaluation = result.circuit, result.evaluation
    for bar in removal_bars(circuit, evaluation):
        bases = circuit.removal[bar.destination]
        answered_no = all(evaluation.value(node) == NO for node in bases.values())
        # Then the bar falls only with a no on every basis
        assert bar.prohibited is not answered_no
        asked = [Instance(b, (bar.destination,)) for b in bases if b.startswith("nr-c")]
        unrecorded = [i for i in asked if evaluation.state(i) is State.OPEN]
        assert bar.prohibited or not unrecorded


@given(st.data())
def test_the_outcome_alone_never_opens_a_removal(data: st.DataObject) -> None:
    # Given every element of the definition answered no and nothing said on removal
    record = data.draw(persons(states=(State.NO,), instruments=("refugee-1a2",)))
    law = shipped_law()
    states = {
        leaf: state
        for leaf, state in states_of(record).items()
        if law.element(leaf.element).stage.value != "removal"
    }
    # Then every destination stays prohibited
    result = result_of(with_findings(record, states))
    assert all(bar.prohibited for bar in result.removal)
    assert result.removal


@given(st.data())
def test_a_finding_on_the_whole_against_its_parts_makes_no_negative(data: st.DataObject) -> None:
    # Given a published decision that finds the whole and denies its parts, or the other way round
    record = replace(data.draw(persons()), kind=CaseKind.PUBLISHED_DECISION)
    harm = record.harms[0]
    scope = (harm.country, harm.id)
    whole = data.draw(st.sampled_from([State.YES, State.NO]))
    part = State.NO if whole is State.YES else State.YES
    states = {
        **states_of(record),
        Instance("well-founded-fear", scope): whole,
        Instance("subjective-fear", scope): part,
        Instance("objective-risk", scope): part,
    }
    result = result_of(with_findings(record, states))
    # Then the warning names both, and nothing negative follows
    codes = [warned.code for warned in result.warnings]
    assert "composite-conflict" in codes
    assert result.result.outcome not in NEGATIVE


@given(st.data())
def test_a_frame_is_laid_out_once(data: st.DataObject) -> None:
    record = data.draw(persons())
    framed = frame_person(record, shipped_law(), record.hypotheses[0])
    recorded = data.draw(records(framed.frame))
    circuit = circuit_for(framed.frame)
    assert circuit_for(framed.frame) is circuit
    assert Evaluation(circuit, recorded).values == Evaluation(circuit, recorded).values
