"""The interview plan: what to ask for each open question, in the order of analysis.

One question asked of several harms, countries or hypotheses is one topic that names each. Nothing
is pruned but what belongs to exclusion while no person has set the indicator of conduct.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from openrsd.determination.determine import Determination, HypothesisResult
from openrsd.determination.frame import Gap, Instance
from openrsd.determination.guidance import Proposal
from openrsd.determination.questions import STAGE_ORDER
from openrsd.determination.record import CaseKind
from openrsd.determination.triage import Called, Triage
from openrsd.determination.triage_reasons import EXCLUSION_CONDUCT
from openrsd.determination.values import State
from openrsd.law.expressions import Variable, references
from openrsd.law.files import InstrumentKind, Scope, Stage
from openrsd.law.guidance_files import CoiSource, GuidanceFile, Point
from openrsd.law.model import Law
from openrsd.law.plan_files import PhaseFile, PlanFile

COUNTRIES, HARMS = "countries", "harms"
NATIONALITY_HELD = "nationality-held"


@dataclass(frozen=True, slots=True)
class Concern:
    """What a topic is asked of, under one hypothesis."""

    hypothesis: str
    of: Instance | Gap


@dataclass(frozen=True, slots=True)
class Information:
    """A point of country information that bears on a topic."""

    guidance: GuidanceFile
    source: CoiSource
    point: Point


@dataclass
class Topic:
    """One open question with everything that helps to ask it.

    `beside` topics bear on the risk and decide nothing by themselves.
    """

    name: str
    stage: Stage
    beside: bool = False
    concerns: list[Concern] = field(default_factory=list)
    wording: tuple[PlanFile, ...] = ()
    proposals: dict[str, Proposal] = field(default_factory=dict)
    information: tuple[Information, ...] = ()
    may_not_matter: bool = True
    unresolved: bool = False
    marked_not_reached: bool = False

    @property
    def is_list(self) -> bool:
        """Whether it asks if a list is complete."""
        return self.name in (COUNTRIES, HARMS)

    @property
    def asked(self) -> bool:
        """Whether it is put to the person, and not answered from sources alone."""
        return not any(entry.not_for_the_person for entry in self.wording)


@dataclass(frozen=True)
class Plan:
    """What the officer takes into the room."""

    arrangements: tuple[Called, ...]
    phases: tuple[PhaseFile, ...]
    topics: tuple[Topic, ...]


def interview_plan(determination: Determination, triage: Triage | None) -> Plan | None:
    """The plan of a case in progress; None for a published decision."""
    if determination.record.kind is not CaseKind.CASE:
        return None
    law = determination.law
    conduct = EXCLUSION_CONDUCT in determination.record.indicators
    return Plan(
        arrangements=triage.arrangements if triage else (),
        phases=tuple(p for p in law.plan.phases if conduct or not p.only_if_exclusion),
        topics=tuple(_topics(determination, law, conduct=conduct)),
    )


def _topics(determination: Determination, law: Law, *, conduct: bool) -> list[Topic]:
    """One topic for each question, in the order of analysis and then of the law files."""
    topics: dict[str, Topic] = {}
    for result in determination.by_hypothesis:
        _take_open(topics, result, law, conduct=conduct)
        _take_beside(topics, result, law)
    if determination.hypotheses_differ and NATIONALITY_HELD in topics:
        topics[NATIONALITY_HELD].may_not_matter = False
        topics[NATIONALITY_HELD].beside = False
    for topic in topics.values():
        countries = _countries(topic, determination)
        topic.wording = law.plan.wording(topic.name, countries)
        topic.information = tuple(_information(topic, countries, law))
    places: dict[str, int] = {}
    for entry in law.plan.entries:
        places.setdefault(entry.element or entry.list_ or "", len(places))
    return sorted(topics.values(), key=lambda t: (_rank(t.stage), places.get(t.name, len(places))))


def _rank(stage: Stage) -> int:
    """What only bears on the risk is asked with the facts."""
    return STAGE_ORDER[Stage.FACTS if stage is Stage.BESIDE else stage]


def _take_open(
    topics: dict[str, Topic], result: HypothesisResult, law: Law, *, conduct: bool
) -> None:
    for question in result.open_questions:
        of: Instance | Gap
        if question.instance is not None:
            of, name = question.instance, question.instance.element
            if law.element(name).scope is Scope.ACT and not conduct:
                continue
        else:
            assert question.gap is not None
            of = question.gap
            name = COUNTRIES if question.gap.over is Variable.COUNTRY else HARMS
        topic = topics.setdefault(name, Topic(name, question.stage))
        topic.beside = False
        topic.concerns.append(Concern(result.hypothesis.id, of))
        topic.may_not_matter &= question.may_not_matter
        topic.unresolved |= question.unresolved
        topic.marked_not_reached |= question.marked_not_reached
        for proposal in result.framed.proposals:
            if proposal.instance == of and proposal.stands:
                topic.proposals.setdefault(proposal.id, proposal)


def _take_beside(topics: dict[str, Topic], result: HypothesisResult, law: Law) -> None:
    """Open leaves that stand beside a refugee definition, while its outcome is open."""
    if not result.open_questions:
        return
    frame, records = result.framed.frame, result.framed.records
    for name in _beside(result, law):
        wording = law.plan.wording(name, frozenset())
        if not wording or wording[0].only_if_open:
            continue
        element = law.element(name)
        for scope in frame.instances(element.scope):
            instance = Instance(name, scope)
            if records.get(instance, State.OPEN) is State.OPEN:
                topic = topics.setdefault(name, Topic(name, element.stage, beside=True))
                concern = Concern(result.hypothesis.id, instance)
                if concern not in topic.concerns:
                    topic.concerns.append(concern)


def _beside(result: HypothesisResult, law: Law) -> list[str]:
    """The leaves beneath what refugee definitions show beside the outcome, facts and identity only:
    what inclusion asks is open or settled there."""
    waiting = [
        name
        for instrument in result.framed.frame.instruments
        if law.instrument(instrument).kind is InstrumentKind.REFUGEE_DEFINITION
        for name in law.instrument(instrument).about.beside
    ]
    leaves: dict[str, None] = {}
    seen: set[str] = set()
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen.add(name)
        element = law.element(name)
        if element.combine is not None:
            waiting.extend(references(element.combine))
        elif element.stage in (Stage.BESIDE, Stage.IDENTITY):
            leaves[name] = None
    return list(leaves)


def _countries(topic: Topic, determination: Determination) -> frozenset[str]:
    """The countries that a topic concerns; all of reference where it is asked of the person."""
    named = {
        concern.of.country if isinstance(concern.of, Gap) else "".join(concern.of.scope[:1])
        for concern in topic.concerns
        if not isinstance(concern.of, Instance)
        or determination.law.element(concern.of.element).scope is not Scope.ACT
    } - {""}
    if named:
        return frozenset(named)
    return frozenset(
        country.code
        for result in determination.by_hypothesis
        for country in result.hypothesis.countries
    )


def _information(topic: Topic, countries: Iterable[str], law: Law) -> Iterator[Information]:
    for country in sorted(countries):
        guidance = law.guidance.get(country)
        for source in guidance.sources if guidance else ():
            for point in source.points:
                if topic.name in point.bears_on:
                    assert guidance is not None
                    yield Information(guidance, source, point)
