"""A determination as plain values with stable keys: what JSON shows and pages are drawn from."""

from typing import Any

from pydantic import TypeAdapter

from openrsd.determination.circuit import Op
from openrsd.determination.determine import Determination, HypothesisResult, suggest_changes
from openrsd.determination.explained import (
    carried,
    floor_text,
    gap_question,
    outcome_text,
    removal_text,
)
from openrsd.determination.frame import Instance
from openrsd.determination.guidance import Proposal
from openrsd.determination.outcome import Outcome, RemovalBar
from openrsd.determination.plan import interview_plan
from openrsd.determination.questions import OpenQuestion
from openrsd.determination.report_lines import scope_of, sources_of
from openrsd.determination.report_plan import plan_report
from openrsd.determination.report_shape import (
    Carried,
    ChangeLine,
    DerivativeLine,
    ElementLine,
    HypothesisLine,
    InstrumentLine,
    MissingLine,
    PersonReport,
    ProposalLine,
    QuestionLine,
    RemovalLine,
    WarningLine,
    WhatIfLine,
)
from openrsd.determination.report_triage import triage_report
from openrsd.determination.triage import triage_of
from openrsd.determination.values import STATE_NAMES, State
from openrsd.determination.warnings import shown_value
from openrsd.law.files import InstrumentKind
from openrsd.texts import gettext as _
from openrsd.texts import shown


def person_report(determination: Determination) -> PersonReport:
    """The report of one person."""
    results = determination.by_hypothesis
    first = results[0]
    triage = triage_of(determination.record, determination.law)
    plan = interview_plan(determination, triage)
    return PersonReport(
        id=determination.record.id,
        name=determination.record.name,
        outcome=determination.outcome.value,
        outcome_text=outcome_text(determination),
        floor=floor_text(determination.floor),
        also_excluded=any(result.result.also_excluded for result in results),
        carried=carried_by(determination),
        hypotheses=[_hypothesis(result) for result in results],
        instruments=_instruments(determination),
        derivative=_derivative(determination),
        because=[
            element_line(result, instance) for result in results for instance in result.because
        ],
        open_questions=_questions(determination),
        what_if=[line for result in results for line in _what_if(result)],
        warnings=_warnings(determination),
        non_refoulement=_removal(determination),
        triage=triage_report(triage, determination.law) if triage else None,
        interview_plan=plan_report(plan, determination.law) if plan else None,
        ready_for_negative=determination.ready_for_negative,
        missing_for_negative=[
            MissingLine(hypothesis=result.hypothesis.id, code=missing.code, text=missing.text)
            for result in results
            for missing in result.missing_for_negative
        ],
        proposals=[
            _proposal(result, proposal)
            for result in results
            for proposal in result.framed.proposals
        ],
        elements=[
            element_line(result, instance)
            for result in (results if determination.hypotheses_differ else (first,))
            for instance in result.circuit.nodes_of
        ],
    )


def element_line(result: HypothesisResult, instance: Instance) -> ElementLine:
    """One element with its value, source and the hand that set it."""
    law = result.framed.frame.law
    element = law.element(instance.element)
    basis = result.framed.bases.get(instance)
    node = result.circuit.node(instance)
    leaf = node is None or result.circuit.ops[node] is Op.LEAF
    return ElementLine(
        hypothesis=result.hypothesis.id,
        element=element.id,
        title=_(element.about.title),
        question=_(element.about.question),
        scope=scope_of(law, instance),
        stage=element.stage.value,
        value=shown_value(result.circuit, result.evaluation, instance),
        set_by=basis.set_by if basis else ("nobody" if leaf else "combination"),
        reasons=basis.reasons if basis else "",
        citations=list(basis.citations) if basis else [],
        by=basis.by if basis else "",
        on=basis.on if basis else "",
        leaf=leaf,
        sources=sources_of(law, element),
    )


def carried_by(determination: Determination) -> Carried | None:
    """On what a recognition rests, where it does under every hypothesis."""
    if determination.outcome is not Outcome.RECOGNISED:
        return None
    found = carried(determination.by_hypothesis[0])
    return Carried(
        instrument=found.instrument,
        country=found.country,
        harm=found.harm,
        grounds=list(found.grounds),
        sur_place=found.sur_place,
    )


def _hypothesis(result: HypothesisResult) -> HypothesisLine:
    return HypothesisLine(
        id=result.hypothesis.id,
        title=result.hypothesis.title,
        countries=[country.code for country in result.hypothesis.countries],
        outcome=result.outcome.value,
        text=_(INSTRUMENT_TEXTS[result.outcome]),
    )


INSTRUMENT_TEXTS = shown(
    {
        Outcome.RECOGNISED: "would be recognised",
        Outcome.PRESUMED: "would be recognised if the proposals were accepted",
        Outcome.UNDECIDED: "cannot be decided yet",
        Outcome.COMPLEMENTARY: "would be protected in a complementary form",
        Outcome.NOT_RECOGNISED: "would not be recognised",
        Outcome.EXCLUDED: "would be excluded",
        Outcome.CEASED: "status would have ceased",
        Outcome.NOT_ESTABLISHED: "not established (nothing follows from that)",
    }
)


def _instruments(determination: Determination) -> dict[str, InstrumentLine]:
    """Per instrument the outcome; undecided where the hypotheses differ."""
    shown = (
        InstrumentKind.REFUGEE_DEFINITION,
        InstrumentKind.COMPLEMENTARY,
        InstrumentKind.POSITIVE_ONLY,
    )
    lines: dict[str, InstrumentLine] = {}
    for name, nodes in determination.by_hypothesis[0].circuit.instruments.items():
        if nodes.kind not in shown:
            continue
        outcomes = {r.result.by_instrument[name] for r in determination.by_hypothesis}
        outcome = outcomes.pop() if len(outcomes) == 1 else Outcome.UNDECIDED
        lines[name] = InstrumentLine(
            title=_(determination.law.instrument(name).about.title),
            kind=nodes.kind.value,
            outcome=outcome.value,
            text=_(INSTRUMENT_TEXTS[outcome]),
        )
    return lines


def _derivative(determination: Determination) -> DerivativeLine | None:
    if determination.record.principal is None:
        return None
    result = determination.by_hypothesis[0]
    values = {
        result.evaluation.value(nodes.eligible)
        for nodes in result.circuit.instruments.values()
        if nodes.kind is InstrumentKind.DERIVATIVE
    }
    names = ("no", "undetermined", "yes")
    value = names[max(values)] if values else "undetermined"
    texts = {
        "yes": _("would be entitled to derivative status"),
        "no": _("would not be entitled to derivative status"),
        "undetermined": _("derivative status cannot be decided yet"),
    }
    return DerivativeLine(principal=determination.record.principal, value=value, text=texts[value])


def _questions(determination: Determination) -> list[QuestionLine]:
    """Where hypotheses differ, the nationality question stands first (semantics.md §4)."""
    lines = [
        _question(result, question)
        for result in determination.by_hypothesis
        for question in result.open_questions
    ]
    if determination.hypotheses_differ:
        lines.insert(0, _nationality_question(determination))
    return lines


def _nationality_question(determination: Determination) -> QuestionLine:
    law = determination.law
    element = law.element("nationality-held")
    differing = "; ".join(
        f"{result.hypothesis.title or result.hypothesis.id}: {_(INSTRUMENT_TEXTS[result.outcome])}"
        for result in determination.by_hypothesis
    )
    return QuestionLine(
        hypothesis="",
        kind="nationality",
        element=element.id,
        title=_("Nationality decides"),
        question=_("Which hypothesis of nationality is right? {differing}").format(
            differing=differing
        ),
        scope={},
        stage=element.stage.value,
        within=[],
        explore=[_(text) for text in element.about.explore],
        errors=[_(text) for text in element.about.errors],
        sources=sources_of(law, element),
        may_not_matter=False,
        unresolved=False,
        marked_not_reached=False,
    )


def _question(result: HypothesisResult, question: OpenQuestion) -> QuestionLine:
    law = result.framed.frame.law
    within = [str(instance) for instance in question.within]
    if question.instance is None:
        assert question.gap is not None
        scope = {"country": question.gap.country} if question.gap.country else {}
        return QuestionLine(
            hypothesis=result.hypothesis.id,
            kind="completeness",
            element=None,
            title=_("Is the list complete?"),
            question=gap_question(question.gap),
            scope=scope,
            stage=question.stage.value,
            within=within,
            explore=[],
            errors=[],
            sources=[],
            may_not_matter=question.may_not_matter,
            unresolved=False,
            marked_not_reached=False,
        )
    element = law.element(question.instance.element)
    return QuestionLine(
        hypothesis=result.hypothesis.id,
        kind="element",
        element=element.id,
        title=_(element.about.title),
        question=_(element.about.question),
        scope=scope_of(law, question.instance),
        stage=question.stage.value,
        within=within,
        explore=[_(text) for text in element.about.explore],
        errors=[_(text) for text in element.about.errors],
        sources=sources_of(law, element),
        may_not_matter=question.may_not_matter,
        unresolved=question.unresolved,
        marked_not_reached=question.marked_not_reached,
    )


def _what_if(result: HypothesisResult) -> list[WhatIfLine]:
    law = result.framed.frame.law
    lines = []
    for found in suggest_changes(result):
        changes = [
            ChangeLine(
                element=instance.element,
                title=_(law.element(instance.element).about.title),
                scope=scope_of(law, instance),
                from_value=STATE_NAMES[result.evaluation.state(instance)],
                to_value=STATE_NAMES[State(state)],
            )
            for instance, state in found.changes
        ]
        lines.append(
            WhatIfLine(
                hypothesis=result.hypothesis.id,
                target=found.target,
                outcome=found.outcome.value,
                changes=changes,
                proven_smallest=found.proven_smallest,
            )
        )
    return lines


def _warnings(determination: Determination) -> list[WarningLine]:
    """Each warning once, also where several hypotheses raise it."""
    lines: dict[tuple[str, str, tuple[Instance, ...]], WarningLine] = {}
    for result in determination.by_hypothesis:
        for warned in result.warnings:
            lines.setdefault(
                (warned.code, warned.text, warned.concerns),
                WarningLine(
                    hypothesis=result.hypothesis.id,
                    code=warned.code,
                    text=_(warned.text),
                    source=warned.source,
                    concerns=[str(instance) for instance in warned.concerns],
                ),
            )
    return list(lines.values())


def _removal(determination: Determination) -> dict[str, RemovalLine]:
    """Per destination; prohibited if it is so under any hypothesis."""
    bars: dict[str, RemovalBar] = {}
    for result in determination.by_hypothesis:
        for bar in result.removal:
            standing = bars.get(bar.destination)
            if standing is None or _stronger(bar, standing):
                bars[bar.destination] = bar
    return {
        destination: RemovalLine(
            result="prohibited" if bar.prohibited else "no-bar-recorded",
            text=removal_text(bar, determination.law, determination.record.date),
            bases=list(bar.bases),
            by_default=bar.by_default,
            not_answered=list(bar.open),
        )
        for destination, bar in bars.items()
    }


def _stronger(bar: RemovalBar, than: RemovalBar) -> bool:
    return (bar.prohibited, len(bar.bases)) > (than.prohibited, len(than.bases))


def _proposal(result: HypothesisResult, proposal: Proposal) -> ProposalLine:
    if proposal.accepted is not None:
        status = "accepted"
    elif proposal.rebutted is not None:
        status = "rebutted"
    else:
        status = "expired" if proposal.expired else "proposed"
    guidance = result.framed.frame.law.guidance[proposal.country]
    return ProposalLine(
        hypothesis=result.hypothesis.id,
        id=proposal.id,
        element=proposal.instance.element,
        scope=scope_of(result.framed.frame.law, proposal.instance),
        profile=_(proposal.profile_title),
        edition=proposal.edition,
        issued_by=_(guidance.issued_by),
        expires=guidance.expires.isoformat(),
        citations=list(proposal.citations),
        says=[_(point.says) for point in proposal.points],
        status=status,
    )


def result_schema() -> dict[str, Any]:
    """The JSON Schema of a screening result."""
    return TypeAdapter(PersonReport).json_schema()
