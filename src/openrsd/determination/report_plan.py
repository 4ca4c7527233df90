"""The interview plan as plain values with stable keys."""

from openrsd.determination.explained import gap_question
from openrsd.determination.frame import Gap
from openrsd.determination.guidance import Proposal
from openrsd.determination.plan import COUNTRIES, Information, Plan, Topic
from openrsd.determination.report_lines import scope_of, sources_of
from openrsd.determination.report_shape import (
    ArrangementLine,
    ConcernLine,
    InformationLine,
    PhaseLine,
    PlanReport,
    ProposedLine,
    Scope,
    TopicLine,
)
from openrsd.determination.report_triage import arrangement_lines
from openrsd.law.model import Law
from openrsd.law.plan_files import PhaseFile
from openrsd.texts import gettext as _


def plan_report(plan: Plan, law: Law) -> PlanReport:
    """The plan of one person."""
    return PlanReport(
        arrangements=_each_once(arrangement_lines(plan.arrangements, law)),
        phases=[_phase(phase) for phase in plan.phases],
        topics=[_topic(topic, law) for topic in plan.topics],
    )


def _each_once(lines: list[ArrangementLine]) -> list[ArrangementLine]:
    """Two rules may call for the same; on the paper it stands once."""
    said: set[str] = set()
    found: list[ArrangementLine] = []
    for line in lines:
        new = [text for text in line["arrange"] if text not in said]
        said.update(new)
        if new:
            found.append({**line, "arrange": new})
    return found


def _phase(phase: PhaseFile) -> PhaseLine:
    return PhaseLine(
        id=phase.id,
        title=_(phase.title),
        do=[_(text) for text in phase.do],
        say=[_(text) for text in phase.say],
        record=[_(text) for text in phase.record],
        probing=phase.probing,
    )


def _topic(topic: Topic, law: Law) -> TopicLine:
    element = None if topic.is_list else law.element(topic.name)
    first = topic.concerns[0].of
    asked = gap_question(first) if isinstance(first, Gap) else ""
    wording = topic.wording
    return TopicLine(
        element=element.id if element else None,
        completeness=None if element else topic.name,
        title=_(element.about.title) if element else _list_title(topic.name),
        question=_(element.about.question) if element else asked,
        heading=next((_(entry.heading) for entry in wording if entry.heading), ""),
        stage=topic.stage.value,
        beside=topic.beside,
        concerns=_concerns(topic, law),
        ask=[_(text) for entry in wording for text in entry.ask],
        evidence=[_(text) for entry in wording for text in entry.evidence],
        care=[_(text) for entry in wording for text in entry.care],
        look_up=[_(text) for entry in wording for text in entry.look_up],
        not_for_the_person=next(
            (_(e.not_for_the_person) for e in wording if e.not_for_the_person), ""
        ),
        explore=[_(text) for text in element.about.explore] if element else [],
        errors=[_(text) for text in element.about.errors] if element else [],
        proposed=[_proposed(one, law) for one in _by_profile(topic)],
        information=[_information(one) for one in topic.information],
        sources=sources_of(law, element) if element else [],
        may_not_matter=topic.may_not_matter and not topic.beside,
        unresolved=topic.unresolved,
        marked_not_reached=topic.marked_not_reached,
    )


def _list_title(name: str) -> str:
    return _("Any other country?") if name == COUNTRIES else _("Any other harm?")


def _concerns(topic: Topic, law: Law) -> list[ConcernLine]:
    """Each thing that the question is asked of, once, with the hypotheses under which it is."""
    found: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for concern in topic.concerns:
        scope: Scope
        if isinstance(concern.of, Gap):
            scope = {"country": concern.of.country} if concern.of.country else {}
        else:
            scope = scope_of(law, concern.of)
        hypotheses = found.setdefault(tuple(scope.items()), [])
        if concern.hypothesis not in hypotheses:
            hypotheses.append(concern.hypothesis)
    return [ConcernLine(scope=dict(scope), hypotheses=names) for scope, names in found.items()]


def _by_profile(topic: Topic) -> list[Proposal]:
    return list({one.profile: one for one in topic.proposals.values()}.values())


def _proposed(proposal: Proposal, law: Law) -> ProposedLine:
    return ProposedLine(
        profile=_(proposal.profile_title),
        edition=proposal.edition,
        issued_by=_(law.guidance[proposal.country].issued_by),
        citations=list(proposal.citations),
    )


def _information(one: Information) -> InformationLine:
    return InformationLine(
        country=one.guidance.country,
        cite=f"{one.source.symbol or one.source.title}, {one.point.at}",
        published=one.source.published,
        says=_(one.point.says),
        checked=bool(one.point.checked),
    )
