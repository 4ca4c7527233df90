"""Stories of single people: what the words of the design mean for someone."""

from dataclasses import replace
from datetime import date

import pytest

from openrsd.determination.casefile import Choices, read_case
from openrsd.determination.determine import (
    Determination,
    HypothesisResult,
    TooManyHypotheses,
    determine,
)
from openrsd.determination.facts import age_bounds
from openrsd.determination.frame import Frame, Instance
from openrsd.determination.outcome import Outcome
from openrsd.determination.record import Answer, Finding, PersonRecord
from openrsd.determination.report import person_report
from openrsd.determination.values import State
from openrsd.law.documents import read_document
from openrsd.law.expressions import Variable
from openrsd.law.loader import shipped_corpus
from tests.determination.worlds import TODAY, shipped_law

MADE_OUT = """
  subjective-fear: yes
  objective-risk: yes
  serious-harm: yes
  agent-state: yes
  imputed-ground: yes
  nexus-persecutor-reason: yes
"""
CROSSER = """
origin: PRK
asylum: CHN
date: 2026-11-02
facts: {exit-permission: no}
claims: [{id: return, kind: punishment-on-return}]
"""


def person(text: str, choices: Choices | None = None) -> Determination:
    """The determination of the one person of a case written in a few lines."""
    case = read_case(read_document(text.encode(), "story.yaml"), shipped_corpus(), TODAY, choices)
    (determination,) = case.determine()
    return determination


def only(determination: Determination) -> HypothesisResult:
    (result,) = determination.by_hypothesis
    return result


def test_the_bound_country_is_never_its_own_other_country() -> None:
    frame = Frame(shipped_law(), (), countries=("A", "B"), nationalities=frozenset("AB"))
    assert frame.members(Variable.OTHER, {Variable.COUNTRY: "A"}) == (("B",), None)


def test_a_former_residence_is_no_other_nationality() -> None:
    frame = Frame(shipped_law(), (), countries=("A", "B"), nationalities=frozenset("A"))
    assert frame.members(Variable.OTHER, {Variable.COUNTRY: "A"}) == ((), None)


def test_a_documented_profile_makes_a_presumption_until_a_person_answers() -> None:
    # Given someone who left without permission and fears return, and says so
    presumed = person(CROSSER)
    # Then guidance suffices for a presumption, and no more
    assert presumed.outcome is Outcome.PRESUMED
    assert only(presumed).result.outcome is Outcome.UNDECIDED
    assert not only(presumed).because
    # When a person accepts the profile, she would be recognised, on guidance that she accepted
    accepted = person(CROSSER + "accepted-proposals: [unauthorised-exit]\n")
    assert accepted.outcome is Outcome.RECOGNISED
    lines = person_report(accepted)["because"]
    assert {line["set_by"] for line in lines} == {"fact", "accepted-guidance"}
    assert all(line["citations"] for line in lines if line["set_by"] == "accepted-guidance")
    # When she rebuts it with reasons, the case is simply undecided again
    rebutted = person(CROSSER + "rebutted-proposals: {unauthorised-exit: left on a permit}\n")
    assert rebutted.outcome is Outcome.UNDECIDED


def test_expired_guidance_presumes_nothing_and_says_so() -> None:
    # Given the same person two years on, with no newer guidance
    record = replace(person(CROSSER).record, date=date(2028, 11, 2))
    later = determine(record, shipped_corpus().as_of(record.date))
    # Then its proposals are not used
    assert later.outcome is Outcome.UNDECIDED
    assert "guidance-expired" in [warned.code for warned in only(later).warnings]


def test_a_profile_without_its_harm_on_the_record_asks_for_the_harm() -> None:
    other_harm = CROSSER.replace("punishment-on-return", "general-violence")
    codes = [warned.code for warned in only(person(other_harm)).warnings]
    assert "harm-not-on-record" in codes


def test_an_unlisted_harm_keeps_the_case_open() -> None:
    # Given a harm that fails, and no word on whether others are feared
    text = CROSSER + "findings: {objective-risk: no}\n"
    first = only(person(text)).open_questions
    assert any(question.gap and question.gap.over is Variable.HARM for question in first)
    # When someone records with reasons that no other harm is feared, only the other forms are open
    complete = "complete: {countries: asked twice, harms: asked in the interview}\n"
    result = only(person(text + complete))
    assert result.result.by_instrument["refugee-1a2"] is Outcome.NOT_RECOGNISED
    assert not any(question.gap for question in result.open_questions)


def test_questions_stand_in_the_order_of_analysis() -> None:
    stages = [q["stage"] for q in person_report(person(CROSSER))["open_questions"]]
    order = ["identity", "path-1d", "facts", "inclusion", "alternative", "exclusion"]
    assert [s for s in stages if s in order] == sorted(
        (s for s in stages if s in order), key=order.index
    )
    assert stages[-1] == "removal"


def test_a_pending_branch_is_asked_about_even_where_it_may_not_matter() -> None:
    # Given a definition that fails for want of risk, an act alleged, and torture still unasked
    text = """
origin: ERI
asylum: CAN
date: 2026-11-02
complete: {countries: asked, harms: asked}
findings: {objective-risk: no, exclusion-1f-a: {value: yes, act: guard}}
"""
    asked = {str(q.instance): q for q in only(person(text)).open_questions if q.instance}
    # Then the questions of exclusion are kept, marked as ones that may not matter
    assert asked["nr-cat3 (ERI)"].may_not_matter is False
    assert asked["exclusion-defence (guard)"].may_not_matter


def test_hypotheses_that_differ_leave_the_case_undecided_with_nationality_first() -> None:
    # Given a claim that succeeds for a North Korean and fails for a Chinese national
    text = f"""
date: 2026-11-02
asylum: MNG
hypotheses: [{{id: north, nationality: PRK}}, {{id: chinese, nationality: CHN}}]
claims: [{{id: return, country: PRK}}, {{id: none, country: CHN, stated: no}}]
complete: {{countries: asked, harms: asked}}
findings:
{"".join(f"  {line}: {{value: yes, country: PRK}}" + chr(10) for line in _names())}
"""
    text += """
  objective-risk: [{value: yes, country: PRK}, {value: no, country: CHN}]
  nr-cat3: {value: no, destination: CHN}
  nr-iccpr: {value: no, destination: CHN}
"""
    determination = person(text.replace("  objective-risk: {value: yes, country: PRK}\n", "", 1))
    outcomes = [result.outcome for result in determination.by_hypothesis]
    assert outcomes == [Outcome.RECOGNISED, Outcome.NOT_RECOGNISED]
    # Then nobody is refused, and the first question is the nationality
    assert determination.outcome is Outcome.UNDECIDED
    assert person_report(determination)["open_questions"][0]["kind"] == "nationality"


def _names() -> list[str]:
    return [line.split(":")[0].strip() for line in MADE_OUT.strip().splitlines()]


def test_seventeen_hypotheses_are_no_hypotheses() -> None:
    record = person(CROSSER).record
    many = tuple(replace(record.hypotheses[0], id=str(n)) for n in range(17))
    with pytest.raises(TooManyHypotheses, match="17"):
        determine(replace(record, hypotheses=many), shipped_law())


def test_exclusion_first_is_a_position_and_off_by_default() -> None:
    # Given an act that would exclude, found before inclusion is finished
    text = """
kind: published-decision
origin: ERI
asylum: CAN
date: 2026-11-02
findings: {exclusion-1f: yes, objective-risk: yes}
"""
    default = person(text)
    assert default.outcome is Outcome.UNDECIDED
    assert "exclusion-before-inclusion" in [w.code for w in only(default).warnings]
    chosen = Choices(positions={"order-of-exclusion": "exclusion-first"})
    assert person(text, chosen).outcome is Outcome.EXCLUDED


def test_an_excluded_person_keeps_the_protection_from_torture() -> None:
    # Given someone recognisable but for an act, and a recorded risk of torture
    text = f"""
kind: published-decision
origin: PRK
asylum: CAN
date: 2026-11-02
findings: {{{MADE_OUT.strip().replace(chr(10), ",")}, exclusion-1f: yes, nr-cat3: yes}}
"""
    determination = person(text)
    assert determination.outcome is Outcome.COMPLEMENTARY
    assert only(determination).result.also_excluded
    assert person_report(determination)["non_refoulement"]["PRK"]["bases"] == [
        "nr-art33",
        "nr-cat3",
    ]


@pytest.mark.parametrize(
    ("birth_date", "applicable"),
    [("1990-01-01", False), ("2008", True), ("2007", False), ("2010-05", True), ("", True)],
)
def test_doubt_about_age_keeps_the_protection_of_a_child(birth_date: str, applicable: bool) -> None:
    # Given a birth date that is full, partial or unknown (on 2 November 2026)
    facts = f"facts: {{birth-date: {birth_date}}}\n" if birth_date else ""
    text = f"origin: ERI\nasylum: SDN\ndate: 2026-11-02\n{facts}"
    # Then the child's basis falls away only for someone who is certainly an adult
    result = only(person(text))
    state = result.evaluation.state(Instance("nr-child", ("ERI",)))
    assert (state is not State.NOT_APPLICABLE) is applicable


def test_a_year_of_birth_is_not_the_first_of_january() -> None:
    assert age_bounds("2008", TODAY) == (17, 18)
    assert age_bounds("2008-11-02", TODAY) == (18, 18)
    assert age_bounds("2008-11-03", TODAY) == (17, 17)
    assert age_bounds("unknown", TODAY) is None


def test_parts_of_a_whole_that_a_court_found_are_shown_as_not_reached() -> None:
    text = """
kind: published-decision
origin: PRK
asylum: GBR
date: 2014-07-01
findings: {persecution: yes, objective-risk: yes}
"""
    shown = {line["element"]: line["value"] for line in person_report(person(text))["elements"]}
    assert shown["serious-harm"] == "not-reached"
    # What also counts elsewhere, and what nobody found, stays open
    assert shown["agent-state"] == "open"
    assert shown["subjective-fear"] == "open"


def test_removal_is_never_said_to_be_permitted() -> None:
    # Given a claim finally refused and a no on every basis
    bases = ("nr-cat3", "nr-iccpr", "nr-cped", "nr-regional", "nr-chain", "nr-art33-threat")
    findings = "".join(f"  {basis}: {{value: no, destination: ERI}}\n" for basis in bases)
    text = f"""
origin: ERI
asylum: CAN
date: 2026-11-02
claim-finally-refused: yes
complete: {{countries: asked, harms: asked}}
facts: {{birth-date: "1980"}}
findings:
  objective-risk: no
  nr-pending-claim: no
{findings}"""
    line = person_report(person(text))["non_refoulement"]["ERI"]
    assert line["result"] == "no-bar-recorded"
    assert "not an authorisation" in line["text"]
    # When a single basis is only unresolved, it is prohibited
    doubted = text.replace("nr-chain: {value: no", "nr-chain: {value: unresolved")
    assert person_report(person(doubted))["non_refoulement"]["ERI"]["result"] == "prohibited"


def test_a_pending_claim_bars_every_removal() -> None:
    report = person_report(person(CROSSER + "destinations: [LAO]\n"))
    assert {d: line["bases"] for d, line in report["non_refoulement"].items()} == {
        "PRK": ["nr-pending-claim"],
        "LAO": ["nr-pending-claim"],
    }


def test_a_negative_is_ready_only_when_everything_was_weighed_and_confirmed() -> None:
    # Given a refusal for want of risk with nothing else said
    text = """
origin: ERI
asylum: CAN
date: 2026-11-02
complete: {countries: asked, harms: asked}
findings: {objective-risk: no, nr-cat3: no, nr-iccpr: no, outside-country: yes}
"""
    bare = person(text)
    assert bare.outcome is Outcome.NOT_RECOGNISED
    assert not bare.ready_for_negative
    # When every leaf, form and source is settled by people
    codes = {missing.code for missing in only(bare).missing_for_negative}
    assert codes == {"leaf", "form-not-considered", "source-unconfirmed"}
    assert determine(_settled(bare), bare.law).ready_for_negative


def _settled(determination: Determination) -> PersonRecord:
    record = determination.record
    answer = Answer("considered in the interview", "reviewer")
    leaves = {
        missing.instance: Finding(State.NOT_REACHED, "settled by the finding on risk")
        for missing in only(determination).missing_for_negative
        if missing.code == "leaf" and missing.instance is not None
    }
    return replace(
        record,
        findings={**record.findings, **leaves},
        considered=dict.fromkeys(only(determination).result.by_instrument, answer),
        confirmed={i.element: answer for i in only(determination).because},
    )


def test_a_child_derives_status_beside_an_own_claim() -> None:
    # Given a recognised mother and her child, whose own claim is open
    text = f"""
asylum: CAN
date: 2026-11-02
persons:
  - id: child
    origin: PRK
    principal: mother
    findings:
      derivative-relationship: yes
      derivative-nationality-compatible: yes
      derivative-own-claim-offered: yes
  - id: mother
    origin: PRK
    findings: {{{MADE_OUT.strip().replace(chr(10), ",")}}}
family: [{{person: child, relation: child, of: mother}}]
"""
    document = read_document(text.encode(), "family.yaml")
    child, mother = read_case(document, shipped_corpus(), TODAY).determine()
    # Then the child is undecided in her own right and entitled through the mother
    assert mother.outcome is Outcome.RECOGNISED
    assert child.outcome is Outcome.UNDECIDED
    derivative = person_report(child)["derivative"]
    assert derivative is not None
    assert derivative["value"] == "yes"


def test_a_declared_group_is_recognised_and_no_one_is_refused_by_it() -> None:
    text = (
        "origin: SDN\nasylum: TCD\ndate: 2026-11-02\nindicators: [group-declaration]\nfindings:\n"
    )
    yes = "  prima-facie-declaration: yes\n  prima-facie-belongs: yes\n"
    nothing_against = (
        "  prima-facie-contrary-evidence: no\n  prima-facie-exclusion-indicators: no\n"
    )
    recognised = person(text + yes + nothing_against)
    assert recognised.outcome is Outcome.RECOGNISED
    assert only(recognised).result.carried_by == "prima-facie-eligible"
    assert person(text + "  prima-facie-belongs: no\n").outcome is Outcome.UNDECIDED


def test_the_law_of_the_day_is_applied() -> None:
    # Given one case before and after the European Regulation applies
    text = "origin: ERI\nasylum: DEU\ndate: {}\n"
    before = only(person(text.format("2026-06-30"))).framed.frame.law
    after = only(person(text.format("2026-07-01"))).framed.frame.law
    assert "2011" in before.instrument("eu-subsidiary").about.title
    assert "2024" in after.instrument("eu-subsidiary").about.title
    # And before 2013 there is neither here
    early = only(person(text.format("2010-01-01")))
    assert "eu-subsidiary" not in early.result.by_instrument
